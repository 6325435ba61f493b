/**
 * Gapping: a clause of which the verb, or subject and verb, are left out ("and Y from B", "and Y in 2023").
 * In: the state and the noun phrase that such a clause begins with. Out: whether it was one; the clause is open and completed.
 */

import { type Clause, sharedBy } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { fillRest } from './ellipsis.js';
import { isMoney, isRest } from './list-items.js';
import type { NounPhrase, Prepositional } from './phrases.js';

/** "X leases from A, and Y from B": a verb left out is that of the clause before. */
export function fillGap(state: ClauseState, leader: NounPhrase, next: number): boolean {
  const target = state.nearestVerb();
  if (!target?.verb || !target.subject) return false;
  if (fillObjectGap(state, target, leader, next)) return true;
  const { words } = state.tagged;
  // "the former delivers to X, the latter to Y".
  const counted = words[leader.head] === 'latter' && words[target.subject.head] === 'former';
  if (leader.headMention < 0 && !counted) return false;
  const subject = target.subject.headMention;
  if (!counted && (subject < 0 || state.tagged.mentions[subject]?.type !== state.typeOf(leader))) return false;
  const preposition =
    state.kind(next) === 'IN' || state.kind(next) === 'TO' ? state.prepositionAt(next)?.word : undefined;
  const again =
    preposition !== undefined &&
    target.phrases.some((one) => one.preposition === preposition && one.object && !one.object.temporal);
  const following = state.phraseAt(next);
  const remnant =
    following !== undefined &&
    (!following.pronoun || following.pronoun === 'one') &&
    (target.objects.length > 0 || (following.temporal && target.phrases.some((one) => !one.object?.temporal)));
  if (!again && !remnant) return false;
  const clause = openGap(state, target, leader);
  clause.subject = leader;
  clause.subjectBy = '';
  const stood = target.objects.at(-1);
  if (!remnant || following!.temporal) clause.objects.push(...target.objects);
  else if (stood && state.tagged.words[following!.head] === 'one')
    clause.objects.push({ ...stood, conjuncts: [], phrases: [] });
  const sums = isMoney(state, following) && isMoney(state, stood);
  if (!again)
    clause.phrases.push(
      ...target.phrases.filter(
        (one) => remnant && !one.object?.temporal && (following!.temporal || sums || one.object === target.antecedent),
      ),
    );
  return true;
}

/**
 * "fined X in 2019 and Y in 2023", "granted one to X in July and another to Y": subject and verb are left out, and an object of the same
 * type as the one before, set against it by another time or another recipient, takes its place.
 */
function fillObjectGap(state: ClauseState, target: Clause, leader: NounPhrase, next: number): boolean {
  const object = target.objects.at(-1);
  const last = target.phrases.at(-1);
  const resumed = state.interrupted && leader.headMention < 0 && !leader.pronoun;
  if (state.conjunction !== 'and' && state.conjunction !== 'or' && !resumed) return false;
  if (leader.pronoun === 'one' || leader.pronoun === 'another') {
    if (!object || object.headMention >= 0 || (state.kind(next) !== 'IN' && state.kind(next) !== 'TO')) return false;
    const clause = openGap(state, target, leader);
    clause.objects.push({ ...object, conjuncts: [], phrases: [] });
    return true;
  }
  if (leader.headMention < 0) return fillRestGap(state, target, leader, next);
  const again = state.prepositionAt(next)?.word;
  if (
    object &&
    object.headMention >= 0 &&
    state.typeOf(object) === state.typeOf(leader) &&
    state.kind(next) === 'IN' &&
    target.phrases.some((one) => one.preposition === again && one.at >= object.last && !one.object?.temporal)
  ) {
    const clause = openGap(state, target, leader);
    clause.objects.push(leader);
    clause.phrases.push(...target.phrases.filter((one) => one.at < object.first));
    return true;
  }
  if (!last?.object?.temporal || !timeAhead(state, next)) return false;
  const replaced = target.phrases.findLast((one) => one.object && !one.object.temporal);
  const type = state.typeOf(leader);
  if (object && object.headMention >= 0 && state.typeOf(object) === type && (replaced?.at ?? 0) < object.first) {
    const clause = openGap(state, target, leader);
    clause.objects.push(leader);
    clause.phrases.push(...target.phrases.filter((one) => !one.object?.temporal));
    return true;
  }
  if (!replaced?.object || state.typeOf(replaced.object) !== type) return false;
  const clause = openGap(state, target, leader);
  clause.objects.push(...target.objects);
  clause.phrases.push(...target.phrases.filter((one) => !one.object?.temporal && one !== replaced), {
    preposition: replaced.preposition,
    at: leader.first,
    object: leader,
  });
  return true;
}

/** "ships half of it to X and the rest to Y", "buys chips from X and memory from Y": another object, and its own recipient or source. */
function fillRestGap(state: ClauseState, target: Clause, leader: NounPhrase, next: number): boolean {
  const again = state.kind(next) === 'TO' || state.kind(next) === 'IN' ? state.prepositionAt(next) : undefined;
  const before = target.phrases.findLast((one) => one.preposition === again?.word && one.object);
  if (!again || !before?.object) return false;
  const other = state.phraseAt(again.next);
  const alike =
    other &&
    other.headMention >= 0 &&
    before.object.headMention >= 0 &&
    state.typeOf(other) === state.typeOf(before.object);
  if (!isRest(state, leader) && !(alike && target.objects.length > 0)) return false;
  fillRest(state, leader, target);
  openGap(state, target, leader).objects.push(leader);
  return true;
}

/** "for X, and for Y too if prices rise": a second phrase on a condition of its own, which the first does not have. */
export function fillConditioned(state: ClauseState, twin: Prepositional, leader: NounPhrase, next: number): boolean {
  const target = state.nearestVerb();
  if (!target?.verb || !target.phrases.includes(twin) || !CONDITIONS.has(state.word(state.skipAdverbs(next))))
    return false;
  const clause = openGap(state, target, leader);
  const own = (one: Prepositional): boolean => one.preposition !== twin.preposition;
  clause.objects.push(...target.objects.map((object) => ({ ...object, phrases: object.phrases.filter(own) })));
  clause.phrases.push(...target.phrases.filter(own), { ...twin, object: leader });
  return true;
}

const CONDITIONS = new Set(['if', 'unless', 'provided']);

/** Whether a time follows: "in 2023", "two years later", "on Monday". */
function timeAhead(state: ClauseState, at: number): boolean {
  const phrase = state.phraseAt(at) ?? state.phraseAt(state.prepositionAt(at)?.next ?? -1);
  return phrase?.temporal === true;
}

/** Opens a clause that begins with `leader` and shares subject and verb with `target`. */
function openGap(state: ClauseState, target: Clause, leader: NounPhrase): Clause {
  const clause = state.open('coordinate', target.parent, state.conjunction || 'and', leader.first);
  clause.sibling = target;
  clause.verb = target.verb;
  if (target.subject) clause.subject = target.subject;
  clause.subjectBy = sharedBy(target);
  state.current = clause;
  state.lastPhrase = leader;
  state.comma = false;
  state.conjunction = '';
  return clause;
}
