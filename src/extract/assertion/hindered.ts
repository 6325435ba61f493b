/**
 * What is kept from happening, and what is only asked: "stopped X from buying Y", "asked whether it works with X".
 * In: a clause with what governs it. Out: a yes or no.
 */
import type { Clause } from '../grammar/clauses.js';
import { bears } from './abandoned.js';
import type { AssertionState } from './state.js';

/** Whether any of a verb's lemmas is among some words. */
export function some(lemmas: ReadonlySet<string>, words: { has(word: string): boolean }): boolean {
  for (const lemma of lemmas) if (words.has(lemma)) return true;
  return false;
}

const ASKED = new Set(['whether', 'if']);
const ASKS = /^(ask(s|ed|ing)?|wonder(s|ed|ing)?|inquir(e|es|ed|ing)|enquir(e|es|ed|ing))$/;

/** "asked whether it works with X" states nothing. */
export function isAsked({ marker, parent }: Clause, words: readonly string[]): boolean {
  return parent?.verb !== undefined && ASKED.has(marker) && ASKS.test(words[parent.verb.main]!);
}

/** "stopped X from buying Y": what somebody is kept from is not done, where to bar it only says that it may not be. */
export function hinders(state: AssertionState, { marker }: Clause, lemmas: ReadonlySet<string>): boolean {
  return marker === 'from' && some(lemmas, state.grammar.commands) && bears(state, lemmas, 'negated');
}
