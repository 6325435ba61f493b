/**
 * What the chunks ahead say of the one at hand: whether a verb follows, whose it is, and where a list or a parenthesis ends.
 * In: the state and a chunk index. Out: an index or a yes or no; nothing is changed.
 */
import type { ClauseState } from './clause-state.js';
import { MAYBE_SUBORDINATE } from './clause-words.js';

/** Index of the verb that follows a noun phrase, past what may stand between them; -1 where there is none. */
export function verbAfter(state: ClauseState, at: number): number {
  let index = at;
  for (let steps = 0; steps < 40; steps++) {
    index = state.skipAdverbs(state.afterParenthesis(index));
    const kind = state.kind(index);
    if (kind === 'VG') {
      const group = state.verbAt(index)!;
      return group.form === 'finite' || group.form === 'ambiguous' ? index : -1;
    }
    if (kind === 'IN' || kind === 'TO') {
      const preposition = state.prepositionAt(index);
      if (!preposition || !state.phraseAt(preposition.next) || MAYBE_SUBORDINATE.has(preposition.word)) return -1;
      index = preposition.next + 1;
      continue;
    }
    if (kind === 'NP' && state.phraseAt(index)!.temporal) {
      index++;
      continue;
    }
    if (kind === 'J') {
      index++;
      continue;
    }
    if (kind === 'CC' && state.phraseAt(index + 1)) {
      index += 2;
      continue;
    }
    return -1;
  }
  return -1;
}

/** The finite verb after a parenthesis between commas: "one arm, the group that made sensors, has gone". */
export function verbPastComma(state: ClauseState, at: number, renamed = false): number {
  if (state.kind(at) !== ',') return -1;
  // What is set off has been read with its noun: "and X, a maker of switches, may".
  const own = renamed ? state.skipAdverbs(at + 1) : -1;
  if (state.verbAt(own)?.form === 'finite') return own;
  for (let index = at + 1; index < Math.min(at + 14, state.chunks.length); index++) {
    if (state.kind(index) === ';' || state.kind(index) === '—') return -1;
    if (state.kind(index) !== ',') continue;
    const next = state.skipAdverbs(index + 1);
    const form = state.verbAt(next)?.form;
    // "X, taken over by Y, opened a site": with an object of its own the second verb is no participle.
    const object = form === 'ambiguous' ? state.phraseAt(state.skipAdverbs(next + 1)) : undefined;
    return form === 'finite' || (object && !object.temporal) ? next : -1;
  }
  return -1;
}

/** Whether the verb group at `at` may be the finite verb of the noun phrase before it. */
export function mayBeFinite(state: ClauseState, at: number): boolean {
  const group = state.verbAt(at)!;
  if (group.form === 'finite') return true;
  if (group.form !== 'ambiguous') return false;
  const next = state.skipAdverbs(at + 1);
  if (state.word(next) === 'by') return state.verbAt(next + 1)?.form === 'gerund';
  return state.isSay(group) || (state.phraseAt(next) !== undefined && !state.phraseAt(next)!.temporal);
}

/** An ambiguous "-ed" form after a boundary and a noun phrase: finite when an object or the end of the thought follows. */
export function finiteAmbiguous(state: ClauseState, verb: number): boolean {
  const next = state.skipAdverbs(verb + 1);
  return state.word(next) !== 'by' || state.verbAt(next + 1)?.form === 'gerund';
}

export function laterVerb(state: ClauseState, at: number): boolean {
  for (let index = at; index < state.chunks.length; index++) {
    const group = state.verbAt(index);
    if (group?.form === 'finite' || group?.form === 'ambiguous') return true;
  }
  return false;
}

/** Whether a comma and then a finite verb follow, so that what stands between is a parenthesis. */
export function verbAfterComma(state: ClauseState, at: number): boolean {
  for (let index = at; index < state.chunks.length; index++) {
    const kind = state.kind(index);
    if (kind === ',') {
      const verb = state.verbAt(state.skipAdverbs(index + 1));
      if (verb && (verb.form === 'finite' || verb.form === 'ambiguous')) return true;
    }
    if (kind === ';' || kind === '—') return false;
  }
  return false;
}

