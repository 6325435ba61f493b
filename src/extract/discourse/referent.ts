/** What fills an argument, and what was done to find it. */
import type { Entity } from '../../dictionary/dictionary.js';

/** What fills an argument: an entity, or a noun phrase. */
export interface Referent {
  readonly name: string;
  readonly type: string | undefined;
  readonly id: string | undefined;
  /** Index into the document's mentions. */
  readonly mention: number | undefined;
  readonly entity: Entity | undefined;
  readonly kinds: readonly string[];
  /** What was done to find it, for the explanation; empty for the mention itself. */
  readonly steps: readonly string[];
}

/** The referent with one more step. */
export function withStep(referent: Referent, text: string): Referent {
  return withSteps(referent, [...referent.steps, text]);
}

/** The referent with these steps in place of its own. */
export function withSteps({ name, type, id, mention, entity, kinds }: Referent, steps: readonly string[]): Referent {
  return { name, type, id, mention, entity, kinds, steps };
}
