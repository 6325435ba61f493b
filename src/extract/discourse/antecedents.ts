/**
 * Ranks what the text has named by how likely a reference is to it.
 * In: a reference in its place, and what fits it. Out: one entity, or several for a plural.
 */
import { isWithin } from '../grammar/clause.js';
import type { NounPhrase } from '../grammar/phrases.js';
import { type Parsed, type Placed, placeOf } from '../parse.js';
import { MEASURES } from '../slots/words.js';
import type { Group, Memory, Occurrence } from './memory.js';
import { namedHere } from './named-here.js';
import { countWord } from './nominals.js';
import type { Referent } from './referent.js';
import { describes, saidAgain, speakerOf } from './speakers.js';
import { COUNTS, MATTERS } from './words.js';

/** How many sentences back a reference reaches. */
export const REACH = 3;

/** What each naming of an entity so far adds, and how many count: what a text is about is what its references mean. */
const SALIENCE = 6;
const OFTEN = 4;
/** What the subject of a relative clause that is over loses. */
const CLOSED = 6;

const NOTHING = (): number => 0;

export function findOne(
  memory: Memory,
  phrase: NounPhrase,
  placed: Placed,
  parsed: Parsed,
  fits: (referent: Referent) => boolean,
  pronoun: string,
  closeness: (referent: Referent) => number = NOTHING,
): Referent | undefined {
  const barred = [...disjoint(placed), ...renamedBy(placed, parsed)].map(withoutOwner);
  const own = ownSubject(memory, placed, parsed);
  const speaker = pronoun ? speakerOf(memory, placed, parsed) : undefined;
  if (
    speaker &&
    placed.role === 'subject' &&
    placed.clause.subject === phrase &&
    speaker.referent.name !== memory.barred
  )
    return fits(speaker.referent) ? speaker.referent : undefined;
  // "X said that Y had led its round": not Y's own, so X's; without a speaker nobody else is in sight.
  if (memory.barred && pronoun && placed.role === 'possessor' && !describes(placed, parsed))
    return speaker
      ? speaker.referent.name !== memory.barred && fits(speaker.referent)
        ? speaker.referent
        : undefined
      : saidAgain(memory, phrase, parsed, fits);
  const overObject =
    placed.role === 'possessor' &&
    MATTERS.has(parsed.tagged.words[phrase.first - 1] ?? '') &&
    !isPart(parsed.tagged.words[phrase.first - 2] ?? '');
  const { words } = parsed.tagged;
  const stop = Math.max(words.lastIndexOf(';', phrase.first), words.lastIndexOf(':', phrase.first));
  let best: Occurrence | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let at = memory.occurrences.length - 1; at >= 0; at--) {
    const occurrence = memory.occurrences[at]!;
    const distance = parsed.index - occurrence.sentence;
    if (distance > REACH) break;
    const same = distance === 0;
    if (same && occurrence.word >= phrase.first) continue;
    if (occurrence.referent.name === memory.barred || !fits(occurrence.referent)) continue;
    if ((placed.role !== 'possessor' || !phrase.pronoun) && own.has(occurrence.referent.name)) continue;
    if (same && barred.some((one) => one.first <= occurrence.word && occurrence.word < one.last)) continue;
    let score = -30 * distance;
    if (occurrence.role === 'subject') score += 30;
    else if (occurrence.role === 'object') score += 18;
    else if (occurrence.role === 'apposition' || occurrence.role === 'member') score += 8;
    else if (occurrence.role === 'possessor') score += occurrence.topic && !pronoun ? 22 : 10;
    if (same) score += occurrence.role === 'subject' ? 12 : pronoun ? 2 : 6;
    const owns = placed.role === 'possessor' && own.size === 1 && own.has(occurrence.referent.name);
    if (occurrence.group && occurrence.group.members.length > 1 && !owns) score -= 40;
    if (owns && !overObject) score += 40;
    const shifts = occurrence.role === 'object' && placed.role === 'subject';
    // "X, which sold its halls, and Y, which keeps its": whom a relative clause is of comes before the like pronoun of another.
    const other =
      placed.role === 'possessor' &&
      placed.clause.subjectBy === 'relative' &&
      own.size === 1 &&
      !own.has(occurrence.referent.name);
    if (pronoun && occurrence.pronoun === pronoun && same && !shifts && !other) score += 45;
    if (same && occurrence.preposition && occurrence.preposition === placed.prepositional?.preposition) score += 42;
    if (occurrence.inner && occurrence.role === 'subject')
      score -= !same || occurrence.word < stop ? 12 : isWithin(placed.clause, occurrence.inner) ? 0 : CLOSED;
    if (same && overObject && occurrence.role === 'object') score += 30;
    if (!pronoun && !same) score += 0.2 * occurrence.word * (distance === 1 ? 0.1 : 0);
    // "The lab trains on the start-up's chip": two nouns are two firms.
    if (!pronoun && same && occurrence.called && occurrence.called !== words[phrase.head]) score -= 35;
    // "a plant in X …, a stake in it": whoever acts before where it lies.
    if (pronoun && same && !memory.actors.has(occurrence.referent.type ?? '')) score -= 30;
    if (occurrence === speaker) score += 40;
    if (same && occurrence.word < stop) score -= 15;
    score += closeness(occurrence.referent);
    score += SALIENCE * Math.min(OFTEN, memory.timesNamed(occurrence.referent.name));
    if (score > bestScore) {
      best = occurrence;
      bestScore = score;
    }
  }
  return best?.referent;
}

