import type { Tokens } from '../text/tokens.js';

/** A set of phrases of one to a few words, found by the hashes of their words. */
export class Phrases {
  /** Hashes of the phrases of one word. */
  readonly singles: ReadonlySet<number>;
  private readonly byFirst: ReadonlyMap<number, readonly (readonly number[])[]>;
  private readonly byLast: ReadonlyMap<number, readonly (readonly number[])[]>;
  /** One bit a hash that begins, and one a hash that ends, a phrase: most words are turned away by it. */
  private readonly opens: Int32Array;
  private readonly closes: Int32Array;

  constructor(phrases: readonly (readonly number[])[]) {
    const singles = new Set<number>();
    const byFirst = new Map<number, (readonly number[])[]>();
    const byLast = new Map<number, (readonly number[])[]>();
    const add = (map: Map<number, (readonly number[])[]>, key: number, phrase: readonly number[]): void => {
      const list = map.get(key);
      if (list) list.push(phrase);
      else map.set(key, [phrase]);
    };
    for (const phrase of phrases) {
      if (phrase.length === 0) continue;
      if (phrase.length === 1) singles.add(phrase[0]!);
      add(byFirst, phrase[0]!, phrase);
      add(byLast, phrase[phrase.length - 1]!, phrase);
    }
    this.size = phrases.length;
    this.singles = singles;
    this.byFirst = byFirst;
    this.byLast = byLast;
    this.opens = filterOf(byFirst);
    this.closes = filterOf(byLast);
  }

  /** Number of phrases. */
  readonly size: number;

  /** Hashes of the words that begin a phrase. */
  get firsts(): Iterable<number> {
    return this.byFirst.keys();
  }

  /** Hashes of the words that end a phrase. */
  get lasts(): Iterable<number> {
    return this.byLast.keys();
  }

  /** Whether the token alone is one of the phrases. */
  has(tokens: Tokens, at: number): boolean {
    if (at < 0 || at >= tokens.count) return false;
    const hash = tokens.hash[at]!;
    return passes(this.opens, hash) && this.singles.has(hash);
  }

  /** Number of tokens of the longest phrase that begins at a token, 0 for none. */
  startsAt(tokens: Tokens, at: number): number {
    if (at < 0 || at >= tokens.count) return 0;
    const hash = tokens.hash[at]!;
    if (!passes(this.opens, hash)) return 0;
    const list = this.byFirst.get(hash);
    if (!list) return 0;
    let longest = 0;
    for (const phrase of list) {
      if (phrase.length > longest && matches(tokens, at, phrase)) longest = phrase.length;
    }
    return longest;
  }

  /** Number of tokens of the longest phrase that ends with a token, 0 for none. */
  endsAt(tokens: Tokens, at: number): number {
    if (at < 0 || at >= tokens.count) return 0;
    const hash = tokens.hash[at]!;
    if (!passes(this.closes, hash)) return 0;
    const list = this.byLast.get(hash);
    if (!list) return 0;
    let longest = 0;
    for (const phrase of list) {
      if (phrase.length > longest && matches(tokens, at - phrase.length + 1, phrase)) longest = phrase.length;
    }
    return longest;
  }
}

function filterOf(hashes: ReadonlyMap<number, unknown>): Int32Array {
  let size = 1;
  while (size * 2 < hashes.size) size *= 2;
  const filter = new Int32Array(size);
  for (const hash of hashes.keys()) filter[(hash >>> 5) & (size - 1)]! |= 1 << (hash & 31);
  return filter;
}

function passes(filter: Int32Array, hash: number): boolean {
  return (filter[(hash >>> 5) & (filter.length - 1)]! & (1 << (hash & 31))) !== 0;
}

function matches(tokens: Tokens, first: number, phrase: readonly number[]): boolean {
  if (first < 0 || first + phrase.length > tokens.count) return false;
  for (let i = 0; i < phrase.length; i++) if (tokens.hash[first + i] !== phrase[i]) return false;
  return true;
}
