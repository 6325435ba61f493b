import { codeAt } from '../text/code-at.js';
import { tokenise } from '../text/tokenise.js';
import { FLAG, type Tokens } from '../text/tokens.js';
import type { Alias } from './entity.js';

/** A place where the tokens of a text are the tokens of an alias; its case is not yet looked at. */
export interface Hit {
  /** Tokens [first, last). */
  readonly first: number;
  readonly last: number;
  /** Index into the gazetteer's aliases. */
  readonly alias: number;
  /** The last token carries a plural "s" that the alias lacks. */
  readonly plural: boolean;
}

/** Inverse of the hash's multiplier modulo 2^32: takes one character off the end of a hash. */
const INVERSE = 0x359c449b;
const HYPHEN = 0x2d;
const SMALL_S = 0x73;

/**
 * All aliases of a dictionary as a trie over token hashes, in typed arrays: a text is read once, token by token, and what a
 * token costs does not grow with the number of aliases.
 */
export class Gazetteer {
  readonly aliases: readonly Alias[];
  /** Open-addressed edges: key (state, token hash) to the next state. */
  private readonly mask: number;
  private readonly fromState: Int32Array;
  private readonly onHash: Int32Array;
  private readonly toState: Int32Array;
  /**
   * One bit a token hash that begins an alias, and one for those that may begin in lower case: most tokens of a text go no
   * further.
   */
  private readonly begins: Int32Array;
  private readonly beginsSmall: Int32Array;
  /** First alias that ends in a state, and the next one after an alias; -1 for none. */
  private readonly ends: Int32Array;
  private readonly chain: Int32Array;

  constructor(aliases: readonly Alias[]) {
    this.aliases = aliases;
    const words = tokenise(aliases.map((alias) => alias.text.replace(/\s+/g, ' ')).join('\n'));
    const edges = words.count + 1;
    let size = 1024;
    while (size < edges * 2) size *= 2;
    this.mask = size - 1;
    this.fromState = new Int32Array(size).fill(-1);
    this.onHash = new Int32Array(size);
    this.toState = new Int32Array(size);
    let bits = 1 << 16;
    while (bits < aliases.length * 8 && bits < 1 << 21) bits *= 2;
    this.begins = new Int32Array(bits >> 5);
    this.beginsSmall = new Int32Array(bits >> 5);
    const ends = new Int32Array(edges + 1).fill(-1);
    this.chain = new Int32Array(aliases.length).fill(-1);
    let states = 1;
    let token = 0;
    for (let alias = 0; alias < aliases.length; alias++) {
      let state = 0;
      let first = true;
      while (token < words.count && (first || (words.flags[token]! & FLAG.newline) === 0)) {
        const hash = words.hash[token]!;
        if (first) {
          const slot = (hash >>> 5) & (this.begins.length - 1);
          this.begins[slot]! |= 1 << (hash & 31);
          const small = (words.flags[token]! & FLAG.capital) === 0 || aliases[alias]!.case === 'any';
          if (small) this.beginsSmall[slot]! |= 1 << (hash & 31);
        }
        state = this.next(state, hash, states);
        if (state === states) states++;
        first = false;
        token++;
      }
      if (state === 0) continue;
      this.chain[alias] = ends[state]!;
      ends[state] = alias;
    }
    this.ends = ends.slice(0, states);
  }

  /** Bytes of the trie itself, without the alias records. */
  get bytes(): number {
    return this.fromState.byteLength * 3 + this.begins.byteLength * 2 + this.ends.byteLength + this.chain.byteLength;
  }

  /** Calls `found` for every alias at every token, shorter before longer at the same token. */
  scan(tokens: Tokens, found: (first: number, last: number, alias: number, plural: boolean) => void): void {
    const { count, hash, flags, text, end } = tokens;
    const { begins, beginsSmall, ends, chain } = this;
    const mask = begins.length - 1;
    for (let token = 0; token < count; token++) {
      const start = hash[token]!;
      const named = flags[token]! & (FLAG.capital | FLAG.digit);
      const direct = ((named ? begins : beginsSmall)[(start >>> 5) & mask]! & (1 << (start & 31))) !== 0;
      if (!direct && !(named && codeAt(text, end[token]! - 1) === SMALL_S)) continue;
      let state = 0;
      for (let at = token; at < count; at++) {
        const word = hash[at]!;
        let next = this.find(state, word);
        if (codeAt(text, end[at]! - 1) === SMALL_S && flags[at]! & (FLAG.capital | FLAG.digit | FLAG.inner)) {
          const single = this.find(state, Math.imul(word, INVERSE) ^ SMALL_S);
          if (single > 0)
            for (let alias = ends[single]!; alias >= 0; alias = chain[alias]!) found(token, at + 1, alias, true);
        }
        if (next === 0) {
          // "Foo-Bar" in a text stands for the alias "Foo Bar".
          const joins = at > token && at + 1 < count && codeAt(text, end[at]! - 1) === HYPHEN;
          if (!joins || flags[at]! & FLAG.spaced || flags[at + 1]! & FLAG.spaced) break;
          next = this.find(state, hash[at + 1]!);
          if (next === 0) break;
          at++;
        }
        state = next;
        for (let alias = ends[state]!; alias >= 0; alias = chain[alias]!) found(token, at + 1, alias, false);
      }
    }
  }

  private find(state: number, hash: number): number {
    const { mask, fromState, onHash } = this;
    let slot = (Math.imul(hash ^ Math.imul(state, 0x9e3779b1), 0x85ebca6b) >>> 7) & mask;
    for (;;) {
      const from = fromState[slot]!;
      if (from === -1) return 0;
      if (from === state && onHash[slot] === hash) return this.toState[slot]!;
      slot = (slot + 1) & mask;
    }
  }

  private next(state: number, hash: number, fresh: number): number {
    const { mask, fromState, onHash } = this;
    let slot = (Math.imul(hash ^ Math.imul(state, 0x9e3779b1), 0x85ebca6b) >>> 7) & mask;
    for (;;) {
      const from = fromState[slot]!;
      if (from === -1) {
        fromState[slot] = state;
        onHash[slot] = hash;
        this.toState[slot] = fresh;
        return fresh;
      }
      if (from === state && onHash[slot] === hash) return this.toState[slot]!;
      slot = (slot + 1) & mask;
    }
  }
}
