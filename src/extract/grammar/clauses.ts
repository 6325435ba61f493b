/**
 * The clause builder: reads the chunks of a sentence in order and hands each to what knows its kind.
 * In: tagged words and chunks. Out: clauses with their arguments.
 */

import type { Clause, ParserWords } from './clause.js';
import { ClauseState } from './clause-state.js';
import { MEMBERS } from './clause-words.js';
import { readColonList } from './colon-list.js';
import { finishContrasts, readContrast } from './contrast.js';
import { onConjunction } from './coordination.js';
import { fillAnother, fillRest, fillVerbless } from './ellipsis.js';
import { readGroup } from './lists.js';
import { verbAfter } from './look-ahead.js';
import { nameMembers } from './members.js';
import type { Chunk, NounPhrase, VerbGroup } from './phrases.js';
import { onPreposition } from './prepositions.js';
import { fillEllipsis } from './pro-verbs.js';
import { onRelative, onWhere, shareGap } from './relatives.js';
import { readFrontedSpeech } from './speech.js';
import { onPhrase } from './subjects.js';
import { openSubordinate } from './subordination.js';
import type { Tagged } from './tag.js';
import { negatedBefore, onVerb } from './verbs.js';

export type { Clause, Link, ParserWords } from './clause.js';

/** Builds the clauses of one sentence from its chunks, left to right, with one look ahead. Never throws; a fragment has no verb. */
export function buildClauses(tagged: Tagged, chunks: readonly Chunk[], words: ParserWords): Clause[] {
  const state = new ClauseState(tagged, chunks, words);
  let at = 0;
  while (at < chunks.length) at = Math.max(step(state, at), at + 1);
  for (const clause of state.clauses) finishClause(state, clause);
  finishContrasts(state);
  return state.clauses;
}

function step(state: ClauseState, at: number): number {
  const chunk = state.chunks[at]!;
  state.current.last = chunk.end;
  switch (chunk.kind) {
    case 'NP':
      return onPhrase(state, at);
    case 'VG':
      return onVerb(state, at, negatedBefore(state, at, (chunk as { group: VerbGroup }).group));
    case ',':
      return onComma(state, at);
    case '(':
      return state.afterParenthesis(at);
    case ':':
      return readColonList(state, at) || onStop(state, at, chunk.kind);
    case ';':
    case '—':
    case '.':
      return onStop(state, at, chunk.kind);
    case 'CC':
      return onConjunction(state, at);
    case 'RP':
      return onParticle(state, at) || onPreposition(state, at);
    case 'IN':
    case 'TO':
      return onPreposition(state, at);
    case 'SUB':
      if (state.word(at) === 'once' && state.phraseAt(at + 1) && verbAfter(state, at + 2) < 0) return at + 1;
      openSubordinate(state, 'adverbial', state.word(at), at);
      return at + 1;
    case 'WRB':
      return onWhere(state, at);
    case 'WH':
      return onRelative(state, at);
    case 'THAT':
      if (isCleft(state)) return onRelative(state, at);
      openSubordinate(state, 'complement', 'that', at);
      return at + 1;
    case 'R':
      return readContrast(state, at) || onAdverb(state, at);
    case 'NOT':
      return (
        readContrast(state, at) || (state.comma && state.kind(at + 1) === 'NP' ? skipContrast(state, at + 1) : at + 1)
      );
    case 'J':
      state.current.adjective = state.word(at);
      return at + 1;
    default:
      return at + 1;
  }
}

/** "take it over": a particle after the object of its verb. */
function onParticle(state: ClauseState, at: number): number {
  const { current } = state;
  const object = state.phraseAt(at - 1);
  if (!object || !current.verb || current.verb.particle || !current.objects.includes(object)) return 0;
  current.verb = { ...current.verb, particle: state.word(at) };
  return at + 1;
}

/** "It was X that won": what follows is of X. */
function isCleft(state: ClauseState): boolean {
  const { current } = state;
  const object = current.objects[0];
  if (current.subject?.pronoun !== 'it' || current.verb?.tense !== 'BE' || !object || object.headMention < 0)
    return false;
  state.lastPhrase = object;
  return true;
}

/** "It was X, not Y, that won": Y has no part in it. */
function skipContrast(state: ClauseState, at: number): number {
  const { next } = readGroup(state, at, false);
  if (verbAfter(state, next) >= 0 || (state.kind(next) !== ',' && state.kind(next) !== '.')) return at;
  return state.kind(next) === ',' && state.kind(next + 1) !== 'CC' ? next + 1 : next;
}

