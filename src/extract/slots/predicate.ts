/** What may state a relation. Types alone. */
import type { Clause } from '../grammar/clauses.js';
import type { Parsed, Placed } from '../parse.js';

/** A word that may state a relation, with its clause: a verb, or a noun in its phrase. */
export interface Predicate {
  readonly parsed: Parsed;
  readonly clause: Clause;
  /** The phrase of a noun that is the trigger. */
  readonly noun?: Placed;
  /** Words of the trigger [first, last). */
  readonly first: number;
  readonly last: number;
}
