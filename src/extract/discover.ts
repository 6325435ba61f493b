import { ENDS_HEAD, HINT } from '../dictionary/discovery.js';
import { FLAG } from '../text/tokens.js';
import type { Candidate } from './candidate.js';
import type { Chunk } from './chunks.js';
import {
  type Evidence,
  evidenceFor,
  type Frame,
  frameOf,
  hasRareEvidence,
  type Surroundings,
  type Traits,
  traitsOf,
} from './evidence.js';
import type { Found } from './find.js';
import { afterLegalForm, ideographicNames, mayBeLegal } from './legal.js';
import type { Persons } from './persons.js';
import { Spans } from './spans.js';
import { CASING, type View } from './view.js';
import { words } from './words.js';

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

/** Conjunctions between the names of a list. */
const LINKS = words('and or nor');
const OF_FOR = words('of for');
const OF = words('of');
const BY = words('by');
const AND = words('and');
const ARTICLES = words('the a an');
const TO_FROM = words('to from');
const NONE: readonly Candidate[] = [];
/** Rounds in which names that were found may support those listed with them. */
const ROUNDS = 4;

/** What evidence for a piece, apart from its like in a list, can be of use. */
const USE = {
  /** It does not count. */
  none: 0,
  /** There is none that speaks for it. */
  little: 1,
  much: 2,
} as const;

/** A piece with what can be told of it at little cost. */
interface Sighting {
  readonly piece: Piece;
  /** Stands in a list. */
  readonly listed: boolean;
  /** One of `USE`. */
  use: number;
  /** What the words around it say, once it was asked for. */
  frame: Frame | undefined;
}

/** The evidence of a name for which nothing speaks. */
const NOTHING: Evidence = { score: 0, reasons: [] };

/** A name with its occurrences. */
interface Name {
  readonly sightings: Sighting[];
  /** For each occurrence the evidence, by type, that does not depend on other unknown names; weighed when it is first needed. */
  evidence: (readonly Evidence[] | undefined)[];
  /** Stands in a list somewhere. */
  listed: boolean;
}

/**
 * Names that no entry holds, from capitalised sequences with enough evidence of a type. Evidence adds up over the
 * occurrences of a name; each occurrence is then a candidate. What is found supports what stands in a list with it.
 */
export function discover(
  view: View,
  chunks: readonly Chunk[],
  persons: Persons,
  known: readonly Candidate[],
  found: Found,
  around: Surroundings,
): Candidate[] {
  const types = traitsOf(view.dictionary);
  const without = types.map(() => NOTHING);
  const strong = new Spans(known.filter((other) => !other.weak));
  const names = namesOf(view, sightingsOf(view, chunks, persons, strong, found, around));
  const evidenceOf = (sighting: Sighting): Evidence[] => {
    sighting.frame ??= frameOf(view, sighting.piece.first, sighting.piece.last);
    const list: Evidence[] = [];
    for (const type of types) list.push(judge(view, sighting, sighting.frame, type, strong, around));
    return list;
  };
  const candidates: Candidate[] = ideographicNames(view).map(({ first, last, type }) =>
    toCandidate(view, first, last, type, { score: 3, reasons: ['legal form'] }),
  );
  for (const name of names) {
    name.evidence = name.sightings.map((sighting) => (sighting.use === USE.much ? evidenceOf(sighting) : undefined));
  }
  let open = names.filter((name) => name.listed || mayReach(name));
  if (open.length === 0) return candidates;
  const beside = new Spans(known.filter((other) => !other.weak));
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    const accepted: Candidate[] = [];
    const rest: Name[] = [];
    for (const name of open) {
      if (!mayReach(name) && !name.sightings.some(({ piece }) => accompanied(view, piece, beside))) {
        if (name.listed) rest.push(name);
        continue;
      }
      for (const [at, sighting] of name.sightings.entries())
        name.evidence[at] ??= sighting.use === USE.none ? without : evidenceOf(sighting);
      const best = bestType(view, name, types, beside);
      if (best.evidence.score >= ENOUGH) {
        for (const { piece } of name.sightings)
          accepted.push(toCandidate(view, piece.first, piece.last, best.type, best.evidence));
      } else if (name.listed) {
        rest.push(name);
      }
    }
    for (const candidate of accepted) beside.add(candidate);
    candidates.push(...accepted);
    if (accepted.length === 0) break;
    open = rest;
  }
  return candidates;
}

