/**
 * What is known of a word whatever stands around it, remembered by its surface from one document to the next.
 * In: a token and the verb forms of a dictionary. Out: the word in lower case, its closed-class tag, its open classes.
 */

import { singulars } from '../../dictionary/grammar.js';
import { codeAt } from '../../text/code-at.js';
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

/** A surface with its facts, and the next of those that fall into the same slot. */
interface Entry extends WordFacts {
  readonly surface: string;
  readonly hash: number;
  next: Entry | undefined;
}

export class WordBook {
  /** Entries by the last bits of their hashes; as many slots as entries, a power of two. */
  private slots: (Entry | undefined)[] = emptySlots(2048);
  private size = 0;

  constructor(private readonly verbs: ReadonlyMap<string, number>) {}

  /** The facts of a token. */
  get({ text, start, end, hash }: Tokens, token: number): WordFacts {
    const from = start[token]!;
    const to = end[token]!;
    const key = hash[token]!;
    const { slots } = this;
    for (let entry = slots[key & (slots.length - 1)]; entry; entry = entry.next) {
      if (entry.hash === key && stands(entry.surface, text, from, to)) return entry;
    }
    return this.learn(text.slice(from, to), key);
  }

  private learn(slice: string, hash: number): WordFacts {
    if (this.size >= LIMIT) {
      this.slots = emptySlots(2048);
      this.size = 0;
    }
    if (this.size >= this.slots.length) this.grow();
    const surface = interned(slice);
    const word = interned(surface.toLowerCase());
    const entry: Entry = {
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
      surface,
      hash,
      next: undefined,
    };
    this.put(entry);
    this.size++;
    return entry;
  }

  private put(entry: Entry): void {
    const slot = entry.hash & (this.slots.length - 1);
    entry.next = this.slots[slot];
    this.slots[slot] = entry;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = emptySlots(before.length * 2);
    for (const first of before) {
      for (let entry = first; entry; ) {
        const { next } = entry;
        this.put(entry);
        entry = next;
      }
    }
  }
}

const emptySlots = (count: number): (Entry | undefined)[] => new Array<Entry | undefined>(count).fill(undefined);

/** Whether a word is what the text has at [from, to). */
function stands(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let at = 0; at < word.length; at++) if (codeAt(word, at) !== codeAt(text, from + at)) return false;
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
