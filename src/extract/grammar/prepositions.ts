/**
 * Prepositions: a phrase of the clause, the start of a gerund or a subordinate clause, or the second half of a pair.
 * In: the state and the chunk of a preposition. Out: where to go on.
 */
import { aroundNonfinite, type Clause } from './clause.js';
import type { ClauseState } from './clause-state.js';
import { MAYBE_SUBORDINATE, MEMBERS, NOWHERE } from './clause-words.js';
import { fillConditioned } from './gapping.js';
import { readGroup } from './lists.js';
import { finiteAmbiguous, lookGroup, mayBeFinite, verbAfter, waitingFor } from './look-ahead.js';
import { nameMembers } from './members.js';
import type { NounPhrase, Prepositional } from './phrases.js';
import { openSubordinate } from './subordination.js';

/** Prepositions before a gerund whose subject is the object: "banned X from selling". */
const CONTROLLED = new Set(['with', 'of', 'from', 'for', 'into']);

export function onPreposition(state: ClauseState, at: number): number {
  const found = state.prepositionAt(at);
  const afterComma = state.comma;
  const paired = state.paired || (afterComma && state.interrupted);
  state.paired = false;
  if (!found) return at + 1;
  const { word, next } = found;
  if (MEMBERS.has(word) && state.phraseAt(next) && (state.lastPhrase || word !== 'like'))
    return nameMembers(state, next);
  if (NOWHERE.has(state.word(next)) && state.kind(next) === 'R') return next + 1;
  const kind = state.kind(next);
  if (kind === 'WH' || kind === 'WP$') {
    state.pendingPreposition = word;
    return next;
  }
  const phrase = state.phraseAt(next);
  if (phrase?.possessor?.pronoun === 'whose') {
    state.pendingPreposition = word;
    return next;
  }
  const gerund = state.verbAt(next);
  if (gerund?.form === 'gerund') {
    const current = state.current;
    const clause = state.open('gerund', current, word, state.chunks[at]!.at);
    clause.verb = gerund;
    const control = current.verb !== undefined && state.words.objectControl.has(state.tagged.words[current.verb.main]!);
    if (state.lastPhrase && state.kind(at - 1) === 'NP' && state.lastPhrase.headMention < 0 && !control)
      clause.governor = state.lastPhrase;
    if (!current.verb && !current.subject) clause.fronted = true;
    else {
      // "which it suspects of having sold X": the object is what the clause describes.
      const gap =
        current.link === 'relative' && current.subject !== current.antecedent ? current.antecedent : undefined;
      const object = current.objects.findLast((one) => one.headMention >= 0) ?? current.objects.at(-1) ?? gap;
      const transitive = control && !current.verb!.passive && object && CONTROLLED.has(word);
      const subject = transitive ? object : current.subject;
      if (subject) {
        clause.subject = subject;
        clause.subjectBy = transitive ? 'object control' : 'control';
      }
    }
    state.current = clause;
    state.comma = false;
    state.conjunction = '';
    return next + 1;
  }
  if (!phrase) {
    if (!MAYBE_SUBORDINATE.has(word) && readStranded(state, word, at, next)) return at + 1;
    if (MAYBE_SUBORDINATE.has(word) && (state.verbAt(next) || kind === 'SUB'))
      openSubordinate(state, 'adverbial', word, at);
    return at + 1;
  }
  if (MAYBE_SUBORDINATE.has(word)) {
    const group = lookGroup(state, next);
    const verb = verbAfter(state, group);
    if (
      verb >= 0 &&
      (state.verbAt(verb)!.form === 'finite' || mayBeFinite(state, verb) || finiteAmbiguous(state, verb)) &&
      !waitingFor(state, verb)
    ) {
      openSubordinate(state, 'adverbial', word, at);
      return at + 1;
    }
  }
  const passive = word === 'by' && phrase.headMention >= 0 ? passiveAround(state) : undefined;
  if (passive) state.current = passive;
  const fronted = state.comma && state.frontedMain();
  if (fronted) state.current = fronted;
  else if (afterComma && !paired && RESUMES.has(word)) state.current = pastSetOff(state) ?? state.current;
  const asSubject = !state.current.verb && state.current.subject !== undefined;
  const after =
    state.kind(at - 1) === 'NP' || state.kind(at - 1) === ')' || state.conjunction !== ''
      ? state.lastPhrase
      : undefined;
  const group = readGroup(state, next, asSubject, true);
  const twin = afterComma ? state.current.phrases.at(-1) : undefined;
  const again =
    twin?.preposition === word &&
    twin.object !== undefined &&
    twin.object.headMention >= 0 &&
    group.leader.headMention >= 0 &&
    state.typeOf(twin.object) === state.typeOf(group.leader);
  const partner =
    paired || again ? state.current.phrases.findLast((one) => one.preposition === word && one.object) : undefined;
  const outer = paired && afterComma ? pastRelative(state, word) : undefined;
  const listed = partner?.object ?? outer?.object ?? (paired ? ofNoun(state, word, group.leader) : undefined);
  if (partner?.object && fillConditioned(state, partner, group.leader, group.next)) return group.next;
  if (listed && !group.leader.temporal) {
    const list = listed.leader ?? listed;
    for (const one of [group.leader, ...group.leader.conjuncts]) {
      list.conjuncts.push(one);
      one.leader = list;
    }
    if (!partner?.object && outer) state.current = outer.around;
    state.lastPhrase = state.lastOf(group.leader);
    state.comma = false;
    return group.next;
  }
  const entry: Prepositional = {
    preposition: word,
    at: state.chunks[at]!.at,
    object: group.leader,
    ...(after ? { after } : {}),
  };
  state.current.phrases.push(entry);
  if (after) after.phrases.push(entry);
  state.lastPhrase = state.lastOf(group.leader);
  if (group.leader.temporal && after) state.lastPhrase = after;
  state.comma = false;
  state.conjunction = '';
  return group.next;
}

