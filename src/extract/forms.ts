import { FLAG } from '../text/tokens.js';
import type { Candidate } from './candidate.js';
import type { Found } from './find.js';
import { Spans } from './spans.js';
import { CASING, type View } from './view.js';

/** Forms that may begin with one word: more are left out, so that no word costs more than that. */
const MOST_FORMS = 32;

/** A form of a name that the document itself introduced. */
interface Form {
  readonly hashes: readonly number[];
  readonly of: Candidate;
  readonly rule: string;
}

/**
 * Mentions by forms that the document introduced: the first words of a full name ("Yangtze Memory" after "Yangtze Memory
 * Technologies"), an abbreviation in parentheses, and the repetition of a name that was discovered elsewhere in it.
 */
export function findForms(view: View, chosen: readonly Candidate[], found: Found): Candidate[] {
  const forms = new Map<number, Form[]>();
  const register = (hashes: readonly number[], of: Candidate, rule: string): void => {
    const list = forms.get(hashes[0]!) ?? [];
    if (list.length < MOST_FORMS && !list.some((form) => same(form.hashes, hashes))) list.push({ hashes, of, rule });
    forms.set(hashes[0]!, list);
  };
  const result: Candidate[] = [];
  const names = new Spans(found.candidates.filter((other) => other.entity && !other.weak));
  // Longer names first: "Larkfield" is rather short for "Larkfield Trading" than a name of its own.
  for (const candidate of [...chosen].sort((a, b) => b.last - b.first - (a.last - a.first))) {
    const hashes = nameHashes(view, candidate);
    if (!candidate.entity && candidate.rule === 'discover') register(hashes, candidate, 'discover/repeated');
    const type = view.dictionary.types.get(candidate.type!);
    if (type?.shortForms) {
      for (let size = hashes.length - 1; size > 0; size--) {
        if (shortens(view, candidate.first, size, found, names))
          register(hashes.slice(0, size), candidate, 'short-form');
      }
    }
    const abbreviation = abbreviationAfter(view, candidate);
    if (abbreviation > 0) {
      result.push(take(candidate, abbreviation, abbreviation + 1, 'abbreviation'));
      register([view.tokens.hash[abbreviation]!], candidate, 'abbreviation');
    }
  }
  if (forms.size === 0) return result;
  const covered = new Uint8Array(view.count);
  for (const { first, last, rule, type } of chosen) {
    const place = view.dictionary.types.get(type!)?.places === true;
    if (rule !== 'discover' || last - first > 2) covered.fill(place ? COVER.place : COVER.name, first, last);
  }
  for (let at = 0; at < view.count; at++) {
    // No form stands where no capital does.
    if ((view.flags[at]! & (FLAG.capital | FLAG.inner | FLAG.allCaps)) === 0) continue;
    const list = forms.get(view.tokens.hash[at]!);
    if (!list) continue;
    let best: Form | undefined;
    for (const form of list) {
      if ((best && best.hashes.length >= form.hashes.length) || !matches(view, at, form.hashes)) continue;
      if (
        form.rule === 'abbreviation'
          ? !view.has(at, FLAG.allCaps | FLAG.inner)
          : hidden(covered[at]!, form) || !stands(view, at, form, covered)
      )
        continue;
      best = form;
    }
    if (best) result.push(take(best.of, at, at + best.hashes.length, best.rule));
  }
  return result;
}

/** What covers a token. */
const COVER = { name: 1, place: 2 } as const;

/** A name that begins with a place, "Wuhan Jingce", is no place, whatever is short for it. */
function hidden(cover: number, { hashes }: Form): boolean {
  return cover === COVER.name || (cover === COVER.place && hashes.length === 1);
}

function take(of: Candidate, first: number, last: number, rule: string): Candidate {
  const { type, entity, alias, name, kinds } = of;
  return {
    first,
    last,
    ...(type ? { type } : {}),
    ...(entity ? { entity } : {}),
    ...(alias ? { alias } : {}),
    name,
    kinds,
    weak: false,
    score: 3,
    rule,
    evidence: [name],
  };
}

