/**
 * Participles, gerunds and infinitives: what they describe or depend on, and whose subject they take.
 * In: the state and a verb group. Out: a new clause under the one at hand.
 */
import type { Clause } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { INTENTS } from './clause-words.js';
import { coordinate } from './coordination.js';
import { fillRest } from './ellipsis.js';
import type { NounPhrase, Prepositional, VerbGroup } from './phrases.js';

export function onParticiple(state: ClauseState, at: number, group: VerbGroup): void {
  const described =
    state.adjacentPhrase(at) || state.kind(at - 1) === ',' || state.kind(at - 1) === 'R' ? state.lastPhrase : undefined;
  const clause = state.open('participle', state.current, '', group.first);
  if (described && state.kind(at - 1) === ',' && state.current.subject && !state.current.verb) {
    clause.antecedent = state.current.subject;
  } else if (described) {
    clause.antecedent =
      described.host && state.kind(at - 1) === ',' ? described.host : (whatLies(state, described) ?? described);
  } else {
    clause.fronted = true;
  }
  if (clause.antecedent) {
    clause.subject = clause.antecedent;
    clause.subjectBy = 'participle';
  }
  clause.verb = { ...group, passive: true };
  state.current = clause;
  const name = state.phraseAt(at + 1);
  if (described && name && described.headMention < 0 && NAMES.has(state.tagged.words[group.main]!)) {
    described.appositions.push(name);
    name.host = described;
  }
}

/** "a hall in X run by Y": what lies in a place, of which alone something is said right after it. */
function whatLies(state: ClauseState, place: NounPhrase): NounPhrase | undefined {
  const by = state.current.phrases.at(-1);
  if (by?.object !== place || place.headMention < 0 || !PLACES.has(by.preposition)) return undefined;
  return by.after && by.after.headMention < 0 && by.after.last <= by.at ? by.after : undefined;
}

const PLACES = new Set(['in', 'at', 'near', 'outside']);

/** Participles that give a name: "a company called X". */
const NAMES = new Set(['called', 'named', 'dubbed', 'nicknamed', 'christened']);

export function onGerund(state: ClauseState, at: number, group: VerbGroup, comma: boolean, conjunction: string): void {
  const current = state.current;
  const before = state.kind(at - 1);
  if (conjunction) {
    coordinate(state, group, conjunction, at);
    return;
  }
  // A gerund after a comma is a circumstance, not the object of the verb before it.
  if (current.link === 'adverbial' && !current.verb && !current.subject && before === 'SUB') {
    // "while granting one to X".
    current.verb = group;
    if (current.parent?.subject) current.subject = current.parent.subject;
    current.subjectBy = 'control';
    return;
  }
  if (current.link === 'gerund' && !current.verb) {
    current.verb = group;
    return;
  }
  const doer = before === 'NP' ? setOffWith(state) : undefined;
  const around = doer ? pastDescriptions(current) : current;
  const clause = state.open('gerund', around, doer ? 'with' : comma ? ',' : '', group.first);
  clause.verb = group;
  if (doer) {
    // It is the subject of what follows, and no part of the clause around.
    current.phrases.pop();
    clause.subject = doer;
    fillRest(state, doer, around);
  } else if (!current.verb && !current.subject) {
    clause.fronted = true;
  } else if (!comma && (before === 'NP' || before === ')') && state.lastPhrase) {
    clause.antecedent = state.lastPhrase;
    clause.subject = state.lastPhrase;
    clause.subjectBy = 'participle';
  } else {
    const owner = comma ? state.level(current) : current;
    const subject =
      (comma && current.link === 'relative' ? current.subject : undefined) ?? owner.subject ?? current.subject;
    if (subject) {
      clause.subject = subject;
      clause.subjectBy = 'control';
    }
  }
  state.current = clause;
}