export function findSeveral(
  memory: Memory,
  phrase: NounPhrase,
  placed: Placed,
  parsed: Parsed,
  fits: (referent: Referent) => boolean,
  pronoun: string,
): readonly Referent[] {
  const pair = /\b(both|neither|either|two|three|four|five)\b/.test(
    `${pronoun} ${phrase.determiner} ${parsed.tagged.words.slice(phrase.first, phrase.head).join(' ')}`,
  );
  let best: Group | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  const barred = [...disjoint(placed)];
  const wanted = COUNTS.get(countWord(phrase, parsed)) ?? 2;
  for (let at = memory.groups.length - 1; at >= 0; at--) {
    const group = memory.groups[at]!;
    const distance = parsed.index - group.sentence;
    if (distance > REACH) break;
    if (distance === 0 && group.word >= phrase.first) continue;
    if (distance === 0 && barred.some((one) => one.first <= group.word && group.word < one.last)) continue;
    const members = group.members.filter(fits);
    if (members.length < 2 || (pair && members.length !== wanted)) continue;
    const score = -20 * distance + (group.role === 'subject' ? 15 : group.role === 'object' ? 8 : 0);
    if (score > bestScore) {
      best = { ...group, members };
      bestScore = score;
    }
  }
  const near = pair && !pronoun && (!best || best.sentence < parsed.index);
  const here = near ? namedHere(memory, phrase, parsed, barred, fits) : [];
  if (here.length === wanted) return here;
  const subjects = pair && placed.role === 'subject' ? lastSubjects(memory, parsed, fits) : undefined;
  if (best && subjects && SUBJECTS_AFTER > bestScore) return subjects;
  if (best) return best.members;
  if (subjects) return subjects;
  const reach = wanted > 2 ? REACH : REACH - 1;
  const reachable = memory.occurrences.filter((occurrence) => {
    const distance = parsed.index - occurrence.sentence;
    if (distance > reach || !fits(occurrence.referent)) return false;
    if (distance > 0) return true;
    return (
      occurrence.word < phrase.first &&
      !barred.some((one) => one.first <= occurrence.word && occurrence.word < one.last)
    );
  });
  if (!pair) {
    const last = reachable.findLast(
      (occurrence) =>
        occurrence.plural ||
        (occurrence.role === 'subject' && (pronoun !== 'them' || !memory.actors.has(occurrence.referent.type!))) ||
        ((!pronoun || pronoun === 'none' || pronoun === 'any') && !memory.actors.has(occurrence.referent.type!)),
    );
    return last ? [last.referent] : [];
  }
  // The last two of the kind: what stands parallel first, then subjects, then others.
  const two = new Map<string, Referent>();
  const preposition = placed.prepositional?.preposition;
  const parallel = preposition
    ? reachable.filter((occurrence) => occurrence.preposition === preposition && occurrence.sentence === parsed.index)
    : [];
  for (const occurrence of parallel.toReversed())
    if (two.size < wanted) two.set(occurrence.referent.name, occurrence.referent);
  if (two.size === wanted) return [...two.values()].reverse();
  two.clear();
  for (const roles of [['subject'], ['object', 'prepositional', 'apposition', 'member', 'possessor']]) {
    for (const occurrence of reachable.toReversed()) {
      if (roles.includes(occurrence.role)) two.set(occurrence.referent.name, occurrence.referent);
      if (two.size === wanted) return [...two.values()].reverse();
    }
  }
  return [];
}

