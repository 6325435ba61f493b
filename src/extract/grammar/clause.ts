/**
 * What a clause is: a predicate with the arguments that the syntax gives it. Types alone.
 */
import type { NounPhrase, Prepositional, VerbGroup } from './phrases.js';

export type Link =
  | 'main'
  | 'complement'
  | 'infinitive'
  | 'gerund'
  | 'participle'
  | 'relative'
  | 'adverbial'
  | 'coordinate'
  | 'attribution';

/** A predicate with its arguments as the syntax gives them; positions are word indices of the sentence. */
export interface Clause {
  readonly link: Link;
  /** The preposition or conjunction that introduces it. */
  readonly marker: string;
  parent: Clause | undefined;
  /** The clause that this one is coordinated with. */
  sibling: Clause | undefined;
  /** The noun phrase or adjective that an infinitive or gerund depends on ("talks to buy", "due to publish"). */
  governor: NounPhrase | undefined;
  adjective: string;
  /** The noun phrase that a relative clause or a participle describes. */
  antecedent: NounPhrase | undefined;
  verb: VerbGroup | undefined;
  subject: NounPhrase | undefined;
  /** How the subject was found, if not in its place: control, coordination, relative, participle. */
  subjectBy: string;
  objects: NounPhrase[];
  phrases: Prepositional[];
  /** Adverbs outside of the verb group. */
  adverbs: string[];
  /** Stands before the clause that it depends on. */
  fronted: boolean;
  first: number;
  last: number;
  /** The lemmas of its verb, once they were asked for. */
  lemmas: ReadonlySet<string> | undefined;
}

/** Words that the parser must know beforehand, as surface forms. */
export interface ParserWords {
  /** Verbs of saying: a clause may follow without "that". */
  readonly says: ReadonlySet<string>;
  /** Verbs whose object is the subject of the infinitive after it ("told X to stop"). */
  readonly objectControl: ReadonlySet<string>;
  /** Nouns that stand for entities, by their last word, with the entity type. */
  readonly nominals: ReadonlyMap<string, readonly { readonly type: string }[]>;
}

/** How a clause has its subject that shares the subject of another: a command to the one is a command to the other. */
export function sharedBy({ subjectBy }: Clause): string {
  return subjectBy === 'object control' ? subjectBy : 'shared subject';
}

/** The clause that infinitives and gerunds depend on, through all of them; the clause itself where it is neither. */
export function aroundNonfinite(clause: Clause): Clause {
  let around = clause;
  while (around.parent && (around.link === 'infinitive' || around.link === 'gerund')) around = around.parent;
  return around;
}

/** Whether a clause hangs on another, over any links. */
export function isWithin(clause: Clause, outer: Clause): boolean {
  for (let inner: Clause | undefined = clause; inner; inner = inner.parent) if (inner === outer) return true;
  return false;
}
