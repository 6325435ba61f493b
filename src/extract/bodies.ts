import { type DiscoveryType, ENDS_HEAD, OPENS_ALONE } from '../dictionary/discovery.js';
import { FLAG } from '../text/tokens.js';
import type { Candidate } from './candidate.js';
import type { Chunk } from './chunks.js';
import type { Found } from './find.js';
import { Spans } from './spans.js';
import { restOfTitle } from './titles.js';
import type { View } from './view.js';

const NONE: ReadonlyMap<number, Chunk> = new Map();

/**
 * Names of public bodies that are composed of known parts: "Ministry of Digital Development", "Hsinchu District Prosecutors
 * Office", "Malaysian customs", "Johor state government", "the Marcos administration", "prosecutors".
 */
export function findBodies(view: View, chunks: readonly Chunk[], found: Found): Candidate[] {
  const bodies: Candidate[] = [];
  const places = placeEnds(view, found);
  const spans = new Spans(found.candidates);
  let known = 0;
  for (const type of view.dictionary.discovery.types) {
    if (type.openers.size + type.tails.size + type.alone.size === 0) continue;
    const add = (first: number, last: number, rule: string, evidence: string, name = view.slice(first, last)): void => {
      const kinds: string[] = [];
      bodies.push({
        first,
        last,
        type: type.type,
        name: name.replace(/\s+/g, ' '),
        weak: false,
        score: 0.8,
        rule,
        evidence: [evidence],
        kinds,
      });
    };
    const ends = type.heads.size > 0 ? new Map(chunks.map((chunk) => [chunk.last, chunk])) : NONE;
    for (const chunk of chunks) {
      opened(view, chunk, type, found, spans, add);
      closed(view, chunk, ends, type, places, add);
      led(view, chunk, type, add);
    }
    while (known < bodies.length) spans.add(bodies[known++]!);
    tailed(view, type, places, spans, add);
    alone(view, type, add);
  }
  return bodies;
}

type Add = (first: number, last: number, rule: string, evidence: string, name?: string) => void;

/** "Ministry of X", "Department of X and Y", with the capitalised words before it. */
function opened(view: View, chunk: Chunk, type: DiscoveryType, found: Found, spans: Spans, add: Add): void {
  if (type.openers.endsAt(view.tokens, chunk.last - 1) === 0) return;
  for (let at = chunk.first; at < chunk.last; at++) {
    const size = type.openers.startsAt(view.tokens, at);
    if (size === 0 || at + size !== chunk.last) continue;
    const link = chunk.last;
    if (
      !/^(of|for|on|to|de|du|for the)$/.test(view.slice(link, Math.min(link + 1, view.count))) ||
      !view.together(at, link)
    )
      continue;
    const last = restOfTitle(view, link);
    if (last === link || (view.slice(link, link + 1) !== 'of' && namesGoods(view, link, last, type.type, spans)))
      continue;
    let first = chunk.first;
    // A nationality before "government of" and the like stays with the name; a possessive country never does.
    if ((found.nationality.get(first) ?? 0) > at) first = at;
    add(first, last, 'discover/opener', view.slice(at, at + size));
    return;
  }
}

/** "a licence from the Department for the X": what follows is what the licence is for, no part of the title. */
function namesGoods(view: View, from: number, to: number, body: string, spans: Spans): boolean {
  // "the Bankruptcy Court for the Southern District of X": a district may be known as a body itself.
  const goods = ({ last, type, alias }: Candidate): boolean =>
    last <= to &&
    type !== undefined &&
    type !== body &&
    alias?.role !== 'ignore' &&
    !view.dictionary.types.get(type)?.places;
  for (let at = from; at < to; at++)
    if (view.has(at, FLAG.digit) || (at > from && spans.startingAt(at).some(goods))) return true;
  return false;
}

/** "Korea Fair Trade Commission", "Singapore Police Force". */
function closed(
  view: View,
  chunk: Chunk,
  chunks: ReadonlyMap<number, Chunk>,
  type: DiscoveryType,
  places: ReadonlyMap<number, number>,
  add: Add,
): void {
  if (type.openers.singles.size === 0) return;
  for (let last = chunk.last; last > chunk.first + 1; last--) {
    if (!view.marked(last - 1, ENDS_HEAD)) continue;
    // "Prosecutors' Office" and "People's Court" go over a possessive.
    const size = type.heads.endsAt(view.tokens, last - 1);
    if (size === 0 || size >= last - chunk.first) continue;
    if (type.openers.startsAt(view.tokens, chunk.last) > 0) return;
    const first = joined(view, chunk, chunks, places);
    const owned = view.has(first - 1, FLAG.possessive);
    const place = places.get(first) ?? 0;
    const marked = place > first || view.is(first, 'publicMarks') || owned;
    if (size === 1 && view.is(last - 1, 'looseHeads') && !marked) continue;
    if (place >= last) continue;
    if (first + size === last) continue;
    add(first, pastOffice(view, type, last), 'discover/head', view.slice(last - size, last));
    return;
  }
}

