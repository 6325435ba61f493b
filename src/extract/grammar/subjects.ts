/**
 * Noun phrases in a clause: subject, object, the start of a clause of their own, or a speaker.
 * In: the state and the chunk of a noun phrase. Out: the phrase in its place, and where to go on.
 */

import type { Clause } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { fillGap } from './gapping.js';
import { isPartOfThem, setOffToo } from './list-items.js';
import { readGroup } from './lists.js';
import { finiteAmbiguous, laterVerb, speechAhead, speechEnds, verbAfter, verbPastComma } from './look-ahead.js';
import type { NounPhrase, VerbGroup } from './phrases.js';
import { isObjectGap, onWhose } from './relatives.js';
import { readInterjection } from './speech.js';

/** Pronouns that can be nothing but a subject, or "it". */
const SUBJECTS = new Set(['it', 'they', 'we', 'he', 'she', 'i']);

export function onPhrase(state: ClauseState, at: number): number {
  const current = state.current;
  const before = at > 0 ? state.chunks[at - 1]! : undefined;
  const afterVerb =
    current.verb !== undefined && before?.kind === 'VG' && (before as { group: VerbGroup }).group === current.verb;
  const phrase = state.phraseAt(at)!;
  if (state.word(at + 1) === 'of' && state.kind(at + 2) === 'WH' && state.lastPhrase) {
    const clause = state.open('relative', current, 'which', state.chunks[at]!.at);
    clause.antecedent = state.lastPhrase.leader ?? state.lastPhrase;
    if (phrase.pronoun === 'neither' || phrase.pronoun === 'none') clause.adverbs.push('neither');
    const other = state.phraseAt(at + 3);
    // "both of which Y listed": what Y listed is the antecedent.
    if (!(other && !other.temporal && verbAfter(state, at + 4) >= 0)) {
      clause.subject = clause.antecedent;
      clause.subjectBy = 'relative';
    }
    state.current = clause;
    state.comma = false;
    return at + 3;
  }
  if ((phrase.pronoun === 'itself' || phrase.pronoun === 'themselves') && state.comma && state.lastPhrase) {
    // "bought from X, itself an investor in Y": a description of X.
    const description = state.phraseAt(at + 1);
    if (description && state.lastPhrase.headMention >= 0) {
      const { leader, next } = readGroup(state, at + 1, false);
      state.lastPhrase.appositions.push(leader);
      leader.host = state.lastPhrase;
      state.lastPhrase = leader;
      state.comma = false;
      return next;
    }
    // "X, itself under no suspicion, counts Y".
    if (!description) return at + 1;
  }
  if (state.isWhose(at) && state.lastPhrase) return onWhose(state, at);
  if (state.conjunction !== '' && setOffToo(state, at)) {
    const clause = state.open('gerund', current.parent, 'with', phrase.first);
    clause.subject = phrase;
    state.current = clause;
    state.lastPhrase = phrase;
    state.conjunction = '';
    state.comma = false;
    return at + 1;
  }
  if (!current.verb) {
    const spoken = readInterjection(state, at) || readContact(state, at);
    if (spoken > 0) return spoken;
    const { leader, next } = readGroup(state, at, true);
    state.lastPhrase = state.lastOf(leader);
    if (!current.subject && !(leader.temporal && verbAfter(state, next) < 0)) {
      if (current.link === 'relative' && current.antecedent && isObjectGap(current)) current.subject = leader;
      else if (!current.subject) current.subject = leader;
    } else if (!leader.temporal) {
      if (
        state.comma &&
        state.tagged.headline &&
        current.subject &&
        current.subject.headMention >= 0 &&
        leader.headMention >= 0
      ) {
        current.subject.conjuncts.push(leader, ...leader.conjuncts);
        leader.leader = current.subject;
      } else if (
        state.comma &&
        current.subject?.plural &&
        current.subject.headMention < 0 &&
        leader.headMention >= 0 &&
        leader.conjuncts.length > 0 &&
        state.kind(next) === ','
      ) {
        // "Two firms at the heart of the affair, X and Y, are".
        current.subject.members.push(leader, ...leader.conjuncts);
      } else if (state.comma && verbAfter(state, next) >= 0 && current.link === 'main') current.subject = leader;
      else if (
        state.comma &&
        current.subject &&
        current.subject.headMention < 0 &&
        leader.headMention >= 0 &&
        leader.conjuncts.length === 0 &&
        state.kind(next) === ','
      ) {
        current.subject.appositions.push(leader);
        leader.host = current.subject;
      } else current.objects.push(leader);
    }
    if (!leader.temporal) state.comma = false;
    return next;
  }
  const directVerb = state.skipAdverbs(state.afterParenthesis(at + 1));
  const group = readGroup(
    state,
    at,
    state.comma || state.conjunction !== '' || (afterVerb && state.isSay(current.verb)),
  );
  const plain = verbAfter(state, group.next);
  const verb =
    plain < 0 && state.conjunction !== '' && state.comma
      ? verbPastComma(state, group.next, isRenamed(group.leader))
      : plain;
  const boundary = state.comma || state.conjunction !== '';
  const pronoun = SUBJECTS.has(phrase.pronoun);
  const direct = verb >= 0 && (verb === directVerb || verb === state.skipAdverbs(group.next));
  const starts =
    verb >= 0 &&
    !phrase.temporal &&
    (state.verbAt(verb)!.form === 'finite'
      ? boundary || pronoun || (afterVerb && (direct || state.isSay(current.verb))) || (direct && before?.kind !== 'IN')
      : (boundary && finiteAmbiguous(state, verb)) || (afterVerb && state.isSay(current.verb)) || (pronoun && direct));
  if (state.comma && state.conjunction === '' && !phrase.temporal && speechAhead(state, at)) {
    // "is, both sides insist, no takeover": speech right after a verb is of that verb.
    const inside = current.verb !== undefined && state.verbAt(at - 2) === current.verb;
    const speech = state.open('attribution', inside ? current : undefined, '', state.chunks[at]!.at);
    speech.subject = group.leader;
    state.current = speech;
    state.lastPhrase = state.lastOf(group.leader);
    state.comma = false;
    return group.next;
  }
  // "let X sell": the phrase is the object and does what follows.
  const controlled =
    afterVerb &&
    direct &&
    verb >= 0 &&
    state.verbAt(verb)!.tense === 'V' &&
    state.verbAt(verb)!.modals.length === 0 &&
    state.words.objectControl.has(state.tagged.words[current.verb.main]!);
  const outer = state.waiting();
  const inside = outer !== undefined && afterVerb && !state.isSay(current.verb) && !pronoun;
  const fronted = state.frontedMain();
  if (starts && !controlled && !inside && !(outer && !boundary && !afterVerb && !pronoun)) {
    let clause: Clause;
    const said = state.isSay(current.verb) && current.objects.length === 0 && !boundary;
    if (afterVerb || said) {
      clause = state.open('complement', current, '', state.chunks[at]!.at);
    } else if (fronted && (boundary || state.phraseAt(at - 1)?.temporal)) {
      clause = fronted;
      clause.first = state.chunks[at]!.at;
    } else if (boundary) {
      const speech = state.isSay(state.verbAt(verb)) && speechEnds(state, verb) && !state.verbAt(verb)!.passive;
      if (speech && state.comma && state.conjunction === '') {
        clause = state.open('attribution', undefined, '', state.chunks[at]!.at);
      } else {
        const level = state.level(current);
        clause = state.open('coordinate', level.parent, state.conjunction, state.chunks[at]!.at);
        clause.sibling = level;
      }
    } else {
      clause = state.open('relative', current, '', state.chunks[at]!.at);
      if (state.lastPhrase) clause.antecedent = state.lastPhrase;
      clause.objects.push(...(state.lastPhrase ? [state.lastPhrase] : []));
    }
    clause.subject = group.leader;
    state.current = clause;
    state.lastPhrase = state.lastOf(group.leader);
    state.comma = false;
    state.conjunction = '';
    return group.next;
  }
  state.lastPhrase = state.lastOf(group.leader);
  if (
    fronted &&
    state.comma &&
    state.conjunction === '' &&
    !phrase.temporal &&
    verb < 0 &&
    laterVerb(state, group.next)
  ) {
    fronted.subject = group.leader;
    state.current = fronted;
    state.comma = false;
    return group.next;
  }
  if (boundary && fillGap(state, group.leader, group.next)) return group.next;
  if (before?.kind === 'J' && state.word(at - 1) === 'worth') {
    current.phrases.push({ preposition: 'worth', at: before.at, object: group.leader });
  } else if (!group.leader.temporal && !(state.comma && isPartOfThem(state, at))) {
    current.objects.push(group.leader);
  } else if (state.conjunction !== '') {
    // "and last autumn X signed": the conjunction joins what follows the time.
    return group.next;
  }
  state.comma = false;
  state.conjunction = '';
  return group.next;
}

/** "the chips X makes are sold": a relative clause without a pronoun, right after the subject. The index after its subject, or 0. */
function readContact(state: ClauseState, at: number): number {
  const { current } = state;
  const phrase = state.phraseAt(at)!;
  const { subject } = current;
  if (state.comma || !subject || state.phraseAt(at - 1) !== subject || phrase.headMention < 0) return 0;
  const form = state.verbAt(state.skipAdverbs(at + 1))?.form;
  if (!subject.plural || subject.headMention >= 0 || form !== 'finite' || !laterVerb(state, at + 2)) return 0;
  const clause = state.open('relative', current, '', state.chunks[at]!.at);
  clause.antecedent = subject;
  clause.subject = phrase;
  state.current = clause;
  state.lastPhrase = phrase;
  return at + 1;
}

function isRenamed({ appositions, conjuncts }: NounPhrase): boolean {
  return appositions.length > 0 || conjuncts.some((one) => one.appositions.length > 0);
}
