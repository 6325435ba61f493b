import type { Entity } from '../dictionary/dictionary.js';
import type { Mention } from '../schema/extraction.js';

/** A mention while a document is worked on: the contract's mention with its tokens and its compiled entry. */
export interface EntityMention extends Mention {
  /** Tokens [first, last). */
  readonly first: number;
  readonly last: number;
  /** The dictionary entry, absent for a discovered entity. */
  readonly entity?: Entity;
  /** Kinds of the entity as far as known, from its entry or from the text ("a Singapore-based cloud provider"). */
  readonly kinds: readonly string[];
}
