/**
 * Polarity and modality of a verb: its own negation and modals, then those of each clause that governs it.
 * In: the state and a clause. Out: the state has what was found.
 */
import type { Cue } from '../../dictionary/grammar.js';
import type { Clause } from '../grammar/clauses.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import { isAbandoned, isGoingTo, isUsedTo } from './abandoned.js';
import { firstLink, STOPS } from './clause-tree.js';
import { conditioned, standsApart } from './conditions.js';
import { hinders, isAsked } from './hindered.js';
import { bears, some } from './lemmas.js';
import { assessGovernor, assessTalks } from './of-governor.js';
import type { AssertionState } from './state.js';

export function assessClause(state: AssertionState, start: Clause, parsed: Parsed, full: boolean): void {
  const { words } = parsed.tagged;
  let clause: Clause | undefined = start;
  for (let depth = 0; clause && depth < 12; depth++) {
    const verb = clause.verb;
    if (verb) {
      // "is not believed to have bought X": whoever is not thought to do it does not.
      const silent = clause !== start && verb.negated && !verb.passive && keepsSilent(state, clause, parsed);
      if (silent) state.set('reported', `"${words[verb.main]}"`);
      else if (verb.negated) state.negate(`"${words.slice(verb.first, verb.main + 1).join(' ')}"`);
      if (!silent) for (const modal of verb.modals) state.cue('modal', modal);
      if (verb.perfect && verb.modals.some((modal) => modal === 'would' || modal === "'d" || modal === '’d'))
        state.void = true;
      if (clause.marker === 'if' && verb.perfect && words[verb.first] === 'had') state.void = true;
      if (verb.beTo) state.set('planned', '"be to"');
      if (clause === start && isFuturate(clause, words)) state.set('planned', '"next"');
      for (const adverb of verb.adverbs) state.cue('adverb', adverb);
      const bare = verb.tense === 'V' && verb.modals.length === 0 && verb.form === 'finite';
      if (clause.link === 'coordinate' && clause.sibling?.verb && bare)
        shareModals(state, clause.sibling.verb, clause.marker, words);
      if (clause.link === 'coordinate' && clause.sibling?.verb && clause.marker === 'nor') state.negate('"nor"');
      // "has never met X, let alone sold to it".
      if (clause.link === 'coordinate' && clause.sibling?.verb?.negated && ALL_THE_LESS.has(clause.marker))
        state.negate(`"${clause.marker}"`);
    }
    for (const adverb of clause.adverbs) if (full || clause !== start) state.cue('adverb', adverb);
    assessDeterminers(state, clause, clause === start && full);
    if (clause.marker === 'than' && words[clause.first - 1] === 'rather' && clause.verb) state.negate('"rather than"');
    if (state.grammar.conditional.has(clause.marker)) state.set('possible', `"${clause.marker}"`);
    if (isAsked(state, clause, words)) state.void = true;
    if (conditioned(clause, parsed)) state.set('possible', 'a condition');
    if (clause.governor) assessGovernor(state, clause.governor, parsed, clause);
    else assessTalks(state, clause, parsed);
    if (clause.adjective && clause.link === 'infinitive') state.cue('adjective', clause.adjective);
    if (clause.link === 'gerund' && clause.marker === ',') return;
    if (clause.link === 'gerund' && clause.marker === 'with' && clause.subjectBy === '') {
      assessAround(state, clause.parent);
      return;
    }
    if (clause.link === 'gerund' && clause.marker && !afterPreposition(state, clause, parsed)) return;
    const link: Clause['link'] = clause.link === 'coordinate' && clause.sibling ? firstLink(clause) : clause.link;
    const parent: Clause | undefined = clause.parent;
    if (!parent) {
      if (link === 'infinitive') state.set('planned', 'a headline with "to"');
      return;
    }
    if (link === 'adverbial' && clause.marker === 'before' && isObliged(state, parent, parsed)) state.void = true;
    if (link === 'relative') assessUndone(state, clause, parsed);
    if (link === 'participle' && caused(clause, parent, state, words)) {
      clause = parent;
      full = true;
      continue;
    }
    if (!STOPS.has(link)) return;
    if (
      link === 'complement' &&
      standsApart(clause, parsed) &&
      bears(state, state.reader.lemmasOf(parent, parsed), 'negated')
    )
      return;
    if (link === 'infinitive' && !parent.verb && !clause.governor?.possessor)
      state.set('planned', 'a headline with "to"');
    if (link === 'gerund' && clause.fronted) return;
    if (link === 'gerund' && clause.antecedent) return;
    if (parent.verb && !(clause.governor && link !== 'complement' && !governs(parent, clause.governor))) {
      const lemmas = state.reader.lemmasOf(parent, parsed);
      const used = isUsedTo(parent, clause, words);
      if (used) state.negate('"used to"');
      const purpose =
        !used &&
        link === 'infinitive' &&
        !clause.governor &&
        parent.objects.some((one) => one !== parent.antecedent) &&
        clause.subjectBy === 'control' &&
        !some(lemmas, state.grammar.cues.verb);
      if (purpose) {
        if (!some(lemmas, state.grammar.means)) state.set('planned', 'a purpose');
        return;
      }
      if (clause.subjectBy === 'object control' || (parent.verb.passive && link === 'infinitive')) {
        if (some(lemmas, state.grammar.commands) && !hinders(state, clause, lemmas)) state.void = true;
      }
      if (isYetTo(clause, words)) state.negate('"yet to"');
      const reports = some(lemmas, state.grammar.sayLemmas) || bears(state, lemmas, 'reported');
      const decidedNot = clause.verb?.negated === true && !parent.verb.negated;
      const except = (link === 'complement' && reports) || decidedNot ? UNSETTLED : NONE;
      for (const lemma of state.bearing(lemmas)) state.cueVerb(lemma, except, parent.verb.negated);
      if (isGoingTo(parent, clause, words)) state.set('planned', '"going to"');
      if (isAbandoned(state, parent, parsed)) state.abandon('what came of the plan');
      if (reports) state.reports.push(parent);
    } else if (!parent.verb) {
      return;
    }
    clause = parent;
    full = true;
  }
}

