/**
 * Relative clauses: what they describe and which place in them it fills.
 * In: the state and a relative pronoun, "where" or "whose". Out: a relative clause with its antecedent.
 */

import type { Clause } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { readGroup } from './lists.js';
import { verbAfter } from './look-ahead.js';
import type { NounPhrase, VerbGroup } from './phrases.js';
import { openSubordinate } from './subordination.js';
import { STATEMENTS } from './tag-words.js';

export function onRelative(state: ClauseState, at: number): number {
  const preposition = state.pendingPreposition;
  state.pendingPreposition = '';
  if (statesWhat(state, at)) {
    openSubordinate(state, 'complement', 'that', at);
    return at + 1;
  }
  const twin = twinOf(state, at);
  const clause = state.open('relative', twin?.parent ?? state.current, state.word(at), state.chunks[at]!.at);
  const antecedent = twin?.antecedent ?? describedBy(state, at, preposition);
  if (antecedent) {
    clause.antecedent = antecedent;
    if (preposition) clause.phrases.push({ preposition, at: state.chunks[at]!.at, object: antecedent });
  }
  state.current = clause;
  state.comma = false;
  state.conjunction = '';
  return at + 1;
}

/** "which sells to X and in which Y holds a stake": a second relative clause after a conjunction is of what the first is. */
function twinOf(state: ClauseState, at: number): Clause | undefined {
  const before = state.kind(at - 1) === 'IN' || state.kind(at - 1) === 'TO' ? at - 2 : at - 1;
  return state.kind(before) === 'CC' ? twin(state) : undefined;
}

function twin(state: ClauseState): Clause | undefined {
  for (let clause: Clause | undefined = state.current; clause; clause = clause.parent)
    if (clause.link === 'relative' && clause.verb && clause.antecedent) return clause;
  return undefined;
}

/** "denied through a lawyer that it had": what a verb of saying says, past a phrase. */
function statesWhat(state: ClauseState, at: number): boolean {
  const { current } = state;
  const said = current.phrases.at(-1);
  return (
    state.word(at) === 'that' &&
    state.isSay(current.verb) &&
    (current.objects.length === 0 || STATEMENTS.has(state.tagged.words[current.objects.at(-1)!.head]!)) &&
    said?.object !== undefined &&
    said.object === state.lastPhrase &&
    said.at >= current.verb!.last &&
    state.phraseAt(at + 1) !== undefined &&
    verbAfter(state, at + 2) >= 0
  );
}

/**
 * What a relative clause describes: the phrase before it, the noun that the phrase places ("a designer in Tianjin that …"), or the maker
 * of goods that nobody can own a part of ("X, a maker of sensors in which Y …").
 */
function describedBy(state: ClauseState, at: number, preposition: string): NounPhrase | undefined {
  // "sells what it may": it is nothing that was named.
  if (FREE.has(state.word(at))) return undefined;
  const last = state.lastPhrase;
  if (last && preposition === 'in' && !state.comma && last.headMention < 0 && last.plural) {
    const renaming = state.current.phrases
      .concat(state.current.phrases.flatMap((one) => one.object?.appositions ?? []).flatMap((one) => one.phrases))
      .find((one) => one.preposition === 'of' && one.object === last && one.after?.host)?.after;
    if (renaming) return renaming.host;
  }
  if (last?.plural && last.headMention < 0 && (state.comma || state.word(at) === 'that'))
    return agreeing(state, at, last) ?? last;
  if (last && !state.comma && last.headMention >= 0 && last.determiner === '') {
    const whole = wholeOf(state, last);
    if (whole) return whole;
  }
  if (!last || state.comma || state.word(at) !== 'that') return last;
  const by = state.current.phrases.at(-1);
  const place =
    by?.object === last && last.headMention >= 0 && by.after && by.after.headMention < 0 && by.after.last <= by.at;
  return place ? by.after : last;
}

/** Relative pronouns that have what they stand for in themselves. */
const FREE = new Set(['what', 'whoever', 'whatever']);

/** "a partner of X that runs a fab in Y": what tells one of many from the rest is of no name. */
function wholeOf({ current }: ClauseState, name: NounPhrase): NounPhrase | undefined {
  const near = [current.subject, ...current.objects, ...current.phrases.map((one) => one.object)];
  for (const one of near)
    for (const noun of one ? [one, ...one.appositions] : [])
      if (
        noun.headMention < 0 &&
        noun.phrases.some(({ preposition, object }) => preposition === 'of' && object === name)
      )
        return noun;
  return undefined;
}

/** "X, a foundry for display drivers, which has": the noun in the singular that a plural hangs on, where the verb is in the singular. */
function agreeing(state: ClauseState, at: number, last: NounPhrase): NounPhrase | undefined {
  const group = state.verbAt(state.skipAdverbs(at + 1));
  if (!group || !(group.tense === 'VZ' || SINGULAR.has(state.tagged.words[group.first]!))) return undefined;
  const after = state.current.phrases.findLast((one) => one.object === last)?.after;
  const of = [state.current.subject, ...state.current.objects, ...state.current.phrases.map((one) => one.object)]
    .flatMap((one) => (one ? [one, ...one.appositions] : []))
    .find((one) => one.phrases.some(({ object }) => object === last));
  const noun = after ?? of;
  return noun && !noun.plural ? noun : undefined;
}

/** Forms of auxiliaries that a subject in the singular has. */
const SINGULAR = new Set(['has', 'is', 'was', 'does']);

export function onWhere(state: ClauseState, at: number): number {
  const word = state.word(at);
  const clause = state.open(
    word === 'where' && state.lastPhrase ? 'relative' : 'adverbial',
    state.current,
    word,
    state.chunks[at]!.at,
  );
  if (word === 'where' && state.lastPhrase) {
    const place = renamed(clause.parent!, state.lastPhrase);
    clause.antecedent = place;
    clause.phrases.push({ preposition: 'in', at: state.chunks[at]!.at, object: place });
  }
  state.current = clause;
  state.comma = false;
  state.conjunction = '';
  return at + 1;
}

/** "in X, south of Y, where": the place that the description is of. */
function renamed({ phrases }: Clause, last: NounPhrase): NounPhrase {
  const inside = (one: NounPhrase): boolean =>
    one.phrases.some(({ preposition, object }) => preposition === 'of' && object === last);
  return (
    phrases.findLast(({ object }) => object && object.headMention >= 0 && object.appositions.some(inside))?.object ??
    last
  );
}

export function onWhose(state: ClauseState, at: number): number {
  const clause = state.open('relative', state.current, 'whose', state.chunks[at]!.at);
  clause.antecedent = (state.conjunction !== '' ? twin(state)?.antecedent : undefined) ?? state.lastPhrase!;
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

/** "a round that X led and Y joined": a subject of its own, and the gap of the clause before. */
export function shareGap({ clauses, tagged }: ClauseState, clause: Clause): void {
  const { link, verb, subject, subjectBy, objects, phrases, first } = clause;
  if (link !== 'coordinate' || !verb || verb.passive || !subject || subjectBy !== '') return;
  if (objects.length > 0 || phrases.length > 0 || tagged.words[first - 2] === ',') return;
  const before = clauses[clauses.indexOf(clause) - 1];
  const gap = before?.link === 'relative' ? before.antecedent : undefined;
  if (!gap || !before!.objects.includes(gap)) return;
  objects.push(gap);
  clause.sibling = before;
}