/** "the Munich Public Prosecutor's Office": the office of whoever holds one is a body by its whole name. */
function pastOffice(view: View, type: DiscoveryType, last: number): number {
  if (!view.has(last, FLAG.possessive) || !view.capital(last + 1)) return last;
  const size = type.heads.endsAt(view.tokens, last + 1);
  return size > 1 && view.together(last, last + 1) ? last + 2 : last;
}

/** Where "Norwegian Water Resources and Energy Directorate" begins: a place or a nationality leads over an "and". */
function joined(
  view: View,
  chunk: Chunk,
  chunks: ReadonlyMap<number, Chunk>,
  places: ReadonlyMap<number, number>,
): number {
  const { first } = chunk;
  if (!view.has(first - 1, FLAG.lower) || view.slice(first - 1, first) !== 'and') return first;
  const before = chunks.get(first - 1);
  if (!before || !view.together(before.first, first)) return first;
  // "Estonia's Tax and Customs Board".
  if (before.last - before.first === 1 && view.has(before.first - 1, FLAG.possessive)) return before.first;
  const end = places.get(before.first) ?? 0;
  return end > before.first && end < before.last && !places.has(first) ? before.first : first;
}

/** "the Marcos administration". */
function led(view: View, chunk: Chunk, type: DiscoveryType, add: Add): void {
  if (type.openers.singles.size === 0 || chunk.opens || !view.together(chunk.first, chunk.last)) return;
  if (!view.is(chunk.last, 'leaderTails') || chunk.last - chunk.first > 3) return;
  if (view.has(chunk.first, FLAG.digit)) return;
  add(chunk.first, chunk.last + 1, 'discover/leader', view.slice(chunk.last, chunk.last + 1));
}

/** "Malaysian customs", "Johor state government", "government of Malaysia". */
function tailed(view: View, type: DiscoveryType, places: ReadonlyMap<number, number>, spans: Spans, add: Add): void {
  if (type.tails.singles.size === 0) return;
  for (const [first, end] of places) {
    // "South Korea's trade ministry": the ministry by itself, where its words say which it is.
    if (view.has(end, FLAG.possessive)) {
      const named = type.tails.startsAt(view.tokens, end + 1);
      // "SAMR, China's antitrust regulator,": what a body is called after its name.
      const renames =
        view.char(first - 1) === 0x2c &&
        view.char(end + 1 + named) === 0x2c &&
        spans.endingAt(first - 1).some((one) => one.type === type.type);
      if (named > 1 && !renames && view.together(first, end + named))
        add(end + 1, end + 1 + named, 'discover/tail', view.slice(end + 1, end + 1 + named));
    }
    let at = end;
    while (at < end + 2 && type.tailModifiers.has(view.tokens, at) && type.tails.startsAt(view.tokens, at) === 0) at++;
    const size = type.tails.startsAt(view.tokens, at);
    if (size > 0 && view.together(first, at + size - 1) && adjacent(view, end, at + size)) {
      add(first, at + size, 'discover/tail', view.slice(at, at + size));
    }
    if (
      first > 1 &&
      /^(government|governments)$/i.test(view.slice(first - 2, first - 1)) &&
      view.slice(first - 1, first) === 'of'
    ) {
      add(first - 2, end, 'discover/tail', view.slice(first - 2, first - 1));
    }
  }
}

/** Whether only blanks part the tokens [from, to). */
function adjacent(view: View, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (view.has(at, FLAG.punctuation | FLAG.possessive | FLAG.newline)) return false;
  return true;
}

/** "prosecutors". */
function alone(view: View, type: DiscoveryType, add: Add): void {
  if (type.alone.singles.size === 0 || (view.someMarks & OPENS_ALONE) === 0) return;
  for (let at = 0; at < view.count; at++) {
    const size = view.marks[at]! & OPENS_ALONE ? type.alone.startsAt(view.tokens, at) : 0;
    if (size > 0 && !view.has(at + size, FLAG.possessive))
      add(at, at + size, 'discover/alone', view.slice(at, at + size));
  }
}

/** The end of the longest place name or nationality that begins at a token, in the order of the text. */
function placeEnds(view: View, found: Found): ReadonlyMap<number, number> {
  const ends = new Map(found.nationality);
  for (const { first, last, type, alias } of found.candidates) {
    if (!type || alias?.role === 'ignore' || !view.dictionary.types.get(type)?.places) continue;
    if (last > (ends.get(first) ?? 0)) ends.set(first, last);
  }
  return new Map([...ends].sort(([a], [b]) => a - b));
}
