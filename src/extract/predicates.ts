import { type Grammar, singulars } from '../dictionary/grammar.js';
import type { Frame } from '../dictionary/relations.js';
import type { Clause } from './grammar/clauses.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { Parsed } from './parse.js';
import { type Predicate, predicateOf } from './slots/predicate.js';
import type { SlotReader } from './slots.js';
import { framesOfNoun, framesOfVerb } from './triggers.js';

/** A verb or noun that may state a relation, with the frames that the dictionary has for it. */
export interface Candidate {
  readonly predicate: Predicate;
  readonly kind: 'verb' | 'noun';
  /** The words that a frame would have to name. */
  readonly lemmas: readonly string[];
  readonly frames: readonly Frame[];
  /** Two entities stand in the roles of its clause, so that it might state something of them. */
  readonly near: boolean;
}

/** The verbs and nouns of a sentence that have frames or stand near two entities, in order. */
export function candidatesOf(parsed: Parsed, grammar: Grammar, reader: SlotReader): Candidate[] {
  const found: Candidate[] = [];
  for (const clause of parsed.clauses) {
    const { verb } = clause;
    if (!verb) continue;
    const lemmas = reader.lemmasOf(clause, parsed);
    const frames = framesOfVerb(grammar, clause, lemmas, () => true);
    const near = entitiesOf(clause) > 1;
    if (frames.length === 0 && !near) continue;
    const predicate = predicateOf(parsed, clause, undefined, verb.main, verb.last);
    found.push({ predicate, kind: 'verb', lemmas: [...lemmas], frames, near });
  }
  for (const noun of parsed.placed) {
    const { phrase, clause } = noun;
    if (phrase.pronoun || phrase.temporal) continue;
    const triggered = framesOfNoun(grammar, phrase, parsed, () => true);
    const between =
      phrase.headMention < 0 &&
      phrase.possessor !== undefined &&
      named(phrase.possessor) &&
      phrase.phrases.some(({ object }) => object && named(object));
    if (triggered.length === 0 && !between) continue;
    const first = triggered[0]?.first ?? phrase.head;
    const last = triggered[0]?.last ?? phrase.head + 1;
    const predicate = predicateOf(parsed, clause, noun, first, last);
    const lemmas = singulars(parsed.tagged.words[last - 1]!).slice(-1);
    const frames = triggered.map(({ frame }) => frame);
    found.push({ predicate, kind: 'noun', lemmas, frames, near: entitiesOf(clause) > 1 });
  }
  return found.sort((a, b) => a.predicate.first - b.predicate.first);
}

/** How many entities stand in the roles of a clause. */
function entitiesOf(clause: Clause): number {
  const phrases = [clause.subject, ...clause.objects, ...clause.phrases.map(({ object }) => object)];
  const mentions = new Set(phrases.flatMap((phrase) => (phrase ? all(phrase).flatMap((one) => one.mentions) : [])));
  return mentions.size;
}

function all(phrase: NounPhrase, depth = 0): NounPhrase[] {
  const inner = [
    ...phrase.conjuncts,
    ...phrase.appositions,
    ...phrase.members,
    ...(phrase.possessor ? [phrase.possessor] : []),
    ...phrase.phrases.flatMap(({ object }) => object ?? []),
  ];
  return depth > 2 ? [phrase] : [phrase, ...inner.flatMap((one) => all(one, depth + 1))];
}

function named(phrase: NounPhrase): boolean {
  return all(phrase).some(({ mentions }) => mentions.length > 0);
}
