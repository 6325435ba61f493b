/**
 * What a sentence itself has named before a phrase that counts: "X does not use Y's chip, but the two companies".
 * In: the phrase, what fits it and what it cannot be. Out: the entities, in their order.
 */
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import type { Memory } from './memory.js';
import type { Referent } from './referent.js';

export function namedHere(
  memory: Memory,
  { first }: NounPhrase,
  { index }: Parsed,
  barred: readonly NounPhrase[],
  fits: (referent: Referent) => boolean,
): readonly Referent[] {
  const found = new Map<string, Referent>();
  for (const { referent, word } of memory.saidIn(index)) {
    if (word >= first || !fits(referent)) continue;
    if (!barred.some((one) => one.first <= word && word < one.last)) found.set(referent.name, referent);
  }
  return [...found.values()];
}
