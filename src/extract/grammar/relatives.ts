/**
 * Relative clauses: what they describe and which place in them it fills.
 * In: the state and a relative pronoun, "where" or "whose". Out: a relative clause with its antecedent.
 */

import type { Clause } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { readGroup } from './lists.js';
import { verbAfter } from './look-ahead.js';
import type { NounPhrase, VerbGroup } from './phrases.js';

export function onRelative(state: ClauseState, at: number): number {
  const preposition = state.pendingPreposition;
  state.pendingPreposition = '';
  const clause = state.open('relative', state.current, state.word(at), state.chunks[at]!.at);
  const antecedent = describedBy(state, at);
  if (antecedent) {
    clause.antecedent = antecedent;
    if (preposition) clause.phrases.push({ preposition, at: state.chunks[at]!.at, object: antecedent });
  }
  state.current = clause;
  state.comma = false;
  state.conjunction = '';
  return at + 1;
}

/** What a relative clause describes: the phrase before it, or the noun that the phrase places ("a designer in Tianjin that …"). */
function describedBy(state: ClauseState, at: number): NounPhrase | undefined {
  const last = state.lastPhrase;
  if (!last || state.comma || state.word(at) !== 'that') return last;
  const by = state.current.phrases.at(-1);
  const place =
    by?.object === last && last.headMention >= 0 && by.after && by.after.headMention < 0 && by.after.last <= by.at;
  return place ? by.after : last;
}

export function onWhere(state: ClauseState, at: number): number {
  const word = state.word(at);
  const clause = state.open(
    word === 'where' && state.lastPhrase ? 'relative' : 'adverbial',
    state.current,
    word,
    state.chunks[at]!.at,
  );
  if (word === 'where' && state.lastPhrase) {
    clause.antecedent = state.lastPhrase;
    clause.phrases.push({ preposition: 'in', at: state.chunks[at]!.at, object: state.lastPhrase });
  }
  state.current = clause;
  state.comma = false;
  state.conjunction = '';
  return at + 1;
}

export function onWhose(state: ClauseState, at: number): number {
  const clause = state.open('relative', state.current, 'whose', state.chunks[at]!.at);
  clause.antecedent = state.lastPhrase!;
  const { leader, next } = readGroup(state, at, true);
  if (state.pendingPreposition)
    clause.phrases.push({ preposition: state.pendingPreposition, at: state.chunks[at]!.at, object: leader });
  else if (state.phraseAt(next) && !state.phraseAt(next)!.temporal && verbAfter(state, next + 1) >= 0)
    clause.objects.push(leader);
  else clause.subject = leader;
  state.pendingPreposition = '';
  state.current = clause;
  state.lastPhrase = state.lastOf(leader);
  state.comma = false;
  state.conjunction = '';
  return next;
}

export function isObjectGap(clause: Clause): boolean {
  return clause.link === 'relative' && !clause.subject;
}

/** The antecedent is the subject: a plural verb takes the whole list before it, or the noun that agrees. */
export function subjectGap(state: ClauseState, clause: Clause, group: VerbGroup): void {
  const antecedent = clause.antecedent!;
  const word = state.tagged.words[group.first]!;
  const plural = group.tense === 'V' || word === 'have' || word === 'are' || word === 'were' || word === 'do';
  clause.subject = plural && antecedent.leader && !antecedent.plural ? antecedent.leader : antecedent;
  clause.subjectBy = 'relative';
}
