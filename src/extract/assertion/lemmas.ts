/**
 * Tests on the lemmas that a verb may have: "fell through" is "fall" and "fall through".
 * In: lemmas. Out: a yes or no.
 */
import type { Cue } from '../../dictionary/grammar.js';
import type { AssertionState } from './state.js';

/** Whether any of a verb's lemmas is among some words. */
export function some(lemmas: ReadonlySet<string>, words: { has(word: string): boolean }): boolean {
  for (const lemma of lemmas) if (words.has(lemma)) return true;
  return false;
}

/** Whether any of a verb's lemmas is a cue that bears on what it governs in this way. */
export function bears(state: AssertionState, lemmas: ReadonlySet<string>, cue: Cue): boolean {
  for (const lemma of state.bearing(lemmas)) if (state.grammar.cues.verb.get(lemma)?.includes(cue)) return true;
  return false;
}
