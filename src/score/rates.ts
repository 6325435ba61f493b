/** Counts of what was expected, found, and found rightly. */
export interface Tally {
  hit: number;
  gold: number;
  found: number;
}

/** Precision, recall and F1, with the numbers they come from. */
export interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly gold: number;
  readonly found: number;
}

/** The rates of a tally: where nothing was found precision is 1, where nothing was expected recall is 1. */
export function rates({ hit, gold, found }: Tally): Rates {
  const precision = found > 0 ? hit / found : 1;
  const recall = gold > 0 ? hit / gold : 1;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, f1, gold, found };
}
