/**
 * Polarity and modality that a clause has from the noun it hangs on: "its plan to buy", "the rumour that", "talks with X to lease".
 * In: the state and a clause with its noun. Out: the state has what was found.
 */
import type { Cue } from '../../dictionary/grammar.js';
import type { Clause } from '../grammar/clauses.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import { bears } from './lemmas.js';
import type { AssertionState } from './state.js';

const NONE: readonly Cue[] = [];

export function assessGovernor(state: AssertionState, governor: NounPhrase, parsed: Parsed, clause: Clause): void {
  const word = parsed.tagged.words[governor.head]!;
  if (governor.determiner !== '' && /\bno\b/.test(governor.determiner))
    state.negate(`"${governor.determiner} ${word}"`);
  if (clause.link === 'gerund' && !clause.marker) return;
  // "denied a report that it had": the denial is the party's own, whoever reported.
  const { parent } = clause;
  const refuted = parent?.verb !== undefined && bears(state, state.reader.lemmasOf(parent, parsed), 'negated');
  const untrue =
    parent?.verb !== undefined &&
    !refuted &&
    ((parent.subject === governor && saysUntrue(state, parent, parsed)) || hasNoTruth(state, parent, parsed));
  if (untrue) state.negate(`what is said of "${word}"`);
  const denied =
    untrue || (refuted && (parent?.verb?.passive ? parent.subject === governor : parent!.objects.includes(governor)));
  for (const form of parsed.tagged.facts[governor.head]!.singulars)
    if (state.cue('noun', form, denied ? ['reported'] : NONE)) return;
}

/** "the rumour that X bought Y is false", "was called an invention". */
function saysUntrue(
  state: AssertionState,
  { adjective, adverbs, objects, phrases, verb }: Clause,
  parsed: Parsed,
): boolean {
  const { words } = parsed.tagged;
  const nouns = [...objects, ...phrases.flatMap((one) => (one.preposition === 'as' && one.object ? [one.object] : []))];
  const said = [adjective, ...adverbs, ...nouns.map(({ head }) => words[head]!)];
  return !verb!.negated && said.some((one) => state.grammar.untrue.has(one));
}

/** "There is no truth in reports that X bought Y", "the rumour that X did has no foundation". */
function hasNoTruth({ grammar }: AssertionState, { objects, verb }: Clause, { tagged }: Parsed): boolean {
  return (
    !verb!.negated &&
    objects.some(({ determiner, head }) => /\b(no|little)\b/.test(determiner) && grammar.truth.has(tagged.words[head]!))
  );
}

/** "is in talks with X to buy Y": the talks are what the infinitive hangs on. */
export function assessTalks(state: AssertionState, clause: Clause, parsed: Parsed): void {
  const { parent } = clause;
  if (clause.link !== 'infinitive' || !parent) return;
  const phrases = parent.phrases.map((one) => one.object);
  if (!parent.phrases.some((one) => one.preposition === 'with' && one.object?.last === clause.first)) return;
  for (const host of [...parent.objects, ...phrases]) {
    if (!host || host.last > clause.first) continue;
    for (const form of parsed.tagged.facts[host.head]!.singulars) if (state.cue('noun', form)) return;
  }
}
