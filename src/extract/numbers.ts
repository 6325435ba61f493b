import { MAGNITUDES, NUMBERS } from './amount-words.js';
import type { Tagged } from './grammar/tag.js';

/** A number of a sentence: its words [first, last) and its value. */
export interface NumberRead {
  readonly last: number;
  readonly value: number;
  /** Written with digits or a magnitude, not as a small number word. */
  readonly exact: boolean;
}

const SUFFIX = /^(\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?)(k|mn|m|bn|b|tn)?$/;

/** The number that begins at a word: "10,000", "4.9 billion", "5bn", "500-million", "two", "a million". */
export function readNumber({ words, count }: Tagged, at: number): NumberRead | undefined {
  const word = words[at] ?? '';
  const digits = SUFFIX.exec(word);
  const article = (word === 'a' || word === 'one') && MAGNITUDES.has(words[at + 1] ?? '') && words[at + 1]!.length > 2;
  const plain = digits ? Number(digits[1]!.replaceAll(',', '')) : article ? 1 : NUMBERS.get(word);
  if (plain === undefined || Number.isNaN(plain)) return undefined;
  if (digits?.[2]) return { last: at + 1, value: round(plain * MAGNITUDES.get(digits[2])!), exact: true };
  let last = at + 1;
  let value = plain;
  let scaled = false;
  for (let steps = 0; steps < 2 && last < count; steps++) {
    const next = words[last] === '-' ? last + 1 : last;
    const magnitude = MAGNITUDES.get(words[next] ?? '');
    if (magnitude === undefined || (words[next]!.length === 1 && next === last)) break;
    value *= magnitude;
    last = next + 1;
    scaled = true;
  }
  return { last, value: round(value), exact: digits !== null || scaled };
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}
