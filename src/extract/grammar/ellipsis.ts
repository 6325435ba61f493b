/**
 * Clauses whose verb or objects are said before: contrast ("but not from B"), "so does Y", "X uses A; Y, B", "another".
 * In: the state and what is left of the clause. Out: a clause completed from the one before.
 */

import { type Clause, sharedBy } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { INTENTS } from './clause-words.js';
import { isRest } from './list-items.js';
import { readGroup } from './lists.js';
import type { NounPhrase, Prepositional, VerbGroup } from './phrases.js';

/** "X leases from A but not from B": the same again, the other way round, with what follows "not". */
export function fillContrast(state: ClauseState, at: number): number {
  const target = state.nearestVerb();
  if (!target?.verb) return at;
  const clause = state.open('coordinate', target.parent, 'but', state.chunks[at]!.at);
  clause.sibling = target;
  clause.verb = { ...target.verb, negated: !target.verb.negated };
  if (target.subject) clause.subject = target.subject;
  clause.subjectBy = sharedBy(target);
  const phrase = state.phraseAt(at);
  if (phrase) {
    const { leader, next } = readGroup(state, at, false);
    const last = target.phrases.at(-1);
    if (
      last?.object &&
      !last.object.temporal &&
      last.object.headMention >= 0 &&
      target.objects.at(-1)?.headMention !== undefined &&
      last.at > (target.objects.at(-1)?.last ?? 0)
    ) {
      clause.objects.push(...target.objects);
      clause.phrases.push({ preposition: last.preposition, at: state.chunks[at]!.at, object: leader });
    } else {
      clause.objects.push(leader);
      clause.phrases.push(...target.phrases);
    }
    state.current = clause;
    return next;
  }
  const found = state.prepositionAt(at);
  const object = found ? state.phraseAt(found.next) : undefined;
  if (!found || !object) return at;
  const { leader, next } = readGroup(state, found.next, false, true);
  const entry: Prepositional = { preposition: found.word, at: state.chunks[at]!.at, object: leader };
  const last = target.objects.at(-1);
  if (found.word === 'of' && last) clause.objects.push({ ...last, conjuncts: [], phrases: [entry] });
  else clause.objects.push(...target.objects);
  clause.phrases.push(...target.phrases.filter((one) => one.preposition !== found.word), entry);
  state.current = clause;
  return next;
}

/** Prepositions for what "the same" is done with: "may do the same for X". */
const SET_AGAINST = new Set(['with', 'to', 'for']);

/** Verbs that may stand for the verb of the clause before. */
const PRO_VERBS = new Set("do does did done doing has have will don't doesn't didn't hasn't haven't won't".split(' '));

/** "Apple does not", "so does Y", "Y did the same": the verb is that of the clause before. */
export function fillEllipsis(state: ClauseState, clause: Clause): void {
  const verb = clause.verb;
  if (!verb) return;
  const word = state.tagged.words[verb.main]!;
  const suit = /^follow/.test(word) && state.tagged.words[verb.main + 1] === 'suit';
  if (!PRO_VERBS.has(word) && !suit) return;
  const so = /^(do|does|did|done|doing)$/.test(word) && state.tagged.words[verb.main + 1] === 'so';
  if (so) {
    const earlier = state.clauses
      .slice(0, state.clauses.indexOf(clause))
      .filter(
        (other) =>
          other.verb &&
          other.subject &&
          !state.isSay(other.verb) &&
          (other !== clause.parent || clause.link === 'adverbial'),
      );
    const before = earlier.findLast((other) => other.link !== 'relative') ?? earlier.at(-1);
    if (before) complete(clause, verb, before, verb.modals, before.objects);
    return;
  }
  const same =
    suit ||
    state.tagged.words[verb.main + 1] === 'likewise' ||
    (clause.objects.length === 1 && /^(same|likewise)$/.test(state.tagged.words[clause.objects[0]!.head]!));
  // "as does Y", "as it did X".
  const alike = clause.marker === 'as' && clause.link === 'adverbial' && clause.objects.length === 1;
  const inverted =
    (alike && !clause.subject) ||
    state.tagged.words[verb.first - 1] === 'so' ||
    verb.adverbs.includes('so') ||
    state.tagged.words[verb.first] === 'so';
  const another = alike && !inverted && clause.subject?.pronoun === 'it';
  if (!same && !inverted && !another && clause.objects.length > 0) return;
  const end = state.tagged.words[verb.last] === 'not' ? verb.last + 1 : verb.last;
  const bare =
    verb.negated && clause.objects.length === 0 && !clause.adjective && ENDS.has(state.tagged.words[end] ?? '.');
  if (!same && !inverted && !bare && !/^(do|does|did|don't|doesn't|didn't)$/.test(word)) return;
  const around = ancestors(clause);
  const before = state.clauses
    .slice(0, state.clauses.indexOf(clause))
    .findLast(
      (other) =>
        other.verb && other.subject && other.link !== 'relative' && !around.has(other) && !isPurpose(state, other),
    );
  if (!before?.verb) return;
  if (another) {
    complete(clause, verb, before, verb.modals, clause.objects);
    return;
  }
  if (inverted && clause.objects[0]) clause.subject = clause.objects[0];
  else if (inverted) return;
  const other = same ? clause.phrases.find((one) => SET_AGAINST.has(one.preposition)) : undefined;
  const objects =
    other?.object && !before.phrases.some((one) => one.preposition === other.preposition)
      ? [other.object]
      : before.objects;
  complete(clause, verb, before, verb.modals.length > 0 ? verb.modals : before.verb.modals, objects);
}

/** "has laid in enough DRAM to last": what a noun that plans nothing is there for. */
function isPurpose(state: ClauseState, { link, governor }: Clause): boolean {
  return link === 'infinitive' && governor !== undefined && !INTENTS.has(state.tagged.words[governor.head]!);
}

const ENDS = new Set(['.', ',', ';', 'and', 'but', 'yet']);

/** "is in talks to do the same": what governs the verb is not what it stands for. */
function ancestors(clause: Clause): ReadonlySet<Clause> {
  const found = new Set([clause]);
  let inner = clause;
  while (inner.parent && (inner.link === 'infinitive' || inner.link === 'gerund')) {
    inner = inner.parent;
    found.add(inner);
  }
  return found;
}

/** Gives a clause the verb of the one before, with its own negation and adverbs, and the phrases that it has none of its own for. */
function complete(
  clause: Clause,
  verb: VerbGroup,
  before: Clause,
  modals: readonly string[],
  objects: readonly NounPhrase[],
): void {
  const own = new Set(clause.phrases.map((one) => one.preposition));
  clause.verb = { ...before.verb!, negated: verb.negated, modals, adverbs: verb.adverbs };
  // A noun that states a relation states it once more.
  clause.objects = objects.map((one) => (one.headMention < 0 && !one.pronoun ? { ...one, place: -1 } : one));
  clause.phrases = [...before.phrases.filter((one) => !own.has(one.preposition)), ...clause.phrases];
}

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
    if (state.clauses[index]!.link === 'attribution') continue;
    const noun = state.clauses[index]!.objects.find(
      (one) => one.headMention < 0 && !one.pronoun && (one.determiner === 'a' || one.determiner === 'an'),
    );
    if (!noun) continue;
    if (of && !noun.phrases.some(({ preposition }) => preposition === 'of')) return;
    const determiner = pronoun.pronoun === 'none' ? 'no' : noun.determiner;
    const { phrases } = pronoun;
    clause.objects[at] = { ...noun, determiner, conjuncts: [], members: [], appositions: [], phrases, place: -1 };
    return;
  }
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