function onAdverb(state: ClauseState, at: number): number {
  const word = state.word(at);
  if (MEMBERS.has(word) && state.comma && state.phraseAt(at + 1)) return nameMembers(state, at + 1);
  if (word === 'there' && state.current.verb && !state.verbAt(at + 1)) {
    state.current.phrases.push({ preposition: 'in', at: state.chunks[at]!.at, object: placeAt(state.chunks[at]!.at) });
    return at + 1;
  }
  // "turned the chips back".
  if (word === 'back' || word === 'away') onParticle(state, at);
  if (word !== 'not') state.current.adverbs.push(word);
  return at + 1;
}

/** "there" as the place that it stands for. */
function placeAt(at: number): NounPhrase {
  return {
    first: at,
    last: at + 1,
    head: at,
    core: at,
    determiner: 'that',
    pronoun: '',
    possessor: undefined,
    mentions: [],
    headMention: -1,
    plural: false,
    temporal: false,
    conjuncts: [],
    members: [],
    appositions: [],
    host: undefined,
    phrases: [],
    leader: undefined,
    place: -1,
  };
}

function onComma(state: ClauseState, at: number): number {
  state.comma = true;
  const spoken = readFrontedSpeech(state, at + 1);
  if (spoken > 0) return spoken;
  const next = state.skipAdverbs(at + 1);
  const group = state.verbAt(next);
  if (group?.form === 'finite' && state.current.verb) {
    const waiting = state.waiting();
    if (waiting) state.current = waiting;
  }
  return at + 1;
}

function onStop(state: ClauseState, at: number, kind: string): number {
  const root = state.rootOf(state.current);
  if (
    kind === '—' &&
    (state.dash || closes(state, at + 1)) &&
    (state.dash || (!root.verb && root.subject && !(state.phraseAt(at + 1) && verbAfter(state, at + 2) >= 0)))
  ) {
    state.dash = !state.dash;
    return onComma(state, at);
  }
  state.dash = false;
  state.comma = false;
  state.conjunction = '';
  if (at + 1 < state.chunks.length) {
    state.current = state.open('main', undefined, '', state.chunks[at]!.end);
    state.lastPhrase = undefined;
  }
  return at + 1;
}

/** "Among the firms that buy from X are Y and Z": they are those firms. */
function nameAmong({ subject, verb, objects, phrases }: Clause): void {
  if (subject || verb?.tense !== 'BE') return;
  const among = phrases.find(({ preposition, object }) => preposition === 'among' && object?.plural)?.object;
  const named = objects.flatMap((one) => [one, ...one.conjuncts]).filter((one) => one.headMention >= 0);
  if (among && among.headMention < 0 && among.members.length === 0) among.members.push(...named);
}

/** "Having stopped training in X, Y left": what hangs on a verb whose subject came later has it too. */
function shareOuterSubject(clause: Clause): void {
  const { link, parent } = clause;
  if (clause.subject || (link !== 'gerund' && link !== 'infinitive') || !parent?.fronted || !parent.subject) return;
  if (parent.subjectBy !== 'control' || clause.verb?.passive) return;
  clause.subject = parent.subject;
  clause.subjectBy = 'control';
}

/** Whether a dash follows that closes what one at hand opens; after a dateline none does. */
function closes(state: ClauseState, from: number): boolean {
  for (let at = from; at < state.chunks.length; at++) if (state.kind(at) === '—') return true;
  return false;
}

function finishClause(state: ClauseState, clause: Clause): void {
  fillEllipsis(state, clause);
  fillVerbless(state, clause);
  fillAnother(state, clause);
  const around = clause.sibling ?? clause.parent;
  if (around) for (const object of clause.objects) fillRest(state, object, around);
  if (
    clause.link === 'relative' &&
    clause.antecedent &&
    clause.verb &&
    clause.subject &&
    clause.subject !== clause.antecedent &&
    clause.subjectBy === ''
  ) {
    if (
      !clause.objects.includes(clause.antecedent) &&
      !clause.phrases.some((phrase) => phrase.object === clause.antecedent)
    ) {
      if (clause.marker !== 'whose') clause.objects.unshift(clause.antecedent);
    }
  }
  shareGap(state, clause);
  nameAmong(clause);
  shareOuterSubject(clause);
  // "built one rather than lease it": whoever does the one does not do the other.
  const instead = clause.marker === 'than' && clause.verb?.tense === 'V';
  if (clause.subject || !clause.verb || !(clause.fronted || instead)) return;
  const owner = clause.parent;
  if (owner?.subject) {
    clause.subject = owner.subject;
    clause.subjectBy = 'control';
  }
}
