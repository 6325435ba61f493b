import type { DiscoveryType } from '../dictionary/discovery.js';
import { FLAG } from '../text/tokens.js';
import type { Candidate } from './candidate.js';
import type { Chunk } from './chunks.js';
import { type Evidence, evidenceFor, type Surroundings } from './evidence.js';
import type { Found } from './find.js';
import { afterLegalForm, ideographicNames } from './legal.js';
import type { Persons } from './persons.js';
import { CASING, type View } from './view.js';

/** What a name must score to be reported. */
const ENOUGH = 2;

/** A part of a chunk that may be a name by itself. */
interface Piece {
  readonly first: number;
  readonly last: number;
  readonly opens: boolean;
  /** Begins with the name of a known entity that is no place. */
  readonly compound: boolean;
}

/**
 * Names that no entry holds, from capitalised sequences with enough evidence of a type. Evidence adds up over the
 * occurrences of a name; each occurrence is then a candidate. `discovered` are the names that an earlier run found: they
 * support the names that stand in a list with them.
 */
export function discover(
  view: View,
  chunks: readonly Chunk[],
  persons: Persons,
  known: readonly Candidate[],
  found: Found,
  around: Surroundings,
  discovered: readonly Candidate[] = [],
): Candidate[] {
  const beside = [...known, ...discovered];
  const pieces = chunks.flatMap((chunk) =>
    persons.chunks.has(chunk) ? legalOnly(view, chunk) : split(view, chunk, known, found),
  );
  const names = new Map<string, { pieces: Piece[]; best: Map<string, Evidence> }>();
  for (const piece of pieces) {
    const key = view.slice(piece.first, piece.last);
    const single = piece.last - piece.first === 1;
    if (single && persons.surnames.has(view.tokens.hash[piece.first]!)) continue;
    const name = names.get(key) ?? { pieces: [], best: new Map<string, Evidence>() };
    names.set(key, name);
    name.pieces.push(piece);
    for (const type of view.dictionary.discovery.types) {
      const evidence = judge(view, piece, type, beside, around);
      const best = name.best.get(type.type);
      const rest = Math.max(0, Math.min(best?.score ?? 0, evidence.score)) / 2;
      const better = !best || evidence.score > best.score ? evidence : best;
      name.best.set(type.type, { ...better, score: better.score + rest });
    }
  }
  const candidates: Candidate[] = ideographicNames(view).map(({ first, last, type }) =>
    toCandidate(view, first, last, type, { score: 3, reasons: ['legal form'] }),
  );
  for (const { pieces: places, best } of names.values()) {
    const [type, evidence] = [...best].reduce((a, b) => (b[1].score > a[1].score ? b : a));
    const repeated = places.length > 1 && evidence.score > 0 ? 0.5 : 0;
    if (evidence.score + repeated < ENOUGH) continue;
    for (const { first, last } of places) candidates.push(toCandidate(view, first, last, type, evidence));
  }
  return candidates;
}

function toCandidate(
  view: View,
  first: number,
  last: number,
  type: string,
  { score, reasons, noun }: Evidence,
): Candidate {
  return {
    first,
    last: afterLegalForm(view, type, last),
    type,
    name: view.slice(first, legalStart(view, type, first, last) || last).replace(/\s+/g, ' '),
    weak: false,
    score: score / 10,
    rule: 'discover',
    evidence: reasons,
    kinds: noun ? [noun] : [],
  };
}

/** A person's name that ends in a legal form is a firm's. */
function legalOnly(view: View, { first, last, opens }: Chunk): Piece[] {
  const has = view.dictionary.discovery.types.some(({ type }) => legalStart(view, type, first, last) > 0);
  return has ? [{ first, last, opens, compound: false }] : [];
}

/** Where the legal form begins with which the tokens [first, last) end, or that follows them; 0 for none. */
function legalStart(view: View, type: string, first: number, last: number): number {
  if (afterLegalForm(view, type, last) > last) return last;
  for (let at = Math.max(first + 1, last - 3); at < last; at++) if (afterLegalForm(view, type, at) >= last) return at;
  return 0;
}

