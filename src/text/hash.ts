import { foldOf } from './characters.js';

/** Start value of a token's hash. */
export const HASH_SEED = 0x811c9dc5 | 0;

/** Multiplier of each step. */
export const HASH_PRIME = 0x01000193;

/** One step of a token's hash over a folded code unit. */
export function hashStep(hash: number, folded: number): number {
  return folded === 0 ? hash : Math.imul(hash ^ folded, HASH_PRIME);
}

/** The hash that the tokeniser gives a token with these characters and nothing to leave out (no abbreviation's period). */
export function hashWord(word: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, foldOf[word.charCodeAt(i)]!);
  return hash;
}
