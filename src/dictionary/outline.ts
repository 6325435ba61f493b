import type { Extraction } from '../schema/extraction.js';

/** The part of an extraction that two dictionaries can differ in, small enough to be sent between threads. */
export interface Outline {
  readonly mentions: readonly OutlineMention[];
  readonly relations: readonly OutlineRelation[];
}

export interface OutlineMention {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly sentence: string;
}

export interface OutlineRelation {
  readonly type: string;
  readonly subject: string;
  readonly object: string;
  /** `not` and the modality, where they are not the plain ones. */
  readonly stance: string;
  readonly start: number;
  readonly sentence: string;
}

const LONGEST = 300;

/** Sums an extraction up. */
export function outline({ mentions, relations, sentences, text }: Extraction): Outline {
  const around = (at: number): string => {
    const sentence = sentences.find(({ start, end }) => at >= start && at < end);
    const words = sentence ? text.slice(sentence.start, sentence.end) : '';
    return words.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
  };
  return {
    mentions: mentions.map(({ start, end, text: surface, type, name, id = '' }) => ({
      start,
      end,
      text: surface,
      type,
      name,
      id,
      sentence: around(start),
    })),
    relations: relations.map(({ type, subject, object, polarity, modality, evidence }) => ({
      type,
      subject: subject.name,
      object: object.name,
      stance: [polarity === 'negated' ? 'not' : '', modality === 'asserted' ? '' : modality].filter(Boolean).join(' '),
      start: evidence.start,
      sentence: around(evidence.start),
    })),
  };
}
