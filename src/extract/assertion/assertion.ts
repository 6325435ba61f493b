/** How a predicate is stated, and by whom. Types alone. */
import type { Modality, Polarity } from '../../schema/extraction.js';
import type { NounPhrase } from '../grammar/phrases.js';

/** How a predicate is stated. */
export interface Assertion {
  readonly polarity: Polarity;
  readonly modality: Modality;
  /** The sentence only says what somebody is asked or forbidden to do: it states nothing. */
  readonly void: boolean;
  readonly steps: readonly string[];
  /** The source, if the sentence names one: its words [first, last). */
  readonly source?: Source;
}

export interface Source {
  readonly first: number;
  readonly last: number;
  readonly phrase: NounPhrase;
  /** The outer source of a nested attribution. */
  readonly via?: Source;
}