/** The parts of a chunk that may be unknown names. */
function split(view: View, chunk: Chunk, known: readonly Candidate[], found: Found): Piece[] {
  let { first, opens } = chunk;
  const { last } = chunk;
  // A noun or an adjective that only begins the sentence: "Chipmaker X", "Rival X".
  const lists = view.dictionary.discovery.types;
  while (opens && first + 1 < last) {
    const noun = lists.some(({ nouns }) => nouns.has(view.tokens, first)) || view.is(first, 'personRoles');
    const common = view.is(first, 'common') && !headed(view, last - 1);
    if (!noun && !common) break;
    first++;
    opens = false;
  }
  const inside = known.filter((other) => other.first < last && other.last > first && !other.weak);
  const whole = inside.some((other) => other.first <= first && other.last >= last);
  if (whole) return [];
  const title = view.casingAt(first) === CASING.title;
  const nation = found.nationality[first]!;
  if (nation >= last) return [];
  const bare = nation > first && nation + 1 === last && view.is(nation, 'common');
  if (!title && !bare && headed(view, last - 1)) {
    const owner = inside.find((other) => other.first === first);
    const compound = owner !== undefined && !isPlace(view, owner);
    return [{ first, last, opens, compound }];
  }
  if (nation > first && nation < last) first = nation;
  const cuts = inside.map(({ first: from, last: to }) => [from, to] as const).sort((a, b) => a[0] - b[0]);
  const pieces: Piece[] = [];
  let at = first;
  const push = (from: number, to: number): void => {
    if (title) pieces.push(...titleParts(view, from, to));
    else if (from < to)
      pieces.push({
        first: from,
        last: to,
        opens: opens && from === first,
        compound: from > chunk.first && from !== nation,
      });
  };
  for (const [from, to] of cuts) {
    if (from > at) push(at, from);
    at = Math.max(at, to);
  }
  push(at, last);
  return pieces;
}

/** In a headline, only what ends in a head word or stands after a noun of a type can be told from the words around it. */
function titleParts(view: View, first: number, last: number): Piece[] {
  const parts: Piece[] = [];
  let from = first;
  for (let at = first; at <= last; at++) {
    const stops = at === last || isWord(view, at);
    if (!stops) continue;
    if (at > from && !view.has(from, FLAG.punctuation))
      parts.push({ first: from, last: at, opens: true, compound: false });
    from = at + 1;
  }
  return parts;
}

/** A word that headlines write with a capital and that is no name. */
function isWord(view: View, at: number): boolean {
  if (
    view.is(at, 'common') ||
    view.is(at, 'function') ||
    view.is(at, 'actVerbs') ||
    view.is(at, 'auxiliaries') ||
    view.is(at, 'personRoles')
  )
    return !headed(view, at);
  return view.dictionary.discovery.types.some(
    ({ verbs, nouns }) => (verbs.has(view.tokens, at) || nouns.has(view.tokens, at)) && !headed(view, at),
  );
}

function headed(view: View, at: number): boolean {
  return view.dictionary.discovery.types.some(({ heads }) => heads.endsAt(view.tokens, at) > 0);
}

function isPlace(view: View, { type }: Candidate): boolean {
  return type !== undefined && view.dictionary.types.get(type)?.places === true;
}