/** Prepositions that a verb of giving wants after its object. */
const RESUMES = new Set(['with', 'to']);

/** "provided X, which runs a hall in Y, with Z": past the comma that closes a relative clause the verb around goes on. */
function pastSetOff({ current, tagged }: ClauseState): Clause | undefined {
  const relative = aroundNonfinite(current);
  const { link, verb, first, parent, subject, antecedent } = relative;
  if (link !== 'relative' || !verb || !parent?.verb || tagged.words[first - 1] !== ',') return undefined;
  const object = parent.objects.at(-1);
  const held =
    object !== undefined && (object === antecedent || object.phrases.some((one) => one.object === antecedent));
  return held && subject ? parent : undefined;
}

/** What may follow a preposition whose object is what the relative clause describes. */
const AFTER_GAP = new Set([',', '.', ';', '$end', 'VG', 'CC', '—', ')']);

/** "the landlord that X rents its halls from is Y": the preposition governs what the relative clause describes. */
function readStranded(state: ClauseState, word: string, at: number, next: number): boolean {
  const { current, chunks } = state;
  let relative: Clause = current;
  while (relative.parent && (relative.link === 'infinitive' || relative.link === 'gerund')) relative = relative.parent;
  const { antecedent, subject, link, phrases } = relative;
  if (link !== 'relative' || !antecedent || !subject || subject === antecedent || !current.verb) return false;
  if (!AFTER_GAP.has(state.kind(next)) || phrases.some(({ object }) => object === antecedent)) return false;
  relative.objects = relative.objects.filter((one) => one !== antecedent);
  const entry: Prepositional = { preposition: word, at: chunks[at]!.at, object: antecedent };
  current.phrases.push(entry);
  // Nothing else in the clause is of it.
  if (current !== relative) relative.phrases.push(entry);
  return true;
}

/** "was told to stop buying X by Y": the passive without an agent that an active clause depends on. */
function passiveAround(state: ClauseState): Clause | undefined {
  if (state.current.verb?.passive) return undefined;
  const clause = aroundNonfinite(state.current);
  const passive = clause !== state.current && clause.verb?.passive === true;
  return passive && !clause.phrases.some((one) => one.preposition === 'by') ? clause : undefined;
}

/** "a customer of X, whose boss left, and of Y": what the relative clause describes, where the same preposition led to it. */
function pastRelative({ current }: ClauseState, word: string): { object: NounPhrase; around: Clause } | undefined {
  for (let clause: Clause | undefined = current; clause?.parent; clause = clause.parent) {
    const { link, antecedent, parent, verb, phrases } = clause;
    if (phrases.some((one) => one.preposition === word)) return undefined;
    if (link !== 'relative' || !verb || !antecedent) continue;
    const hosts = [parent.subject, ...parent.objects];
    const around = [...parent.phrases, ...hosts.flatMap((host) => host?.phrases ?? [])];
    // "to X, a maker of tools that shrank, or to Y": what renames X is X.
    const object = around.find(
      (one) => one.preposition === word && one.object && leadsTo(one.object, antecedent),
    )?.object;
    if (object) {
      if (object === antecedent) setApart(clause, antecedent);
      return { object, around: parent };
    }
  }
  return undefined;
}

/** "its purchases of X and of Y": what the same preposition joins to a noun of the clause, where it is of the like kind. */
function ofNoun(state: ClauseState, word: string, leader: NounPhrase): NounPhrase | undefined {
  if (word !== 'of' || leader.headMention < 0) return undefined;
  const { objects, phrases, subject, verb } = state.current;
  const nouns = [...objects, ...phrases.map(({ object }) => object), ...(verb ? [] : [subject])];
  for (const noun of nouns.reverse())
    for (const { preposition, object } of noun?.phrases ?? [])
      if (preposition === word && object && object.headMention >= 0 && state.typeOf(object) === state.typeOf(leader))
        return object;
  return undefined;
}

/** What a relative clause says of one it does not say of those who come after it: "to X, which uses Y, and to Z". */
function setApart(clause: Clause, antecedent: NounPhrase): void {
  const alone: NounPhrase = { ...antecedent, conjuncts: [...antecedent.conjuncts] };
  clause.antecedent = alone;
  if (clause.subject === antecedent) clause.subject = alone;
  clause.objects = clause.objects.map((one) => (one === antecedent ? alone : one));
  clause.phrases = clause.phrases.map((one) => (one.object === antecedent ? { ...one, object: alone } : one));
}

function leadsTo(object: NounPhrase, antecedent: NounPhrase): boolean {
  return object === antecedent || object === antecedent.host || object.conjuncts.includes(antecedent);
}
