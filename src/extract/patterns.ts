import type { Dictionary, Entity } from '../dictionary/dictionary.js';
import { hashWord } from '../text/hash.js';
import { Words } from './words.js';

type Pattern = { readonly pattern: string; readonly entity: Entity };

/** Bounded model patterns, by what they begin with. */
export interface PatternIndex {
  /** By the hash of a whole first word: "Ascend ###". */
  readonly byWord: ReadonlyMap<number, readonly Pattern[]>;
  /** The keys of `byWord`. */
  readonly firsts: Words;
  /** By the letters, in lower case, before the first wildcard of the first word: "MI3##". */
  readonly byHead: ReadonlyMap<string, readonly Pattern[]>;
}

const indexes = new WeakMap<Dictionary, PatternIndex>();

/** The patterns of a dictionary; computed once for each dictionary. */
export function patternsOf(dictionary: Dictionary): PatternIndex {
  const known = indexes.get(dictionary);
  if (known) return known;
  const byWord = new Map<number, Pattern[]>();
  const byHead = new Map<string, Pattern[]>();
  for (const entity of dictionary.entities.values()) {
    for (const pattern of entity.patterns ?? []) {
      const head = headOf(pattern);
      const whole = head.length > 0 && /^( |-|$)/.test(pattern.slice(head.length));
      if (whole) byWord.set(hashWord(head), [...(byWord.get(hashWord(head)) ?? []), { pattern, entity }]);
      else byHead.set(head, [...(byHead.get(head) ?? []), { pattern, entity }]);
    }
  }
  const index = { byWord, firsts: new Words([...byWord.keys()]), byHead };
  indexes.set(dictionary, index);
  return index;
}

/** The letters with which a pattern or a model name begins, in lower case. */
export function headOf(name: string): string {
  let end = 0;
  while (end < name.length && end < 16 && isLetter(name.charCodeAt(end)) && name.charAt(end + 1) !== '?') end++;
  return name.slice(0, end).toLowerCase();
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

/**
 * The offset after the longest match of a pattern at an offset, or -1. `#` is a digit, `@` a capital, `?` makes the character
 * before it optional, a blank is a blank or a hyphen; anything else stands for itself. Patterns are short and hold no
 * repetition, so a match costs a bounded number of steps.
 */
export function matchPattern(text: string, at: number, pattern: string, from = 0): number {
  if (from >= pattern.length) return at;
  const symbol = pattern.charAt(from);
  const optional = pattern.charAt(from + 1) === '?';
  const next = from + (optional ? 2 : 1);
  const fits = at < text.length && matchesSymbol(text.charAt(at), symbol);
  const taken = fits ? matchPattern(text, at + 1, pattern, next) : -1;
  const skipped = optional ? matchPattern(text, at, pattern, next) : -1;
  return Math.max(taken, skipped);
}

function matchesSymbol(character: string, symbol: string): boolean {
  if (symbol === '#') return character >= '0' && character <= '9';
  if (symbol === '@') return character >= 'A' && character <= 'Z';
  if (symbol === ' ') return character === ' ' || character === '-' || character === '\u00a0';
  return character === symbol;
}
