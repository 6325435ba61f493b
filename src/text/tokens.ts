/**
 * The token view of a text: parallel arrays, indexed by token, so that passes over a document allocate nothing.
 * Offsets are UTF-16 code units into `text`, half-open.
 */
export interface Tokens {
  readonly text: string;
  /** Number of tokens. */
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Bits of `FLAG`, one word a token. */
  readonly flags: Uint16Array;
  /** Hash of the token in lower case, without diacritics and without the periods of an abbreviation: see `hashWord`. */
  readonly hash: Int32Array;
}

/** What is known of a token from its characters alone. */
export const FLAG = {
  /** First letter is upper case. */
  capital: 1,
  /** Two or more letters, all upper case. */
  allCaps: 2,
  /** Holds a digit. */
  digit: 4,
  /** Neither letter nor digit. */
  punctuation: 8,
  /** White space or the text's start stands before it. */
  spaced: 16,
  /** A line break stands before it. */
  newline: 32,
  /** A possessive clitic: 's, ’s, or a lone apostrophe after a plural. */
  possessive: 64,
  /** First token of its sentence. */
  first: 128,
  /** Holds a lower-case letter. */
  lower: 256,
  /** Has an upper-case letter after its first character, and a lower-case one: "iFlytek", "ByteDance". */
  inner: 512,
  /** A character of a script without spaces. */
  ideograph: 1024,
  /** Ends in a period that belongs to it: "U.S.", "Corp.". */
  abbreviation: 2048,
} as const;

/** A sentence: its span in characters and its tokens [first, last). */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
}
