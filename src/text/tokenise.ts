import { ABBREVIATIONS, BEFORE_DIGIT, SUFFIXES } from './abbreviations.js';
import { cellOf, foldOf, KIND, kindOf } from './characters.js';
import { codeAt } from './code-at.js';
import { HASH_SEED, hashStep, HASH_PRIME as PRIME } from './hash.js';
import { FLAG, type Tokens } from './tokens.js';

const APOSTROPHE = 0x27;
const PERIOD = 0x2e;
const COMMA = 0x2c;
const AMPERSAND = 0x26;
/** Punctuation whose repetition is one token: "...", "--", "?!" is two. */
const RUNS = new Set([...'.-=_*#~!?'].map((character) => character.charCodeAt(0)));

const isLetter = (kind: number): boolean => kind === KIND.lower || kind === KIND.upper || kind === KIND.letter;
const isWord = (kind: number): boolean => isLetter(kind) || kind === KIND.digit || kind === KIND.mark;

/** Texts of no more characters share their arrays with the next text. */
const SHARED = 1 << 16;

/** Token arrays with room for every text of so many characters. What a text gave is copied out of them. */
class Room {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly hash: Int32Array;
  readonly flags: Uint16Array;

  constructor(characters: number) {
    this.start = new Int32Array(characters);
    this.end = new Int32Array(characters);
    this.hash = new Int32Array(characters);
    this.flags = new Uint16Array(characters);
  }

  /** The first tokens in arrays of their own, which lie in one buffer. */
  take(text: string, count: number): Tokens {
    const buffer = new ArrayBuffer(count * 14);
    const start = new Int32Array(buffer, 0, count);
    const end = new Int32Array(buffer, count * 4, count);
    const hash = new Int32Array(buffer, count * 8, count);
    const flags = new Uint16Array(buffer, count * 12, count);
    start.set(this.start.subarray(0, count));
    end.set(this.end.subarray(0, count));
    hash.set(this.hash.subarray(0, count));
    flags.set(this.flags.subarray(0, count));
    return { text, count, start, end, hash, flags };
  }
}

const shared = new Room(SHARED);

/**
 * Splits a text into tokens in one pass. Words keep what belongs to them ("U.S.", "Xi'an", "AT&T", "3.5", "10,000",
 * "6.5bn", "Corp."); a possessive clitic, a hyphen, a currency sign and each ideograph are tokens of their own. Nothing
 * but white space lies between tokens. Never throws, takes any string.
 */
export function tokenise(text: string): Tokens {
  const length = text.length;
  const room = length > SHARED ? new Room(length) : shared;
  const { start: starts, end: ends, hash: hashes, flags: flagsOf } = room;
  let count = 0;
  let at = 0;
  let gap = FLAG.spaced as number;
  let quoted = false;
  while (at < length) {
    const code = codeAt(text, at);
    const cell = cellOf[code]!;
    const kind = cell & KIND_BITS;
    if (kind === KIND.space) {
      gap |= FLAG.spaced;
      at++;
    } else if (kind === KIND.newline) {
      gap |= FLAG.spaced | FLAG.newline;
      quoted = false;
      at++;
    } else if (kind === KIND.lower || kind === KIND.upper) {
      // Most words are a letter and then lower-case ones, and no mark that may go on with them follows.
      const start = at++;
      let hash = Math.imul(HASH_SEED ^ (cell >>> 4), PRIME);
      let next = KIND_BITS as number;
      while (at < length) {
        next = cellOf[codeAt(text, at)]!;
        if ((next & KIND_BITS) !== KIND.lower) break;
        hash = Math.imul(hash ^ (next >>> 4), PRIME);
        at++;
      }
      if (at === length || endsWord(next)) {
        const capital = kind === KIND.upper;
        hashes[count] = hash;
        flagsOf[count] = gap | (capital ? FLAG.capital | (at - start > 1 ? FLAG.lower : 0) : FLAG.lower);
      } else {
        at = readWord(text, start, at, hash);
        hashes[count] = word.hash;
        flagsOf[count] = gap | word.flags;
      }
      starts[count] = start;
      ends[count++] = at;
      gap = 0;
    } else if (kind === KIND.letter || kind === KIND.digit) {
      starts[count] = at;
      at = readWord(text, at, at, HASH_SEED);
      ends[count] = at;
      hashes[count] = word.hash;
      flagsOf[count++] = gap | word.flags;
      gap = 0;
    } else {
      const start = at;
      let flags = gap | FLAG.punctuation;
      let hash = hashStep(HASH_SEED, cell >>> 4);
      at++;
      if (kind === KIND.ideograph) {
        flags = gap | FLAG.ideograph;
      } else if (kind === KIND.high && at < length && kindOf[codeAt(text, at)] === KIND.low) {
        hash = hashStep(hash, codeAt(text, at));
        at++;
      } else if (cell >>> 4 === APOSTROPHE) {
        if (gap === 0 && clitic(text, at)) {
          flags = FLAG.possessive;
          hash = hashStep(hash, 0x73);
          at++;
        } else if (gap === 0 && !quoted && (codeAt(text, start - 1) | 32) === 0x73) {
          flags |= FLAG.possessive;
        } else {
          quoted = gap !== 0 && at < length && isWord(kindOf[codeAt(text, at)]!);
        }
      } else if (RUNS.has(code)) {
        while (at < length && codeAt(text, at) === code) at++;
      }
      while (at < length && kindOf[codeAt(text, at)] === KIND.mark) at++;
      starts[count] = start;
      ends[count] = at;
      hashes[count] = hash;
      flagsOf[count++] = flags;
      gap = 0;
    }
  }
  return room.take(text, count);
}

