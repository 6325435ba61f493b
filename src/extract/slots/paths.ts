/**
 * Follows a path of roles and prepositions.
 * In: a predicate and a path. Out: the noun phrases at its end.
 */
import type { NounPhrase } from '../grammar/phrases.js';
import { nounRole } from './noun-roles.js';
import { partsOf } from './phrase-parts.js';
import { type Predicate, predicateOf } from './predicate.js';
import { clausesUnder, verbRole } from './verb-roles.js';

/** The noun phrases at the end of a path, from its `from`th part on. */
export function phrasesAt(predicate: Predicate, path: readonly string[], from = 0, to = path.length): NounPhrase[] {
  const first = path[from]!;
  const { parsed } = predicate;
  if (first === 'infinitive' || first === 'gerund' || first === 'complement') {
    const found: NounPhrase[] = [];
    if (from + 1 >= to) return found;
    for (const clause of clausesUnder(parsed, predicate.clause, first)) {
      const under = predicateOf(parsed, clause, undefined, clause.first, clause.last);
      found.push(...phrasesAt(under, path, from + 1, to));
    }
    return found;
  }
  let phrases = roleOf(predicate, first);
  for (let index = from + 1; index < to && phrases.length > 0; index++) {
    const next: NounPhrase[] = [];
    for (const phrase of phrases) {
      next.push(...partsOf(phrase, path[index]!, parsed));
      for (const other of phrase.conjuncts) next.push(...partsOf(other, path[index]!, parsed));
    }
    phrases = next;
  }
  return phrases;
}

function roleOf(predicate: Predicate, role: string): NounPhrase[] {
  predicate.roles ??= new Map();
  let found = predicate.roles.get(role);
  if (!found) {
    found = predicate.noun ? nounRole(predicate, predicate.noun, role) : verbRole(predicate, role);
    predicate.roles.set(role, found);
  }
  return found;
}
