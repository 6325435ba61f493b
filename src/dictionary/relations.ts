import type { Diagnostic } from '../schema/diagnostic.js';
import type { Modality, Polarity } from '../schema/extraction.js';
import type { FrameEntry, RelationEntry } from '../schema/relations.js';
import type { DictionaryFile } from './read.js';

/** A way to a noun phrase from a predicate: a role or preposition, or several in turn, and the entity types it may yield. */
export interface Slot {
  readonly path: readonly string[];
  readonly types: ReadonlySet<string> | undefined;
  /** As written. */
  readonly text: string;
}

/** What a slot must hold: nouns by their last words, entity types, or (for adverbs and infinitives) words. */
export interface SlotTest {
  readonly slot: Slot;
  readonly nouns: readonly (readonly string[])[];
  readonly types: ReadonlySet<string>;
  /** Types that may also stand before the head or after "of": "H20 chips", "sales of the H20". */
  readonly looseTypes: ReadonlySet<string>;
}

export interface ArgumentSpec {
  readonly types: readonly string[];
  readonly phrase: boolean;
  readonly through: readonly string[];
  readonly phraseWhen: readonly (readonly string[])[] | undefined;
  readonly phraseUnless: readonly (readonly string[])[] | undefined;
}

/** What an entity of one of these types fills, where a phrase leads to it straight or `through` its parts. */
export function entityArgument(types: readonly string[], through: readonly string[] = []): ArgumentSpec {
  return { types, phrase: false, through, phraseWhen: undefined, phraseUnless: undefined };
}

/** An argument with other ways through a phrase. */
export function goingThrough(
  { types, phrase, phraseWhen, phraseUnless }: ArgumentSpec,
  through: readonly string[],
): ArgumentSpec {
  return { types, phrase, through, phraseWhen, phraseUnless };
}

/** How language states a relation. */
export interface Frame {
  /** relation/frame. */
  readonly key: string;
  readonly relation: RelationType;
  /** Its place among the frames of its relation. */
  readonly rank: number;
  readonly place: string;
  readonly kind: 'verb' | 'noun' | 'hyphen' | 'naming' | 'adverb';
  readonly words: readonly string[];
  readonly when: readonly SlotTest[];
  readonly unless: readonly SlotTest[];
  readonly subject: readonly Slot[];
  readonly object: readonly Slot[];
  readonly pair: readonly Slot[];
  readonly every: boolean;
  readonly polarity: Polarity | undefined;
  readonly modality: Modality | undefined;
}

export interface RelationType {
  readonly id: string;
  readonly place: string;
  readonly subject: ArgumentSpec;
  readonly object: ArgumentSpec;
  readonly symmetric: boolean;
  /** Nouns that stand for its subjects and its objects once the text has stated it. */
  readonly called: { readonly subject: readonly string[]; readonly object: readonly string[] };
  readonly inverse?: string;
  readonly entry: RelationEntry;
  readonly frames: Frame[];
}

/** The words of a noun or phrase in lower case, hyphens apart. */
export function nounWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean);
}

/**
 * Compiles the relation files. A relation of a later layer replaces one of the same id or, with `disabled`, removes it; named lists of
 * all files are shared. Unknown lists and types are diagnostics with their place.
 */
