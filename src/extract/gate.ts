/**
 * Which sentences can state a relation, or speak of what the text has named, told from their words alone.
 * In: tokens, a sentence, the types that the text has named. Out: yes where grammar could find something, no where it cannot.
 */
import type { Grammar } from '../dictionary/grammar.js';
import { Marks } from '../dictionary/marks.js';
import type { RelationType } from '../dictionary/relations.js';
import { tokenise } from '../text/tokenise.js';
import type { Sentence, Tokens } from '../text/tokens.js';
import { COUNTED, PLURAL, SINGULAR } from './discourse/words.js';

/** The bit that all types, or all kinds of relations, share for which no bit of their own is left. */
const LAST_BIT = 29;
/** The bit of words that may refer to what stands elsewhere. */
const REFERS = 1 << 30;

/** Tells by the words of a dictionary which sentences grammar is spent on. Entity types are bits; made once for each grammar. */
export class Gate {
  private readonly types = new Map<string, number>();
  /** Relations that take the same types, as bits; what each of them needs. */
  private readonly needs: { subject: number; object: number; phrase: boolean }[] = [];
  private readonly words: Marks;
  private readonly named: { subject: number; object: number }[] = [];

  constructor(grammar: Grammar) {
    const bits = new Map<number, number>();
    const mark = (word: string, bit: number): void => {
      const hash = tokenise(word).hash.at(-1);
      if (hash !== undefined) bits.set(hash, (bits.get(hash) ?? 0) | bit);
    };
    const formsOf = new Map<string, string[]>();
    for (const [form, lemmas] of grammar.lemmas) {
      for (const lemma of lemmas) formsOf.set(lemma, [...(formsOf.get(lemma) ?? []), form]);
    }
    for (const [verb, frames] of grammar.verbFrames) {
      const lemma = verb.split(' ')[0]!;
      for (const { relation } of frames) {
        for (const form of [lemma, ...(formsOf.get(lemma) ?? [])]) mark(form, this.bitOf(relation));
      }
    }
    for (const [noun, frames] of grammar.nounFrames) {
      for (const { frame } of frames) for (const form of plurals(noun)) mark(form, this.bitOf(frame.relation));
    }
    for (const index of [grammar.hyphenFrames, grammar.adverbFrames]) {
      for (const [word, frames] of index) for (const { relation } of frames) mark(word, this.bitOf(relation));
    }
    for (const { relation } of grammar.namingFrames) {
      this.named.push({ subject: this.typesOf(relation.subject.types), object: this.typesOf(relation.object.types) });
    }
    for (const word of [...SINGULAR, ...PLURAL, ...COUNTED, 'whose']) mark(word, REFERS);
    for (const index of [grammar.nominals, grammar.units]) {
      for (const noun of index.keys()) for (const form of plurals(noun)) mark(form, REFERS);
    }
    this.words = new Marks(bits);
  }

  /** The bits of entity types. */
  typesOf(types: readonly string[]): number {
    let bits = 0;
    for (const type of types) {
      if (!this.types.has(type)) this.types.set(type, 1 << Math.min(this.types.size, LAST_BIT));
      bits |= this.types.get(type)!;
    }
    return bits;
  }

  /** Whether a sentence holds a word that may refer to what stands elsewhere. */
  mayRefer({ hash }: Tokens, { first, last }: Sentence): boolean {
    for (let at = first; at < last; at++) if (this.words.get(hash[at]!) & REFERS) return true;
    return false;
  }

  /**
   * Whether a sentence can state a relation: it holds a trigger of one whose arguments are of types that the text has named up to its
   * end, or it names a thing (`inside`: the types that it names) of which a name can say whose it is.
   */
  mayState({ hash }: Tokens, { first, last }: Sentence, types: number, inside: number): boolean {
    for (const { subject, object } of this.named) if (subject & types && object & inside) return true;
    let possible = 0;
    for (const [bit, { subject, object, phrase }] of this.needs.entries()) {
      if (subject & types && (phrase || object & types)) possible |= 1 << bit;
    }
    if (possible === 0) return false;
    for (let at = first; at < last; at++) if (this.words.get(hash[at]!) & possible) return true;
    return false;
  }

  /** The bit of the relations that take the types of this one. */
  private bitOf({ subject, object }: RelationType): number {
    const need = { subject: this.typesOf(subject.types), object: this.typesOf(object.types), phrase: object.phrase };
    let bit = this.needs.findIndex(
      (one) => one.subject === need.subject && one.object === need.object && one.phrase === need.phrase,
    );
    if (bit < 0 && this.needs.length <= LAST_BIT) bit = this.needs.push(need) - 1;
    if (bit < 0) {
      bit = LAST_BIT;
      this.needs[bit] = { subject: -1, object: -1, phrase: true };
    }
    return 1 << bit;
  }
}

/** All forms that may be read as a noun's plural, and the noun. */
function plurals(noun: string): string[] {
  return [noun, `${noun}s`, `${noun}es`, ...(noun.endsWith('y') ? [`${noun.slice(0, -1)}ies`] : [])];
}

const gates = new WeakMap<Grammar, Gate>();

/** The gate of a dictionary; made once. */
export function gateOf(grammar: Grammar): Gate {
  let gate = gates.get(grammar);
  if (!gate) {
    gate = new Gate(grammar);
    gates.set(grammar, gate);
  }
  return gate;
}
