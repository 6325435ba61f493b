/**
 * The members that "including" or "such as" names, wherever their noun stands.
 * In: the state and the chunk after such a word. Out: the noun has its members, and where to go on.
 */
import type { ClauseState } from './clause-state.js';
import { standsFor } from './list-items.js';
import { readGroup } from './lists.js';
import type { NounPhrase } from './phrases.js';

/** "Firms fined by X, such as Y and Z": the members are those of the nearest plural noun before. */
export function nameMembers(state: ClauseState, at: number): number {
  const { leader, next } = readGroup(state, at, true, true);
  const plural = (phrase: NounPhrase | undefined): boolean =>
    phrase?.plural === true && phrase.headMention < 0 && !phrase.temporal;
  const near = [
    state.lastPhrase,
    state.current.objects.at(-1),
    state.current.antecedent,
    state.current.subject,
    state.current.parent?.subject,
  ];
  const owner =
    near.find((one) => plural(one) && standsFor(state, one!, leader)) ?? near.find(plural) ?? state.lastPhrase;
  owner?.members.push(leader, ...leader.conjuncts);
  state.lastPhrase = state.lastOf(leader);
  state.comma = false;
  return state.kind(next) === ',' && state.waitingHere() ? next + 1 : next;
}
