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
    const doubtful = !candidate.weak && alias.case === 'exact' && opensAsWord(view, first, last);
    if (!candidate.weak && !doubtful) {
      if (!inPerson(view, candidate, persons) && !inLongerName(view, candidate, strong)) kept.push(candidate);
      continue;
    }
    const context = contextOf(view.sentenceOf[first]!);
    if (mentions(context, alias.notNear, view.slice(first, last))) continue;
    const reasons: string[] = [];
    let score = doubtful ? 1 : 0;
    const add = (points: number, reason: string): void => {
      score += points;
      reasons.push(reason);
    };
    if (candidate.weak && entities.has(candidate.entity!.key)) add(2, 'named in full');
    if (
      strong.some((other) => view.sentenceOf[other.first] === view.sentenceOf[first] && related(view, other, candidate))
    )
      add(2, 'beside what belongs to it');
    if (domain(view, first)) add(1, 'domain');
    const near = mentions(context, alias.near, view.slice(first, last));
    if (near) add(2, `near "${near}"`);
    else if (
      alias.near &&
      view.sentences.some((_, other) => mentions(contextOf(other), alias.near, view.slice(first, last)))
    )
      add(1, 'near in the document');
    if (
      strong.some(
        (other) =>
          other.first !== first && view.sentenceOf[other.first] === view.sentenceOf[first] && !isPlace(view, other),
      )
    )
      add(1, 'beside known names');
    else if (strong.some((other) => other.first !== first && !isPlace(view, other)))
      add(0.5, 'known names in the document');
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
  if (opens && view.plain(last) && !verbal(view, last) && view.has(last, FLAG.spaced)) score -= 1.5;
  if (opens && (verb(view, last) || view.has(last, FLAG.possessive))) score += 1;
  if (view.plain(last) && view.is(last, 'productAfter')) score -= 2;
  return score;
}

/** Whether a word may follow a name as its verb or link. */
function verbal(view: View, at: number): boolean {
  return view.is(at, 'function') || verb(view, at);
}

function verb(view: View, at: number): boolean {
  if (view.is(at, 'auxiliaries') || view.is(at, 'actVerbs') || view.is(at, 'say')) return true;
  return view.dictionary.discovery.types.some(({ verbs }) => verbs.has(view.tokens, at));
}

function nounish(view: View, at: number): boolean {
  return view.dictionary.discovery.types.some(({ nouns }) => nouns.has(view.tokens, at));
}

function covered(strong: readonly Candidate[], at: number): boolean {
  return strong.some((other) => other.first <= at && other.last > at);
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

/** Whether one entity names the other as its maker, parent or family. */
function related(view: View, { entity: a }: Candidate, { entity: b }: Candidate): boolean {
  if (!a || !b || a === b) return false;
  const names = (from: typeof a, to: typeof b): boolean =>
    Object.entries(view.dictionary.types.get(from.type)?.references ?? {}).some(
      ([field, type]) => type === to.type && (from as unknown as Record<string, unknown>)[field] === to.id,
    );
  return names(a, b) || names(b, a);
}

/** Whether the sentence speaks of the field that the dictionaries are about. */
function domain(view: View, at: number): boolean {
  const { first, last } = view.sentenceAt(at);
  for (let token = first; token < last; token++) if (view.words.domain.startsAt(view.tokens, token) > 0) return true;
  return false;
}

/** A place that only begins the name of something else: "Sydney Carver", "Taiwan Strait". */
function inLongerName(view: View, candidate: Candidate, strong: readonly Candidate[]): boolean {
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

/** A known name that is the surname of a person: "Michael Dell", "Mr. Ford". */
function inPerson(view: View, { first, last }: Candidate, persons: Persons): boolean {
  for (const chunk of persons.chunks) {
    if (chunk.first <= first && chunk.last >= last && chunk.last - chunk.first > last - first) return true;
  }
  return (
    last - first === 1 && view.together(first - 1, first) && view.is(first - 1, 'titles') && view.capital(first - 1)
  );
}

function isPlace(view: View, { type }: Candidate): boolean {
  return type !== undefined && view.dictionary.types.get(type)?.places === true;
}

/** The first of the phrases that stands in a context, also inflected; the name itself is left out. */
function mentions(context: string, phrases: readonly string[] | undefined, surface: string): string | undefined {
  const own = surface.toLowerCase();
  return phrases?.find((phrase) => phrase !== own && holds(context, phrase));
}

/** Whether a phrase stands in a context of words, perhaps with an ending: "iphone" in "iphones". */
function holds(context: string, phrase: string): boolean {
  for (let at = context.indexOf(` ${phrase}`); at >= 0; at = context.indexOf(` ${phrase}`, at + 1)) {
    const from = at + 1 + phrase.length;
    const end = context.indexOf(' ', from);
    if (/^(s|es|'s|ed|d|ing|-.*)?[.']?$/.test(context.slice(from, end))) return true;
  }
  return false;
}

function nearby(context: string, near: readonly string[] | undefined, notNear: readonly string[] | undefined): boolean {
  if (mentions(context, notNear, '')) return false;
  return near === undefined || mentions(context, near, '') !== undefined;
}