/** The tokens of a name without its legal form. */
function nameHashes(view: View, { first, last, entity, name }: Candidate): number[] {
  const { hash, start } = view.tokens;
  const end = entity ? Number.POSITIVE_INFINITY : start[first]! + name.length;
  const hashes: number[] = [];
  for (let at = first; at < last && start[at]! < end; at++) hashes.push(hash[at]!);
  return hashes;
}

/** Whether the first words of a name may stand for it: no common word, place or nationality alone. */
function shortens(view: View, first: number, size: number, found: Found, names: Spans): boolean {
  const last = first + size;
  if (view.has(last - 1, FLAG.punctuation) || view.is(last - 1, 'particles')) return false;
  if (size > 1) return found.nationality.get(first) !== last;
  const length = view.tokens.end[first]! - view.tokens.start[first]!;
  if (length < 3 || view.is(first, 'common') || view.is(first, 'function') || view.is(first, 'given')) return false;
  if (view.is(first, 'publicMarks') || view.has(first, FLAG.abbreviation)) return false;
  if (found.nationality.has(first)) return false;
  return !names.startingAt(first).some((other) => other.last === last);
}

/** Whether a form stands by itself at a token and is no other name's part. */
function stands(view: View, at: number, { hashes }: Form, covered: Uint8Array): boolean {
  const last = at + hashes.length;
  if (!view.capital(at) && !view.has(at, FLAG.inner)) return false;
  if (view.casingAt(at) !== CASING.normal) return hashes.length > 1 || view.casingAt(at) === CASING.title;
  const before = at - 1;
  if (view.together(before, at) && view.capital(before) && !covered[before] && !view.has(before, FLAG.first))
    return false;
  const next = last;
  if (
    view.together(at, next) &&
    view.capital(next) &&
    view.has(next, FLAG.spaced) &&
    !covered[next] &&
    !view.is(next, 'titles') &&
    !view.is(next, 'function')
  )
    return false;
  if (!view.has(at, FLAG.first) || hashes.length > 1) return true;
  // A single word that begins its sentence: a verb, a clitic or a stop must follow.
  return (
    !view.plain(next) ||
    view.is(next, 'auxiliaries') ||
    view.is(next, 'function') ||
    view.is(next, 'actVerbs') ||
    view.is(next, 'say') ||
    view.dictionary.discovery.types.some(
      ({ verbs, objects }) => verbs.has(view.tokens, next) || objects.has(view.tokens, next),
    )
  );
}

/** The token of an abbreviation in parentheses after a name: "Full Name (ABBR)"; 0 for none. */
function abbreviationAfter(view: View, candidate: Candidate): number {
  const { first, last } = candidate;
  const foreign = foreignAbbreviation(view, candidate);
  if (foreign > 0) return foreign;
  if (view.char(last) !== 0x28 || view.char(last + 2) !== 0x29 || !view.has(last + 1, FLAG.allCaps | FLAG.inner))
    return 0;
  const letters = view
    .slice(last + 1, last + 2)
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
  const words = view
    .slice(first, last)
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  if (letters.length < 2 || letters.length > 8 || words.length < 2) return 0;
  const initials = words.map((word) => word.charAt(0)).join('');
  const whole = words.join('');
  if (!isSubsequence(letters, whole) || !initials.includes(letters.charAt(0))) return 0;
  let shared = 0;
  for (const letter of letters) if (initials.includes(letter)) shared++;
  return shared * 2 >= letters.length ? last + 1 : 0;
}

/** "Financial Crimes Investigation Board (MASAK)": a public body's own letters, of its name in another language. */
function foreignAbbreviation(view: View, { first, last, type, entity }: Candidate): number {
  if (entity || last - first < 3 || !view.dictionary.types.get(type!)?.acts) return 0;
  const alone = view.char(last) === 0x28 && view.char(last + 2) === 0x29 && view.has(last + 1, FLAG.allCaps);
  return alone && /^\p{Lu}{3,8}$/u.test(view.slice(last + 1, last + 2)) ? last + 1 : 0;
}

function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (const letter of long) if (letter === short.charAt(at)) at++;
  return at >= short.length;
}

function matches(view: View, first: number, hashes: readonly number[]): boolean {
  if (first + hashes.length > view.count || !view.together(first, first + hashes.length - 1)) return false;
  return hashes.every((hash, at) => view.tokens.hash[first + at] === hash);
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((hash, at) => hash === b[at]);
}
