/**
 * What is kept from happening, and what is only asked: "stopped X from buying Y", "asked whether it works with X".
 * In: a clause with what governs it. Out: a yes or no.
 */
import type { Clause } from '../grammar/clauses.js';
import { bears, some } from './lemmas.js';
import type { AssertionState } from './state.js';

const ASKED = new Set(['whether', 'if']);

/** "asked whether it works with X" states nothing. */
export function isAsked({ grammar }: AssertionState, { marker, parent }: Clause, words: readonly string[]): boolean {
  return parent?.verb !== undefined && ASKED.has(marker) && grammar.asks.has(words[parent.verb.main]!);
}

/** "stopped X from buying Y": what somebody is kept from is not done, where to bar it only says that it may not be. */
export function hinders(state: AssertionState, { marker }: Clause, lemmas: ReadonlySet<string>): boolean {
  return marker === 'from' && some(lemmas, state.grammar.commands) && bears(state, lemmas, 'negated');
}
