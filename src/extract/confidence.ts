import type { Referent } from './discourse/referent.js';
import type { Found } from './relate.js';

/**
 * Share of relations that are right when nothing had to be inferred, and what each kind of inference costs, as a factor. Fitted on the
 * phenomena and the gold set (`test/bench/reliability.ts` prints how well), less a margin: those texts had a part in the making of the rules.
 */
const PLAIN = 0.97;
const COSTS: readonly (readonly [step: RegExp, factor: number])[] = [
  [/^".*" is /, 0.96],
  [/ acts for /, 0.96],
  [/^left out/, 0.93],
  [/ through its /, 0.985],
  [/^distributed| names its members$/, 1],
];
const OTHER = 0.985;
/** A noun phrase instead of an entity, and an entity that no dictionary holds. */
const PHRASE = 0.85;
const UNLISTED = 0.98;
/** Each further reference in one relation is less sure than the one before. */
const FURTHER = 0.93;

/** Confidence in [0, 1] from the steps that filled the arguments: a reference costs more than a distributed list. */
export function confidence({ subject, object }: Found): number {
  const steps = [...subject.steps, ...object.steps];
  const references = steps.filter((step) => COSTS[0]![0].test(step)).length;
  let value = PLAIN * known(subject) * known(object) * FURTHER ** Math.max(0, references - 1);
  for (const step of steps) value *= COSTS.find(([kind]) => kind.test(step))?.[1] ?? OTHER;
  return Math.round(value * 1000) / 1000;
}

function known({ type, id }: Referent): number {
  return type === undefined ? PHRASE : id === undefined ? UNLISTED : 1;
}
