/**
 * What is known of a word whatever stands around it, remembered by its surface from one document to the next.
 * In: a surface and the verb forms of a dictionary. Out: the word in lower case, its closed-class tag, its open classes.
 */
import { SPECIAL, type Special } from './special.js';
import { CLOSED, classesOf, TEMPORAL } from './words.js';

export interface WordFacts {
  readonly word: string;
  /** Tag of a closed-class word. */
  readonly closed: string | undefined;
  readonly special: Special | undefined;
  readonly temporal: boolean;
  /** Open classes, from the dictionary's verbs and the lexicon. */
  readonly classes: number;
}

/** Words remembered for one dictionary; past that many, it starts anew. */
const LIMIT = 50_000;

export class WordBook {
  private readonly known = new Map<string, WordFacts>();

  constructor(private readonly verbs: ReadonlyMap<string, number>) {}

  get(surface: string): WordFacts {
    return this.known.get(surface) ?? this.learn(surface);
  }

  private learn(surface: string): WordFacts {
    if (this.known.size >= LIMIT) this.known.clear();
    // A copy: a slice would keep the text of its document alive.
    const key = JSON.parse(JSON.stringify(surface)) as string;
    const word = key.toLowerCase();
    const facts: WordFacts = {
      word,
      closed: CLOSED.get(word),
      special: SPECIAL.get(word),
      temporal: TEMPORAL.has(word),
      classes: (this.verbs.get(word) ?? 0) | classesOf(word),
    };
    this.known.set(key, facts);
    return facts;
  }
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
