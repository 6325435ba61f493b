import type { Grammar } from '../dictionary/grammar.js';
import type { Sentence, Tokens } from '../text/tokens.js';
import { chunk } from './grammar/chunks.js';
import { buildClauses, type Clause } from './grammar/clauses.js';
import type { NounPhrase, Prepositional } from './grammar/phrases.js';
import { type Tagged, tag } from './grammar/tag.js';
import type { EntityMention } from './mention.js';

export type Role = 'subject' | 'object' | 'prepositional' | 'possessor' | 'apposition' | 'member';

/** A noun phrase in its place: the clause that it stands in and what it is there. */
export interface Placed {
  readonly phrase: NounPhrase;
  readonly clause: Clause;
  readonly role: Role;
  /** The preposition that governs it, if one does. */
  readonly prepositional?: Prepositional;
  /** The first phrase of its list. */
  readonly leader: NounPhrase;
}

/** One sentence with its grammar. Word positions count from the sentence's first token. */
export interface Parsed {
  readonly index: number;
  /** Index into the document's mentions of the sentence's first. */
  readonly base: number;
  readonly sentence: Sentence;
  /** The word lists that its words were read with. */
  readonly grammar: Grammar;
  readonly tagged: Tagged;
  readonly clauses: readonly Clause[];
  /** Every noun phrase once, in the order of the text. */
  readonly placed: readonly Placed[];
  readonly placeOf: ReadonlyMap<NounPhrase, Placed>;
}

/** Tags a sentence and builds its clauses. `mentions` are those of the sentence, in order. */
export function parse(
  tokens: Tokens,
  sentence: Sentence,
  index: number,
  mentions: readonly EntityMention[],
  base: number,
  grammar: Grammar,
): Parsed {
  const tagged = tag(tokens, sentence, mentions, grammar.classes);
  const clauses = buildClauses(tagged, chunk(tagged), grammar);
  const placeOf = new Map<NounPhrase, Placed>();
  const place = (phrase: NounPhrase, clause: Clause, role: Role, leader: NounPhrase, by?: Prepositional): void => {
    if (placeOf.has(phrase)) return;
    placeOf.set(phrase, { phrase, clause, role, leader, ...(by ? { prepositional: by } : {}) });
    if (phrase.possessor) place(phrase.possessor, clause, 'possessor', phrase.possessor);
    for (const other of phrase.conjuncts) place(other, clause, role, leader, by);
    for (const other of phrase.appositions) place(other, clause, 'apposition', other);
    for (const other of phrase.members) place(other, clause, 'member', phrase.members[0]!);
    for (const inner of phrase.phrases) {
      if (inner.object) place(inner.object, clause, 'prepositional', inner.object, inner);
    }
  };
  for (const clause of clauses) {
    if (clause.subject && clause.subjectBy === '') place(clause.subject, clause, 'subject', clause.subject);
    for (const object of clause.objects) if (object !== clause.antecedent) place(object, clause, 'object', object);
    for (const phrase of clause.phrases) {
      if (phrase.object && phrase.object !== clause.antecedent) {
        place(phrase.object, clause, 'prepositional', phrase.object, phrase);
      }
    }
  }
  const placed = [...placeOf.values()].sort((a, b) => a.phrase.first - b.phrase.first);
  return { index, base, sentence, grammar, tagged, clauses, placed, placeOf };
}
