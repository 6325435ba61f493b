/**
 * Follows a path of roles and prepositions.
 * In: a predicate and a path. Out: the noun phrases at its end.
 */
import type { NounPhrase } from '../grammar/phrases.js';
import { nounRole } from './noun-roles.js';
import { partsOf } from './phrase-parts.js';
import type { Predicate } from './predicate.js';
import { clausesUnder, verbRole } from './verb-roles.js';

/** The noun phrases at the end of a path of roles and prepositions. */
export function phrasesAt(predicate: Predicate, path: readonly string[]): NounPhrase[] {
  const [first, ...rest] = path;
  if (first === 'infinitive' || first === 'gerund' || first === 'complement') {
    return clausesUnder(predicate.parsed, predicate.clause, first).flatMap((clause) =>
      rest.length === 0
        ? []
        : phrasesAt({ parsed: predicate.parsed, clause, first: clause.first, last: clause.last }, rest),
    );
  }
  let phrases = predicate.noun ? nounRole(predicate, predicate.noun, first!) : verbRole(predicate, first!);
  for (const part of rest) {
    phrases = phrases
      .flatMap((phrase) => [phrase, ...phrase.conjuncts])
      .flatMap((phrase) => partsOf(phrase, part, predicate.parsed));
  }
  return phrases;
}
