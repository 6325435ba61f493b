import { type DiscoveryType, HINT } from '../dictionary/discovery.js';
import { FLAG } from '../text/tokens.js';
import { appositive, type Descriptor, nounBefore } from './nouns.js';
import { CASING, type View } from './view.js';
import { words } from './words.js';

/** What the words around a span say for its being of a type. */
export interface Evidence {
  score: number;
  readonly reasons: string[];
  /** The noun that names what it is, in the text's words. */
  noun?: string;
}

/** What other passes know of the document. */
export interface Surroundings {
  /** Marks tokens of tickers in parentheses. */
  readonly tickers: Uint8Array;
  /** The document speaks of the field that the dictionaries are about. */
  readonly domain: boolean;
}

/** What the words around a span say, whatever its type: the nouns that describe it and the verb that it is the subject of. */
export interface Frame {
  /** The verb's token, -1 for none. */
  readonly verb: number;
  /** Followed by ", which". */
  readonly which: boolean;
  /** Followed by ", whose", which is said of persons too. */
  readonly whose: boolean;
  readonly after: Descriptor | undefined;
  readonly others: readonly { readonly noun: Descriptor; readonly how: string }[];
}

/** Adds up what speaks for the tokens [first, last) being a name of a type; `last` stands after the legal form, if any. */
export function evidenceFor(
  view: View,
  first: number,
  last: number,
  type: DiscoveryType,
  around: Surroundings,
  frame = frameOf(view, first, last),
): Evidence {
  const found: Evidence = { score: 0, reasons: [] };
  const add = (points: number, reason: string): void => {
    found.score += points;
    found.reasons.push(reason);
  };
  const { after, others, verb, which, whose } = frame;
  if (after && after.is !== type.type) add(-1, `appositive "${view.slice(after.first, after.last)}"`);
  for (const { noun, how } of after ? [{ noun: after, how: 'appositive' }, ...others] : others) {
    if (noun.is !== type.type) continue;
    found.noun ??= view.slice(noun.first, noun.last);
    add(3, `${how} "${view.slice(noun.first, noun.last)}"`);
  }
  neighbours(view, first, last, type, add);
  // "which" is said of no person.
  if (which) add(0.75, 'antecedent of "which"');
  if (whose) add(0.5, 'antecedent of "whose"');
  if (verb >= 0 && type.verbs.has(view.tokens, verb)) add(1.25, `subject of "${view.slice(verb, verb + 1)}"`);
  const declared = view.dictionary.types.get(type.type);
  if (around.tickers[last] && declared?.fields?.includes('ticker')) add(3, 'ticker');
  if (declared?.places) place(view, first, last, add);
  return found;
}

type Add = (points: number, reason: string) => void;

/** Finds the verb of a span and the nouns that describe it: in an appositive after it, before it, before a comma, a code name or a list. */
export function frameOf(view: View, first: number, last: number): Frame {
  const { verb, which, whose } = subject(view, last);
  return { after: appositive(view, last), others: nounsBefore(view, first, last), verb, which, whose };
}

type Noun = Frame['others'][number];
const NO_NOUNS: readonly Noun[] = [];

/** The nouns that describe a span from before it: directly, before a comma, a code name or a list. */
function nounsBefore(view: View, first: number, last: number): readonly Noun[] {
  let others: Noun[] | undefined;
  const before = nounBefore(view, first);
  if (before && !view.has(before.last - 1, FLAG.possessive)) others = put(others, before, 'after');
  if (view.char(first - 1) === 0x2c && closesAppositive(view, last))
    others = put(others, nounBefore(view, first - 1), 'named after');
  if (view.hinted(first - 1, HINT.opener)) {
    const coded = view.words.codeNames.endsAt(view.tokens, first - 1);
    if (coded > 0) others = put(others, nounBefore(view, beforeComma(view, first - coded)), 'code name of');
    const opener = view.words.listOpeners.endsAt(view.tokens, first - 1);
    if (opener > 0) others = put(others, nounBefore(view, beforeComma(view, first - opener)), 'one of');
  }
  return others ?? NO_NOUNS;
}

function put(list: Noun[] | undefined, noun: Descriptor | undefined, how: string): Noun[] | undefined {
  if (!noun) return list;
  const others = list ?? [];
  others.push({ noun, how });
  return others;
}

function beforeComma(view: View, at: number): number {
  return view.char(at - 1) === 0x2c ? at - 1 : at;
}

/** Whether a comma, a stop or a conjunction follows: the name stands by itself between commas. */
function closesAppositive(view: View, last: number): boolean {
  const code = view.char(last);
  return code === 0x2c || code === 0x2e || code === 0x3b || code === 0x29 || !view.together(last - 1, last);
}