/** The clause around those that only describe a noun. */
function pastDescriptions(clause: Clause): Clause {
  let around = clause;
  while (around.parent && (around.link === 'participle' || around.link === 'relative')) around = around.parent;
  return around;
}

/** Who does what follows in ", with X and Y taking part": all that "with" governs, where it is set off. */
function setOffWith(state: ClauseState): NounPhrase | undefined {
  const by = state.current.phrases.at(-1);
  if (by?.preposition !== 'with' || !by.object) return undefined;
  const before = state.tagged.words[by.at - 1] ?? ',';
  return (before === ',' || before === '—') && state.lastOf(by.object) === state.lastPhrase ? by.object : undefined;
}

export function onInfinitive(state: ClauseState, at: number, group: VerbGroup, conjunction: string): void {
  if (conjunction && state.current.verb) {
    coordinate(state, group, conjunction, at);
    return;
  }
  // "a venture with X, a company known for rigs, to build": past a comma it is no part of a description.
  if (state.kind(at - 1) === ',' && pastDescriptions(state.current).verb)
    state.current = pastDescriptions(state.current);
  const current = state.current;
  if (current.marker === 'whether' && !current.verb && current.parent) {
    const outer = current.parent;
    const clause = state.open('infinitive', outer, 'to', group.first);
    if (outer.subject) clause.subject = outer.subject;
    clause.subjectBy = 'control';
    state.assignVerb(clause, group);
    return;
  }
  const clause = state.open('infinitive', current, 'to', group.first);
  clause.verb = group;
  const previous = nounBefore(state, at);
  const planner = plannerBefore(state);
  if (planner) {
    clause.governor = planner.after!;
    clause.subject = planner.object!;
    clause.subjectBy = 'control';
    state.current = clause;
    return;
  }
  const object = current.objects.at(-1);
  // "paid $5 million to settle": money does nothing.
  const money = object !== undefined && object.headMention < 0 && /^(CD|\$|%)$/.test(state.tagged.tags[object.head]!);
  // "has plans to build", "got permission to buy": an intent is not who does it.
  const intent = object !== undefined && object === previous && object.headMention < 0 && isIntent(state, object);
  const control =
    !money && !intent && current.verb && state.words.objectControl.has(state.tagged.words[current.verb.main]!);
  if (control && !current.verb!.passive && object) {
    clause.subject = object;
    clause.subjectBy = 'object control';
  } else if (previous && previous.headMention < 0 && !previous.pronoun) {
    clause.governor = previous;
    const owner = (isIntent(state, previous) ? previous.possessor : undefined) ?? current.subject ?? previous.possessor;
    if (owner && owner !== previous) {
      clause.subject = owner;
      clause.subjectBy = 'control';
    }
  } else if (current.subject) {
    clause.subject = current.subject;
    clause.subjectBy = 'control';
  }
  if (state.kind(at - 1) === 'J') clause.adjective = state.word(at - 1);
  state.current = clause;
}

/** The noun that an infinitive says more of: none in "agreed last week to buy", another than the time in "its decision in May to buy". */
function nounBefore(state: ClauseState, at: number): NounPhrase | undefined {
  if (state.kind(at - 1) === ')') return state.lastPhrase;
  if (state.kind(at - 1) !== 'NP') return undefined;
  if (!state.phraseAt(at - 1)!.temporal) return state.lastPhrase;
  return state.phraseAt(state.kind(at - 2) === 'IN' ? at - 3 : at - 2);
}

/** "plans by X to buy Y": whose plan it is does what it is for. */
function plannerBefore(state: ClauseState): Prepositional | undefined {
  const by = state.current.phrases.at(-1);
  if (by?.preposition !== 'by' || by.object !== state.lastPhrase) return undefined;
  return by.after && isIntent(state, by.after) ? by : undefined;
}

function isIntent(state: ClauseState, { head }: NounPhrase): boolean {
  const word = state.tagged.words[head]!;
  return INTENTS.has(word) || INTENTS.has(word.replace(/s$/, ''));
}
