/**
 * What is known of a word whatever stands around it, remembered by its surface from one document to the next.
 * In: a token and the verb forms of a dictionary. Out: the word in lower case, its closed-class tag, its open classes.
 */

import { singulars } from '../../dictionary/grammar.js';
import type { Tokens } from '../../text/tokens.js';
import { mayCount } from '../amount-words.js';
import { timely } from '../time-words.js';
import { SPECIAL, type Special } from './special.js';
import { CLOSED, classesOf, QUANTIFIERS, TEMPORAL } from './words.js';

export interface WordFacts {
  readonly word: string;
  /** Tag of a closed-class word. */
  readonly closed: string | undefined;
  readonly special: Special | undefined;
  readonly temporal: boolean;
  /** Open classes, from the dictionary's verbs and the lexicon. */
  readonly classes: number;
  /** Its tag where it is a mark. */
  readonly mark: string;
  /** Begins with a letter and holds a digit. */
  readonly mixed: boolean;
  /** Bits of `TIMELY`: how expressions of time may begin with it. */
  readonly timely: number;
  /** An amount or a number may begin with it. */
  readonly counts: boolean;
  /** The forms that it may be the plural of, itself first. */
  readonly singulars: readonly string[];
  /** The quantifiers that begin with it. */
  readonly quantifiers: readonly (readonly string[])[] | undefined;
}

/** Words remembered for one dictionary; past that many, it starts anew. */
const LIMIT = 50_000;

/** Slots of the table, a power of two. */
const SLOTS = 1 << 16;

/** A surface with its facts, and the next of those that fall into the same slot. */
interface Entry {
  readonly surface: string;
  readonly hash: number;
  readonly facts: WordFacts;
  readonly next: Entry | undefined;
}

export class WordBook {
  private slots = new Array<Entry | undefined>(SLOTS).fill(undefined);
  private size = 0;

  constructor(private readonly verbs: ReadonlyMap<string, number>) {}

  /** The facts of a token. */
  get({ text, start, end, hash }: Tokens, token: number): WordFacts {
    const from = start[token]!;
    const to = end[token]!;
    const key = hash[token]!;
    for (let entry = this.slots[key & (SLOTS - 1)]; entry; entry = entry.next) {
      if (entry.hash === key && stands(entry.surface, text, from, to)) return entry.facts;
    }
    return this.learn(text.slice(from, to), key);
  }

  private learn(slice: string, hash: number): WordFacts {
    if (this.size >= LIMIT) {
      this.slots.fill(undefined);
      this.size = 0;
    }
    const surface = interned(slice);
    const word = interned(surface.toLowerCase());
    const facts: WordFacts = {
      word,
      closed: CLOSED.get(word),
      special: SPECIAL.get(word),
      temporal: TEMPORAL.has(word),
      classes: (this.verbs.get(word) ?? 0) | classesOf(word),
      mark: mark(word),
      mixed: /^[a-z].*\d/.test(word),
      timely: timely(word),
      counts: mayCount(word),
      singulars: singulars(word).map(interned),
      quantifiers: QUANTIFIERS.get(word),
    };
    const slot = hash & (SLOTS - 1);
    this.slots[slot] = { surface, hash, facts, next: this.slots[slot] };
    this.size++;
    return facts;
  }
}

/** Whether a word is what the text has at [from, to). */
function stands(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
}

/** A string of its own, one for all that are equal: a slice would keep the text of its document alive. */
function interned(text: string): string {
  const keys: Record<string, true> = Object.create(null);
  keys[text] = true;
  return Object.keys(keys)[0]!;
}

/** The tag of a mark. */
function mark(word: string): string {
  if ('“”"«»‘„'.includes(word)) return '"';
  if (word === '’' || word === "'") return '"';
  if ('–—―'.includes(word) || word === '--') return '—';
  if ('[{'.includes(word)) return '(';
  if (']}'.includes(word)) return ')';
  if ('$€£¥₩₹'.includes(word)) return '$';
  if (word === '…' || word === '!' || word === '?' || word.startsWith('..')) return '.';
  return word;
}

const books = new WeakMap<ReadonlyMap<string, number>, WordBook>();

/** The word book of a dictionary's verb forms. */
export function wordBookOf(verbs: ReadonlyMap<string, number>): WordBook {
  let book = books.get(verbs);
  if (!book) {
    book = new WordBook(verbs);
    books.set(verbs, book);
  }
  return book;
}
