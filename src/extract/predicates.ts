import { type Grammar, singulars } from '../dictionary/grammar.js';
import type { Frame } from '../dictionary/relations.js';
import { endsWith } from './discourse/phrase-words.js';
import type { Clause } from './grammar/clauses.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { Parsed } from './parse.js';
import { type Predicate, predicateOf } from './slots/predicate.js';
import type { SlotReader } from './slots.js';

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
    const lemmas = [...reader.lemmasOf(clause, parsed)];
    const adverbs = [...verb.adverbs, ...clause.adverbs].flatMap((adverb) => grammar.adverbFrames.get(adverb) ?? []);
    const frames = [...lemmas.flatMap((lemma) => grammar.verbFrames.get(lemma) ?? []), ...adverbs];
    const near = entitiesOf(clause) > 1;
    if (frames.length === 0 && !near) continue;
    found.push({
      predicate: predicateOf(parsed, clause, undefined, verb.main, verb.last),
      kind: 'verb',
      lemmas,
      frames,
      near,
    });
  }
  for (const noun of parsed.placed) {
    const { phrase, clause } = noun;
    if (phrase.headMention >= 0 || phrase.pronoun || phrase.temporal) continue;
    const word = parsed.tagged.words[phrase.head]!;
    const before = parsed.tagged.words.slice(phrase.core, phrase.head).filter((one) => one !== '-');
    const forms = singulars(word);
    const frames = forms.flatMap((form) =>
      (grammar.nounFrames.get(form) ?? [])
        .filter(({ words }) => endsWith([...before, form], words))
        .map(({ frame }) => frame),
    );
    if (
      frames.length === 0 &&
      !(phrase.possessor && named(phrase.possessor) && phrase.phrases.some(({ object }) => object && named(object)))
    )
      continue;
    const predicate = predicateOf(parsed, clause, noun, phrase.head, phrase.head + 1);
    found.push({ predicate, kind: 'noun', lemmas: [forms.at(-1)!], frames, near: entitiesOf(clause) > 1 });
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