/** "has yet to sell"; in "may yet start to sell", "yet" is the modal's. */
function isYetTo({ first }: Clause, words: readonly string[]): boolean {
  return words[words[first] === 'to' ? first - 1 : words[first - 1] === 'to' ? first - 2 : first - 1] === 'yet';
}

/** Conjunctions before what is all the more not so: "let alone", "much less", "still less". */
const ALL_THE_LESS = new Set(['let', 'much', 'still']);

/** "must ask before it sells", "has to ask before it sells": that it sells is not said. */
function isObliged(state: AssertionState, { verb, link, parent }: Clause, parsed: Parsed): boolean {
  if (verb?.modals.some((modal) => modal === 'must' || modal === 'should')) return true;
  if (link !== 'infinitive' || !parent?.verb) return false;
  const lemmas = state.reader.lemmasOf(parent, parsed);
  return lemmas.has('have') || lemmas.has('need');
}

/** "may build it, with X supplying the racks": as planned or possible as what it is set off from. */
function assessAround(state: AssertionState, around: Clause | undefined): void {
  for (const modal of around?.verb?.modals ?? []) state.cue('modal', modal);
  if (around?.link === 'infinitive') state.set('planned', 'what it is set off from');
}

/** "ships to X from next year": a present that tells of a time to come. */
function isFuturate({ verb, phrases }: Clause, words: readonly string[]): boolean {
  const present = verb && (verb.tense === 'VZ' || verb.tense === 'V') && verb.modals.length === 0;
  if (!present || verb.form !== 'finite') return false;
  return phrases.some(
    ({ preposition, object }) => preposition === 'from' && object?.temporal === true && words[object.first] === 'next',
  );
}

/** "suspended an order that barred X": what an act does is as void as the act. */
function assessUndone(state: AssertionState, clause: Clause, parsed: Parsed): void {
  const { antecedent, parent } = clause;
  if (!antecedent || !parent?.verb) return;
  // "scrapped the plant that it meant to build": what was only planned is dropped with it.
  const dropped = clause.subject !== antecedent && state.modality() === 'planned';
  if (!dropped && clause.subject !== antecedent) return;
  if (!dropped && !state.grammar.acts.has(parsed.tagged.words[antecedent.head]!)) return;
  const undone = parent.verb.passive ? parent.subject === antecedent : parent.objects.includes(antecedent);
  if (!undone) return;
  for (const lemma of state.reader.lemmasOf(parent, parsed)) {
    if (!state.grammar.cues.verb.get(lemma)?.includes('negated')) continue;
    if (dropped) state.abandon(`"${lemma}"`);
    else state.negate(`"${lemma}"`);
    return;
  }
}

