/**
 * A list broken off by who says so or on what condition: "ships to X and, people say, to Y", "and, if talks succeed, to Y".
 * In: the state and the comma after the conjunction. Out: a clause for what follows, with the interruption bearing on it alone.
 */
import { type Clause, sharedBy } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { MAYBE_SUBORDINATE } from './clause-words.js';
import { readGroup } from './lists.js';
import type { NounPhrase } from './phrases.js';

/** How many chunks an interruption may have. */
const LONGEST = 14;

/** Reads an interruption that opens at `at` and the rest of the list; 0 where there is none, or it says nothing of what follows. */
export function resumeList(state: ClauseState, at: number, contrast = false): number {
  const target = state.nearestVerb();
  const end = target?.verb ? endOf(state, at) : -1;
  if (end < 0) return 0;
  const begin = state.skipAdverbs(end + 1);
  const found = state.prepositionAt(begin);
  const phrase = found ? state.phraseAt(found.next) : state.phraseAt(begin);
  if (!phrase || phrase.headMention < 0 || !continues(state, target!, phrase, found?.word)) return 0;
  const clause = openGap(state, target!, state.chunks[at]!.at);
  // "to X but not, people say, to Y", "to X but, since May, no longer to Y".
  if (contrast || state.kind(end + 1) === 'NOT') clause.verb = { ...target!.verb!, negated: !target!.verb!.negated };
  // Whatever is set off before "not to Y" does not change what that goes on from.
  if (!readInterruption(state, clause, at + 1, end) && state.kind(end + 1) !== 'NOT') {
    state.clauses.pop();
    return 0;
  }
  const { leader, next } = readGroup(state, found ? found.next : begin, false, found !== undefined);
  const stays = target!.phrases.filter((one) => one.preposition !== found?.word && one.at > target!.verb!.last);
  if (found) {
    clause.objects.push(...target!.objects.map((object) => again(object, found.word)));
    clause.phrases.push(...stays, { preposition: found.word, at: state.chunks[begin]!.at, object: leader });
  } else {
    clause.objects.push(leader);
    clause.phrases.push(...stays.filter((one) => !one.object?.temporal));
  }
  state.current = clause;
  state.lastPhrase = state.lastOf(leader);
  state.comma = false;
  state.conjunction = '';
  state.interrupted = false;
  return next;
}

/** The comma that closes an interruption, or -1. */
function endOf(state: ClauseState, at: number): number {
  for (let index = at + 1; index < Math.min(at + LONGEST, state.chunks.length); index++) {
    const kind = state.kind(index);
    if (kind === ';' || kind === '.' || kind === ':') return -1;
    if (kind === ',') return index > at + 1 ? index : -1;
  }
  return -1;
}

/** Whether a phrase is of the kind of what the clause has in that place. */
function continues(state: ClauseState, target: Clause, phrase: NounPhrase, preposition: string | undefined): boolean {
  const type = state.typeOf(phrase);
  const alike = (one: NounPhrase | undefined): boolean =>
    one !== undefined && one.headMention >= 0 && state.typeOf(one) === type;
  if (preposition === undefined) return alike(target.objects.at(-1));
  return target.phrases.some((one) => one.preposition === preposition && alike(one.object));
}

function openGap(state: ClauseState, target: Clause, first: number): Clause {
  const clause = state.open('coordinate', target.parent, state.conjunction, first);
  clause.sibling = target;
  clause.verb = target.verb;
  if (target.subject) clause.subject = target.subject;
  clause.subjectBy = sharedBy(target);
  if (target.antecedent && target.link === 'relative') clause.antecedent = target.antecedent;
  if (target.governor) clause.governor = target.governor;
  return clause;
}

/** An object once more, without what the preposition that follows replaces. */
function again(object: NounPhrase, preposition: string): NounPhrase {
  return {
    ...object,
    conjuncts: [],
    place: -1,
    phrases: object.phrases.filter((one) => one.preposition !== preposition),
  };
}

/** Reads a source or a condition into the clause that it bears on; false where the words between are neither. */
function readInterruption(state: ClauseState, clause: Clause, from: number, end: number): boolean {
  const verb = state.verbAt(end - 1) ?? state.verbAt(from + 2);
  const since = MAYBE_SUBORDINATE.has(state.word(from)) && verb && state.phraseAt(from + 1);
  if (state.kind(from) === 'SUB' || since) {
    const condition = state.open('adverbial', clause, state.word(from), state.chunks[from]!.at);
    const phrase = state.phraseAt(from + 1);
    if (phrase) condition.subject = phrase;
    if (verb) condition.verb = verb;
    return true;
  }
  const said = state.verbAt(end - 1);
  const speaker = state.phraseAt(from);
  if (said && speaker && state.isSay(said)) {
    const speech = state.open('attribution', clause, '', state.chunks[from]!.at);
    if (speaker.pronoun !== 'it') speech.subject = speaker;
    speech.verb = said;
    if (said.passive) clause.adverbs.push('reportedly');
    return true;
  }
  const preposition = state.prepositionAt(from);
  const account = preposition ? state.phraseAt(preposition.next) : undefined;
  if (preposition && account && (account.temporal || SOURCES.has(preposition.word))) {
    const { leader } = readGroup(state, preposition.next, false, true);
    clause.phrases.push({ preposition: preposition.word, at: state.chunks[from]!.at, object: leader });
    return true;
  }
  if (state.kind(from) !== 'R' || end !== from + 1) return false;
  clause.adverbs.push(state.word(from));
  return true;
}

/** Prepositions before whoever says so. */
const SOURCES = new Set(['according to', 'by', 'on']);
