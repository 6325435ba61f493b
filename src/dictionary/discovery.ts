import type { DiscoveryEntry } from '../schema/dictionary.js';
import { hashWord } from '../text/hash.js';

/** Evidence words as the rules read them: sets of token hashes, of phrases where a word is not enough. */
export interface Discovery {
  /** Word classes by name: hashes of single words. */
  readonly words: ReadonlyMap<string, ReadonlySet<number>>;
  readonly types: ReadonlyMap<string, DiscoveryType>;
  /** Types in the order of the file. */
  readonly order: readonly string[];
}

export interface DiscoveryType {
  readonly type: string;
  readonly heads: Phrases;
  readonly openers: Phrases;
  readonly tails: Phrases;
  readonly tailModifiers: Phrases;
  readonly alone: Phrases;
  readonly nouns: Phrases;
  readonly verbs: Phrases;
  readonly objects: Phrases;
  readonly possessed: Phrases;
  readonly suffixes: Phrases;
  readonly after: Phrases;
}

/** Phrases of one to a few words, by the hash of their last word and of their first. */
export interface Phrases {
  readonly byFirst: ReadonlyMap<number, readonly (readonly number[])[]>;
  readonly byLast: ReadonlyMap<number, readonly (readonly number[])[]>;
}

/** Compiles the discovery file; the empty one when there is none. */
export function compileDiscovery(entry: DiscoveryEntry | undefined, split: (phrase: string) => number[]): Discovery {
  const words = new Map<string, ReadonlySet<number>>();
  for (const [name, list] of Object.entries(entry?.words ?? {})) words.set(name, new Set(list.map(hashWord)));
  const types = new Map<string, DiscoveryType>();
  for (const [type, lists] of Object.entries(entry?.types ?? {})) {
    const of = (list: readonly string[] | undefined): Phrases => phrases((list ?? []).map(split));
    types.set(type, {
      type,
      heads: of(lists.heads),
      openers: of(lists.openers),
      tails: of(lists.tails),
      tailModifiers: of(lists.tailModifiers),
      alone: of(lists.alone),
      nouns: of(lists.nouns?.flatMap(withPlural)),
      verbs: of(lists.verbs?.flatMap(inflect)),
      objects: of(lists.objects),
      possessed: of(lists.possessed?.flatMap(withPlural)),
      suffixes: of(lists.suffixes),
      after: of(lists.after?.flatMap(withPlural)),
    });
  }
  return { words, types, order: [...types.keys()] };
}

function phrases(list: readonly (readonly number[])[]): Phrases {
  const byFirst = new Map<number, (readonly number[])[]>();
  const byLast = new Map<number, (readonly number[])[]>();
  for (const phrase of list) {
    if (phrase.length === 0) continue;
    byFirst.set(phrase[0]!, [...(byFirst.get(phrase[0]!) ?? []), phrase]);
    const last = phrase[phrase.length - 1]!;
    byLast.set(last, [...(byLast.get(last) ?? []), phrase]);
  }
  return { byFirst, byLast };
}

function withPlural(noun: string): string[] {
  if (/[^aeiou]y$/.test(noun)) return [noun, `${noun.slice(0, -1)}ies`];
  return /(s|x|ch|sh)$/.test(noun) ? [noun, `${noun}es`] : [noun, `${noun}s`];
}

/** The regular forms of a verb; an irregular past is listed as "buy/bought". */
function inflect(verb: string): string[] {
  const [lemma = '', ...forms] = verb.split('/');
  const stem = lemma.endsWith('e') ? lemma.slice(0, -1) : lemma;
  const third = /[^aeiou]y$/.test(lemma)
    ? `${lemma.slice(0, -1)}ies`
    : /(s|x|ch|sh)$/.test(lemma)
      ? `${lemma}es`
      : `${lemma}s`;
  const past = /[^aeiou]y$/.test(lemma) ? `${lemma.slice(0, -1)}ied` : `${stem}ed`;
  return [lemma, third, `${stem}ing`, ...(forms.length > 0 ? forms : [past])];
}
