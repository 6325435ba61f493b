import type { Dictionary } from '../dictionary/dictionary.js';
import { type DiscoveryType, HINT } from '../dictionary/discovery.js';
import { FLAG } from '../text/tokens.js';
import { afterTime } from './after-time.js';
import { appositive, type Descriptor, nounAfter, nounBefore } from './nouns.js';
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
  /** What it is said to be: "X is a maker of …". */
  readonly predicate: Descriptor | undefined;
  readonly after: Descriptor | undefined;
  readonly others: readonly { readonly noun: Descriptor; readonly how: string }[];
}

/** What the declaration of a type says of the evidence that names of it may have. */
export interface Traits {
  readonly type: DiscoveryType;
  /** Its names may carry a ticker, a legal form or model numbers; they are places. */
  readonly tickers: boolean;
  readonly forms: boolean;
  readonly models: boolean;
  readonly places: boolean;
}

const traits = new WeakMap<Dictionary, readonly Traits[]>();

/** The traits of the types that names can be discovered for; told once for each dictionary. */
export function traitsOf(dictionary: Dictionary): readonly Traits[] {
  let list = traits.get(dictionary);
  if (!list) {
    list = dictionary.discovery.types.map((type) => {
      const declared = dictionary.types.get(type.type);
      return {
        type,
        tickers: declared?.fields?.includes('ticker') === true,
        forms: declared?.legalForms !== undefined,
        models: declared?.fields?.includes('patterns') === true,
        places: declared?.places === true,
      };
    });
    traits.set(dictionary, list);
  }
  return list;
}

/** Adds up what speaks for the tokens [first, last) being a name of a type; `last` stands after the legal form, if any. */
export function evidenceFor(
  view: View,
  first: number,
  last: number,
  traits: Traits,
  around: Surroundings,
  frame = frameOf(view, first, last),
): Evidence {
  const found: Evidence = { score: 0, reasons: [] };
  const add = (points: number, reason: string): void => {
    found.score += points;
    found.reasons.push(reason);
  };
  const { type } = traits;
  const { after, others, verb, which, whose } = frame;
  if (after && after.is !== type.type) add(-1, `appositive "${view.slice(after.first, after.last)}"`);
  const described = (noun: Descriptor, how: string): void => {
    if (noun.is !== type.type) return;
    found.noun ??= view.slice(noun.first, noun.last);
    add(3, `${how} "${view.slice(noun.first, noun.last)}"`);
  };
  if (after) described(after, 'appositive');
  for (const { noun, how } of others) described(noun, how);
  neighbours(view, first, last, type, add);
  if (frame.predicate) add(frame.predicate.is === type.type ? 1.25 : -0.5, 'is one');
  // "which" is said of no person.
  const acts = view.hinted(verb, HINT.verb) && type.verbs.has(view.tokens, verb);
  if (which) add(acts ? 1.25 : 0.75, 'antecedent of "which"');
  if (whose) add(0.5, 'antecedent of "whose"');
  if (acts) add(1.25, `subject of "${view.slice(verb, verb + 1)}"`);
  if (traits.tickers) {
    if (around.tickers[last]) add(3, 'ticker');
    if (saysOfItself(view, last)) add(2.5, 'says of "it"');
    if (hasItsOwn(view, last, type)) add(2.5, 'and "its"');
    if (moves(view, last)) add(1.5, 'moves on the market');
    if (agent(view, first, type)) add(1.25, 'agent');
  }
  if (traits.models && modelLike(view, first, last)) {
    if (made(view, first, last, type)) add(around.domain ? 2 : 1.25, 'a model that is made');
  }
  if (traits.places) place(view, first, last, add);
  return found;
}

type Add = (points: number, reason: string) => void;

/** Finds the verb of a span and the nouns that describe it: in an appositive after it, before it, before a comma, a code name or a list. */
export function frameOf(view: View, first: number, last: number): Frame {
  const list = afterList(view, last);
  const { verb, which, whose } = subject(view, last, list);
  const after = appositive(view, afterPlace(view, last));
  return { after, others: nounsBefore(view, first, list), verb, which, whose, predicate: copula(view, last, list) };
}

type Noun = Frame['others'][number];
const NO_NOUNS: readonly Noun[] = [];

