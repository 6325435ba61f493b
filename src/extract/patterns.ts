import type { Dictionary, Entity } from '../dictionary/dictionary.js';

/** Bounded model patterns, by the letters before their first wildcard. */
export interface PatternIndex {
  readonly byHead: ReadonlyMap<string, readonly { readonly pattern: string; readonly entity: Entity }[]>;
}

const indexes = new WeakMap<Dictionary, PatternIndex>();

/** The patterns of a dictionary; computed once for each dictionary. */
export function patternsOf(dictionary: Dictionary): PatternIndex {
  const known = indexes.get(dictionary);
  if (known) return known;
  const byHead = new Map<string, { pattern: string; entity: Entity }[]>();
  for (const entity of dictionary.entities.values()) {
    for (const pattern of entity.patterns ?? []) {
      const head = headOf(pattern);
      byHead.set(head, [...(byHead.get(head) ?? []), { pattern, entity }]);
    }
  }
  const index = { byHead };
  indexes.set(dictionary, index);
  return index;
}

/** The letters with which a pattern or a model name begins, in lower case. */
export function headOf(name: string): string {
  let end = 0;
  while (end < name.length && end < 16 && /[A-Za-z]/.test(name.charAt(end)) && name.charAt(end + 1) !== '?') end++;
  return name.slice(0, end).toLowerCase();
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
