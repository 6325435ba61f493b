/**
 * Speech that breaks into a clause before its verb: "X, analysts believe, hoarded Y", "Since May, say two people, X has".
 * In: the state and where the speech begins. Out: an attribution under the clause at hand, and where to go on, or 0.
 */
import type { ClauseState } from './clause-state.js';
import { readGroup } from './lists.js';
import { verbAfter } from './look-ahead.js';

/** Verbs of "it" by which something comes to light. */
const PASSING = /^(emerged|emerges|transpired|transpires|seems|seemed|appears|appeared)$/;

/** "X, analysts at Y believe, hoarded Z": speech between a subject and its verb, at its speaker. */
export function readInterjection(state: ClauseState, at: number): number {
  const { current } = state;
  if (!state.comma || !current.subject || current.subject.temporal) return 0;
  const verb = state.skipAdverbs(at + 1);
  const group = state.verbAt(verb);
  // "X, it emerged, had bought Y".
  const passing =
    group &&
    state.kind(verb + 1) === ',' &&
    state.phraseAt(at)!.pronoun === 'it' &&
    PASSING.test(state.tagged.words[group.main]!);
  if (passing) {
    state.comma = false;
    return verb + 2;
  }
  const next = speechAt(state, at);
  if (next > 0) state.lastPhrase = state.lastOf(current.subject);
  return next;
}

/** "Since May, two people say, X has", "Since May, say two people, X has": speech before the subject, after a comma. */
export function readFrontedSpeech(state: ClauseState, at: number): number {
  const { current } = state;
  if (current.verb || current.subject || at < 2) return 0;
  return state.phraseAt(at) ? speechAt(state, at) : invertedAt(state, at);
}

/** Speech with its speaker first, up to the comma that closes it. */
function speechAt(state: ClauseState, at: number): number {
  const speaker = state.phraseAt(at);
  const verb = speaker && !speaker.temporal ? verbAfter(state, at + 1) : -1;
  const group = state.verbAt(verb);
  if (!speaker || !group || !state.isSay(group) || (group.passive && !speaker.pronoun) || state.kind(verb + 1) !== ',')
    return 0;
  return speaks(state, at, verb, verb + 1);
}

/** Speech with its verb first. */
function invertedAt(state: ClauseState, at: number): number {
  const group = state.verbAt(at);
  if (!group || group.form === 'infinitive' || !state.isSay(group) || !state.phraseAt(at + 1)) return 0;
  let end = at + 2;
  while (state.kind(end) === 'IN' || state.kind(end) === 'TO' || state.kind(end) === 'NP' || state.kind(end) === 'J')
    end++;
  return state.kind(end) === ',' && state.phraseAt(end + 1) ? speaks(state, at + 1, at, end) : 0;
}

function speaks(state: ClauseState, speaker: number, verb: number, comma: number): number {
  const { current } = state;
  const group = state.verbAt(verb)!;
  const speech = state.open('attribution', current, '', state.chunks[Math.min(speaker, verb)]!.at);
  speech.subject = readGroup(state, speaker, true).leader;
  speech.verb = group;
  speech.last = state.chunks[comma]!.at;
  state.comma = false;
  return comma + 1;
}