/** The pieces that may be names, and whether it is worth while to look for evidence. */
function sightingsOf(
  view: View,
  chunks: readonly Chunk[],
  persons: Persons,
  known: Spans,
  found: Found,
  around: Surroundings,
): Sighting[] {
  const sightings: Sighting[] = [];
  const lastNames = possibleSurnames(view, chunks);
  const { hash, text, end } = view.tokens;
  for (const chunk of chunks) {
    const pieces = persons.chunks.has(chunk) ? legalOnly(view, chunk) : split(view, chunk, known, found);
    for (const piece of pieces) {
      const single = piece.last - piece.first === 1;
      if (single && persons.surnames.has(hash[piece.first]!)) continue;
      // "C$240 million" names a currency.
      if (single && text[end[piece.first]!] === '$') continue;
      const listed = links(view, piece.first - 1) || links(view, piece.last);
      const surname = single && lastNames.has(hash[piece.first]!);
      const sighting: Sighting = { piece, listed, use: USE.none, frame: undefined };
      if (!surname) {
        if (promising(view, sighting, known, around)) sighting.use = USE.much;
        else if (listed) sighting.use = hasRareEvidence(view, piece.first, piece.last) ? USE.much : USE.little;
      }
      sightings.push(sighting);
    }
  }
  return sightings;
}

/** The pieces by the name that they spell. Names that have nothing for them anywhere are left out. */
function namesOf(view: View, sightings: readonly Sighting[]): Name[] {
  const { hash } = view.tokens;
  const names = new Map<string, Name>();
  const open = new Set<number>();
  for (const { piece, listed, use } of sightings) if (listed || use > USE.none) open.add(hash[piece.first]!);
  if (open.size === 0) return [];
  for (const sighting of sightings) {
    const { first, last } = sighting.piece;
    if (!open.has(hash[first]!)) continue;
    const key = view.slice(first, last);
    let name = names.get(key);
    if (!name) {
      name = { sightings: [], evidence: [], listed: false };
      names.set(key, name);
    }
    name.sightings.push(sighting);
    name.listed ||= sighting.listed;
  }
  return [...names.values()];
}

/** Whether a name that stands in no list can have enough evidence. */
function mayReach({ sightings, evidence }: Name): boolean {
  let sum = sightings.length > 1 ? 0.5 : 0;
  for (const list of evidence) {
    if (!list) continue;
    let best = 0;
    for (const { score } of list) if (score > best) best = score;
    sum += best;
  }
  return sum >= ENOUGH;
}

/** The last words of names of two or three words that end in no head: they may be persons, and stand alone afterwards. */
function possibleSurnames(view: View, chunks: readonly Chunk[]): ReadonlySet<number> {
  const last = new Set<number>();
  for (const chunk of chunks) {
    const size = chunk.last - chunk.first;
    if (size > 1 && size < 4 && !headed(view, chunk.last - 1) && !view.has(chunk.last - 1, FLAG.digit)) {
      if (!view.is(chunk.first, 'common') && !told(view, chunk.first)) last.add(view.tokens.hash[chunk.last - 1]!);
    }
  }
  return last;
}

/** A noun in capitals that stands after the names of some type: "GPU". */
function namesKind(view: View, at: number): boolean {
  return (
    view.has(at - 1, FLAG.digit) && view.dictionary.discovery.types.some(({ after }) => after.has(view.tokens, at))
  );
}

/** "Remember X": a verb that tells the reader to do something. */
function told(view: View, at: number): boolean {
  return view.words.imperatives.startsAt(view.tokens, at) === 1;
}

/** Whether anything beside or within a piece can be evidence of a type: a quick look before the lists are searched. */
function promising(view: View, sighting: Sighting, known: Spans, around: Surroundings): boolean {
  const { first, last } = sighting.piece;
  if (around.tickers[last] || view.has(last - 1, FLAG.inner) || view.marked(last - 1, ENDS_HEAD)) return true;
  if (last - first === 2 && view.has(last - 1, FLAG.digit)) return true;
  if (view.hinted(first - 1, HINT.before) || view.hinted(first - 2, HINT.before)) return true;
  if (view.is(last, 'say') || view.wordIs(last, AND) || view.wordIs(first - 1, BY) || view.wordIs(last, OF))
    return true;
  const possessive = view.has(last, FLAG.possessive);
  for (let at = last; at <= last + (possessive ? 3 : 1); at++) if (view.hinted(at, HINT.after)) return true;
  if (known.startingAt(possessive ? last + 1 : last).length > 0) return true;
  if (hasLegalForm(view, first, last)) return true;
  const frame = frameOf(view, first, last);
  sighting.frame = frame;
  if (frame.after || frame.predicate || frame.which || frame.whose || frame.others.length > 0) return true;
  return view.hinted(frame.verb, HINT.verb);
}

