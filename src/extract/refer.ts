/** The discourse: what the rest of extraction asks of the text before and around a phrase. */
import type { Entity } from '../dictionary/dictionary.js';
import type { Grammar } from '../dictionary/grammar.js';
import type { RelationType } from '../dictionary/relations.js';
import { REACH } from './discourse/antecedents.js';
import { Memory } from './discourse/memory.js';
import { isReference } from './discourse/nominals.js';
import { readSentence } from './discourse/occurrences.js';
import { resolveReference } from './discourse/references.js';
import type { Referent } from './discourse/referent.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { EntityMention } from './mention.js';
import type { Parsed, Placed } from './parse.js';

export type { Referent } from './discourse/referent.js';

/**
 * What a text has named so far, and what its pronouns and nominals refer to. Antecedents are ranked by recency and grammatical role,
 * after the salience factors of Lappin & Leass (1994), filtered by type, kind, country and number.
 */
export class Discourse {
  private readonly memory: Memory;

  constructor(
    grammar: Grammar,
    mentions: readonly EntityMention[],
    actors: ReadonlySet<string>,
    entities: ReadonlyMap<string, Entity>,
  ) {
    this.memory = new Memory(grammar, mentions, actors, entities);
  }

  /** The referent of a mention. */
  of(mention: number): Referent {
    return this.memory.of(mention);
  }

  /** Whether anything that a sentence may refer to stands in it or before it, as far as what was read goes. */
  reaches(sentence: number): boolean {
    const last = this.memory.occurrences.at(-1);
    return last !== undefined && sentence - last.sentence <= REACH;
  }

  /** Whether the text so far names anything of one of these types. */
  holds(types: readonly string[]): boolean {
    for (const type of types) if (this.memory.types.has(type)) return true;
    return false;
  }

  /**
   * Whether a firm is the maker of a thing, as far as the dictionary knows: its maker, that firm's parent or its subsidiary. `undefined`
   * where the dictionary names no maker.
   */
  isMaker(firm: Referent, thing: Referent): boolean | undefined {
    const maker = thing.entity?.maker;
    if (!maker) return undefined;
    if (!firm.entity) return false;
    const { id, parent } = firm.entity;
    const known = this.memory.entities.get(`${firm.type}:${maker}`);
    return id === maker || parent === maker || id === thing.entity?.parent || known?.parent === id;
  }

  /** The entity of this type and dictionary id, if the text has named it so far. */
  named(type: string, id: string): Referent | undefined {
    return this.memory.occurrences.findLast(({ referent }) => referent.type === type && referent.entity?.id === id)
      ?.referent;
  }

  /** The one subject of the sentence before `sentence`, if it is of one of the types and alone in that. */
  subjectBefore(sentence: number, types: ReadonlySet<string>): Referent | undefined {
    const before = this.memory.occurrences.filter(
      (one) => one.sentence === sentence - 1 && types.has(one.referent.type ?? ''),
    );
    const subjects = before.filter((one) => one.role === 'subject');
    const names = new Set(before.filter((one) => one.role !== 'possessor').map((one) => one.referent.name));
    return subjects.length > 0 && names.size === 1 ? subjects[0]!.referent : undefined;
  }

  /** Whom the sentence before is about: the one subject of its main clauses. */
  topicBefore(sentence: number, types: ReadonlySet<string>): Referent | undefined {
    const { occurrences } = this.memory;
    let found: Referent | undefined;
    for (let at = occurrences.length - 1; at >= 0 && occurrences[at]!.sentence >= sentence - 1; at--) {
      const { referent, role, inner, sentence: own } = occurrences[at]!;
      if (own === sentence || role !== 'subject' || inner || !types.has(referent.type ?? '')) continue;
      if (found && found.name !== referent.name) return undefined;
      found = referent;
    }
    return found;
  }

  /** The one entity of these types that a sentence names before a word. */
  lastIn(sentence: number, word: number, types: ReadonlySet<string>): Referent | undefined {
    const found = new Map<string, Referent>();
    for (const one of this.memory.saidIn(sentence)) {
      const { name, type } = one.referent;
      if (one.word < word && types.has(type ?? '') && !found.has(name)) found.set(name, one.referent);
    }
    return found.size === 1 ? [...found.values()][0] : undefined;
  }

  /** Records the mentions of a sentence that was not parsed: the first is taken for its subject. */
  skim(sentence: number, mentions: readonly number[]): void {
    for (const mention of mentions) this.memory.types.add(this.memory.mentions[mention]!.type);
    mentions.forEach((mention, index) => {
      this.memory.add({
        referent: this.memory.of(mention),
        sentence,
        word: index,
        role: index === 0 ? 'subject' : 'prepositional',
        plural: false,
        group: undefined,
        pronoun: undefined,
        preposition: undefined,
        inner: undefined,
      });
    });
  }

  /** Records the entities of a parsed sentence in the order of the text, references resolved on the way. */
  read(parsed: Parsed): void {
    readSentence(this.memory, parsed);
  }

  /** Whether a phrase is a pronoun or a definite nominal, so that it stands for something named elsewhere. */
  refers(phrase: NounPhrase, parsed: Parsed): boolean {
    return isReference(this.memory, phrase, parsed);
  }

  /** Records the roles that a relation gives its arguments for what the text calls them further on. */
  notePlayers({ called, symmetric }: RelationType, subject: Referent, object: Referent, sentence: number): void {
    for (const noun of called.subject) this.memory.play(subject.name, noun, object.name, sentence);
    for (const noun of symmetric ? called.subject : called.object)
      this.memory.play(object.name, noun, subject.name, sentence);
  }

  /** "its landlord": who has the role that a phrase says towards its possessor. */
  playerOf(phrase: NounPhrase, parsed: Parsed, towards: Referent): Referent | undefined {
    for (const noun of parsed.tagged.facts[phrase.head]!.singulars) {
      const name = this.memory.playing(noun, towards.name);
      const found = name && this.memory.occurrences.findLast(({ referent }) => referent.name === name)?.referent;
      if (found) return found;
    }
    return undefined;
  }

  /** Runs what resolves references, none of which may be to the entity of this name. */
  without<T>(name: string, run: () => T): T {
    this.memory.barred = name;
    const found = run();
    this.memory.barred = '';
    return found;
  }

  /** What a pronoun or nominal refers to, of the given types; empty when it cannot be told. */
  refer(phrase: NounPhrase, placed: Placed, parsed: Parsed, types: ReadonlySet<string>): readonly Referent[] {
    return resolveReference(this.memory, phrase, placed, parsed, types);
  }
}
