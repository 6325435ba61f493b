/**
 * Polarity and modality of a noun that states a relation: its own modifiers, then the verb that governs it.
 * In: the state and a noun predicate. Out: the state has what was found.
 */
import { singulars } from '../../dictionary/grammar.js';
import { isUnit } from '../discourse/nominals.js';
import type { Clause } from '../grammar/clauses.js';
import type { Predicate } from '../slots.js';
import { some } from './lemmas.js';
import { assessClause } from './of-clause.js';
import type { AssertionState } from './state.js';

const NONE = /\b(no|neither)\b/;

export function assessNoun(state: AssertionState, predicate: Predicate): void {
  const { parsed, clause } = predicate;
  const { phrase, role } = predicate.noun!;
  const { words, tags } = parsed.tagged;
  for (let at = phrase.first; at < phrase.head; at++) {
    if (tags[at] === 'J' || tags[at] === 'VN' || tags[at] === 'VG') state.cue('adjective', words[at]!);
    if (tags[at] === 'R') state.cue('adverb', words[at]!);
  }
  // "X, once the foundry for Y".
  if (role === 'apposition' || tags[phrase.first - 1] === 'R') state.cue('adjective', words[phrase.first - 1] ?? '');
  // "neither a supplier of X nor a partner of Y": what denies the first of a list denies the others.
  const denying = NONE.test(phrase.determiner) ? phrase : phrase.leader;
  if (denying && NONE.test(denying.determiner)) {
    state.negate(`"${denying.determiner}"`);
    state.negating.add(denying);
  }
  if (!clause.verb) return;
  // "its best chip, the X, is no longer sold": what a name says by standing there, its clause does not touch.
  if (role === 'subject' && phrase.appositions.some(({ headMention }) => headMention >= 0)) return;
  // "its plant in X has not received wafers": what it does not do to others does not deny it.
  const does = role === 'subject' && !clause.verb.passive && clause.objects.length > 0;
  if (does && clause.verb.negated && isUnit(state.grammar, phrase, parsed)) return;
  if (comesToNothing(clause)) state.negate('"to nothing"');
  if (role === 'subject' && fails(state, predicate)) {
    if (!clause.verb.negated) state.abandon('what came of it');
    return;
  }
  assessMatter(state, predicate);
  const lemmas = [...state.bearing(state.reader.lemmasOf(clause, parsed))];
  const governed = role === 'object' || role === 'subject' || nearVerb(predicate) || isAs(predicate);
  if (!governed && role !== 'apposition') return;
  if (role === 'apposition') return;
  const light = lemmas.some((lemma) => state.grammar.light.has(lemma));
  // "a licence was denied to X": to say no is more than to say.
  const cue = lemmas.some((lemma) => {
    const bearings = state.grammar.cues.verb.get(lemma);
    return bearings && (!state.grammar.sayLemmas.has(lemma) || bearings.includes('negated'));
  });
  if (light || cue) {
    if (cue && (role !== 'subject' || clause.verb.passive)) {
      for (const lemma of lemmas)
        if (!state.grammar.light.has(lemma)) state.cueVerb(lemma, ['reported'], clause.verb.negated);
    }
    assessClause(state, clause, parsed, false);
  }
}

/** "its bid for X fell through". */
function fails({ grammar, reader }: AssertionState, { clause, parsed }: Predicate): boolean {
  const { verb, objects } = clause;
  if (!verb || verb.passive || verb.modals.length > 0 || objects.length > 0) return false;
  return some(reader.lemmasOf(clause, parsed), grammar.fails);
}

/** "in talks with X on a joint venture": what the talks are on is as possible as they say. */
function assessMatter(state: AssertionState, predicate: Predicate): void {
  const by = predicate.noun!.prepositional;
  if (!by || !MATTERS.has(by.preposition)) return;
  const { clause, parsed } = predicate;
  const before = [...clause.objects, ...clause.phrases.map((one) => one.object)];
  for (const phrase of before) {
    if (!phrase || phrase.last > by.at || phrase === predicate.noun!.phrase) continue;
    for (const form of singulars(parsed.tagged.words[phrase.head]!)) state.cue('noun', form);
  }
}

/** "dropped X as its foundry": what X is called, it is under the verb. */
function isAs({ noun, clause }: Predicate): boolean {
  return noun!.prepositional?.preposition === 'as' && clause.objects.length > 0;
}

/** A noun in a phrase right after the verb, as in "is in talks over a stake". */
function nearVerb(predicate: Predicate): boolean {
  const by = predicate.noun!.prepositional;
  return (
    by !== undefined &&
    predicate.clause.verb !== undefined &&
    by.at <= predicate.clause.verb.last + 1 &&
    by.at >= predicate.clause.verb.last &&
    !predicate.clause.objects.some(({ first, last }) => first >= predicate.clause.verb!.last && last <= by.at)
  );
}

const MATTERS = new Set(['on', 'over', 'about', 'for', 'to']);

/** "Talks on an alliance came to nothing". */
function comesToNothing(clause: Clause): boolean {
  return clause.phrases.some(({ preposition, object }) => preposition === 'to' && object?.pronoun === 'nothing');
}
