import { FLAG } from '../text/tokens.js';
import { actsNext } from './acts-next.js';
import type { Candidate } from './candidate.js';
import type { Chunk } from './chunks.js';
import { Company } from './company.js';
import { Context } from './context.js';
import { evidenceFor, moves, type Surroundings, traitsOf } from './evidence.js';
import type { Found } from './find.js';
import type { Persons } from './persons.js';
import { Spans } from './spans.js';
import { CASING, type View } from './view.js';
import { words } from './words.js';

/** What a weak name must score to count. */
const ENOUGH = 2;

/** Settles the weak names: a name that is also a common word or a person's counts only with support from its context. */
export function settleWeak(
  view: View,
  found: Found,
  persons: Persons,
  around: Surroundings,
  others: readonly Candidate[],
): Candidate[] {
  const company = new Company(view, [...found.candidates, ...others]);
  const cover = new Map<number, Chunk>();
  for (const chunk of persons.chunks) for (let at = chunk.first; at < chunk.last; at++) cover.set(at, chunk);
  let context: Context | undefined;
  const kept: Candidate[] = [];
  const open: Open[] = [];
  for (const candidate of found.candidates) {
    const { alias, first, last } = candidate;
    if (candidate.type === undefined) {
      const sentence = view.sentenceAt(first);
      const conditional = alias?.near !== undefined || alias?.notNear !== undefined;
      if (conditional) context ??= new Context(view);
      if (context && conditional) {
        if (context.findIn(alias.notNear, sentence, '') !== undefined) continue;
        if (alias.near && context.findIn(alias.near, sentence, '') === undefined) continue;
      }
      kept.push(candidate);
      continue;
    }
    const doubtful = !candidate.weak && alias?.case === 'exact' && opensAsWord(view, first, last);
    if (!alias || (!candidate.weak && !doubtful)) {
      if (
        !inPerson(view, candidate, cover) &&
        !numbered(view, candidate) &&
        !inLongerName(view, candidate, company.spans)
      )
        kept.push(candidate);
      continue;
    }
    context ??= new Context(view);
    const support = weigh(view, candidate, doubtful, company, context);
    if (!support) continue;
    const score = support.score + structure(view, candidate, persons, around, support.reasons, company.spans);
    if (score >= ENOUGH) kept.push(supported(candidate, score, support.reasons));
    else if (candidate.weak && score > 0) open.push({ candidate, score, reasons: support.reasons });
  }
  return joinCompany(view, kept, open);
}

/** A weak name that its context alone does not support. */
interface Open {
  readonly candidate: Candidate;
  readonly score: number;
  readonly reasons: string[];
}

function supported(candidate: Candidate, score: number, reasons: string[]): Candidate {
  return { ...candidate, score: Math.min(0.9, score / 10), evidence: reasons };
}

/** Rounds in which names that count may support those listed with them. */
const ROUNDS = 3;

/** Weak names that are listed with names of their type that count, "Arm and Qualcomm", or contrasted with them. */
function joinCompany(view: View, kept: Candidate[], open: readonly Open[]): Candidate[] {
  let rest = open;
  for (let round = 0; round < ROUNDS && rest.length > 0; round++) {
    const known = new Spans(kept);
    const sentences = new Set<string>();
    for (const { weak, type, first } of kept) if (weak) sentences.add(`${type} ${view.sentenceOf[first]}`);
    const still: Open[] = [];
    for (const one of rest) {
      const { candidate, score, reasons } = one;
      const listed = listedWith(view, candidate, known);
      const points = listed ? 1.5 : sentences.has(`${candidate.type} ${view.sentenceOf[candidate.first]}`) ? 1 : 0;
      const reason = listed ? 'listed with its like' : 'beside its like';
      if (points > 0 && score + points >= ENOUGH) kept.push(supported(candidate, score + points, [...reasons, reason]));
      else still.push(one);
    }
    if (still.length === rest.length) break;
    rest = still;
  }
  return kept;
}

const LINKS = words('and or nor');

/** Whether a name of the same type stands beside a comma or a conjunction before or after this one. */
function listedWith(view: View, { first, last, type }: Candidate, known: Spans): boolean {
  const link = (at: number): boolean => view.together(first, at) && (view.char(at) === 0x2c || view.wordIs(at, LINKS));
  let from = first;
  while (first - from < 2 && link(from - 1)) from--;
  let to = last;
  while (to - last < 2 && link(to)) to++;
  return (
    (from < first && known.endingAt(from).some((other) => other.type === type)) ||
    (to > last && known.startingAt(to).some((other) => other.type === type))
  );
}

/** What the words and the other names of the document say for a weak name; undefined when they forbid it. */
function weigh(
  view: View,
  { alias, first, last, entity, weak }: Candidate,
  doubtful: boolean,
  company: Company,
  context: Context,
): { score: number; reasons: string[] } | undefined {
  const own = view.slice(first, last).toLowerCase();
  if (context.findIn(alias!.notNear, view.sentenceAt(first), own) !== undefined) return undefined;
  const support = { score: doubtful ? 1 : 0, reasons: [] as string[] };
  const add = (points: number, reason: string): void => {
    support.score += points;
    support.reasons.push(reason);
  };
  const sentence = view.sentenceOf[first]!;
  if (weak && company.named.has(entity!.key)) add(2, 'named in full');
  if (company.relates(sentence, entity!)) add(2, 'beside what belongs to it');
  if (company.ofDomain(sentence)) add(1, 'domain');
  const near = context.findIn(alias!.near, view.sentenceAt(first), own);
  if (near !== undefined) add(2, `near "${near}"`);
  else if (alias!.near && context.find(alias!.near, own) !== undefined) add(1, 'near in the document');
  const self = doubtful ? 1 : 0;
  if ((company.beside.get(sentence) ?? 0) > self) add(1, 'beside known names');
  else if (company.total > self) add(0.5, 'known names in the document');
  return support;
}

