/**
 * What something is set against: "but not from B", "rather than B", "instead of B", "not in B but in C".
 * In: the state and where that begins. Out: a clause with the verb of the one at hand, the other way round, and where to go on.
 */
import { type Clause, sharedBy } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { readGroup } from './lists.js';
import { verbAfter } from './look-ahead.js';
import type { NounPhrase, Prepositional } from './phrases.js';

/** "X leases from A but not from B": the same again, the other way round, with what follows "not". */
export function fillContrast(state: ClauseState, at: number): number {
  const found = state.phraseAt(at) ? undefined : state.prepositionAt(at);
  const target = contrasted(state, found?.word);
  if (!target?.verb) return at;
  const start = found ? found.next : at;
  if (!state.phraseAt(start)) return at;
  const clause = state.open('coordinate', target.parent, 'but', state.chunks[at]!.at);
  clause.sibling = target;
  clause.verb = { ...target.verb, negated: !target.verb.negated };
  if (target.subject) clause.subject = target.subject;
  clause.subjectBy = sharedBy(target);
  if (target.governor) clause.governor = target.governor;
  const { leader, next } = readGroup(state, start, false, found !== undefined);
  if (found) setPhrase(clause, target, { preposition: found.word, at: state.chunks[at]!.at, object: leader });
  else setNoun(state, clause, target, leader);
  state.current = clause;
  return next;
}

/** "is looking into A, which owns B, but not into C": the clause that has such a phrase, else the nearest. */
function contrasted(state: ClauseState, word: string | undefined): Clause | undefined {
  const near = state.nearestVerb();
  if (word === undefined) return near;
  for (let clause = near; clause; clause = clause.parent)
    if (clause.verb && clause.phrases.some(({ preposition }) => preposition === word)) return clause;
  return near;
}

function setPhrase(clause: Clause, target: Clause, entry: Prepositional): void {
  const last = target.objects.at(-1);
  if (entry.preposition === 'of' && last) clause.objects.push({ ...last, conjuncts: [], phrases: [entry] });
  else clause.objects.push(...target.objects);
  clause.phrases.push(...target.phrases.filter((one) => one.preposition !== entry.preposition), entry);
}

/** A noun alone takes the place of what is like it: "in A rather than B", "bought A rather than B". */
function setNoun(state: ClauseState, clause: Clause, target: Clause, leader: NounPhrase): void {
  const last = target.phrases.at(-1);
  const object = target.objects.at(-1);
  const named = last?.object && !last.object.temporal && last.object.headMention >= 0;
  const like = (one: NounPhrase | undefined): boolean =>
    one !== undefined && state.typeOf(one) !== '' && state.typeOf(one) === state.typeOf(leader);
  if (named && (like(last.object) || (object && !like(object) && last.at > object.last))) {
    clause.objects.push(...target.objects);
    clause.phrases.push(...target.phrases.slice(0, -1), {
      preposition: last.preposition,
      at: leader.first,
      object: leader,
    });
    return;
  }
  clause.objects.push(leader);
  clause.phrases.push(...target.phrases);
}

/** "rather than B", "instead of B", ", not B", "not B but C": the index after B, or 0 where nothing is set against the clause. */
export function readContrast(state: ClauseState, at: number): number {
  const start = contrastAt(state, at);
  if (start === 0) return 0;
  const target = state.nearestVerb();
  if (!target) return setAside(state, at, start);
  if (isIt(target)) return 0;
  const phrase = state.phraseAt(start) ?? state.phraseAt(state.prepositionAt(start)?.next ?? -1);
  if (!phrase || phrase.temporal || (phrase.headMention < 0 && !phrase.possessor)) return 0;
  const next = verbAfter(state, start + (state.phraseAt(start) ? 1 : 2)) < 0 ? pastBut(state, at, start) : 0;
  if (next === 0) return 0;
  fillContrast(state, start);
  state.current = target;
  state.conjunction = '';
  state.comma = false;
  return next;
}

/** "A, not B, bought C", "rather than B, A bought C": B, until the verb is known. The index after it, or 0. */
function setAside(state: ClauseState, at: number, start: number): number {
  const { current } = state;
  const phrase = state.phraseAt(start);
  const fronted = !current.subject && current.phrases.length === 0;
  if (!phrase || phrase.headMention < 0 || !(fronted || state.comma) || state.kind(start + 1) !== ',') return 0;
  if (fronted ? state.kind(at) === 'NOT' : verbAfter(state, start + 2) < 0) return 0;
  state.aside.push({ clause: current, phrase });
  state.comma = fronted;
  return start + 2;
}

/** Says of what was set aside that it is not so of it, once the clause has its verb. */
export function finishContrasts(state: ClauseState): void {
  for (const { clause, phrase } of state.aside) {
    const { verb, subject, parent, objects, phrases } = clause;
    if (!verb || !subject) continue;
    const other = state.open('coordinate', parent, 'but', clause.first);
    other.sibling = clause;
    other.last = clause.last;
    other.verb = { ...verb, negated: !verb.negated };
    other.subject = phrase.first > subject.first ? phrase : subject;
    if (other.subject === phrase) {
      other.objects.push(...objects);
      other.phrases.push(...phrases);
    } else setNoun(state, other, clause, phrase);
  }
}

/** "did not train in A but in B", "does not use A but B": the index after B, or 0. */
export function readCorrection(state: ClauseState, at: number): number {
  const target = state.nearestVerb();
  if (state.word(at) !== 'but' || !target?.verb?.negated) return 0;
  const found = state.phraseAt(at + 1) ? undefined : state.prepositionAt(at + 1);
  const phrase = state.phraseAt(found ? found.next : at + 1);
  if (!phrase || phrase.headMention < 0 || verbAfter(state, (found ? found.next : at + 1) + 1) >= 0) return 0;
  const twins = found
    ? target.phrases.filter((one) => one.preposition === found.word).map((one) => one.object)
    : target.objects;
  if (!twins.some((one) => one && state.typeOf(one) === state.typeOf(phrase))) return 0;
  return fillContrast(state, at + 1);
}

/** Where what is set against the clause begins. */
function contrastAt(state: ClauseState, at: number): number {
  const word = state.word(at);
  if (word === 'rather' && state.word(at + 1) === 'than') return at + 2;
  if (word === 'instead' && state.word(at + 1) === 'of') return at + 2;
  if (state.kind(at) !== 'NOT' || word !== 'not') return 0;
  return state.phraseAt(at + 1) || state.kind(at + 1) === 'IN' || state.kind(at + 1) === 'TO' ? at + 1 : 0;
}

/** The index after what is set against the clause; "not" by itself sets against it only after a comma or before "but". */
function pastBut(state: ClauseState, at: number, start: number): number {
  const found = state.phraseAt(start) ? undefined : state.prepositionAt(start);
  let next = (found ? found.next : start) + 1;
  while (state.kind(next) === 'CC' && state.word(next) !== 'but' && state.phraseAt(next + 1)) next += 2;
  if (state.kind(at) !== 'NOT') return next;
  const but = state.kind(next) === ',' ? next + 1 : next;
  if (state.word(but) === 'but' && state.kind(but + 1) === state.kind(start)) return but + 1;
  const ends = state.kind(next) === '.' || state.kind(next) === ',' || state.kind(next) === ';';
  return state.comma && ends ? next : 0;
}

/** "It was X, not Y, that won". */
function isIt({ subject, verb }: Clause): boolean {
  return subject?.pronoun === 'it' && verb?.tense === 'BE';
}
