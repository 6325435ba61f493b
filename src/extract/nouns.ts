import { type Discovery, ENDS_NOUN, OPENS_NOUN } from '../dictionary/discovery.js';
import type { Phrases } from '../dictionary/phrases.js';
import { FLAG } from '../text/tokens.js';
import type { View } from './view.js';
import { words } from './words.js';

/** A noun that says what the name beside it is. */
export interface Descriptor {
  /** The list that holds it: an entity type, or `person`. */
  readonly is: string;
  /** Tokens [first, last) of the noun. */
  readonly first: number;
  readonly last: number;
}

export const PERSON = 'person';
/** Words that an appositive may have before its noun. */
const LONGEST = 10;

type NounList = { readonly is: string; readonly nouns: Phrases };
const listsOf = new WeakMap<Discovery, readonly NounList[]>();

/** The noun lists of all types and of persons; made once for each dictionary. */
export function nounLists(view: View): readonly NounList[] {
  const { discovery } = view.dictionary;
  let lists = listsOf.get(discovery);
  if (!lists) {
    const types = discovery.types.map(({ type, nouns }) => ({ is: type, nouns }));
    lists = [...types, { is: PERSON, nouns: discovery.words.personRoles }];
    listsOf.set(discovery, lists);
  }
  return lists;
}

/**
 * The noun of the appositive after a comma at `at`: "X, a Singapore-based cloud provider that …" gives "provider". Undefined
 * when what follows is no appositive.
 */
export function appositive(view: View, at: number): Descriptor | undefined {
  if (!view.has(at, FLAG.punctuation)) return undefined;
  const code = view.char(at);
  if (code !== 0x2c && code !== 0x2014 && code !== 0x2013 && code !== 0x28) return undefined;
  const noun = nounAfter(view, at);
  // "X, a spokesman said": who says it is nobody's description.
  return noun && view.is(noun.last, 'say') && view.plain(noun.last) ? undefined : noun;
}

/** The noun of the phrase that begins after a token: "a small maker of chips" gives "maker". */
export function nounAfter(view: View, at: number): Descriptor | undefined {
  let from = at + 1;
  const lists = nounLists(view);
  if (!opensPhrase(view, from, lists)) return undefined;
  const end = Math.min(view.count, from + LONGEST);
  let found: Descriptor | undefined;
  for (; from < end && view.together(at, from); from++) {
    const noun = nounAt(view, from, lists);
    if (noun) {
      if (view.has(noun.last, FLAG.possessive)) {
        found = undefined;
        from = noun.last;
        continue;
      }
      found = noun;
      from = noun.last - 1;
      continue;
    }
    if (view.char(from) === 0x2d && !view.has(from, FLAG.spaced)) {
      // "state-backed": the noun belongs to an adjective.
      if (found?.last === from) found = undefined;
      continue;
    }
    if (view.has(from, FLAG.possessive)) continue;
    if (view.has(from, FLAG.punctuation)) return found;
    if (view.is(from, 'function') && from > at + 1 && !articleAfterOne(view, from) && !modifies(view, from))
      return found;
    // "a firm making chips" is a firm, "a chip packaging firm" is one too.
    if (found && (found.is === PERSON || found.is === lists[0]!.is) && /(ing|ed)$/.test(view.slice(from, from + 1)))
      return found;
  }
  return found;
}

/** The noun directly before a token, with only blanks between: "the start-up X", "chipmaker X". */
export function nounBefore(view: View, at: number): Descriptor | undefined {
  if (!view.marked(at - 1, ENDS_NOUN) || !view.together(at - 1, at)) return undefined;
  let longest: Descriptor | undefined;
  for (const { is, nouns } of nounLists(view)) {
    const size = nouns.endsAt(view.tokens, at - 1);
    if (size > 0 && (!longest || size > longest.last - longest.first)) longest = { is, first: at - size, last: at };
  }
  return longest;
}

function nounAt(view: View, at: number, lists: readonly { is: string; nouns: Phrases }[]): Descriptor | undefined {
  if (!view.marked(at, OPENS_NOUN)) return undefined;
  let longest: Descriptor | undefined;
  for (const { is, nouns } of lists) {
    const size = nouns.startsAt(view.tokens, at);
    if (size > 0 && (!longest || size > longest.last - longest.first)) longest = { is, first: at, last: at + size };
  }
  return longest;
}

const ARTICLES = new Set([
  'a',
  'an',
  'the',
  'its',
  'their',
  'his',
  'her',
  'one',
  'another',
  'also',
  'itself',
  'once',
  'formerly',
  'now',
  'our',
  'then',
  'both',
  'two',
  'three',
]);

const ARTICLE_HASHES = words([...ARTICLES].join(' '));

/** Whether an appositive may begin here: with an article, a noun of the lists, or a name in the genitive. */
function opensPhrase(view: View, at: number, lists: readonly { is: string; nouns: Phrases }[]): boolean {
  if (at >= view.count || view.has(at, FLAG.punctuation)) return false;
  if (view.wordIs(at, ARTICLE_HASHES) && ARTICLES.has(view.slice(at, at + 1).toLowerCase())) return true;
  if (view.is(at, 'function')) return false;
  if (nounAt(view, at, lists)) return true;
  if (!view.capital(at)) return view.plain(at) && nounAt(view, at + 1, lists) !== undefined;
  for (let i = at; i < at + 4 && view.together(at, i); i++) if (view.has(i, FLAG.possessive)) return true;
  return false;
}

function articleAfterOne(view: View, at: number): boolean {
  return /^one$/i.test(view.slice(at - 1, at)) || /^one$/i.test(at > 1 ? view.slice(at - 2, at - 1) : '');
}

/** Adjectives among the closed class: "a new firm", "the first operator". */
function modifies(view: View, at: number): boolean {
  const word = view.slice(at, at + 1).toLowerCase();
  return (
    /^(new|old|first|second|third|other|own|least|long|late|once|now|more|most|little)$/.test(word) &&
    view.slice(at - 1, at) !== ','
  );
}