/** The type that most speaks for: the best occurrence of a name counts in full, every other for half, repetition a little. */
function bestType(
  view: View,
  { sightings, evidence }: Name,
  types: readonly Traits[],
  beside: Spans,
): { type: string; evidence: Evidence } {
  let best: { type: string; evidence: Evidence } | undefined;
  for (let index = 0; index < types.length; index++) {
    const { type } = types[index]!.type;
    let total: Evidence | undefined;
    for (let at = 0; at < sightings.length; at++) {
      const { piece } = sightings[at]!;
      const own = evidence[at]![index]!;
      const listed = piece.last - piece.first < 5 ? neighbour(view, piece.first, piece.last, type, beside) : 0;
      const one =
        listed > 0 ? { ...own, score: own.score + listed, reasons: [...own.reasons, 'listed with its like'] } : own;
      const rest = Math.max(0, Math.min(total?.score ?? 0, one.score)) / 2;
      const better: Evidence = !total || one.score > total.score ? one : total;
      total = { ...better, score: better.score + rest };
    }
    if (total && sightings.length > 1 && total.score > 0) total.score += 0.5;
    if (total && (!best || total.score > best.evidence.score)) best = { type, evidence: total };
  }
  return best ?? { type: '', evidence: { score: 0, reasons: [] } };
}

function toCandidate(
  view: View,
  first: number,
  last: number,
  type: string,
  { score, reasons, noun }: Evidence,
): Candidate {
  const legal = legalStart(view, type, first, last);
  return {
    first,
    last: Math.max(afterLegalForm(view, type, last), legal > 0 ? afterLegalForm(view, type, legal) : 0),
    type,
    name: view.slice(first, legal || last).replace(/\s+/g, ' '),
    weak: false,
    score: score / 10,
    rule: 'discover',
    evidence: reasons,
    kinds: noun ? [noun] : [],
  };
}

/** A person's name that ends in a legal form is a firm's. */
function legalOnly(view: View, { first, last, opens }: Chunk): Piece[] {
  return hasLegalForm(view, first, last) ? [{ first, last, opens, compound: false }] : [];
}

/** Whether the tokens [first, last) end in a legal form of some type, or one follows them. */
function hasLegalForm(view: View, first: number, last: number): boolean {
  let may = mayBeLegal(view, last);
  for (let at = Math.max(first + 1, last - 3); at < last && !may; at++) may = mayBeLegal(view, at);
  if (!may) return false;
  for (const { type } of view.dictionary.discovery.types) if (legalStart(view, type, first, last) > 0) return true;
  return false;
}

/** Where the legal form begins with which the tokens [first, last) end, or that follows them; 0 for none. */
function legalStart(view: View, type: string, first: number, last: number): number {
  if (afterLegalForm(view, type, last) > last) return last;
  for (let at = Math.max(first + 1, last - 3); at < last; at++) if (afterLegalForm(view, type, at) >= last) return at;
  return 0;
}