/** "will have its chips made by X": the having governs what is done to its object. */
function caused(clause: Clause, parent: Clause, { grammar }: AssertionState, words: readonly string[]): boolean {
  return (
    clause.antecedent !== undefined &&
    parent.verb !== undefined &&
    grammar.causes.has(words[parent.verb.main]!) &&
    parent.objects.some(
      (one) => one === clause.antecedent || one.phrases.some(({ object }) => object === clause.antecedent),
    )
  );
}

/** "would not confirm that it rents": who does not say so does not say that it is not so. */
function keepsSilent(state: AssertionState, clause: Clause, parsed: Parsed): boolean {
  const lemmas = state.reader.lemmasOf(clause, parsed);
  return some(lemmas, state.grammar.sayLemmas) && !bears(state, lemmas, 'negated');
}

const NONE: readonly Cue[] = [];
const NO_LEMMAS: ReadonlySet<string> = new Set();
const UNSETTLED: readonly Cue[] = ['planned', 'possible'];

/** Whether a noun hangs on the clause's verb as its object or complement, so that the verb's modality is the noun's too. */
function governs(parent: Clause, governor: NounPhrase): boolean {
  return (
    parent.objects.some((object) => object === governor || object.conjuncts.includes(governor)) ||
    parent.phrases.some((phrase) => phrase.object === governor) ||
    parent.subject === governor
  );
}

/** A bare verb coordinated with one under a modal shares the modal, and with "or" its negation. */
function shareModals(
  state: AssertionState,
  verb: NonNullable<Clause['verb']>,
  marker: string,
  words: readonly string[],
): void {
  for (const modal of verb.modals) state.cue('modal', modal);
  if (verb.beTo) state.set('planned', '"be to"');
  if (verb.negated && marker === 'or') state.negate(`"${words.slice(verb.first, verb.main + 1).join(' ')}"`);
}

const NO = /\bno\b/;
/** "bought neither part"; in "neither firm, both of which it put on the list," the description is so. */
const NO_NEITHER = /\b(no|neither)\b/;
/** "none of them", "neither of the two". */
function isNoneOf({ pronoun, phrases }: NounPhrase): boolean {
  return (pronoun === 'none' || pronoun === 'neither') && phrases.some(({ preposition }) => preposition === 'of');
}

const NOBODY = new Set(['none', 'neither', 'nobody', 'nothing']);

function assessDeterminers(state: AssertionState, clause: Clause, withObjects: boolean): void {
  const { subject } = clause;
  if (subject && state.negating.has(subject)) return;
  if (subject && subject.determiner !== '' && /\b(no|neither)\b/.test(subject.determiner))
    state.negate(`"${subject.determiner}"`);
  else if (subject && NOBODY.has(subject.pronoun)) state.negate(`"${subject.pronoun}"`);
  if (!withObjects) return;
  // "has delivered racks to none of them".
  if (clause.phrases.some(({ object, preposition }) => preposition !== 'of' && object && isNoneOf(object)))
    state.negate('"none"');
  for (const object of clause.objects) {
    if (state.negating.has(object)) continue;
    if (object.determiner !== '' && (object === clause.antecedent ? NO : NO_NEITHER).test(object.determiner))
      state.negate(`"${object.determiner}"`);
    else if (object.pronoun !== 'neither' && NOBODY.has(object.pronoun)) state.negate(`"${object.pronoun}"`);
  }
}

/** What a preposition before a gerund says of it; false when nothing further out bears on the gerund. */
function afterPreposition(state: AssertionState, clause: Clause, parsed: Parsed): boolean {
  const { words } = parsed.tagged;
  const { marker } = clause;
  if (state.cue('preposition', `${words[clause.first - 1] ?? ''} ${marker}`)) return false;
  const lemmas = clause.parent?.verb ? state.reader.lemmasOf(clause.parent, parsed) : NO_LEMMAS;
  const commanded = marker === 'from' || marker === 'against' || marker === 'into';
  if (hinders(state, clause, lemmas)) return true;
  if (commanded && some(lemmas, state.grammar.commands)) {
    state.void = true;
    return false;
  }
  // "has not followed X in blacklisting Y": what is not done in another's wake is not done.
  if (marker === 'in' && clause.parent?.verb?.negated) {
    state.negate(`"${marker}" after a negation`);
    return false;
  }
  if (state.cue('preposition', marker)) return false;
  if (clause.governor) return true;
  return [...lemmas].some(
    (lemma) => state.grammar.cues.verb.has(lemma) || state.grammar.cues.verb.has(`${lemma} ${marker}`),
  );
}
