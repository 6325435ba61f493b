/**
 * Verbs joined by a conjunction: which clause a new verb is the equal of.
 * In: the state and a conjunction or the verb after it. Out: a coordinate clause with the subject that it shares.
 */

import { type Clause, sharedBy } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { fillContrast, readCorrection } from './contrast.js';
import { resumeList } from './interruption.js';
import { verbAfter } from './look-ahead.js';
import type { VerbGroup } from './phrases.js';

export function coordinate(state: ClauseState, group: VerbGroup, conjunction: string, at: number): void {
  const following = state.skipAdverbs(at + 1);
  const transitive = state.phraseAt(following) !== undefined && !state.phraseAt(following)!.temporal;
  const target = coordinationTarget(state, group, transitive, state.kind(at - 2) === ',');
  const clause = state.open('coordinate', target.parent, conjunction || 'and', state.chunks[at]!.at);
  clause.sibling = target;
  if (target.governor) clause.governor = target.governor;
  if (target.subject) {
    clause.subject = target.subject;
    clause.subjectBy = sharedBy(target);
  }
  if (target.antecedent && target.link === 'relative') clause.antecedent = target.antecedent;
  // "a round led by X and joined by Y", "was sued by X and fined twice".
  const done = target.verb?.passive && group.form === 'ambiguous' && !transitive;
  state.assignVerb(clause, done ? { ...group, passive: true } : group);
}

/** The verb that a coordinated verb goes with: the nearest one of a like form. */
function coordinationTarget(state: ClauseState, group: VerbGroup, transitive: boolean, comma: boolean): Clause {
  const said = aroundSpeech(state);
  if (said) return said;
  const bare = group.tense === 'V' && group.modals.length === 0;
  let fallback: Clause | undefined;
  for (let clause: Clause | undefined = state.current; clause; clause = clause.parent) {
    if (!clause.verb) continue;
    fallback ??= clause;
    const other = clause.verb;
    if (group.form === 'gerund') {
      if (other.form === 'gerund' || other.tense === 'BE') return clause;
      continue;
    }
    if (bare) {
      if (other.form === 'infinitive' || other.modals.length > 0 || other.tense === 'V' || other.tense === 'DO')
        return clause;
      continue;
    }
    if (other.form === 'infinitive' || other.form === 'gerund') continue;
    // "trains in halls that Y opened, and rents": after a comma the tense says whose equal a verb is.
    if (comma && clause.link === 'relative' && isPast(other) !== isPast(group) && likeOutside(clause, group)) continue;
    // "according to two people who have read it, and could": a source does no more than speak.
    const source =
      clause.link === 'relative' &&
      clause.parent?.phrases.some(
        ({ preposition, object }) => preposition === 'according to' && object === clause.antecedent,
      );
    if (comma && source) continue;
    // "is suing X, which had fought it, and may charge Y": what had been before is not what goes on.
    const earlier = other.perfect && state.tagged.words[other.first] === 'had';
    if (comma && clause.link === 'relative' && earlier && !group.perfect && clause.parent?.verb) continue;
    // "hoards the chip, which Y designs, and may stockpile modules": a verb with an object of its own has no gap for the relative.
    if (comma && transitive && clause.link === 'relative' && clause.antecedent && clause.subject !== clause.antecedent)
      continue;
    // "whatever X said, but paid": what is set aside is over.
    if (comma && /^(whatever|whoever|however)$/.test(clause.marker)) continue;
    if (clause.link === 'participle' && (group.form !== 'ambiguous' || transitive)) continue;
    return clause;
  }
  return fallback ?? state.current;
}

/** "X is no partner of Y, its chief said, and never was": what goes on after the speech is what was said. */
export function aroundSpeech(state: ClauseState): Clause | undefined {
  if (state.current.link !== 'attribution') return undefined;
  const at = state.clauses.indexOf(state.current);
  return state.clauses
    .slice(0, at)
    .findLast((clause) => clause.verb && !clause.parent && clause.link !== 'attribution');
}

function isPast({ tense }: VerbGroup): boolean {
  return tense === 'VD' || tense === 'ED';
}

/** Whether a clause around has a verb of the group's tense. */
function likeOutside(clause: Clause, group: VerbGroup): boolean {
  for (let outer = clause.parent; outer; outer = outer.parent) {
    if (outer.verb) return isPast(outer.verb) === isPast(group) && outer.verb.form !== 'infinitive';
  }
  return false;
}

export function onConjunction(state: ClauseState, at: number): number {
  const next = state.skipAdverbs(at + 1);
  const { adverbs } = state.current;
  state.ahead = [];
  const begins = next > at + 1 && state.kind(next) === 'NP' && verbAfter(state, next + 1) >= 0;
  for (let index = at + 1; index < next; index++) {
    if (state.kind(index) === 'R' && state.word(index) !== 'not')
      (begins ? state.ahead : adverbs).push(state.word(index));
  }
  state.conjunction = state.word(at);
  const kind = state.kind(next);
  const corrected = readCorrection(state, at);
  if (corrected > 0) {
    state.conjunction = '';
    state.comma = false;
    return corrected;
  }
  if (state.kind(at + 1) === 'NOT' && state.current.verb && state.conjunction !== 'or') {
    const after = state.skipAdverbs(at + 1);
    if (state.kind(after) === 'NP' || state.kind(after) === 'IN' || state.kind(after) === 'TO') {
      const verb = state.kind(after) === 'NP' ? verbAfter(state, after + 1) : -1;
      if (verb < 0) {
        const end = fillContrast(state, after);
        if (end > after) {
          state.conjunction = '';
          state.comma = false;
          return end;
        }
      }
    }
  }
  if (kind === ',') {
    const end = resumeList(state, next, state.kind(at + 1) === 'NOT');
    if (end > next) return end;
    state.interrupted = true;
  }
  if (kind === 'VG') {
    const group = state.verbAt(next)!;
    const waiting = state.waiting();
    if (waiting && state.comma && (group.form === 'finite' || group.form === 'ambiguous') && state.current.verb) {
      state.current = waiting;
    }
    return next;
  }
  if (kind === 'NP' || kind === ',') return next;
  if (kind === 'IN' || kind === 'TO' || kind === 'SUB' || kind === 'WRB') {
    state.conjunction = '';
    state.paired = kind === 'IN' || kind === 'TO';
    return next;
  }
  return next;
}
