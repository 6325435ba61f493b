/** Noun phrases, verb groups and what else a sentence is chunked into. Types alone. */

/**
 * A noun phrase without what follows its head. All positions are indices into the words of its sentence; ranges are half-open.
 * `conjuncts` of the first phrase of a list hold the others; `members` are those that "including" or "such as" names.
 */
export interface NounPhrase {
  readonly first: number;
  readonly last: number;
  readonly head: number;
  /** First word after determiner, possessor and quantity. */
  readonly core: number;
  readonly determiner: string;
  readonly pronoun: string;
  readonly possessor: NounPhrase | undefined;
  /** Mentions inside, possessor left out. */
  readonly mentions: readonly number[];
  /** The mention that is the head, or -1. */
  readonly headMention: number;
  readonly plural: boolean;
  readonly temporal: boolean;
  conjuncts: NounPhrase[];
  members: NounPhrase[];
  appositions: NounPhrase[];
  /** The phrase that this one renames. */
  host: NounPhrase | undefined;
  /** Prepositional phrases directly after the head, as read; the clause has them too. */
  phrases: Prepositional[];
  /** The phrase that heads the list this one is in. */
  leader: NounPhrase | undefined;
  /** Index among the phrases of its sentence once those stand in their places, or -1. */
  place: number;
}

/** A preposition with what it governs: a noun phrase (the first of its list) or a clause. */
export interface Prepositional {
  readonly preposition: string;
  readonly at: number;
  readonly object?: NounPhrase;
  /** The noun phrase before it, which it may belong to. */
  readonly after?: NounPhrase;
}

/** A verb with its auxiliaries. */
export interface VerbGroup {
  readonly first: number;
  readonly last: number;
  /** The main verb. */
  readonly main: number;
  readonly form: 'finite' | 'infinitive' | 'gerund' | 'participle' | 'ambiguous';
  readonly passive: boolean;
  readonly perfect: boolean;
  readonly negated: boolean;
  readonly modals: readonly string[];
  /** "is to sell", "are to be shipped". */
  readonly beTo: boolean;
  readonly particle: string;
  readonly adverbs: readonly string[];
  /** Present, past or base form of the first finite element, for agreement between coordinated verbs. */
  readonly tense: string;
}

export type Chunk =
  | { readonly kind: 'NP'; readonly at: number; readonly end: number; readonly phrase: NounPhrase }
  | { readonly kind: 'VG'; readonly at: number; readonly end: number; readonly group: VerbGroup }
  | { readonly kind: Exclude<string, 'NP' | 'VG'>; readonly at: number; readonly end: number; readonly word: string };
