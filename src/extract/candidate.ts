import type { Alias, Entity } from '../dictionary/dictionary.js';

/** A possible mention. */
export interface Candidate {
  /** Tokens [first, last), with the legal form. */
  first: number;
  last: number;
  /** Entity type; absent for an ignored name. */
  readonly type?: string;
  readonly entity?: Entity;
  readonly alias?: Alias;
  name: string;
  /** Counts only with support from its context. */
  readonly weak: boolean;
  /** How much speaks for it: only compared between candidates for the same tokens. */
  score: number;
  rule: string;
  readonly evidence: string[];
  kinds: readonly string[];
}