export function compileRelations(
  files: readonly DictionaryFile[],
  types: ReadonlySet<string>,
  diagnostics: Diagnostic[],
): RelationType[] {
  const lists = new Map<string, readonly string[]>();
  const entries = new Map<string, { entry: RelationEntry; file: DictionaryFile; index: number }>();
  for (const file of files) {
    const value = file.value as { lists?: Record<string, string[]>; relations: RelationEntry[] };
    for (const [name, members] of Object.entries(value.lists ?? {})) lists.set(name, members);
    for (const [index, entry] of value.relations.entries()) entries.set(entry.id, { entry, file, index });
  }
  const relations: RelationType[] = [];
  for (const { entry, file, index } of entries.values()) {
    if (entry.disabled) continue;
    const report = (path: (string | number)[], code: string, message: string, hint: string): void => {
      diagnostics.push({
        code,
        severity: 'error',
        file: file.path,
        ...file.place(['relations', index, ...path]),
        message,
        hint,
      });
    };
    const expand = (words: readonly string[], path: (string | number)[]): string[] =>
      words.flatMap((word) => {
        if (!word.startsWith('$')) return [word];
        const list = lists.get(word.slice(1));
        if (!list)
          report(path, 'D020', `no list is called "${word.slice(1)}"`, 'define it under "lists", or correct its name');
        return list ?? [];
      });
    const checkTypes = (names: readonly string[], path: (string | number)[]): void => {
      for (const name of names) {
        if (name !== 'phrase' && !types.has(name))
          report(path, 'D021', `unknown entity type "${name}"`, `known: ${[...types].join(', ')}, phrase`);
      }
    };
    const argument = (side: 'subject' | 'object'): ArgumentSpec => {
      const spec = entry[side];
      checkTypes(spec.types, [side, 'types']);
      return {
        types: spec.types.filter((type) => type !== 'phrase'),
        phrase: spec.types.includes('phrase'),
        through: spec.through ?? [],
        phraseWhen: spec.phraseWhen && expand(spec.phraseWhen, [side, 'phraseWhen']).map(nounWords),
        phraseUnless: spec.phraseUnless && expand(spec.phraseUnless, [side, 'phraseUnless']).map(nounWords),
      };
    };
    const place = (path: (string | number)[]): string =>
      `${file.path}:${file.place(['relations', index, ...path]).line}`;
    const relation: RelationType = {
      id: entry.id,
      place: place([]),
      subject: argument('subject'),
      object: argument('object'),
      symmetric: entry.symmetric ?? false,
      called: { subject: entry.subject.called ?? [], object: entry.object.called ?? [] },
      ...(entry.inverse ? { inverse: entry.inverse } : {}),
      entry,
      frames: [],
    };
    entry.frames.forEach((frame, at) => {
      const path = ['frames', at];
      const test = (tests: FrameEntry['when'], key: string): SlotTest[] =>
        Object.entries(tests ?? {}).map(([slot, words]) => {
          const typed = words.filter((word) => word.startsWith('@')).map((word) => word.slice(1));
          const loose = typed.filter((type) => type.endsWith('+')).map((type) => type.slice(0, -1));
          const strict = typed.filter((type) => !type.endsWith('+'));
          checkTypes([...loose, ...strict], [...path, key, slot]);
          return {
            slot: parseSlot(slot),
            nouns: expand(
              words.filter((word) => !word.startsWith('@')),
              [...path, key, slot],
            ).map(nounWords),
            types: new Set(strict),
            looseTypes: new Set(loose),
          };
        });
      const parsed = (slots: readonly string[] | undefined, key: string): Slot[] =>
        (slots ?? []).map((text) => {
          const slot = parseSlot(text);
          checkTypes([...(slot.types ?? [])], [...path, key]);
          return slot;
        });
      const kind = frame.verb
        ? 'verb'
        : frame.noun
          ? 'noun'
          : frame.hyphen
            ? 'hyphen'
            : frame.naming
              ? 'naming'
              : 'adverb';
      const words = expand(frame.verb ?? frame.noun ?? frame.hyphen ?? frame.adverb ?? [], [...path, kind]);
      relation.frames.push({
        key: `${entry.id}/${frame.id ?? words[0] ?? kind}`,
        relation,
        rank: at,
        place: place(path),
        kind,
        words,
        when: test(frame.when, 'when'),
        unless: test(frame.unless, 'unless'),
        subject: parsed(frame.subject, 'subject'),
        object: parsed(frame.object, 'object'),
        pair: parsed(frame.pair, 'pair'),
        every: frame.every ?? false,
        polarity: frame.polarity,
        modality: frame.modality,
      });
    });
    relations.push(relation);
  }
  return relations;
}

function parseSlot(text: string): Slot {
  const [path, types] = text.split(':');
  return { path: path!.split('.'), types: types ? new Set(types.split('|')) : undefined, text };
}
