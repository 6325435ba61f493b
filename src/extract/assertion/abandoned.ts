/**
 * Plans that came to nothing: "had planned to lease it but backed out", "was going to buy it, but the talks fell through".
 * In: the clause of a plan. Out: a yes or no.
 */
import type { Clause } from '../grammar/clauses.js';
import type { VerbGroup } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import { bears } from './lemmas.js';
import type { AssertionState } from './state.js';

/** "was going to buy". */
export function isGoingTo({ verb, phrases }: Clause, { link }: Clause, words: readonly string[]): boolean {
  return link === 'infinitive' && words[verb!.main] === 'going' && phrases.length === 0;
}

/** "used to sell to X": what is no longer so. */
export function isUsedTo(
  { link, verb, objects }: Clause,
  { first, link: under }: Clause,
  words: readonly string[],
): boolean {
  return (
    under === 'infinitive' &&
    link !== 'participle' &&
    words[verb!.main] === 'used' &&
    !verb!.passive &&
    !verb!.perfect &&
    objects.every((one) => one.last <= verb!.first) &&
    first === verb!.last
  );
}

/** "had planned to lease it but backed out", "was to buy it, but the talks fell through". */
export function isAbandoned(state: AssertionState, plan: Clause, parsed: Parsed): boolean {
  const { verb } = plan;
  if (!verb || verb.negated || !(verb.perfect || verb.tense === 'VD' || verb.tense === 'ED' || isPastBe(verb, parsed)))
    return false;
  return parsed.clauses.some(
    (other) =>
      other.link === 'coordinate' &&
      (other.marker === 'but' || other.marker === 'and') &&
      other.sibling === plan &&
      other.verb !== undefined &&
      other.objects.length === 0 &&
      bears(state, state.reader.lemmasOf(other, parsed), 'negated'),
  );
}

function isPastBe({ first }: VerbGroup, { tagged }: Parsed): boolean {
  return tagged.words[first] === 'was' || tagged.words[first] === 'were';
}
