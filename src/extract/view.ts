import type { Dictionary } from '../dictionary/dictionary.js';
import { type PhraseClass, WORD_BIT, type WordClass } from '../dictionary/discovery.js';
import type { Phrases } from '../dictionary/phrases.js';
import { codeAt } from '../text/code-at.js';
import { hashWord } from '../text/hash.js';
import { FLAG, type Sentence, type Tokens } from '../text/tokens.js';
import type { Words } from './words.js';

const THE = hashWord('the');

/** How a sentence uses capitals. */
export const CASING = { normal: 0, title: 1, capitals: 2 } as const;

/** A document as the entity passes see it: tokens with their sentences and the word classes of the dictionary. */
export class View {
  readonly text: string;
  readonly count: number;
  readonly flags: Uint16Array;
  /** Sentence of each token. */
  readonly sentenceOf: Int32Array;
  /** `CASING` of each sentence. */
  readonly casing: Uint8Array;
  /** Word classes of each token, as bits of the dictionary's marks. */
  readonly marks: Int32Array;
  /** What each token may be evidence of beside a name, as bits of `HINT`. */
  readonly hints: Uint8Array;
  /** The bits of all flags, and of all marks, that any token has: what no token has need not be looked for. */
  readonly someFlags: number;
  readonly someMarks: number;
  readonly words: Readonly<Record<WordClass | PhraseClass, Phrases>>;

  constructor(
    readonly tokens: Tokens,
    readonly sentences: readonly Sentence[],
    readonly dictionary: Dictionary,
  ) {
    this.text = tokens.text;
    this.count = tokens.count;
    this.flags = tokens.flags;
    this.words = dictionary.discovery.words;
    const { count, flags } = tokens;
    const buffer = new ArrayBuffer(count * 9);
    const marks = new Int32Array(buffer, 0, count);
    const hints = new Uint8Array(buffer, count * 8, count);
    dictionary.discovery.marks.of(tokens.hash, marks, hints);
    const sentenceOf = new Int32Array(buffer, count * 4, count);
    const casing = new Uint8Array(sentences.length);
    let someFlags = 0;
    let someMarks = 0;
    for (let index = 0; index < sentences.length; index++) {
      const sentence = sentences[index]!;
      const { last } = sentence;
      for (let at = sentence.first; at < last; at++) {
        sentenceOf[at] = index;
        someFlags |= flags[at]!;
        someMarks |= marks[at]!;
      }
      casing[index] = casingOf(tokens, sentence);
    }
    this.marks = marks;
    this.hints = hints;
    this.sentenceOf = sentenceOf;
    this.casing = casing;
    this.someFlags = someFlags;
    this.someMarks = someMarks;
  }

  /** The characters of tokens [first, last). */
  slice(first: number, last: number): string {
    return this.text.slice(this.tokens.start[first]!, this.tokens.end[last - 1]!);
  }

  /** First code unit of a token, 0 outside of the text. */
  char(at: number): number {
    return at >= 0 && at < this.count ? codeAt(this.text, this.tokens.start[at]!) : 0;
  }

  has(at: number, flag: number): boolean {
    return at >= 0 && at < this.count && (this.flags[at]! & flag) !== 0;
  }

  is(at: number, name: WordClass): boolean {
    return at >= 0 && at < this.count && (this.marks[at]! & WORD_BIT[name]) !== 0;
  }

  /** Whether a token is one of a set of words, in any case. */
  wordIs(at: number, words: Words): boolean {
    return at >= 0 && at < this.count && words.has(this.tokens.hash[at]!);
  }

  /** Whether a token ends in these lower-case letters. */
  endsIn(at: number, letters: string): boolean {
    if (at < 0 || at >= this.count) return false;
    const from = this.tokens.end[at]! - letters.length;
    if (from < 0) return false;
    for (let i = 0; i < letters.length; i++) {
      if (codeAt(this.text, from + i) !== letters.charCodeAt(i)) return false;
    }
    return true;
  }

  /** Whether a token has one of the bits of the dictionary's hints. */
  hinted(at: number, bits: number): boolean {
    return at >= 0 && at < this.count && (this.hints[at]! & bits) !== 0;
  }

  /** Whether a token has one of the bits of the dictionary's marks. */
  marked(at: number, bits: number): boolean {
    return at >= 0 && at < this.count && (this.marks[at]! & bits) !== 0;
  }

  /** Whether a token is "the". */
  article(at: number): boolean {
    return at >= 0 && at < this.count && this.tokens.hash[at] === THE && /^the$/i.test(this.slice(at, at + 1));
  }

  /** A word in lower case only. */
  plain(at: number): boolean {
    return at >= 0 && at < this.count && (this.flags[at]! & (FLAG.capital | FLAG.inner | FLAG.lower)) === FLAG.lower;
  }

  /** A word that may be part of a name by its capitals. */
  capital(at: number): boolean {
    return this.has(at, FLAG.capital | FLAG.inner);
  }

  /** Whether both tokens lie in one sentence. */
  together(a: number, b: number): boolean {
    return a >= 0 && b >= 0 && a < this.count && b < this.count && this.sentenceOf[a] === this.sentenceOf[b];
  }

  casingAt(at: number): number {
    return this.casing[this.sentenceOf[at]!]!;
  }

  sentenceAt(at: number): Sentence {
    return this.sentences[this.sentenceOf[at]!]!;
  }
}

function casingOf(tokens: Tokens, { first, last }: Sentence): number {
  const { flags, start, end, text } = tokens;
  let words = 0;
  let capitals = 0;
  let allCaps = 0;
  let small = 0;
  for (let at = first; at < last; at++) {
    const flag = flags[at]!;
    if ((flag & (FLAG.punctuation | FLAG.digit | FLAG.possessive | FLAG.ideograph)) !== 0) continue;
    const size = end[at]! - start[at]!;
    if (size > 1 && flag & FLAG.allCaps) allCaps++;
    else if (size > 1 && flag & FLAG.lower && (flag & FLAG.capital) === 0) small++;
    if (size < 4) continue;
    words++;
    if (flag & (FLAG.capital | FLAG.inner)) capitals++;
  }
  if (allCaps > 3 && allCaps > small * 4 && allCaps * 10 >= words * 9) return CASING.capitals;
  const ends = codeAt(text, start[last - 1]!);
  const stopped = ends === 0x2e || ends === 0x2c || ends === 0x3b;
  return !stopped && words > 2 && capitals * 10 >= words * 8 ? CASING.title : CASING.normal;
}
