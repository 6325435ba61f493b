import type { Found } from './relate.js';

/** Share of relations that are right when nothing had to be inferred. */
const PLAIN = 0.95;
/** What each step of inference costs, as a factor. */
const STEP = 0.93;
const REFERENCE = 0.85;

/** Confidence in [0, 1] from the steps that filled the arguments: a reference costs more than a distributed list. */
export function confidence({ subject, object }: Found): number {
  let value = PLAIN;
  for (const step of [...subject.steps, ...object.steps]) {
    value *= step.startsWith('"') && step.includes('" is ') ? REFERENCE : step.startsWith('distributed') ? 0.98 : STEP;
  }
  return Math.round(value * 1000) / 1000;
}