/** The part of a cell that is the kind. */
const KIND_BITS = 15;

/** Whether a character after a word of letters ends it: a blank, or a mark that never joins two parts of a word. */
function endsWord(cell: number): boolean {
  const kind = cell & KIND_BITS;
  if (kind === KIND.space || kind === KIND.newline) return true;
  const folded = cell >>> 4;
  return kind === KIND.other && folded !== APOSTROPHE && folded !== PERIOD && folded !== AMPERSAND;
}

/** Whether an "s" that ends its word stands at `at`, after an apostrophe. */
function clitic(text: string, at: number): boolean {
  return (codeAt(text, at) | 32) === 0x73 && (at + 1 >= text.length || !isWord(kindOf[codeAt(text, at + 1)]!));
}

/** The hash and the flags of the word that `readWord` has read. */
const word = { hash: 0, flags: 0 };

/**
 * Reads the word that starts at `start` into `word` and gives the offset after it. It has been read up to `from`: a letter and
 * lower-case ones that hash to `read`, or nothing.
 */
function readWord(text: string, start: number, from: number, read: number): number {
  const length = text.length;
  let at = from;
  const capital = kindOf[codeAt(text, start)] === KIND.upper;
  let letters = from - start;
  let uppers = capital && letters > 0 ? 1 : 0;
  let lowers = letters - uppers;
  let hash = read;
  let flags = 0;
  /** Letters since the last period, and whether all parts so far were single letters. */
  let part = letters;
  let initials = true;
  let periods = 0;
  while (at < length) {
    const code = codeAt(text, at);
    const kind = kindOf[code]!;
    if (kind === KIND.lower) {
      lowers++;
      letters++;
      part++;
    } else if (kind === KIND.upper) {
      if (at > start) flags |= FLAG.inner;
      uppers++;
      letters++;
      part++;
    } else if (kind === KIND.digit) {
      flags |= FLAG.digit;
      initials = false;
    } else if (kind === KIND.letter) {
      letters++;
      part++;
    } else if (kind !== KIND.mark) {
      const next = at + 1 < length ? codeAt(text, at + 1) : 0;
      const after = kindOf[next]!;
      const before = kindOf[codeAt(text, at - 1)]!;
      const folded = foldOf[code]!;
      if (folded === APOSTROPHE) {
        if (!isLetter(after) || !isLetter(before) || clitic(text, at + 1)) break;
        initials = false;
      } else if (code === PERIOD) {
        if (before === KIND.digit && after === KIND.digit) {
          initials = false;
        } else if (initials && part === 1 && isLetter(after) && !isWord(kindOf[charAt(text, at + 2)]!)) {
          part = 0;
          periods++;
          at++;
          continue;
        } else if (initials && part === 1 && (periods > 0 || (uppers === 1 && nameFollows(text, at + 1)))) {
          flags |= FLAG.abbreviation;
          at++;
          break;
        } else if (!isWord(after)) {
          const known = ABBREVIATIONS.has(hash) && !(BEFORE_DIGIT.has(hash) && !digitFollows(text, at + 1));
          if (!known && !(BEFORE_DIGIT.has(hash) && digitFollows(text, at + 1))) break;
          flags |= FLAG.abbreviation;
          at++;
          break;
        } else if (!suffixFollows(text, at + 1, lowers === 0 || uppers > 2)) {
          break;
        } else {
          initials = false;
        }
      } else if (code === COMMA) {
        if (before !== KIND.digit || after !== KIND.digit || !thousands(text, at + 1)) break;
        at++;
        continue;
      } else if (code === AMPERSAND) {
        if (before !== KIND.upper || after !== KIND.upper) break;
      } else {
        break;
      }
    }
    hash = hashStep(hash, foldOf[code]!);
    at++;
  }
  if (capital) flags |= FLAG.capital;
  if (lowers > 0) flags |= FLAG.lower;
  else {
    flags &= ~FLAG.inner;
    if (uppers > 1 && uppers === letters) flags |= FLAG.allCaps;
  }
  word.hash = hash;
  word.flags = flags;
  return at;
}

function charAt(text: string, at: number): number {
  return at < text.length ? codeAt(text, at) : 0;
}

/** Whether the next word, after one or more blanks, begins with a digit. */
function digitFollows(text: string, at: number): boolean {
  return kindOf[charAt(text, at)] === KIND.space && kindOf[charAt(text, at + 1)] === KIND.digit;
}

/** Whether a blank and a capital follow, as after an initial: "J. Smith". */
function nameFollows(text: string, at: number): boolean {
  return kindOf[charAt(text, at)] === KIND.space && kindOf[charAt(text, at + 1)] === KIND.upper;
}

/** Whether exactly three digits follow. */
function thousands(text: string, at: number): boolean {
  for (let i = at; i < at + 3; i++) if (kindOf[charAt(text, i)] !== KIND.digit) return false;
  return kindOf[charAt(text, at + 3)] !== KIND.digit;
}

/** Whether a web suffix ("com") or, after capitals, an exchange code ("NVDA.O") follows. */
function suffixFollows(text: string, at: number, capitals: boolean): boolean {
  let end = at;
  let upper = 0;
  while (end < at + 6 && end < text.length && isWord(kindOf[codeAt(text, end)]!)) {
    if (kindOf[codeAt(text, end)] === KIND.upper) upper++;
    end++;
  }
  if (end < text.length && isWord(kindOf[codeAt(text, end)]!)) return false;
  const size = end - at;
  return (capitals && upper === size && size <= 3) || (upper === 0 && SUFFIXES.has(text.slice(at, end)));
}
