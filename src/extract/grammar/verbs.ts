/**
 * Verb groups that are finite, or may be: whose verb they are.
 * In: the state and a verb group. Out: the clause at hand or a waiting one has its verb, or a new clause is open.
 */
import type { ClauseState } from './clause-state.js';
import { coordinate } from './coordination.js';
import { readGroup } from './lists.js';
import { agentAhead, verbAfterComma, verbLater } from './look-ahead.js';
import { onGerund, onInfinitive, onParticiple } from './nonfinite.js';
import type { VerbGroup } from './phrases.js';
import { subjectGap } from './relatives.js';

export function onVerb(state: ClauseState, at: number, group: VerbGroup): number {
  const comma = state.comma;
  const conjunction = state.conjunction;
  state.comma = false;
  state.conjunction = '';
  switch (group.form) {
    case 'finite':
      onFinite(state, at, group, comma, conjunction);
      break;
    case 'ambiguous':
      onAmbiguous(state, at, group, comma, conjunction);
      break;
    case 'participle':
      if (conjunction && state.current.verb) coordinate(state, group, conjunction, at);
      else onParticiple(state, at, group);
      break;
    case 'gerund':
      onGerund(state, at, group, comma, conjunction);
      break;
    case 'infinitive':
      onInfinitive(state, at, group, conjunction);
      break;
  }
  state.current.last = group.last;
  return at + 1;
}

/** "not to lease", "never having leased": a negation that stands before its verb group. */
export function negatedBefore(state: ClauseState, at: number, group: VerbGroup): VerbGroup {
  return state.kind(at - 1) === 'NOT' && (group.form === 'infinitive' || group.form === 'gerund')
    ? { ...group, negated: !group.negated }
    : group;
}

function onFinite(state: ClauseState, at: number, group: VerbGroup, comma: boolean, conjunction: string): void {
  const current = state.current;
  if (!current.verb) {
    if (current.subject || current.link === 'relative' || current.link === 'main') {
      if (current.link === 'relative' && !current.subject && current.antecedent) subjectGap(state, current, group);
      state.assignVerb(current, group);
      return;
    }
    state.assignVerb(current, group);
    return;
  }
  // "Among the firms that buy from X are Y and Z".
  const root = state.rootOf(current);
  if (group.tense === 'BE' && !conjunction && !root.verb && !root.subject && root.phrases[0]?.preposition === 'among') {
    state.assignVerb(root, group);
    return;
  }
  const waiting = state.waiting();
  if (waiting && !(conjunction && !comma)) {
    state.assignVerb(waiting, group);
    return;
  }
  if (comma && !conjunction && state.isSay(group) && state.phraseAt(at + 1)) {
    readInvertedSpeech(state, group, at);
    return;
  }
  if (
    group.tense === 'V' &&
    !group.modals.length &&
    !conjunction &&
    !comma &&
    state.lastPhrase &&
    current.objects.length > 0
  ) {
    const clause = state.open('infinitive', current, '', group.first);
    clause.subject = state.lastPhrase;
    clause.subjectBy = 'object control';
    state.assignVerb(clause, group);
    return;
  }
  coordinate(state, group, conjunction, at);
}

function readInvertedSpeech(state: ClauseState, group: VerbGroup, at: number): void {
  const clause = state.open('attribution', undefined, '', group.first);
  const { leader } = readGroup(state, at + 1, true);
  clause.subject = leader;
  state.assignVerb(clause, group);
}

/** Pronouns before a relative clause's verb that no participle can describe: "tools that it sent to X by sea". */
const NOMINATIVE = new Set(['it', 'they', 'we', 'he', 'she', 'i']);

function onAmbiguous(state: ClauseState, at: number, group: VerbGroup, comma: boolean, conjunction: string): void {
  const current = state.current;
  const next = state.skipAdverbs(at + 1);
  // "answered by banning": no agent follows.
  const by = state.word(next) === 'by' && state.verbAt(next + 1)?.form !== 'gerund';
  const object = state.phraseAt(next) !== undefined && !state.phraseAt(next)!.temporal;
  if (!current.verb) {
    const subject = current.subject ?? (current.link === 'relative' ? current.antecedent : undefined);
    if (!subject) {
      onParticiple(state, at, group);
      return;
    }
    if (
      current.link === 'relative' &&
      (!current.subject ||
        (current.subject !== current.antecedent &&
          (NOMINATIVE.has(current.subject.pronoun) || (current.subject.headMention >= 0 && !by))))
    ) {
      onFinite(state, at, group, comma, conjunction);
      return;
    }
    const agent = !object && agentAhead(state, at + 1);
    const goods = subject.headMention < 0 && subject.plural && !object && verbAfterComma(state, at + 1);
    if (
      agent ||
      goods ||
      by ||
      (!object && (comma ? verbAfterComma(state, at + 1) : !state.isSay(group) && verbLater(state, at + 1)))
    ) {
      onParticiple(state, at, group);
      return;
    }
    onFinite(state, at, group, comma, conjunction);
    return;
  }
  if (conjunction) {
    const waiting = state.waiting();
    if (waiting && comma) state.assignVerb(waiting, group);
    else coordinate(state, group, conjunction, at);
    return;
  }
  const waiting = state.waiting();
  if (waiting && (comma || !state.adjacentPhrase(at)) && !by) {
    state.assignVerb(waiting, group);
    return;
  }
  if (waiting && !comma && !by && !object && !verbLater(state, at + 1) && state.current.link !== 'participle') {
    state.assignVerb(waiting, group);
    return;
  }
  if (comma && state.isSay(group) && state.phraseAt(at + 1)) {
    readInvertedSpeech(state, group, at);
    return;
  }
  if (comma && object && !by) {
    coordinate(state, group, 'and', at);
    return;
  }
  onParticiple(state, at, group);
}
