/**
 * Slots of frames: what fills them, and whether they hold what a test asks for.
 * In: a predicate with a slot or a test. Out: referents, or a yes or no.
 */
import type { Grammar } from '../dictionary/grammar.js';
import type { ArgumentSpec, Slot, SlotTest } from '../dictionary/relations.js';
import type { Referent } from './discourse/referent.js';
import type { Clause } from './grammar/clauses.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { Parsed } from './parse.js';
import type { Discourse } from './refer.js';
import { phrasesAt } from './slots/paths.js';
import { headIs, measuredBy } from './slots/phrase-parts.js';
import type { Predicate } from './slots/predicate.js';
import { Resolver } from './slots/resolve.js';
import { clausesUnder } from './slots/verb-roles.js';

export type { Predicate } from './slots/predicate.js';

/** Finds what fills the slots of a predicate. */
export class SlotReader {
  private readonly resolver: Resolver;
  private readonly lemmas = new WeakMap<Clause, ReadonlySet<string>>();

  constructor(
    private readonly grammar: Grammar,
    discourse: Discourse,
  ) {
    this.resolver = new Resolver(grammar, discourse);
  }

  /** The entities that a phrase and its conjuncts stand for, each by the first way that leads to one of the types. */
  resolve(
    phrase: NounPhrase,
    parsed: Parsed,
    types: readonly string[],
    spec: ArgumentSpec,
    phraseAllowed: boolean,
  ): Referent[] {
    return this.resolver.resolve(phrase, parsed, types, spec, phraseAllowed);
  }

  /** The referents that a slot yields for an argument, in the order of the text; empty when it is not filled. */
  read(predicate: Predicate, slot: Slot, spec: ArgumentSpec): Referent[] {
    const types = slot.types ? [...slot.types].filter((type) => type !== 'phrase') : spec.types;
    const phrase = slot.types ? slot.types.has('phrase') : spec.phrase;
    for (const wanted of types.length > 0 ? [types] : [[]]) {
      const found: Referent[] = [];
      for (const one of phrasesAt(predicate, slot.path)) {
        for (const referent of this.resolve(one, predicate.parsed, wanted, spec, phrase)) {
          if (!found.some((other) => other.name === referent.name && other.type === referent.type))
            found.push(referent);
        }
        if (found.length > 0 && slot.path.at(-1) !== 'object' && slot.path.at(-1) !== 'members') break;
      }
      if (found.length > 0) return found;
    }
    return [];
  }

  /** Whether a slot holds what a test asks for. */
  holds(predicate: Predicate, test: SlotTest): boolean {
    const last = test.slot.path.at(-1)!;
    if (last === 'adverb') {
      const words = new Set([...predicate.clause.adverbs, ...(predicate.clause.verb?.adverbs ?? [])]);
      return test.nouns.some(([word]) => words.has(word!));
    }
    if (last === 'infinitive' || last === 'gerund') {
      return clausesUnder(predicate.parsed, predicate.clause, last).some((clause) => {
        const lemmas = this.lemmasOf(clause, predicate.parsed);
        return test.nouns.some((words) => lemmas.has(words.join(' ')));
      });
    }
    const path = last === 'head' ? test.slot.path.slice(0, -1) : test.slot.path;
    for (const phrase of phrasesAt(predicate, path)) {
      for (const one of [phrase, ...phrase.conjuncts, ...measuredBy(phrase, predicate.parsed)]) {
        if (one.temporal) continue;
        if (
          this.isOf(one, predicate.parsed, test.types, []) ||
          this.isOf(one, predicate.parsed, test.looseTypes, ['premodifier', 'of'])
        )
          return true;
        if (test.nouns.length > 0 && headIs(one, predicate.parsed, test.nouns)) return true;
      }
    }
    return false;
  }

  private isOf(phrase: NounPhrase, parsed: Parsed, types: ReadonlySet<string>, through: readonly string[]): boolean {
    if (types.size === 0 || phrase.pronoun) return false;
    const wanted = [...types];
    return this.resolve(phrase, parsed, wanted, { types: wanted, phrase: false, through }, false).length > 0;
  }

  /** The lemmas of a clause's verb, alone and with its particle. */
  lemmasOf(clause: Clause, parsed: Parsed): ReadonlySet<string> {
    const known = this.lemmas.get(clause);
    if (known) return known;
    const found = new Set<string>();
    this.lemmas.set(clause, found);
    if (!clause.verb) return found;
    const { words } = parsed.tagged;
    const form = words[clause.verb.main]!;
    const next = words[clause.verb.main + 1] ?? '';
    for (const lemma of this.grammar.lemmas.get(form) ?? [form]) {
      found.add(lemma);
      const particles = this.grammar.particles.get(lemma);
      if (!particles) continue;
      if (particles.has(clause.verb.particle)) found.add(`${lemma} ${clause.verb.particle}`);
      if (particles.has(next)) found.add(`${lemma} ${next}`);
    }
    return found;
  }
}
