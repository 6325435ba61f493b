/** What fills an argument, and what was done to find it. */
import type { Entity } from '../../dictionary/dictionary.js';

/** What fills an argument: an entity, or a noun phrase. */
export interface Referent {
  readonly name: string;
  readonly type?: string;
  readonly id?: string;
  /** Index into the document's mentions. */
  readonly mention?: number;
  readonly entity?: Entity;
  readonly kinds: readonly string[];
  /** What was done to find it, for the explanation; empty for the mention itself. */
  readonly steps: readonly string[];
}

export function withStep(referent: Referent, text: string): Referent {
  return { ...referent, steps: [...referent.steps, text] };
}
