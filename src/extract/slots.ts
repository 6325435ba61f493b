/**
 * Slots of frames: what fills them, and whether they hold what a test asks for.
 * In: a predicate with a slot or a test. Out: referents, or a yes or no.
 */
import type { Grammar } from '../dictionary/grammar.js';
import { type ArgumentSpec, entityArgument, type Slot, type SlotTest } from '../dictionary/relations.js';
import type { Referent } from './discourse/referent.js';
import type { Clause } from './grammar/clauses.js';
import type { NounPhrase, VerbGroup } from './grammar/phrases.js';
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
const strict = once((types): ArgumentSpec => entityArgument([...types]));
const loose = once((types): ArgumentSpec => entityArgument([...types], ['premodifier', 'of']));

/** Finds what fills the slots of a predicate. */
export class SlotReader {
  private readonly resolver: Resolver;
  private readonly forms: Map<string, ReadonlySet<string>>;

  constructor(
    private readonly grammar: Grammar,
    discourse: Discourse,
  ) {
    this.resolver = new Resolver(grammar, discourse);
    const forms = formsOf.get(grammar) ?? new Map<string, ReadonlySet<string>>();
    formsOf.set(grammar, forms);
    this.forms = forms;
  }

  /** Takes note of a sentence before its relations are read, so that a quotation that goes on in the next has its speaker. */
  note(parsed: Parsed): void {
    this.resolver.note(parsed);
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
    if (last === 'modal') return test.nouns.some(([word]) => this.obliges(predicate, word!));
    if (last === 'infinitive' || last === 'gerund') {
      return clausesUnder(predicate.parsed, predicate.clause, last).some((clause) => {
        const lemmas = this.lemmasOf(clause, predicate.parsed);
        // "not buy" asks for the negated verb.
        return test.nouns.some((words) =>
          words[0] === 'not'
            ? clause.verb?.negated && lemmas.has(words.slice(1).join(' '))
            : lemmas.has(words.join(' ')),
        );
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

  /** Whether a clause has a modal, or is the infinitive of a verb that serves as one: "must obtain", "needs to obtain", "has to obtain". */
  private obliges({ clause, parsed }: Predicate, word: string): boolean {
    if (clause.verb?.modals.includes(word)) return true;
    if (clause.link !== 'infinitive' || clause.governor || !clause.parent?.verb) return false;
    return clause.parent.objects.length === 0 && this.lemmasOf(clause.parent, parsed).has(word);
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
    clause.lemmas ??= clause.verb ? this.lemmasOfVerb(clause.verb, parsed) : NO_LEMMAS;
    return clause.lemmas;
  }

  private lemmasOfVerb({ main, particle }: VerbGroup, parsed: Parsed): ReadonlySet<string> {
    const { words } = parsed.tagged;
    const plain = this.plainLemmas(words[main]!);
    const next = words[main + 1] ?? '';
    let found: Set<string> | undefined;
    for (const lemma of plain) {
      found?.add(lemma);
      const particles = this.grammar.particles.get(lemma);
      if (!particles) continue;
      if (particles.has(particle)) {
        found ??= upTo(plain, lemma);
        found.add(`${lemma} ${particle}`);
      }
      if (particles.has(next)) {
        found ??= upTo(plain, lemma);
        found.add(`${lemma} ${next}`);
      }
    }
    return found ?? plain;
  }

  /** The lemmas of a form by itself. */
  private plainLemmas(form: string): ReadonlySet<string> {
    let known = this.forms.get(form);
    if (!known) {
      known = new Set(this.grammar.lemmas.get(form) ?? [form]);
      if (this.grammar.lemmas.has(form)) this.forms.set(form, known);
    }
    return known;
  }
}

/** The lemmas of a set up to one of them. */
function upTo(lemmas: ReadonlySet<string>, last: string): Set<string> {
  const found = new Set<string>();
  for (const lemma of lemmas) {
    found.add(lemma);
    if (lemma === last) break;
  }
  return found;
}

const NO_LEMMAS: ReadonlySet<string> = new Set();
const formsOf = new WeakMap<Grammar, Map<string, ReadonlySet<string>>>();