/** The parts of a chunk that may be unknown names. */
function split(view: View, chunk: Chunk, known: Spans, found: Found): Piece[] {
  const formed = legalWithin(view, chunk);
  if (formed > 0) {
    const rest = { first: formed, last: chunk.last, opens: true };
    return [...split(view, { ...chunk, last: formed }, known, found), ...split(view, rest, known, found)];
  }
  let { first, opens } = chunk;
  let { last } = chunk;
  // "X P100 GPU": what the name is.
  while (last - first > 1 && view.has(last - 1, FLAG.allCaps) && namesKind(view, last - 1)) last--;
  // A noun or an adjective that only begins the sentence: "Chipmaker X", "Rival X".
  const lists = view.dictionary.discovery.types;
  while (opens && first + 1 < last) {
    const noun = lists.some(({ nouns }) => nouns.has(view.tokens, first)) || view.is(first, 'personRoles');
    const common = view.is(first, 'common') && !headed(view, last - 1);
    if (!noun && !common && !told(view, first)) break;
    first++;
    opens = false;
  }
  if (hasLegalForm(view, first, last)) return [{ first, last, opens, compound: false }];
  const begin = first;
  const inside = within(known, first, last);
  const whole = inside.some((other) => other.first <= first && other.last >= last);
  if (whole) return [];
  const title = view.casingAt(first) === CASING.title;
  const nation = found.nationality.get(first) ?? 0;
  if (nation >= last) return [];
  const bare = nation > first && nation + 1 === last && view.is(nation, 'common');
  if (!title && !bare && headed(view, last - 1)) {
    const owner = inside.find((other) => other.first === first);
    const compound = owner !== undefined && !isPlace(view, owner);
    return [{ first, last, opens, compound }];
  }
  if (nation > first && nation < last && !found.broad.has(first)) first = nation;
  if (inside.length === 0 && !title) return [{ first, last, opens, compound: first > begin && first !== nation }];
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
        compound: from > begin && from !== nation,
      });
  };
  for (const [from, to] of cuts) {
    if (from > at) push(at, from);
    at = Math.max(at, to);
  }
  push(at, last);
  return pieces;
}

/** The end of an abbreviated legal form within a chunk, after which its sentence or another name begins; 0 for none. */
function legalWithin(view: View, { first, last }: Chunk): number {
  for (let at = first + 1; at + 1 < last; at++) {
    if (!view.has(at, FLAG.abbreviation)) continue;
    for (const { type } of view.dictionary.discovery.types) {
      for (let from = at; from > first && from > at - 3; from--) {
        const end = afterLegalForm(view, type, from);
        if (end === at + 1) return end;
      }
    }
  }
  return 0;
}

/** The known names that lie over tokens [first, last), each once. */
function within(known: Spans, first: number, last: number): readonly Candidate[] {
  let inside: Set<Candidate> | undefined;
  for (let at = first; at < last; at++) {
    const covering = known.covering(at);
    if (covering.length === 0) continue;
    inside ??= new Set();
    for (const other of covering) inside.add(other);
  }
  return inside ? [...inside] : NONE;
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
  return (
    view.marked(at, ENDS_HEAD) && view.dictionary.discovery.types.some(({ heads }) => heads.endsAt(view.tokens, at) > 0)
  );
}

function isPlace(view: View, { type }: Candidate): boolean {
  return type !== undefined && view.dictionary.types.get(type)?.places === true;
}

/** The evidence of a piece for a type, with what speaks against it. */
function judge(
  view: View,
  { piece, listed }: Sighting,
  frame: Frame,
  traits: Traits,
  known: Spans,
  around: Surroundings,
): Evidence {
  const { first, last } = piece;
  const { type, forms } = traits;
  const end = afterLegalForm(view, type.type, last);
  const evidence = evidenceFor(view, first, end, traits, around, end > last ? frameOf(view, first, end) : frame);
  const add = (points: number, reason: string): void => {
    evidence.score += points;
    evidence.reasons.push(reason);
  };
  const size = last - first;
  // The article of "an X-backed firm" is not the name's.
  const article = view.wordIs(first - 1, ARTICLES) && view.char(end) !== 0x2d;
  if (end > last || legalStart(view, type.type, first, last) > 0) add(3, 'legal form');
  const head = size > 1 && view.marked(last - 1, ENDS_HEAD) ? type.heads.endsAt(view.tokens, last - 1) : 0;
  const loose = head === 1 && view.is(last - 1, 'common');
  if (head > 0 && head < size && forms)
    add(article ? 0.5 : loose && size < 3 ? 1.5 : 2, `head "${view.slice(last - head, last)}"`);
  if (forms && view.has(last - 1, FLAG.inner) && size === 1 && !view.has(last - 1, FLAG.digit)) add(1, 'inner capital');
  // Two words that do something may be a person: the field says nothing then.
  const personal =
    size > 1 && head === 0 && frame.others.length === 0 && !frame.which && !frame.after && evidence.score < 1.5;
  if (forms && around.domain && !article && !personal && evidence.score > 0) add(0.75, 'domain');
  if (forms && transferred(view, first)) add(0.75, 'party to a transfer');
  // "X of Jakarta".
  if (forms && !article && view.wordIs(end, OF) && known.startingAt(end + 1).some((other) => isPlace(view, other)))
    add(1, 'of a place');
  if (owns(view, end, type.type, known)) add(2, 'before what belongs to it');
  // The rest speaks against it; it counts where the names beside it may speak for it.
  if (evidence.score <= 0 && !listed) return NOTHING;
  if (forms && article && head === 0 && evidence.noun === undefined) add(-1.5, 'article');
  if (view.is(last - 1, 'otherHeads') && size > 1 && head === 0 && evidence.score < 3) add(-3, 'other head');
  if (view.is(last, 'productAfter') && view.plain(last)) add(-2, 'product');
  if (size === 1 && (view.is(first, 'common') || view.is(first, 'function'))) add(-3, 'common word');
  if (size === 1 && view.is(first, 'given')) add(-1, 'given name');
  if (piece.opens && size === 1) add(view.endsIn(first, 'ly') ? -4 : -0.5, 'opens');
  if (view.casingAt(first) === CASING.title) add(-2, 'headline');
  if (piece.compound) add(-1.5, 'after a known name');
  if (continues(view, first)) add(-2.5, 'part of a longer name');
  if (
    forms &&
    view.has(first - 1, FLAG.possessive) &&
    known.endingAt(first - 1).some((other) => other.type === type.type)
  )
    add(-2, 'possessed');
  if (forms && view.has(last - 1, FLAG.digit) && size === 1) add(-1, 'model number');
  return evidence;
}