/** Whether another finite verb follows before the next boundary, so that the form at hand is a participle. */
export function verbLater(state: ClauseState, at: number): boolean {
  for (let index = at; index < state.chunks.length; index++) {
    const kind = state.kind(index);
    if (
      kind === ',' ||
      kind === ';' ||
      kind === '—' ||
      kind === 'SUB' ||
      kind === 'WH' ||
      kind === 'THAT' ||
      kind === 'CC' ||
      kind === 'WRB'
    )
      return false;
    const group = state.verbAt(index);
    if (group && (group.form === 'finite' || group.form === 'ambiguous')) return !subordinateBefore(state, at, index);
  }
  return false;
}

/** Whether a preposition that can open a clause stands between, as in "rose after the firm said". */
function subordinateBefore(state: ClauseState, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (MAYBE_SUBORDINATE.has(state.word(index))) return true;
  return false;
}

/** Whether a noun phrase at `at`, with what describes it, is the subject of a verb of saying that ends the sentence. */
export function speechAhead(state: ClauseState, at: number): boolean {
  for (let index = at + 1; index < state.chunks.length; index++) {
    const kind = state.kind(index);
    if (
      kind === ',' &&
      state.phraseAt(index + 1) &&
      state.kind(index + 2) === ',' &&
      state.isSay(state.verbAt(index + 3))
    )
      return true;
    if (kind === ',' || kind === ';' || kind === '.' || kind === 'SUB' || kind === 'THAT' || kind === 'WH')
      return false;
    const group = state.verbAt(index);
    // "the boards were declared as parts": nobody speaks.
    if (group?.passive && state.phraseAt(at)?.pronoun !== 'it') return false;
    if (group && state.isSay(group) && (group.form === 'finite' || group.form === 'ambiguous'))
      return speechEnds(state, index);
  }
  return false;
}

/** Whether nothing but circumstances follows the verb of saying at `verb`. */
export function speechEnds(state: ClauseState, verb: number): boolean {
  let index = state.skipAdverbs(verb + 1);
  for (let steps = 0; steps < 12; steps++) {
    const kind = state.kind(index);
    if (kind === '.' || kind === '$end' || kind === '"') return true;
    if (kind === 'IN' || kind === 'TO') {
      const preposition = state.prepositionAt(index);
      if (!preposition || !state.phraseAt(preposition.next)) return false;
      index = state.afterParenthesis(preposition.next + 1);
      continue;
    }
    if (kind === 'NP') {
      index = state.afterParenthesis(index + 1);
      continue;
    }
    return kind === ',' || kind === ';';
  }
  return false;
}

/** Whether prepositional phrases lead to an agent with "by": "diverted to X by Y". */
export function agentAhead(state: ClauseState, at: number): boolean {
  let index = at;
  for (let steps = 0; steps < 8; steps++) {
    const preposition =
      state.kind(index) === 'IN' || state.kind(index) === 'TO' ? state.prepositionAt(index) : undefined;
    const phrase = preposition ? state.phraseAt(preposition.next) : undefined;
    if (!preposition || !phrase) return false;
    if (preposition.word === 'by')
      return !phrase.temporal && state.tagged.tags[phrase.head] !== 'CD' && state.tagged.tags[phrase.head] !== '%';
    index = state.afterParenthesis(preposition.next + 1);
  }
  return false;
}

/** The index after the list of noun phrases at `at`, without attaching anything. */
export function lookGroup(state: ClauseState, at: number): number {
  let index = state.afterParenthesis(at + 1);
  while (state.kind(index) === 'CC' && state.phraseAt(index + 1)) index = state.afterParenthesis(index + 2);
  return index;
}

/** Whether the verb at `verb` belongs to a clause that still waits for one rather than to a subordinate clause. */
export function waitingFor(state: ClauseState, verb: number): boolean {
  if (state.current.verb || !state.current.subject) return false;
  return !laterVerb(state, verb + 1);
}

/** Whether a noun phrase at `at` is followed by another or by a preposition, as where a verb is left out. */
export function isGapped(state: ClauseState, at: number): boolean {
  const next = state.afterParenthesis(at + 1);
  return state.kind(next) === 'NP' || state.kind(next) === 'IN';
}

/** Past a phrase between commas: "and, in smaller numbers, X". */
export function afterInterruption(state: ClauseState, at: number): number {
  // "and, reportedly, X": an adverb alone says something of X.
  if (state.kind(at) !== ',' || (state.kind(at + 1) === 'R' && state.kind(at + 2) === ',')) return at;
  for (let index = at + 1; index < Math.min(at + 8, state.chunks.length); index++) {
    if (state.kind(index) === 'VG') return at;
    if (state.kind(index) === ',') return state.phraseAt(index + 1) ? index + 1 : at;
  }
  return at;
}