/** What the form of the words around a weak name says. */
function structure(
  view: View,
  { first, last, type }: Candidate,
  persons: Persons,
  around: Surroundings,
  reasons: string[],
  strong: Spans,
): number {
  let score = 0;
  const casing = view.casingAt(first);
  const opens = view.has(first, FLAG.first) || casing !== CASING.normal;
  const single = last - first === 1;
  if (!opens && view.has(first, FLAG.capital | FLAG.inner)) {
    score += 1;
    reasons.push('capital');
  }
  if (single && persons.surnames.has(view.tokens.hash[first]!)) score -= 4;
  const discovery = traitsOf(view.dictionary).find((list) => list.type.type === type);
  if (discovery) {
    const evidence = evidenceFor(view, first, last, discovery, around);
    score += Math.max(-1, Math.min(2, evidence.score));
    reasons.push(...evidence.reasons);
  }
  // Part of a longer capitalised name: "Edith Blackwell", "Apple Watch".
  if (casing === CASING.normal && single) {
    const before = first - 1;
    const joined = view.together(before, first) && view.capital(before) && !view.is(before, 'function');
    const alone = joined && view.has(before, FLAG.first) && (view.is(before, 'common') || nounish(view, before));
    if (joined && !alone && !covered(strong, before)) score -= 3;
    const next = last;
    const goesOn =
      view.together(first, next) && view.capital(next) && view.has(next, FLAG.spaced) && !view.is(next, 'function');
    if (goesOn && !covered(strong, next) && !view.is(next, 'titles') && !view.is(next, 'personRoles')) score -= 2;
  }
  // "Apple growers": a sentence's first word before a noun is an adjective as likely as a name.
  const acts = opens && (verb(view, last) || actsNext(view, last));
  if (
    opens &&
    !acts &&
    view.plain(last) &&
    !view.is(last, 'function') &&
    !moves(view, last) &&
    view.has(last, FLAG.spaced)
  )
    score -= 1.5;
  if (moves(view, last)) score += 0.75;
  if (acts || (opens && view.has(last, FLAG.possessive))) score += 1;
  if (view.plain(last) && view.is(last, 'productAfter')) score -= 2;
  // "X-ray": part of a word.
  if (
    single &&
    view.char(last) === 0x2d &&
    !view.has(last, FLAG.spaced) &&
    view.plain(last + 1) &&
    !view.has(last + 1, FLAG.spaced)
  ) {
    if (!view.dictionary.discovery.types.some(({ suffixes }) => suffixes.has(view.tokens, last + 1))) score -= 2;
  }
  // "Commerce Secretary": a person's title.
  if (type && view.dictionary.types.get(type)?.acts && view.is(last, 'titles') && view.capital(last)) score -= 4;
  return score;
}

function verb(view: View, at: number): boolean {
  if (view.is(at, 'auxiliaries') || view.is(at, 'actVerbs') || view.is(at, 'say')) return true;
  return view.dictionary.discovery.types.some(({ verbs }) => verbs.has(view.tokens, at));
}

function nounish(view: View, at: number): boolean {
  return view.dictionary.discovery.types.some(({ nouns }) => nouns.has(view.tokens, at));
}

function covered(strong: Spans, at: number): boolean {
  return strong.covering(at).length > 0;
}

/** A word in its first place that is a name only by its capital: "Intel from drone pilots". */
function opensAsWord(view: View, first: number, last: number): boolean {
  return (
    last - first === 1 &&
    view.has(first, FLAG.first) &&
    view.has(first, FLAG.lower) &&
    !view.has(first, FLAG.inner) &&
    view.casingAt(first) === CASING.normal
  );
}

/** A place that only begins the name of something else: "Sydney Carver", "Taiwan Strait". */
function inLongerName(view: View, candidate: Candidate, strong: Spans): boolean {
  const { first, last } = candidate;
  if (!isPlace(view, candidate) || view.casingAt(first) !== CASING.normal) return false;
  if (
    !view.together(first, last) ||
    !view.has(last, FLAG.capital) ||
    !view.has(last, FLAG.spaced) ||
    view.has(last, FLAG.newline)
  )
    return false;
  if (covered(strong, last) || view.is(last, 'function') || view.is(last, 'calendar')) return false;
  return !view.is(last, 'titles') && !view.is(last, 'personRoles') && !view.is(last, 'common');
}

/** A product that carries a firm's name and a number: "Starcloud-1". */
function numbered(view: View, { last, type }: Candidate): boolean {
  if (view.char(last) !== 0x2d || view.has(last, FLAG.spaced) || view.has(last + 1, FLAG.spaced)) return false;
  return view.has(last + 1, FLAG.digit) && view.dictionary.types.get(type!)?.plurals !== true;
}

/** A known name that is the surname of a person: "Michael Dell", "Mr. Ford". */
function inPerson(view: View, { first, last }: Candidate, cover: ReadonlyMap<number, Chunk>): boolean {
  const chunk = cover.get(first);
  if (chunk && chunk.last >= last && chunk.last - chunk.first > last - first) return true;
  return (
    last - first === 1 && view.together(first - 1, first) && view.is(first - 1, 'titles') && view.capital(first - 1)
  );
}

function isPlace(view: View, { type }: Candidate): boolean {
  return type !== undefined && view.dictionary.types.get(type)?.places === true;
}