/** Whether an entity follows, perhaps after a possessive, whose type names this type as its maker: "X's H20". */
function owns(view: View, last: number, type: string, known: Spans): boolean {
  const at = view.has(last, FLAG.possessive) ? last + 1 : last;
  if (!view.together(last - 1, at)) return false;
  const next = known.startingAt(at);
  if (next.length === 0) return false;
  return next.some((other) => {
    const references = other.type ? view.dictionary.types.get(other.type)?.references : undefined;
    return references !== undefined && other.type !== type && Object.values(references).includes(type);
  });
}

/** "shipped the boards to X", "rents halls from X": a party, or a place, of a transfer. */
function transferred(view: View, first: number): boolean {
  if (!view.together(first - 1, first) || !view.wordIs(first - 1, TO_FROM)) return false;
  for (let at = first - 2; at > first - 9 && view.together(at, first); at--)
    if (view.is(at, 'transferVerbs')) return true;
  return false;
}

/** Whether a name of any type that is found stands beside a piece in a list. */
function accompanied(view: View, { first, last }: Piece, known: Spans): boolean {
  for (let at = first; at > first - 3 && at >= 0; at--) if (at < first && known.endingAt(at).length > 0) return true;
  // A legal form may stand between the name and the comma.
  for (let at = last + 1; at < last + 8 && view.together(last - 1, at); at++) {
    if (known.startingAt(at).length > 0) return true;
  }
  return false;
}

/** Whether the name goes on from a capitalised word: "Institute of X", "Society for X". */
function continues(view: View, first: number): boolean {
  if (!view.wordIs(first - 1, OF_FOR) || !view.together(first - 2, first)) return false;
  const before = first - 2;
  return (
    view.capital(before) &&
    !view.has(before, FLAG.first) &&
    !view.is(before, 'common') &&
    !view.is(before, 'personRoles') &&
    !view.is(before, 'titles')
  );
}

/** How many sides of a span have, beyond a comma or "and", a name of the type: more for both than for one. */
function neighbour(view: View, first: number, last: number, type: string, known: Spans): number {
  let before = first;
  while (before > 0 && links(view, before - 1) && first - before < 2) before--;
  let after = afterLegalForm(view, type, last);
  const end = after;
  while (links(view, after) && after - end < 2) after++;
  let sides = 0;
  if (before < first && known.endingAt(before).some((other) => other.type === type)) sides++;
  if (after > end && known.startingAt(after).some((other) => other.type === type)) sides++;
  return sides === 0 ? 0 : sides === 1 ? 1.75 : 2.25;
}

function links(view: View, at: number): boolean {
  if (at < 0 || at >= view.count || !view.together(at, at + 1)) return false;
  if (!view.has(at, FLAG.punctuation)) return view.wordIs(at, LINKS);
  const code = view.char(at);
  return code === 0x2c || code === 0x26;
}
