import { ENDS_HEAD } from '../dictionary/discovery.js';
import { FLAG } from '../text/tokens.js';
import type { Chunk } from './chunks.js';
import { appositive, nounBefore, PERSON } from './nouns.js';
import type { View } from './view.js';
import { words } from './words.js';

/** The persons of a document. */
export interface Persons {
  /** Chunks that are persons' names. */
  readonly chunks: ReadonlySet<Chunk>;
  /** Token hashes of their last names, which may stand alone afterwards. */
  readonly surnames: ReadonlySet<number>;
}

/** Tells persons from other names: by titles, given names, ages, roles, and the verbs and pronouns of persons. */
export function findPersons(view: View, chunks: readonly Chunk[]): Persons {
  const found = new Set<Chunk>();
  const surnames = new Set<number>();
  for (const chunk of chunks) {
    if (!isPerson(view, chunk)) continue;
    found.add(chunk);
    surnames.add(view.tokens.hash[chunk.last - 1]!);
  }
  return { chunks: found, surnames };
}

function isPerson(view: View, { first, last }: Chunk): boolean {
  const size = last - first;
  if (size > 5) return false;
  for (let at = first; at < last; at++) if (view.has(at, FLAG.digit)) return false;
  if (titled(view, first) || (size > 1 && view.is(first, 'titles') && !headed(view, last - 1))) return true;
  if (headed(view, last - 1) && size > 1) return false;
  // An initial within the name: "Booker T. Washington".
  for (let at = first; at + 1 < last; at++)
    if (view.has(at, FLAG.abbreviation) && /^[A-Z]\.$/.test(view.slice(at, at + 1)) && at > first) return true;
  if (aged(view, last)) return true;
  if (followedByWho(view, last)) return true;
  const role = appositive(view, last);
  // "X's Rubin, the successor": a thing has one word as likely as a person.
  if (role?.is === PERSON) return size > 1 || !view.has(first - 1, FLAG.possessive);
  if (role && !(size > 1 && view.is(first, 'given') && eitherRole(view, role.last - 1))) return false;
  const before = nounBefore(view, first);
  if (before?.is === PERSON && !view.has(first, FLAG.first)) return view.plain(first - 1) || size > 1;
  // "its chief executive, X" and "the unit's head, X".
  if (view.char(first - 1) === 0x2c && nounBefore(view, first - 1)?.is === PERSON && size > 1) return true;
  return size > 1 && view.is(first, 'given') && !view.has(first, FLAG.allCaps);
}

/** A noun that is said of persons as well as of firms: "a designer". */
function eitherRole(view: View, at: number): boolean {
  return view.is(at, 'eitherRoles');
}

/** "Mr. X", "President X": a title directly before. */
function titled(view: View, first: number): boolean {
  return view.together(first - 1, first) && view.is(first - 1, 'titles') && view.capital(first - 1);
}

/** Whether the last word is one that ends the names of firms or bodies. */
function headed(view: View, at: number): boolean {
  return (
    view.marked(at, ENDS_HEAD) && view.dictionary.discovery.types.some(({ heads }) => heads.endsAt(view.tokens, at) > 0)
  );
}

/** ", 48,": an age. */
function aged(view: View, at: number): boolean {
  return (
    view.char(at) === 0x2c &&
    view.has(at + 1, FLAG.digit) &&
    view.char(at + 2) === 0x2c &&
    /^[1-9]\d$/.test(view.slice(at + 1, at + 2))
  );
}

const WHO = words('who');

function followedByWho(view: View, at: number): boolean {
  const next = view.char(at) === 0x2c ? at + 1 : at;
  return view.wordIs(next, WHO);
}