/** The nouns that describe a span from before it: directly, before a comma, a code name or a list. `list` is the end of the list that it opens. */
function nounsBefore(view: View, first: number, list: number): readonly Noun[] {
  let others: Noun[] | undefined;
  const before = nounBefore(view, first);
  if (before && !view.has(before.last - 1, FLAG.possessive)) others = put(others, before, 'after');
  if (view.char(first - 1) === 0x2c && closesAppositive(view, list))
    others = put(others, nounBefore(view, first - 1), 'named after');
  const group = headOfList(view, first);
  if (group < first) others = put(others, nounBefore(view, group), 'one of');
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

/** Words that stand in a list of names before one of them. */
const LONGEST_LIST = 14;

/** Where the comma stands before the list that a name goes on, "two firms, X and Y"; the name's first token when there is none. */
function headOfList(view: View, first: number): number {
  if (!view.plain(first - 1) || !view.wordIs(first - 1, LINKS)) return first;
  let at = first - 1;
  while (at > first - LONGEST_LIST && view.together(at - 1, first)) {
    if (view.capital(at - 1)) at--;
    else if (view.char(at - 1) === 0x2c && view.capital(at)) at--;
    else break;
  }
  return view.char(at) === 0x2c ? at : first;
}

/** The noun of "X is a maker of …", past the rest of a list. */
function copula(view: View, last: number, at: number): Descriptor | undefined {
  if (!view.wordIs(at, COPULAS) || !view.together(last - 1, at + 1)) return undefined;
  return view.wordIs(at + 1, INDEFINITE) ? nounAfter(view, at) : undefined;
}

/** "X said it …", "X said that its …": no person. */
function saysOfItself(view: View, last: number): boolean {
  if (!view.is(last, 'say') || !view.plain(last)) return false;
  let at = afterTime(view, last + 1);
  if (view.wordIs(at, THAT)) at++;
  return view.together(last, at) && view.wordIs(at, ITS);
}

/** "X and its landlord": what persons have is theirs, his or hers. */
function hasItsOwn(view: View, last: number, type: DiscoveryType): boolean {
  if (!view.wordIs(last, AND) || !view.wordIs(last + 1, POSSESSIVE) || !view.together(last, last + 2)) return false;
  for (let at = last + 2; at < last + 5; at++) {
    if (type.nouns.startsAt(view.tokens, at) > 0) return true;
  }
  return false;
}

/** "X rose 5%". */
export function moves(view: View, last: number): boolean {
  return view.wordIs(last, MOVES) && view.has(last + 1, FLAG.digit) && view.char(last + 2) === 0x25;
}

/** "smuggled into Iran by X": who does what a participle before it says. */
function agent(view: View, first: number, type: DiscoveryType): boolean {
  if (!view.wordIs(first - 1, BY) || !view.together(first - 1, first)) return false;
  for (let at = first - 2; at > first - 10 && view.together(at, first); at--) {
    if (view.has(at, FLAG.punctuation) && !view.has(at, FLAG.possessive)) return false;
    if (view.plain(at) && type.verbs.has(view.tokens, at) && /(ed|t|ld|wn|ght|un)$/.test(view.slice(at, at + 1)))
      return true;
  }
  return false;
}

/** A word and a model number: "Photon P4". */
function modelLike(view: View, first: number, last: number): boolean {
  if (last - first !== 2 || view.has(first, FLAG.digit | FLAG.allCaps)) return false;
  return /^(?:[A-Z]{1,3}\d{1,4}[A-Z]{0,3}|\d{3,4}[A-Z]{1,3}\d?)$/.test(view.slice(last - 1, last));
}

/** Words on either side of a model that may say what it is. */
const NEAR = 20;

/** Whether a model is made, "designed the X1", or is said to be, "the X1, designed by". */
function made(view: View, first: number, last: number, type: DiscoveryType): boolean {
  const next = view.plain(last) && !view.is(last, 'function') && !view.is(last, 'auxiliaries');
  if (next || !view.wordIs(first - 1, DETERMINERS)) return false;
  // A phone, a car, a model that answers: no chip.
  for (let at = first - NEAR; at < last + NEAR; at++)
    if (view.is(at, 'productAfter') && view.together(at, first)) return false;
  for (let at = first - 2; at > first - 4 && view.together(at, first); at--)
    if (type.objectVerbs.endsAt(view.tokens, at) > 0) return true;
  return view.char(last) === 0x2c && type.objectVerbs.has(view.tokens, last + 1) && view.wordIs(last + 2, BY);
}

/** "X of Jakarta, a distributor": the end of the place that follows a name, `last` when none does. */
function afterPlace(view: View, last: number): number {
  if (!view.wordIs(last, OF) || !view.capital(last + 1)) return last;
  let at = last + 2;
  while (at < last + 4 && view.capital(at)) at++;
  return view.char(at) === 0x2c && view.together(last, at) ? at : last;
}

/** Whether a comma, a stop or a conjunction follows: the name stands by itself between commas. */
function closesAppositive(view: View, last: number): boolean {
  const code = view.char(last);
  return code === 0x2c || code === 0x2e || code === 0x3b || code === 0x29 || !view.together(last - 1, last);
}

function neighbours(view: View, first: number, last: number, type: DiscoveryType, add: Add): void {
  const { tokens } = view;
  if (view.hinted(first - 1, HINT.before)) {
    const object = type.objects.endsAt(tokens, first - 1);
    if (object > 0 && view.together(first - object, first)) add(2, `after "${view.slice(first - object, first)}"`);
    else if (type.objectVerbs.has(tokens, first - 1) && view.together(first - 1, first)) {
      add(1.5, `object of "${view.slice(first - 1, first)}"`);
    }
  }
  // Where people work: "nine years at X".
  if (view.wordIs(first - 1, AT) && type.possessed.size > 0) add(0.5, 'after "at"');
  if (view.has(last, FLAG.possessive)) {
    for (let at = last + 1; at < last + 4 && view.together(last, at); at++) {
      const size = view.hinted(at, HINT.after) ? type.possessed.startsAt(tokens, at) : 0;
      if (size > 0) {
        add(1.5, `has "${view.slice(at, at + size)}"`);
        break;
      }
      if (view.has(at, FLAG.punctuation)) break;
    }
  } else if (view.hinted(last, HINT.after) && view.plain(last) && type.possessed.startsAt(tokens, last) > 0) {
    add(1, `before "${view.slice(last, last + 1)}"`);
  }
  if (view.char(last) === 0x2d && !view.has(last, FLAG.spaced) && !view.has(last + 1, FLAG.spaced)) {
    if (type.suffixes.startsAt(tokens, last + 1) > 0) add(2, `before "-${view.slice(last + 1, last + 2)}"`);
  }
  const noun =
    view.hinted(last, HINT.after) && view.casingAt(first) === CASING.normal ? type.after.startsAt(tokens, last) : 0;
  if (noun > 0 && (view.plain(last) || view.has(last, FLAG.allCaps)))
    add(view.has(last - 1, FLAG.digit) ? 2 : 1.5, `before "${view.slice(last, last + noun)}"`);
}

/** The verb of a subject: the next word, or the one after "which", past the rest of a list, auxiliaries and adverbs. */
function subject(view: View, last: number, list: number): { verb: number; which: boolean; whose: boolean } {
  let at = list;
  const comma = view.char(at) === 0x2c;
  // "X, from which Y rents": the verb is another's.
  if (comma && view.plain(at + 1) && view.wordIs(at + 2, WHICH) && view.is(at + 1, 'function'))
    return { verb: -1, which: true, whose: false };
  const which = comma && view.wordIs(at + 1, WHICH);
  const whose = comma && view.wordIs(at + 1, WHOSE);
  if (which) at += 2;
  at = afterTime(view, at);
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

const OF = words('of');
const BY = words('by');
const FROM = words('from');
const AND = words('and');
const THAT = words('that');
const ITS = words('it its');
const POSSESSIVE = words('its');
const DETERMINERS = words('the its their a an');
const COPULAS = words('is was are were remains became');
const INDEFINITE = words('a an one');
const MOVES = words(
  'rose fell gained lost jumped slipped climbed surged dropped slid tumbled plunged advanced added shed sank soared leapt eased declined',
);
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
  // "a designer from Irvine".
  if (joined && view.wordIs(first - 1, FROM) && nounBefore(view, first - 1)) add(1.5, 'where one is from');
  if (view.hinted(first - 1, HINT.before) && view.words.placeOf.endsAt(view.tokens, first - 1) > 0)
    add(3, `after "${view.slice(first - 2, first)}"`);
  if (view.plain(last) && view.is(last, 'placeAfter')) add(1, `before "${view.slice(last, last + 1)}"`);
}

/** Whether the words beside a name may speak for it although they are among no hints: a quick look. */
export function hasRareEvidence(view: View, first: number, last: number): boolean {
  return view.wordIs(first - 1, AT) || view.wordIs(first - 1, DETERMINERS) || view.wordIs(last, MOVES);
}
