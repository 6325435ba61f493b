import type { DiscoveryEntry } from '../schema/dictionary.js';
import { inflect, withPlural } from './inflect.js';
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
export type WordClass = (typeof WORD_CLASSES)[number];

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
  readonly words: Readonly<Record<WordClass, Phrases>>;
  /** One for each type that names can be discovered for, in the order of the file. */
  readonly types: readonly DiscoveryType[];
}

const VERBS = new Set<string>(['actVerbs', 'transferVerbs', 'verbs', 'objectVerbs']);
const NOUNS = new Set<string>(['nouns', 'possessed', 'after', 'personRoles']);

/** Compiles the discovery file, or nothing at all into empty classes. `split` gives the token hashes of a phrase. */
export function compileDiscovery(entry: DiscoveryEntry | undefined, split: (phrase: string) => number[]): Discovery {
  const of = (name: string, list: readonly string[] = []): Phrases => {
    const forms = VERBS.has(name) ? list.flatMap(inflect) : NOUNS.has(name) ? list.flatMap(withPlural) : list;
    return new Phrases(forms.map(split));
  };
  const words = Object.fromEntries(WORD_CLASSES.map((name) => [name, of(name, entry?.words[name])]));
  const types = Object.entries(entry?.types ?? {}).map(([type, lists]) => ({
    type,
    ...(Object.fromEntries(TYPE_LISTS.map((name) => [name, of(name, lists[name])])) as Record<TypeList, Phrases>),
  }));
  return { words: words as Record<WordClass, Phrases>, types };
}
