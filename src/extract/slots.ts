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

/** Makes a value for a set of types once. */
function once<T>(make: (types: ReadonlySet<string>) => T): (types: ReadonlySet<string>) => T {
  const made = new WeakMap<ReadonlySet<string>, T>();
  return (types) => {
    let value = made.get(types);
    if (value === undefined) {
      value = make(types);
      made.set(types, value);
    }
    return value;
  };
}

/** The entity types of a slot; it may also allow a phrase. */
const typesOf = once((types): readonly string[] => [...types].filter((type) => type !== 'phrase'));
/** A phrase that is of one of the types, and one that only says one. */
const strict = once((types): ArgumentSpec => ({ types: [...types], phrase: false, through: [] }));
const loose = once((types): ArgumentSpec => ({ types: [...types], phrase: false, through: ['premodifier', 'of'] }));

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
    const phrases = phrasesAt(predicate, slot.path);
    if (phrases.length === 0) return [];
    const types = slot.types ? typesOf(slot.types) : spec.types;
    const phrase = slot.types ? slot.types.has('phrase') : spec.phrase;
    const end = slot.path.at(-1);
    const several = end === 'object' || end === 'members';
    const found: Referent[] = [];
    for (const one of phrases) {
      for (const referent of this.resolve(one, predicate.parsed, types, spec, phrase)) {
        if (found.length === 0 || !found.some((other) => other.name === referent.name && other.type === referent.type))
          found.push(referent);
      }
      if (found.length > 0 && !several) break;
    }
    return found;
  }

  /** Whether a slot holds what a test asks for. */
  holds(predicate: Predicate, test: SlotTest): boolean {
    const last = test.slot.path.at(-1)!;
    if (last === 'adverb') {
      const { adverbs, verb } = predicate.clause;
      return test.nouns.some(([word]) => adverbs.includes(word!) || (verb?.adverbs.includes(word!) ?? false));
    }
    if (last === 'infinitive' || last === 'gerund') {
      return clausesUnder(predicate.parsed, predicate.clause, last).some((clause) => {
        const lemmas = this.lemmasOf(clause, predicate.parsed);
        return test.nouns.some((words) => lemmas.has(words.join(' ')));
      });
    }
    const { path } = test.slot;
    const { parsed } = predicate;
    for (const phrase of phrasesAt(predicate, path, 0, last === 'head' ? path.length - 1 : path.length)) {
      if (this.fits(phrase, parsed, test)) return true;
      for (const one of phrase.conjuncts) if (this.fits(one, parsed, test)) return true;
      for (const one of measuredBy(phrase, parsed)) if (this.fits(one, parsed, test)) return true;
    }
    return false;
  }

  private fits(phrase: NounPhrase, parsed: Parsed, test: SlotTest): boolean {
    if (phrase.temporal) return false;
    return (
      this.isOf(phrase, parsed, test.types, strict) ||
      this.isOf(phrase, parsed, test.looseTypes, loose) ||
      (test.nouns.length > 0 && headIs(phrase, parsed, test.nouns))
    );
  }

  private isOf(
    phrase: NounPhrase,
    parsed: Parsed,
    types: ReadonlySet<string>,
    specs: (types: ReadonlySet<string>) => ArgumentSpec,
  ): boolean {
    if (types.size === 0 || phrase.pronoun) return false;
    const spec = specs(types);
    return this.resolve(phrase, parsed, spec.types, spec, false).length > 0;
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