/** The evidence of a piece for a type, with what speaks against it. */
function judge(
  view: View,
  piece: Piece,
  type: DiscoveryType,
  known: readonly Candidate[],
  around: Surroundings,
): Evidence {
  const { first, last } = piece;
  const end = afterLegalForm(view, type.type, last);
  const evidence = evidenceFor(view, first, end, type, around);
  const add = (points: number, reason: string): void => {
    evidence.score += points;
    evidence.reasons.push(reason);
  };
  const size = last - first;
  const article = first > 0 && /^(the|a|an)$/i.test(view.slice(first - 1, first));
  if (end > last || legalStart(view, type.type, first, last) > 0) add(3, 'legal form');
  const head = size > 1 ? type.heads.endsAt(view.tokens, last - 1) : 0;
  const forms = view.dictionary.types.get(type.type)?.legalForms !== undefined;
  const loose = head === 1 && view.is(last - 1, 'common');
  if (head > 0 && head < size && forms) add(article ? 0.5 : loose ? 1.5 : 2, `head "${view.slice(last - head, last)}"`);
  if (forms && view.has(last - 1, FLAG.inner) && size === 1 && !view.has(last - 1, FLAG.digit)) add(1, 'inner capital');
  if (forms && around.domain && !article && evidence.score > 0) add(0.75, 'domain');
  if (forms && transferred(view, first)) add(0.75, 'party to a transfer');
  if (owns(view, end, type.type, known)) add(2, 'before what belongs to it');
  if (forms && article && head === 0 && evidence.noun === undefined) add(-1.5, 'article');
  if (view.is(last - 1, 'otherHeads') && size > 1 && head === 0) add(-3, 'other head');
  if (view.is(last, 'productAfter') && view.plain(last)) add(-2, 'product');
  if (size === 1 && (view.is(first, 'common') || view.is(first, 'function'))) add(-3, 'common word');
  if (size === 1 && view.is(first, 'given')) add(-1, 'given name');
  if (piece.opens && size === 1) add(/ly$/.test(view.slice(first, last)) ? -4 : -0.5, 'opens');
  if (view.casingAt(first) === CASING.title) add(-2, 'headline');
  if (piece.compound) add(-1.5, 'after a known name');
  if (
    forms &&
    view.has(first - 1, FLAG.possessive) &&
    known.some((other) => other.last === first - 1 && other.type === type.type)
  )
    add(-2, 'possessed');
  const listed = neighbour(view, first, end, type.type, known);
  if (listed > 0 && size < 5) add(listed, 'listed with its like');
  if (forms && view.has(last - 1, FLAG.digit) && size === 1) add(-1, 'model number');
  return evidence;
}

/** Whether an entity follows, perhaps after a possessive, whose type names this type as its maker: "X's H20". */
function owns(view: View, last: number, type: string, known: readonly Candidate[]): boolean {
  const at = view.has(last, FLAG.possessive) ? last + 1 : last;
  if (!view.together(last - 1, at)) return false;
  return known.some((other) => {
    const references = other.first === at && other.type ? view.dictionary.types.get(other.type)?.references : undefined;
    return references !== undefined && other.type !== type && Object.values(references).includes(type);
  });
}

/** "shipped the boards to X", "rents halls from X": a party, or a place, of a transfer. */
function transferred(view: View, first: number): boolean {
  if (!view.together(first - 1, first) || !/^(to|from)$/.test(view.slice(first - 1, first))) return false;
  for (let at = first - 2; at > first - 9 && view.together(at, first); at--)
    if (view.is(at, 'transferVerbs')) return true;
  return false;
}

/** How many sides of a span have, beyond a comma or "and", a name of the type: more for both than for one. */
function neighbour(view: View, first: number, last: number, type: string, known: readonly Candidate[]): number {
  let before = first;
  while (before > 0 && links(view, before - 1) && first - before < 2) before--;
  let after = last;
  while (links(view, after) && after - last < 2) after++;
  let sides = 0;
  if (before < first && known.some((other) => other.type === type && other.last === before && !other.weak)) sides++;
  if (after > last && known.some((other) => other.type === type && other.first === after && !other.weak)) sides++;
  return sides === 0 ? 0 : sides === 1 ? 1.75 : 2.25;
}

function links(view: View, at: number): boolean {
  if (at < 0 || at >= view.count || !view.together(at, at + 1)) return false;
  return view.char(at) === 0x2c || /^(and|or|nor|&)$/.test(view.slice(at, at + 1));
}
