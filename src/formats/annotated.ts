import type { Extraction } from '../schema/extraction.js';

/** A text with spans and the relations between them: what all annotation formats share. Offsets are UTF-16 code units. */
export interface Annotated {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly AnnotatedSpan[];
  readonly relations: readonly AnnotatedRelation[];
}

export interface AnnotatedSpan {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  /** Canonical name, where it is not the surface. */
  readonly name?: string;
}

export interface AnnotatedRelation {
  readonly type: string;
  /** Indexes into the spans. */
  readonly subject: number;
  readonly object: number;
  readonly polarity?: 'affirmed' | 'negated';
  readonly modality?: 'asserted' | 'reported' | 'planned' | 'possible';
}

/** The text cannot be read as this format; the message names the line. */
export class FormatError extends Error {
  override name = 'FormatError';
}

/** An extraction as an annotated text. Relations with a noun phrase for an argument have no span to hang on: `dropped` counts them. */
export function fromExtraction({ documentId, text, mentions, relations }: Extraction): {
  annotated: Annotated;
  dropped: number;
} {
  const kept: AnnotatedRelation[] = [];
  for (const { type, subject, object, polarity, modality } of relations) {
    const [from, to] = [subject, object].map(
      ({ mention, name }) => mention ?? mentions.findIndex((one) => one.name === name),
    );
    if (from! < 0 || to! < 0) continue;
    kept.push({
      type,
      subject: from!,
      object: to!,
      ...(polarity === 'negated' ? { polarity } : {}),
      ...(modality === 'asserted' ? {} : { modality }),
    });
  }
  const spans = mentions.map(({ start, end, type, name, text: surface }) => ({
    start,
    end,
    type,
    ...(name === surface ? {} : { name }),
  }));
  return { annotated: { id: documentId, text, spans, relations: kept }, dropped: relations.length - kept.length };
}

/** The gold file of an annotated text, as `gold/ID.json` holds it; its text belongs into `texts/ID.txt`. */
export interface GoldFile {
  readonly id: string;
  readonly entities: readonly { start: number; end: number; text: string; type: string; name: string }[];
  readonly relations: readonly { type: string; subject: string; object: string; polarity: string; modality: string }[];
}

export function toGold({ id, text, spans, relations }: Annotated): GoldFile {
  const nameOf = (at: number): string => {
    const { start, end, name } = spans[at]!;
    return name ?? text.slice(start, end);
  };
  return {
    id,
    entities: spans.map(({ start, end, type }, at) => ({
      start,
      end,
      text: text.slice(start, end),
      type,
      name: nameOf(at),
    })),
    relations: relations.map(({ type, subject, object, polarity = 'affirmed', modality = 'asserted' }) => ({
      type,
      subject: nameOf(subject),
      object: nameOf(object),
      polarity,
      modality,
    })),
  };
}

export function fromGold(gold: GoldFile, text: string): { annotated: Annotated; dropped: number } {
  const relations = gold.relations.flatMap(({ type, subject, object, polarity, modality }): AnnotatedRelation[] => {
    const [from, to] = [subject, object].map((name) => gold.entities.findIndex((one) => one.name === name));
    if (from! < 0 || to! < 0) return [];
    return [
      {
        type,
        subject: from!,
        object: to!,
        ...(polarity === 'negated' ? { polarity } : {}),
        ...(modality && modality !== 'asserted' ? { modality: modality as 'planned' } : {}),
      },
    ];
  });
  const spans = gold.entities.map(({ start, end, type, name }) => ({
    start,
    end,
    type,
    ...(name === undefined || name === text.slice(start, end) ? {} : { name }),
  }));
  return { annotated: { id: gold.id, text, spans, relations }, dropped: gold.relations.length - relations.length };
}

/** A relation's type with its stance in one label, for formats that know labels only: `not leases planned`. */
export function toLabel({ type, polarity, modality }: AnnotatedRelation): string {
  return [polarity === 'negated' ? 'not' : '', type, modality && modality !== 'asserted' ? modality : '']
    .filter(Boolean)
    .join(' ');
}

/** Reads a label of `toLabel`. */
export function fromLabel(label: string): Pick<AnnotatedRelation, 'type' | 'polarity' | 'modality'> {
  const [, not, type = label, modality] = /^(not )?(.*?)(?: (reported|planned|possible))?$/.exec(label) ?? [];
  return {
    type,
    ...(not ? { polarity: 'negated' as const } : {}),
    ...(modality ? { modality: modality as 'planned' } : {}),
  };
}
