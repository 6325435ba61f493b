/**
 * Lists of noun phrases with what hangs on them: conjuncts, appositions, members after "including", phrases with "of".
 * In: the state and the chunk where a list starts. Out: the phrase that leads it, with the rest attached, and where to go on.
 */
import type { ClauseState } from './clause-state.js';
import { MEMBERS } from './clause-words.js';
import {
  announced,
  announces,
  isBareRole,
  isRest,
  isRoleLike,
  leavesVerbOut,
  lies,
  looksAppositive,
  pairsAgain,
  renamesAround,
  repeats,
  setOffToo,
  standsFor,
} from './list-items.js';
import { afterInterruption, mayBeFinite, speechAhead, verbAfter, verbPastComma } from './look-ahead.js';
import type { NounPhrase } from './phrases.js';

/** Adverbs that may stand before an apposition. */
const APPOSITIVE = new Set(['long', 'once', 'now', 'formerly', 'already', 'still', 'also', 'itself', 'then']);

/**
 * Reads a list of noun phrases that starts at `at`: conjuncts, members after "including", phrases with "of", appositions.
 * `asSubject` says that a verb after the list is the list's own.
 */
export function readGroup(
  state: ClauseState,
  at: number,
  asSubject: boolean,
  inPhrase = false,
  around?: NounPhrase,
): { leader: NounPhrase; next: number } {
  const leader = state.phraseAt(at)!;
  let tail = leader;
  let next = at + 1;
  for (;;) {
    next = state.afterParenthesis(next);
    const kind = state.kind(next);
    const preposition = kind === 'IN' ? state.prepositionAt(next) : undefined;
    if (preposition?.word === 'of' && state.phraseAt(preposition.next) && !tail.temporal) {
      const inner = readGroup(state, preposition.next, asSubject, true, tail);
      tail.phrases.push({ preposition: 'of', at: state.chunks[next]!.at, object: inner.leader, after: tail });
      next = inner.next;
      continue;
    }
    const comma = kind === ',' ? next + 1 : next;
    const lead = state.kind(comma) === 'IN' || state.kind(comma) === 'R' ? state.prepositionAt(comma) : undefined;
    const names =
      kind !== ',' ||
      (leader.plural &&
        leader.headMention < 0 &&
        standsFor(state, leader, lead ? state.phraseAt(lead.next) : undefined));
    if (
      lead &&
      names &&
      MEMBERS.has(lead.word) &&
      state.phraseAt(lead.next) &&
      (kind !== ',' || lead.word !== 'like')
    ) {
      const inner = readGroup(state, lead.next, true, true);
      leader.members.push(inner.leader, ...inner.leader.conjuncts);
      next = inner.next;
      if (kind === ',' && state.kind(next) === ',') next++;
      continue;
    }
    if (kind === ',' && lies(state, tail, state.phraseAt(next + 1))) {
      // "in Taylor, Texas, and": where a place lies is a part of its name.
      next += 2;
      if (state.kind(next) === ',' && state.kind(next + 1) !== 'WH') next++;
      continue;
    }
    if (kind === ',' && inPhrase && announced(state, leader, next + 1)) break;
    if (kind === ',' && around && renamesAround(state, leader, around, next + 1)) break;
    if (kind === ',' && state.phraseAt(next + 1)) {
      if (
        listGoesOn(state, next, inPhrase || state.current.verb !== undefined) &&
        !looksAppositive(state, tail, next + 1)
      ) {
        tail = joinList(state, leader, next + 1);
        next += 2;
        continue;
      }
      const closed = readApposition(state, tail, next + 1);
      if (closed > 0) {
        next = closed;
        continue;
      }
      break;
    }
    const adverb = kind === ',' && APPOSITIVE.has(state.word(next + 1)) && state.phraseAt(next + 2);
    if (adverb && ['a', 'an', 'the'].includes(adverb.determiner)) {
      // "X, long a customer of Y,".
      const closed = readApposition(state, tail, next + 2);
      if (closed > 0) {
        next = closed;
        continue;
      }
    }
    const conjunction = kind === 'CC' ? next : kind === ',' && state.kind(next + 1) === 'CC' ? next + 1 : -1;
    if (conjunction >= 0) {
      const other = afterInterruption(state, state.skipAdverbs(conjunction + 1));
      const phrase = state.phraseAt(other);
      if (!phrase || phrase.temporal !== leader.temporal || state.isWhose(other)) break;
      if (state.word(conjunction) === 'but' && state.kind(conjunction + 1) !== 'R') break;
      if (phrase.headMention >= 0 && (leavesVerbOut(state, tail, other) || repeats(state, at, other))) break;
      if (around && isRoleLike(state, leader, around, other)) break;
      if (isRest(state, phrase) || setOffToo(state, other) || pairsAgain(state, at, other)) break;
      const commaList = conjunction > next;
      if ((!asSubject || commaList) && !state.waiting()) {
        const direct = verbAfter(state, other + 1);
        const verb = direct < 0 && commaList && !asSubject ? verbPastComma(state, other + 1) : direct;
        if (
          verb >= 0 &&
          mayBeFinite(state, verb) &&
          !(asSubject && leader.conjuncts.length > 0) &&
          !(asSubject && inPhrase)
        )
          break;
        if (
          commaList &&
          leader.conjuncts.length === 0 &&
          leader.appositions.length === 0 &&
          leader.members.length === 0
        )
          break;
      }
      tail = joinList(state, leader, other);
      next = other + 1;
      if (state.kind(state.afterParenthesis(next)) !== 'CC') {
        const rest = state.afterParenthesis(next);
        if (state.kind(rest) === 'IN' && state.prepositionAt(rest)?.word === 'of') continue;
        next = rest;
        if (state.kind(next) === ',' && state.phraseAt(next + 1)) {
          const closed = readApposition(state, tail, next + 1);
          if (closed > 0) next = closed;
        }
        break;
      }
      continue;
    }
    break;
  }
  if (announces(state, leader)) leader.members.push(...leader.conjuncts.splice(0));
  return { leader, next };
}