/** A group loses against the subjects of the last two sentences where it stood in a phrase before them. */
const SUBJECTS_AFTER = -35;

/** "X raised money. Y, a rival, did too. Neither": the two that the last two sentences are about. */
function lastSubjects(
  memory: Memory,
  parsed: Parsed,
  fits: (referent: Referent) => boolean,
): readonly Referent[] | undefined {
  const found = new Map<string, Referent>();
  for (let at = memory.occurrences.length - 1; at >= 0; at--) {
    const { referent, sentence, role, inner } = memory.occurrences[at]!;
    if (parsed.index - sentence > (found.size < 2 ? REACH : 2)) break;
    if (sentence < parsed.index && role === 'subject' && !inner && fits(referent)) found.set(referent.name, referent);
  }
  return found.size === 2 ? [...found.values()].reverse() : undefined;
}

/** The names of what the clause's own subject stands for. */
function ownSubject(memory: Memory, placed: Placed, parsed: Parsed): ReadonlySet<string> {
  const { subject, link, antecedent } = placed.clause;
  const names = new Set<string>();
  if (!subject) return names;
  // "X, which it suspects": "it" is somebody else.
  const gap = link === 'relative' && antecedent && antecedent !== subject ? described(antecedent, parsed) : [];
  for (const one of subject === placed.phrase ? gap : [subject, ...subject.conjuncts]) {
    if (!one) continue;
    const named = [one, one.host, ...one.appositions].find((each) => each !== undefined && each.headMention >= 0);
    if (named) names.add(memory.of(named.headMention + parsed.base).name);
    else for (const found of memory.resolved.get(one)?.values() ?? []) for (const { name } of found) names.add(name);
  }
  return names;
}

/** What a relative clause describes, or may: "X, a broker in Y, which it suspects". */
function described(antecedent: NounPhrase, parsed: Parsed): (NounPhrase | undefined)[] {
  const by = antecedent.headMention >= 0 ? placeOf(parsed, antecedent)?.prepositional : undefined;
  const after = by?.preposition === 'in' ? by.after : undefined;
  return [antecedent, antecedent.host, after, after?.host];
}

/** The clause's own subject can not be its object as well, unless the object says "itself". */
function disjoint(placed: Placed): ReadonlySet<NounPhrase> {
  const own = new Set<NounPhrase>();
  if (placed.role === 'possessor') return own;
  const { subject } = placed.clause;
  if (subject && subject !== placed.phrase) for (const one of [subject, ...subject.conjuncts]) own.add(one);
  return own;
}

/** "X, its venture with Y": what a description names is not its owner. */
function renamedBy({ phrase, role }: Placed, { placed }: Parsed): NounPhrase[] {
  if (role !== 'possessor' || phrase.pronoun !== 'its') return [];
  const host = placed.find((one) => one.phrase.possessor === phrase)?.phrase.host;
  return host && host.headMention >= 0 ? [host] : [];
}

/** "half of its output". */
function isPart(word: string): boolean {
  return MEASURES.has(word) || /^(tenth|share|much|more|none)$/.test(word);
}

/** "X's customer bought it": the subject is not who it is of. */
function withoutOwner({ first, last, possessor }: NounPhrase): { readonly first: number; readonly last: number } {
  return { first: possessor ? possessor.last : first, last };
}
