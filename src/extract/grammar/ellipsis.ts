/**
 * Clauses whose verb or objects are said before: "X uses A; Y, B", "another".
 * In: the state and what is left of the clause. Out: a clause completed from the one before.
 */

import type { Clause } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { isRest } from './list-items.js';
import type { NounPhrase } from './phrases.js';

/** "X uses A; Y, B" and "X rents from A; Y, from B": a clause of a name and what it is set against has the verb of the one before. */
export function fillVerbless(state: ClauseState, clause: Clause): void {
  const { subject } = clause;
  const at = state.clauses.indexOf(clause);
  if (clause.verb || clause.link !== 'main' || at === 0 || !subject || subject.headMention < 0) return;
  const before = state.clauses.slice(0, at).findLast((one) => one.link === 'main' || one.link === 'coordinate');
  if (!before?.verb || !before.subject || state.typeOf(before.subject) !== state.typeOf(subject)) return;
  const object = clause.objects.at(-1);
  const likeObject =
    object !== undefined &&
    object.headMention >= 0 &&
    clause.objects.length === 1 &&
    before.objects.some((one) => state.typeOf(one) === state.typeOf(object));
  const again = new Set(clause.phrases.map((one) => one.preposition));
  const likePhrase =
    clause.objects.length === 0 &&
    clause.phrases.length > 0 &&
    clause.phrases.every((one) => one.at > subject.last) &&
    before.phrases.some((one) => again.has(one.preposition));
  if (!likeObject && !likePhrase) return;
  clause.verb = before.verb;
  clause.sibling = before;
  if (!likeObject) clause.objects.push(...before.objects);
  clause.phrases.push(
    ...before.phrases.filter(
      (one) => !again.has(one.preposition) && !one.object?.temporal && one.at > before.verb!.first,
    ),
  );
}

/** "announced a deal with X and weighs another with Y", "a partner of X, and never one of Y": a noun said before, of which there is one more. */
export function fillAnother(state: ClauseState, clause: Clause): void {
  const at = clause.objects.findIndex(
    ({ pronoun }) => pronoun === 'another' || pronoun === 'one' || pronoun === 'none',
  );
  if (at < 0) return;
  const pronoun = clause.objects[at]!;
  const of = pronoun.phrases.find(({ preposition }) => preposition === 'of');
  if (of && (of.object?.headMention ?? -1) < 0) return;
  for (let index = state.clauses.indexOf(clause) - 1; index >= 0; index--) {
    const before = state.clauses[index]!;
    if (before.link === 'attribution') continue;
    const noun = before.objects.find(
      (one) =>
        one.headMention < 0 && !one.pronoun && (/^an?$/.test(one.determiner) || goesOn(pronoun, clause, one, before)),
    );
    if (!noun) continue;
    if (of && !noun.phrases.some(({ preposition }) => preposition === 'of')) return;
    const determiner = pronoun.pronoun === 'none' ? 'no' : 'a';
    const { phrases } = pronoun;
    clause.objects[at] = {
      ...noun,
      possessor: undefined,
      determiner,
      conjuncts: [],
      members: [],
      appositions: [],
      phrases,
      place: -1,
    };
    return;
  }
}

/** "has closed its inquiry into X and opened one into Y": what is its owner's has another of its kind where the same preposition follows. */
function goesOn(pronoun: NounPhrase, clause: Clause, noun: NounPhrase, before: Clause): boolean {
  if (!noun.possessor || pronoun.pronoun === 'none') return false;
  if (pronoun.pronoun === 'another') return true;
  const own = [...pronoun.phrases, ...clause.phrases].find((one) => one.at === pronoun.last)?.preposition;
  return own !== undefined && [...noun.phrases, ...before.phrases].some(({ preposition }) => preposition === own);
}

/** "ships half of it to X, with most of the rest going to Y": the rest is of what the clause before has as its object. */
export function fillRest(state: ClauseState, phrase: NounPhrase, before: Clause): void {
  const of = phrase.phrases.find(({ preposition }) => preposition === 'of');
  if (of?.object) fillRest(state, of.object, before);
  if (of?.object || !isRest(state, phrase)) return;
  const whole = before.verb?.passive ? before.subject : before.objects.at(-1);
  const measured = whole?.phrases.find(({ preposition }) => preposition === 'of')?.object ?? whole;
  if (!measured || measured.temporal || measured.first > phrase.first) return;
  phrase.phrases.push({
    preposition: 'of',
    at: phrase.last,
    object: { ...measured, conjuncts: [], place: -1 },
    after: phrase,
  });
}
