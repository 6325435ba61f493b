import type { DiscoveryEntry } from '../schema/dictionary.js';
import { hashWord } from '../text/hash.js';
import { inflect, withPlural } from './inflect.js';
import { Marks } from './marks.js';
import { Phrases } from './phrases.js';

/** The word classes that the rules of extraction read from discovery.yaml. */
export const WORD_CLASSES = [
  'function',
  'common',
  'calendar',
  'titles',
  'personRoles',
  'given',
  'particles',
  'otherHeads',
  'say',
  'citing',
  'actVerbs',
  'auxiliaries',
  'actNouns',
  'actBefore',
  'placeBefore',
  'placeNouns',
  'placeOf',
  'placeAfter',
  'publicMarks',
  'looseHeads',
  'leaderTails',
  'productAfter',
  'eitherRoles',
  'domain',
  'transferVerbs',
  'codeNames',
  'listOpeners',
] as const;
/** Classes that are looked up as phrases alone: they have no bit of their own. */
export const PHRASE_CLASSES = ['imperatives', 'covering', 'placeVerbs'] as const;
export type WordClass = (typeof WORD_CLASSES)[number];
export type PhraseClass = (typeof PHRASE_CLASSES)[number];
/** The bit of `Discovery.marks` that says that a word alone is of a class. */
export const WORD_BIT = Object.fromEntries(WORD_CLASSES.map((name, bit) => [name, 1 << bit])) as Readonly<
  Record<WordClass, number>
>;
/** The bits of words that end a head, and that end or begin a noun, of any type. */
export const ENDS_HEAD = 1 << 27;
export const ENDS_NOUN = 1 << 28;
export const OPENS_NOUN = 1 << 31;
/** The bit of words with which a phrase of the field, or a name that is a mention by itself, begins. */
export const OPENS_DOMAIN = 1 << 29;
export const OPENS_ALONE = 1 << 30;

/** The lists that each entity type may have. */
export const TYPE_LISTS = [
  'heads',
  'openers',
  'tails',
  'tailModifiers',
  'alone',
  'nouns',
  'verbs',
  'objects',
  'objectVerbs',
  'possessed',
  'suffixes',
  'after',
] as const;
export type TypeList = (typeof TYPE_LISTS)[number];
export type DiscoveryType = { readonly type: string } & Readonly<Record<TypeList, Phrases>>;

/** Evidence words as the rules read them. */
export interface Discovery {
  readonly words: Readonly<Record<WordClass | PhraseClass, Phrases>>;
  /** One for each type that names can be discovered for, in the order of the file. */
  readonly types: readonly DiscoveryType[];
  /**
   * Classes of single words, as bits; and what a word beside a name may be evidence of, as bits of `HINT`: without any, no list
   * needs to be searched.
   */
  readonly marks: Marks;
}

/** Bits of the hints of `Discovery.marks`. */
export const HINT = {
  /** May stand before a name. */
  before: 1,
  /** May stand after a name. */
  after: 2,
  /** A verb whose subject may be of a type. */
  verb: 4,
  /** Begins a legal form of some type. */
  legal: 8,
  /** Ends what announces a code name or opens a list. */
  opener: 16,
} as const;

const VERBS = new Set<string>(['actVerbs', 'transferVerbs', 'verbs', 'objectVerbs']);
const NOUNS = new Set<string>(['nouns', 'possessed', 'after', 'personRoles']);

/**
 * Compiles the discovery file, or nothing at all into empty classes. `split` gives the token hashes of a phrase, `legalForms` are
 * those of all types.
 */
export function compileDiscovery(
  entry: DiscoveryEntry | undefined,
  split: (phrase: string) => number[],
  legalForms: readonly string[] = [],
): Discovery {
  const of = (name: string, list: readonly string[] = []): Phrases => {
    const forms = VERBS.has(name) ? list.flatMap(inflect) : NOUNS.has(name) ? list.flatMap(withPlural) : list;
    return new Phrases(forms.map(split));
  };
  const words = Object.fromEntries(
    [...WORD_CLASSES, ...PHRASE_CLASSES].map((name) => [name, of(name, entry?.words[name])]),
  ) as Record<WordClass | PhraseClass, Phrases>;
  const types = Object.entries(entry?.types ?? {}).map(([type, lists]) => ({
    type,
    ...(Object.fromEntries(TYPE_LISTS.map((name) => [name, of(name, lists[name])])) as Record<TypeList, Phrases>),
  }));
  return {
    words,
    types,
    marks: new Marks(marksOf(words, types), hintsOf(words, types, new Phrases(legalForms.map(split)))),
  };
}

const NONE = new Phrases([]);

function marksOf(
  words: Readonly<Record<WordClass, Phrases>>,
  types: readonly DiscoveryType[],
): ReadonlyMap<number, number> {
  const bits = new Map<number, number>();
  const mark = (hashes: Iterable<number>, bit: number): void => {
    for (const hash of hashes) bits.set(hash, (bits.get(hash) ?? 0) | bit);
  };
  for (const name of WORD_CLASSES) mark(words[name].singles, WORD_BIT[name]);
  mark(words.domain.firsts, OPENS_DOMAIN);
  for (const { alone, heads, nouns } of [...types, { alone: NONE, heads: NONE, nouns: words.personRoles }]) {
    mark(alone.firsts, OPENS_ALONE);
    mark(heads.lasts, ENDS_HEAD);
    mark(nouns.firsts, OPENS_NOUN);
    mark(nouns.lasts, ENDS_NOUN);
  }
  return bits;
}

/** Words that lead to a place, beside those of the lists. */
const PLACING = ['in', 'near', 'outside', 'to', 'from'];

function hintsOf(
  words: Readonly<Record<WordClass, Phrases>>,
  types: readonly DiscoveryType[],
  legalForms: Phrases,
): ReadonlyMap<number, number> {
  const bits = new Map<number, number>();
  const mark = (hashes: Iterable<number>, bit: number): void => {
    for (const hash of hashes) bits.set(hash, (bits.get(hash) ?? 0) | bit);
  };
  mark(PLACING.map(hashWord), HINT.before);
  mark(words.placeOf.lasts, HINT.before);
  mark(words.placeAfter.firsts, HINT.after);
  mark(words.codeNames.lasts, HINT.opener);
  mark(words.listOpeners.lasts, HINT.opener);
  mark(legalForms.firsts, HINT.legal);
  for (const { objects, objectVerbs, possessed, suffixes, after, verbs } of types) {
    mark(objects.lasts, HINT.before);
    mark(objectVerbs.lasts, HINT.before);
    for (const list of [possessed, suffixes, after]) mark(list.firsts, HINT.after);
    mark(verbs.singles, HINT.verb);
  }
  return bits;
}
