import { HASH_SEED, hashStep } from '../text/hash.js';
import { tokenise } from '../text/tokenise.js';
import type { Sentence } from '../text/tokens.js';
import type { View } from './view.js';

/** Endings that a word of a phrase may have in the text: "iphone" in "iphones". */
const ENDINGS = ['', 's', 'es', 'ed', 'd', 'ing'];
/** Places of a word that are looked at for a phrase of several words. */
const MOST_PLACES = 64;

interface Phrase {
  readonly text: string;
  /** Hashes of the words before the last. */
  readonly before: readonly number[];
  /** Hashes of the last word with each ending. */
  readonly last: readonly number[];
}

/** Where words stand in a document, for the phrases that support or forbid a name: chains of tokens by their hash. */
export class Context {
  private readonly mask: number;
  /** First token of each chain, and the next one after each token; -1 for none. Chains go forward. */
  private heads: Int32Array | undefined;
  private next = new Int32Array(0);
  /** Answers of `findIn`, by phrases, then by sentence and `own`: a sentence may hold one name thousands of times. */
  private readonly answers = new Map<readonly string[], Map<string, string | undefined>>();

  constructor(private readonly view: View) {
    let size = 64;
    while (size < view.count) size *= 2;
    this.mask = size - 1;
  }

  /** Links the chains, when something is first looked for in the whole document. */
  private link(): Int32Array {
    const heads = new Int32Array(this.mask + 1).fill(-1);
    this.next = new Int32Array(this.view.count);
    const { hash } = this.view.tokens;
    for (let at = this.view.count - 1; at >= 0; at--) {
      const slot = this.slot(hash[at]!);
      this.next[at] = heads[slot]!;
      heads[slot] = at;
    }
    return heads;
  }

  /** The first of the phrases that stands in a sentence, a phrase equal to `own` (lower case) left out. */
  findIn(phrases: readonly string[] | undefined, sentence: Sentence, own: string): string | undefined {
    if (!phrases) return undefined;
    let answers = this.answers.get(phrases);
    if (!answers) {
      answers = new Map();
      this.answers.set(phrases, answers);
    }
    const key = `${sentence.first} ${own}`;
    if (!answers.has(key)) answers.set(key, this.search(phrases, sentence, own));
    return answers.get(key);
  }

  private search(phrases: readonly string[], sentence: Sentence, own: string): string | undefined {
    const known = compile(phrases);
    for (let at = sentence.first; at < sentence.last; at++) {
      const hash = this.view.tokens.hash[at]!;
      const ending = known.byWord.get(hash);
      if (!ending) continue;
      for (const phrase of ending) {
        if (phrase.text !== own && this.endsAt(phrase, at, sentence.first)) return phrase.text;
      }
    }
    return undefined;
  }

  /** The first of the phrases that stands anywhere in the document. */
  find(phrases: readonly string[] | undefined, own: string): string | undefined {
    if (!phrases) return undefined;
    return compile(phrases).list.find((phrase) => phrase.text !== own && this.holds(phrase))?.text;
  }

  private holds(phrase: Phrase): boolean {
    this.heads ??= this.link();
    const { heads } = this;
    for (const ending of phrase.last) {
      let seen = 0;
      for (let at = heads[this.slot(ending)]!; at >= 0 && seen < MOST_PLACES; at = this.next[at]!, seen++) {
        if (this.view.tokens.hash[at] === ending && this.endsAt(phrase, at, 0)) return true;
      }
    }
    return false;
  }

  private endsAt({ before }: Phrase, at: number, from: number): boolean {
    const start = at - before.length;
    return start >= from && before.every((hash, word) => this.view.tokens.hash[start + word] === hash);
  }

  private slot(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 8) & this.mask;
  }
}

interface PhraseSet {
  readonly list: readonly Phrase[];
  /** By the hashes of the last word with each ending. */
  readonly byWord: ReadonlyMap<number, readonly Phrase[]>;
}

const compiled = new WeakMap<readonly string[], PhraseSet>();

function compile(phrases: readonly string[]): PhraseSet {
  const known = compiled.get(phrases);
  if (known) return known;
  const byWord = new Map<number, Phrase[]>();
  const list = phrases.map((text): Phrase => {
    const hashes = [...tokenise(text).hash];
    const word = hashes.pop() ?? HASH_SEED;
    const last = ENDINGS.map((ending) =>
      [...ending].reduce((hash, letter) => hashStep(hash, letter.charCodeAt(0)), word),
    );
    const phrase = { text, before: hashes, last };
    for (const ending of last) byWord.set(ending, [...(byWord.get(ending) ?? []), phrase]);
    return phrase;
  });
  const set = { list, byWord };
  compiled.set(phrases, set);
  return set;
}
