import { ABBREVIATIONS, BEFORE_DIGIT, SUFFIXES } from './abbreviations.js';
import { foldOf, KIND, kindOf } from './characters.js';
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

/** Token arrays that grow; `slice`d when the text has been read. */
class Builder {
  count = 0;
  start: Int32Array;
  end: Int32Array;
  hash: Int32Array;
  flags: Uint16Array;

  constructor(length: number) {
    const size = (length >> 2) + 16;
    this.start = new Int32Array(size);
    this.end = new Int32Array(size);
    this.hash = new Int32Array(size);
    this.flags = new Uint16Array(size);
  }

  push(start: number, end: number, hash: number, flags: number): void {
    if (this.count === this.start.length) this.grow();
    const at = this.count++;
    this.start[at] = start;
    this.end[at] = end;
    this.hash[at] = hash;
    this.flags[at] = flags;
  }

  private grow(): void {
    const size = this.start.length * 2;
    const copy = (from: Int32Array): Int32Array => {
      const to = new Int32Array(size);
      to.set(from);
      return to;
    };
    this.start = copy(this.start);
    this.end = copy(this.end);
    this.hash = copy(this.hash);
    const flags = new Uint16Array(size);
    flags.set(this.flags);
    this.flags = flags;
  }
}

/**
 * Splits a text into tokens in one pass. Words keep what belongs to them ("U.S.", "Xi'an", "AT&T", "3.5", "10,000",
 * "6.5bn", "Corp."); a possessive clitic, a hyphen, a currency sign and each ideograph are tokens of their own. Nothing
 * but white space lies between tokens. Never throws, takes any string.
 */
export function tokenise(text: string): Tokens {
  const length = text.length;
  const out = new Builder(length);
  let at = 0;
  let gap = FLAG.spaced as number;
  let quoted = false;
  while (at < length) {
    const code = text.charCodeAt(at);
    const kind = kindOf[code]!;
    if (kind === KIND.space) {
      gap |= FLAG.spaced;
      at++;
    } else if (kind === KIND.newline) {
      gap |= FLAG.spaced | FLAG.newline;
      quoted = false;
      at++;
    } else if (kind >= KIND.lower && kind <= KIND.digit) {
      at = readWord(text, at, gap, out);
      gap = 0;
    } else {
      const start = at;
      let flags = gap | FLAG.punctuation;
      let hash = hashStep(HASH_SEED, foldOf[code]!);
      at++;
      if (kind === KIND.ideograph) {
        flags = gap | FLAG.ideograph;
      } else if (kind === KIND.high && at < length && kindOf[text.charCodeAt(at)] === KIND.low) {
        hash = hashStep(hash, text.charCodeAt(at));
        at++;
      } else if (foldOf[code] === APOSTROPHE) {
        if (gap === 0 && clitic(text, at)) {
          flags = FLAG.possessive;
          hash = hashStep(hash, 0x73);
          at++;
        } else if (gap === 0 && !quoted && (text.charCodeAt(start - 1) | 32) === 0x73) {
          flags |= FLAG.possessive;
        } else {
          quoted = gap !== 0 && at < length && isWord(kindOf[text.charCodeAt(at)]!);
        }
      } else if (RUNS.has(code)) {
        while (at < length && text.charCodeAt(at) === code) at++;
      }
      while (at < length && kindOf[text.charCodeAt(at)] === KIND.mark) at++;
      out.push(start, at, hash, flags);
      gap = 0;
    }
  }
  const { count } = out;
  return {
    text,
    count,
    start: out.start.subarray(0, count),
    end: out.end.subarray(0, count),
    flags: out.flags.subarray(0, count),
    hash: out.hash.subarray(0, count),
  };
}

/** Whether an "s" that ends its word stands at `at`, after an apostrophe. */
function clitic(text: string, at: number): boolean {
  return (text.charCodeAt(at) | 32) === 0x73 && (at + 1 >= text.length || !isWord(kindOf[text.charCodeAt(at + 1)]!));
}

/** Reads the word that starts at `start`, pushes it and gives the offset after it. */
function readWord(text: string, start: number, gap: number, out: Builder): number {
  const length = text.length;
  let at = start;
  let hash = HASH_SEED;
  let uppers = 0;
  let lowers = 0;
  let letters = 0;
  let flags = gap;
  /** Letters since the last period, and whether all parts so far were single letters. */
  let part = 0;
  let initials = true;
  let periods = 0;
  // Most words are a letter and then lower-case ones: they need no more than this.
  const initial = text.charCodeAt(start);
  const capital = kindOf[initial] === KIND.upper;
  if (capital || kindOf[initial] === KIND.lower) {
    hash = Math.imul(hash ^ foldOf[initial]!, PRIME);
    at++;
    let kind = KIND.other as number;
    while (at < length) {
      const code = text.charCodeAt(at);
      kind = kindOf[code]!;
      if (kind !== KIND.lower) break;
      hash = Math.imul(hash ^ foldOf[code]!, PRIME);
      at++;
    }
    if (at === length || kind === KIND.space || kind === KIND.newline) {
      const lower = capital ? at - start > 1 : true;
      out.push(start, at, hash, gap | (capital ? FLAG.capital : 0) | (lower ? FLAG.lower : 0));
      return at;
    }
    uppers = capital ? 1 : 0;
    part = letters = at - start;
    lowers = letters - uppers;
  }
  while (at < length) {
    const code = text.charCodeAt(at);
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
      const next = at + 1 < length ? text.charCodeAt(at + 1) : 0;
      const after = kindOf[next]!;
      const before = kindOf[text.charCodeAt(at - 1)]!;
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
  out.push(start, at, hash, flags);
  return at;
}

function charAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0;
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
  while (end < at + 6 && end < text.length && isWord(kindOf[text.charCodeAt(end)]!)) {
    if (kindOf[text.charCodeAt(end)] === KIND.upper) upper++;
    end++;
  }
  if (end < text.length && isWord(kindOf[text.charCodeAt(end)]!)) return false;
  const size = end - at;
  return (capitals && upper === size && size <= 3) || (upper === 0 && SUFFIXES.has(text.slice(at, end)));
}
