import { FLAG } from '../text/tokens.js';
import type { Candidate } from './candidate.js';
import { evidenceFor, type Surroundings } from './evidence.js';
import type { Found } from './find.js';
import type { Persons } from './persons.js';
import { CASING, type View } from './view.js';

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
  const strong = [...found.candidates, ...others].filter((other) => !other.weak && other.type !== undefined);
  const entities = new Set(strong.map((other) => other.entity?.key));
  const lower = new Map<number, string>();
  const contextOf = (sentence: number): string => {
    const known = lower.get(sentence);
    if (known !== undefined) return known;
    const { start, end } = view.sentences[sentence]!;
    const text = ` ${view.text
      .slice(start, end)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}$€£.&'-]+/gu, ' ')} `;
    lower.set(sentence, text);
    return text;
  };
  const kept: Candidate[] = [];
  for (const candidate of found.candidates) {
    const { alias, first, last } = candidate;
    if (!alias || candidate.type === undefined) {
      if (alias?.role !== 'ignore' || nearby(contextOf(view.sentenceOf[first]!), alias.near, alias.notNear))
        kept.push(candidate);
      continue;
    }
    if (!candidate.weak) {
      if (!inPerson(view, candidate, persons)) kept.push(candidate);
      continue;
    }
    const context = contextOf(view.sentenceOf[first]!);
    if (mentions(context, alias.notNear, view.slice(first, last))) continue;
    const reasons: string[] = [];
    let score = 0;
    const add = (points: number, reason: string): void => {
      score += points;
      reasons.push(reason);
    };
    if (entities.has(candidate.entity!.key)) add(2, 'named in full');
    const near = mentions(context, alias.near, view.slice(first, last));
    if (near) add(2, `near "${near}"`);
    else if (
      alias.near &&
      view.sentences.some((_, other) => mentions(contextOf(other), alias.near, view.slice(first, last)))
    )
      add(1, 'near in the document');
    if (strong.some((other) => view.sentenceOf[other.first] === view.sentenceOf[first] && !isPlace(view, other)))
      add(1, 'beside known names');
    else if (strong.some((other) => !isPlace(view, other))) add(0.5, 'known names in the document');
    score += structure(view, candidate, persons, around, reasons, strong);
    if (score < ENOUGH) continue;
    kept.push({ ...candidate, score: Math.min(0.9, score / 10), evidence: reasons });
  }
  return kept;
}

/** What the form of the words around a weak name says. */
function structure(
  view: View,
  { first, last, type }: Candidate,
  persons: Persons,
  around: Surroundings,
  reasons: string[],
  strong: readonly Candidate[],
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
  const discovery = view.dictionary.discovery.types.find((list) => list.type === type);
  if (discovery) {
    const evidence = evidenceFor(view, first, last, discovery, around);
    score += Math.max(-1, Math.min(2, evidence.score));
    reasons.push(...evidence.reasons);
  }
  // Part of a longer capitalised name: "Helena Blackwell", "Apple Watch".
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
  if (opens && view.has(last, FLAG.lower) && !verbal(view, last) && view.has(last, FLAG.spaced)) score -= 1.5;
  if (opens && verbal(view, last)) score += 0.5;
  return score;
}

/** Whether a word may follow a name as its verb or link. */
function verbal(view: View, at: number): boolean {
  if (view.is(at, 'auxiliaries') || view.is(at, 'function') || view.is(at, 'actVerbs') || view.is(at, 'say'))
    return true;
  return view.dictionary.discovery.types.some(({ verbs }) => verbs.has(view.tokens, at));
}

function nounish(view: View, at: number): boolean {
  return view.dictionary.discovery.types.some(({ nouns }) => nouns.has(view.tokens, at));
}

function covered(strong: readonly Candidate[], at: number): boolean {
  return strong.some((other) => other.first <= at && other.last > at);
}

/** A known name that is the surname of a person: "Michael Dell", "Mr. Ford". */
function inPerson(view: View, { first, last }: Candidate, persons: Persons): boolean {
  for (const chunk of persons.chunks) {
    if (chunk.first <= first && chunk.last >= last && chunk.last - chunk.first > last - first) return true;
  }
  return (
    last - first === 1 &&
    view.together(first - 1, first) &&
    view.is(first - 1, 'titles') &&
    view.has(first - 1, FLAG.abbreviation)
  );
}

function isPlace(view: View, { type }: Candidate): boolean {
  return type !== undefined && view.dictionary.types.get(type)?.places === true;
}

/** The first of the phrases that stands in a context, leaving out the name itself. */
function mentions(context: string, phrases: readonly string[] | undefined, surface: string): string | undefined {
  const own = surface.toLowerCase();
  return phrases?.find((phrase) => {
    const at = ` ${phrase} `;
    return (
      phrase !== own && (context.includes(at) || context.includes(` ${phrase}. `) || context.includes(` ${phrase}'s `))
    );
  });
}

function nearby(context: string, near: readonly string[] | undefined, notNear: readonly string[] | undefined): boolean {
  if (mentions(context, notNear, '')) return false;
  return near === undefined || mentions(context, near, '') !== undefined;
}
