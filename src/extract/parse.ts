import type { Grammar } from '../dictionary/grammar.js';
import type { Sentence, Tokens } from '../text/tokens.js';
import { joinBroken } from './grammar/broken-verbs.js';
import { chunk } from './grammar/chunks.js';
import { buildClauses, type Clause } from './grammar/clauses.js';
import { setUpright } from './grammar/inversion.js';
import type { NounPhrase, Prepositional } from './grammar/phrases.js';
import { type Tagged, tag } from './grammar/tag.js';
import type { EntityMention } from './mention.js';
import type { AmountRead } from './quantities.js';
import type { TimeExpression } from './times.js';

export type Role = 'subject' | 'object' | 'prepositional' | 'possessor' | 'apposition' | 'member';

/** A noun phrase in its place: the clause that it stands in and what it is there. */
export interface Placed {
  readonly phrase: NounPhrase;
  readonly clause: Clause;
  readonly role: Role;
  /** The preposition that governs it, if one does. */
  readonly prepositional: Prepositional | undefined;
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
  /** The innermost clause around each word, its times and its amounts, once they were asked for. */
  innermost: readonly (Clause | undefined)[] | undefined;
  times: readonly TimeExpression[] | undefined;
  amounts: readonly AmountRead[] | undefined;
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
  const clauses = buildClauses(tagged, joinBroken(setUpright(chunk(tagged), tagged), tagged), grammar);
  const placed = placePhrases(clauses);
  return {
    index,
    base,
    sentence,
    grammar,
    tagged,
    clauses,
    placed,
    innermost: undefined,
    times: undefined,
    amounts: undefined,
  };
}

/** The place of a noun phrase of a sentence, if it has one. */
export function placeOf(parsed: Parsed, phrase: NounPhrase): Placed | undefined {
  const placed = parsed.placed[phrase.place];
  return placed?.phrase === phrase ? placed : undefined;
}

/** Every noun phrase of the clauses in its place, once, in the order of the text. */
function placePhrases(clauses: readonly Clause[]): Placed[] {
  const placed: Placed[] = [];
  for (const clause of clauses) {
    const { subject, antecedent } = clause;
    if (subject && clause.subjectBy === '') place(placed, subject, clause, 'subject', subject, undefined);
    for (const object of clause.objects) {
      if (object !== antecedent) place(placed, object, clause, 'object', object, undefined);
    }
    for (const by of clause.phrases) {
      const { object } = by;
      if (object && object !== antecedent) place(placed, object, clause, 'prepositional', object, by);
    }
  }
  let ordered = true;
  for (let at = 1; at < placed.length && ordered; at++) {
    ordered = placed[at - 1]!.phrase.first <= placed[at]!.phrase.first;
  }
  if (!ordered) placed.sort((a, b) => a.phrase.first - b.phrase.first);
  for (let at = 0; at < placed.length; at++) placed[at]!.phrase.place = at;
  return placed;
}

function place(
  placed: Placed[],
  phrase: NounPhrase,
  clause: Clause,
  role: Role,
  leader: NounPhrase,
  prepositional: Prepositional | undefined,
): void {
  if (phrase.place >= 0) return;
  phrase.place = placed.length;
  placed.push({ phrase, clause, role, leader, prepositional });
  const { possessor, members } = phrase;
  if (possessor) place(placed, possessor, clause, 'possessor', possessor, undefined);
  for (const other of phrase.conjuncts) place(placed, other, clause, role, leader, prepositional);
  for (const other of phrase.appositions) place(placed, other, clause, 'apposition', other, undefined);
  for (const other of members) place(placed, other, clause, 'member', members[0]!, undefined);
  for (const inner of phrase.phrases) {
    if (inner.object) place(placed, inner.object, clause, 'prepositional', inner.object, inner);
  }
}