function neighbours(view: View, first: number, last: number, type: DiscoveryType, add: Add): void {
  const { tokens } = view;
  const object = type.objects.endsAt(tokens, first - 1);
  if (object > 0 && view.together(first - object, first)) add(2, `after "${view.slice(first - object, first)}"`);
  else if (type.objectVerbs.has(tokens, first - 1) && view.together(first - 1, first)) {
    add(1.5, `object of "${view.slice(first - 1, first)}"`);
  }
  // Where people work: "nine years at X".
  if (view.wordIs(first - 1, AT) && type.possessed.size > 0) add(0.5, 'after "at"');
  if (view.has(last, FLAG.possessive)) {
    for (let at = last + 1; at < last + 4 && view.together(last, at); at++) {
      const size = type.possessed.startsAt(tokens, at);
      if (size > 0) {
        add(1.5, `has "${view.slice(at, at + size)}"`);
        break;
      }
      if (view.has(at, FLAG.punctuation)) break;
    }
  } else if (type.possessed.startsAt(tokens, last) > 0 && view.plain(last)) {
    add(1, `before "${view.slice(last, last + 1)}"`);
  }
  if (view.char(last) === 0x2d && !view.has(last, FLAG.spaced) && !view.has(last + 1, FLAG.spaced)) {
    if (type.suffixes.startsAt(tokens, last + 1) > 0) add(2, `before "-${view.slice(last + 1, last + 2)}"`);
  }
  const noun = view.casingAt(first) === CASING.normal ? type.after.startsAt(tokens, last) : 0;
  if (noun > 0 && view.plain(last))
    add(view.has(last - 1, FLAG.digit) ? 2 : 1.5, `before "${view.slice(last, last + noun)}"`);
}

/** The verb of a subject: the next word, or the one after "which", past the rest of a list, auxiliaries and adverbs. */
function subject(view: View, last: number): { verb: number; which: boolean; whose: boolean } {
  let at = afterList(view, last);
  const which = view.char(at) === 0x2c && view.wordIs(at + 1, WHICH);
  const whose = view.char(at) === 0x2c && view.wordIs(at + 1, WHOSE);
  if (which) at += 2;
  const end = at + 4;
  let passive = false;
  while (at < end && view.together(last - 1, at)) {
    const adverb = isAdverb(view, at);
    if (!adverb && !view.is(at, 'auxiliaries')) break;
    passive = view.wordIs(at, BE) || (passive && adverb);
    at++;
  }
  if (!view.together(last - 1, at)) return { verb: -1, which: false, whose };
  const titled = view.casingAt(last - 1) !== CASING.normal;
  const verb = (!titled && !view.plain(at)) || (passive && !view.endsIn(at, 'ing')) ? -1 : at;
  return { verb, which, whose };
}

const WHICH = words('which');
const WHOSE = words('whose');
const BE = words('is was were are been be being');
const LINKS = words('and or nor');
const CLOSE = words('near outside');
const IN = words('in');
const AT = words('at');

function isAdverb(view: View, at: number): boolean {
  return view.plain(at) && view.endsIn(at, 'ly');
}

/** The end of the list of names that goes on after a name, "X, Y and Z"; the end of the name itself when none does. */
function afterList(view: View, last: number): number {
  let at = last;
  let end = last;
  for (let steps = 0; steps < 14 && view.together(last - 1, at); steps++) {
    const link = view.char(at) === 0x2c || (view.plain(at) && view.wordIs(at, LINKS));
    if (!link && !view.capital(at)) break;
    at++;
    if (!link) end = at;
    else if (!view.capital(at) && !(view.plain(at) && view.wordIs(at, LINKS))) break;
  }
  return end;
}

/** Evidence of a place: "in X", "near X", "X, Texas", "the city of X", "X province". */
function place(view: View, first: number, last: number, add: Add): void {
  const joined = view.together(first - 1, first);
  if (joined && view.wordIs(first - 1, CLOSE)) add(2, `after "${view.slice(first - 1, first)}"`);
  else if (
    joined &&
    view.wordIs(first - 1, IN) &&
    !view.dictionary.discovery.types.some(({ objects }) => objects.endsAt(view.tokens, first - 1) > 0)
  ) {
    add(1.5, 'after "in"');
    if (view.has(first - 1, FLAG.first) && view.char(last) === 0x2c) add(0.75, 'before a comma');
    for (let at = first - 2; at >= first - 7 && view.together(at, first); at--) {
      if (view.words.placeNouns.endsAt(view.tokens, at) === 0) continue;
      add(1, `place of "${view.slice(at, at + 1)}"`);
      break;
    }
  }
  if (view.words.placeOf.endsAt(view.tokens, first - 1) > 0) add(3, `after "${view.slice(first - 2, first)}"`);
  if (view.plain(last) && view.is(last, 'placeAfter')) add(1, `before "${view.slice(last, last + 1)}"`);
}
