/** What may state a relation. */
import type { Clause } from '../grammar/clauses.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed, Placed } from '../parse.js';

/** A word that may state a relation, with its clause: a verb, or a noun in its phrase. */
export interface Predicate {
  readonly parsed: Parsed;
  readonly clause: Clause;
  /** The phrase of a noun that is the trigger. */
  readonly noun?: Placed | undefined;
  /** Words of the trigger [first, last). */
  readonly first: number;
  readonly last: number;
  /** The phrases of the roles that were asked for so far: the frames of one predicate ask for the same few. */
  roles?: Map<string, NounPhrase[]>;
}

export function predicateOf(
  parsed: Parsed,
  clause: Clause,
  noun: Placed | undefined,
  first: number,
  last: number,
): Predicate {
  return { parsed, clause, noun, first, last, roles: new Map() };
}
