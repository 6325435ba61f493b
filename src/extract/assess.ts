/**
 * How a predicate is stated.
 * In: a predicate. Out: polarity, modality and source.
 */
import type { Grammar } from '../dictionary/grammar.js';
import type { Assertion } from './assertion/assertion.js';
import { assessClause } from './assertion/of-clause.js';
import { assessNoun } from './assertion/of-noun.js';
import { findSource } from './assertion/sources.js';
import { AssertionState } from './assertion/state.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { Predicate, SlotReader } from './slots.js';

export type { Assertion, Source } from './assertion/assertion.js';

/**
 * Reads polarity, modality and source of a predicate from its own words and from what governs it, outwards. Negations cancel in
 * pairs ("has not denied"); of several modalities the weakest holds: possible, planned, reported, asserted.
 */
export class Assessor {
  constructor(
    private readonly grammar: Grammar,
    private readonly reader: SlotReader,
  ) {}

  /** `isParty` tells whether a phrase names one of the relation's own arguments. */
  assess(predicate: Predicate, isParty: (phrase: NounPhrase) => boolean): Assertion {
    const state = new AssertionState(this.grammar, this.reader, predicate.parsed);
    const { parsed } = predicate;
    if (predicate.noun) assessNoun(state, predicate);
    else assessClause(state, predicate.clause, parsed, true);
    const source = findSource(predicate, state, isParty);
    return {
      polarity: state.negations % 2 === 1 ? 'negated' : 'affirmed',
      modality: state.modality(),
      void: state.void,
      steps: state.steps,
      ...(source ? { source } : {}),
    };
  }
}