function joinList(state: ClauseState, leader: NounPhrase, at: number): NounPhrase {
  const phrase = state.phraseAt(at)!;
  leader.conjuncts.push(phrase);
  phrase.leader = leader;
  return phrase;
}

/** Prepositions of a phrase inside an item of a list. */
const INSIDE = new Set(['of', 'for', 'in', 'at']);

/** Whether the comma at `at` separates items of a list that ends in "and" or "or". */
function listGoesOn(state: ClauseState, at: number, nested: boolean): boolean {
  const fronted =
    nested &&
    state.current.link !== 'relative' &&
    ((!state.current.verb && !state.current.subject) || state.frontedMain() !== undefined);
  let index = at;
  for (let items = 0; items < 60; items++) {
    if (state.kind(index) !== ',') return false;
    if (!state.phraseAt(index + 1) || state.phraseAt(index + 1)!.temporal || state.isWhose(index + 1)) return false;
    index = state.afterParenthesis(index + 2);
    const preposition = state.kind(index) === 'IN' ? state.prepositionAt(index) : undefined;
    if (preposition && INSIDE.has(preposition.word) && state.phraseAt(preposition.next))
      index = state.afterParenthesis(preposition.next + 1);
    const conjunction = state.kind(index) === ',' ? index + 1 : index;
    if (state.kind(conjunction) === 'CC') {
      // "to X, Y and, in part, to Z".
      if (state.kind(conjunction + 1) === ',' && nested && !fronted) return true;
      const last = afterInterruption(state, state.skipAdverbs(conjunction + 1));
      if (!state.phraseAt(last) || state.isWhose(last)) return false;
      let end = state.afterParenthesis(last + 1);
      if (state.word(end) === 'of' && state.phraseAt(end + 1)) end = state.afterParenthesis(end + 2);
      return !(fronted && state.verbAt(state.skipAdverbs(end)));
    }
  }
  return false;
}

/** Attaches the phrase at `at` as an apposition of `host` and gives the index to go on from, or 0 when it is none. */
function readApposition(state: ClauseState, host: NounPhrase, at: number): number {
  const phrase = state.phraseAt(at)!;
  const oneOf = (phrase.pronoun === 'another' || phrase.pronoun === 'one') && state.word(at + 1) === 'of';
  // "a chip of its own, the X" renames the chip.
  if (state.tagged.words[host.head] === 'own' && host.possessor) return 0;
  if (/^(former|latter)$/.test(state.tagged.words[phrase.head]!) && phrase.determiner === 'the') return 0;
  if ((phrase.pronoun && !oneOf) || phrase.temporal || host.temporal || host.pronoun || state.isWhose(at)) return 0;
  const mentions = (host.headMention >= 0 ? 1 : 0) + (phrase.headMention >= 0 ? 1 : 0);
  const titled =
    state.tagged.tags[host.head] === 'P' && (phrase.possessor !== undefined || isBareRole(state, phrase, at));
  if (mentions === 0 && host.determiner === '' && phrase.determiner === '' && !titled) return 0;
  if (mentions === 2) return 0;
  const verb = verbAfter(state, at + 1);
  if (verb >= 0 && mayBeFinite(state, verb)) return 0;
  if (speechAhead(state, at)) return 0;
  if (host.headMention < 0 && phrase.headMention >= 0 && host.determiner === '' && !host.possessor) return 0;
  const counted =
    state.tagged.tags[phrase.first] === 'CD' &&
    !state.tagged.words.slice(phrase.first, phrase.last).some((word) => /^(m|b|tr)illion$/.test(word));
  if (
    phrase.determiner === '' &&
    !phrase.possessor &&
    phrase.headMention < 0 &&
    !counted &&
    !oneOf &&
    !isBareRole(state, phrase, at)
  )
    return 0;
  host.appositions.push(phrase);
  phrase.host = host;
  state.lastPhrase = phrase;
  let next = state.afterParenthesis(at + 1);
  const preposition = state.kind(next) === 'IN' ? state.prepositionAt(next) : undefined;
  if (preposition && preposition.word === 'of' && state.phraseAt(preposition.next)) {
    const inner = readGroup(state, preposition.next, true, true, phrase);
    phrase.phrases.push({ preposition: 'of', at: state.chunks[next]!.at, object: inner.leader, after: phrase });
    next = inner.next;
    // "X, a supplier of Y and a partner of Z,".
    const second = state.kind(next) === 'CC' && state.phraseAt(next + 1) !== undefined;
    if (second && isRoleLike(state, inner.leader, phrase, next + 1))
      return readApposition(state, host, next + 1) || next;
  }
  return next;
}
