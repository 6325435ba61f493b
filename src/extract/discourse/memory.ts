/** What a text has named so far: entities with their places, groups of entities, references resolved. */
import type { Entity } from '../../dictionary/dictionary.js';
import type { Grammar } from '../../dictionary/grammar.js';
import type { Clause } from '../grammar/clause.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { EntityMention } from '../mention.js';
import type { Role } from '../parse.js';
import type { Referent } from './referent.js';

export interface Occurrence {
  readonly referent: Referent;
  readonly sentence: number;
  readonly word: number;
  readonly role: Role;
  /** Set for entities named together ("A and B", "firms such as A and B"). */
  readonly group: Group | undefined;
  /** Its noun phrase is in the plural ("H20 chips"). */
  readonly plural: boolean;
  /** The pronoun that it was named by, if one. */
  readonly pronoun: string | undefined;
  /** The preposition before it. */
  readonly preposition: string | undefined;
  /** The relative or adverbial clause that it stands in. */
  readonly inner: Clause | undefined;
  /** Whose the subject of a main clause is ("X's takeover of Y has"). */
  readonly topic?: boolean;
  /** The noun that it was referred to by, if one ("the laboratory"). */
  readonly called?: string | undefined;
}

export interface Group {
  readonly members: readonly Referent[];
  readonly sentence: number;
  readonly word: number;
  readonly role: Role;
}

const NONE: readonly string[] = [];

/** The entities that a text has named so far and how, and what its references were found to be. */
export class Memory {
  readonly occurrences: Occurrence[] = [];
  readonly groups: Group[] = [];
  readonly types = new Set<string>();
  readonly resolved = new Map<NounPhrase, Map<string, readonly Referent[]>>();

  /** The name of what a reference may not be to at the moment, or ''. */
  barred = '';
  /** What the text has said its entities to be ("X, a haulier"): names by the noun, the latest last. */
  private readonly said = new Map<string, string[]>();
  /** The same of several at once ("X and Y, two hauliers"). */
  private readonly saidOfMany = new Map<string, string[]>();
  /** Roles that relations gave ("the tenant"), with towards whom. */
  private readonly roles = new Map<
    string,
    { readonly name: string; readonly towards: string; readonly sentence: number }[]
  >();
  private readonly counts = new Map<string, number>();
  private readonly referents: (Referent | undefined)[] = [];

  constructor(
    readonly grammar: Grammar,
    readonly mentions: readonly EntityMention[],
    readonly actors: ReadonlySet<string>,
    readonly entities: ReadonlyMap<string, Entity>,
  ) {}

  /** Records that an entity was named or referred to. */
  add(occurrence: Occurrence): void {
    this.occurrences.push(occurrence);
    const { name } = occurrence.referent;
    this.counts.set(name, this.timesNamed(name) + 1);
  }

  /** Records that an entity was said to be what a noun says, alone or as one of several. */
  describe(name: string, noun: string, many = false): void {
    const said = many ? this.saidOfMany : this.said;
    const names = said.get(noun);
    if (!names) said.set(noun, [name]);
    else if (names.at(-1) !== name) names.push(name);
  }

  /** Records that a relation gave one entity a role towards another: the tenant of a landlord. */
  play(name: string, noun: string, towards: string, sentence: number): void {
    this.describe(name, noun);
    const played = this.roles.get(noun);
    if (played) played.push({ name, towards, sentence });
    else this.roles.set(noun, [{ name, towards, sentence }]);
  }

  /** What the sentence that is being read, or one shortly before it, has named so far, in order. */
  saidIn(sentence: number): readonly Occurrence[] {
    let last = this.occurrences.length;
    while (last > 0 && this.occurrences[last - 1]!.sentence > sentence) last--;
    let first = last;
    while (this.occurrences[first - 1]?.sentence === sentence) first--;
    return this.occurrences.slice(first, last);
  }

  /** Who was given one of these roles last, if a relation of the sentence at hand did. */
  lastPlaying(nouns: readonly string[], sentence: number): string | undefined {
    return nouns
      .map((noun) => this.roles.get(noun)?.at(-1))
      .find((last) => last !== undefined && last.sentence === sentence)?.name;
  }

  /** Whether a relation gave anybody the role that a noun says. */
  isRole(noun: string): boolean {
    return this.roles.has(noun);
  }

  /** Who has the role that a noun says towards an entity, the latest. */
  playing(noun: string, towards: string): string | undefined {
    return this.roles.get(noun)?.findLast((one) => one.towards === towards)?.name;
  }

  /** Who was said to be what a noun says; what was said of several at once only where several are meant. */
  describedAs(noun: string, many: boolean): readonly string[] {
    const alone = this.said.get(noun) ?? NONE;
    const others = many ? this.saidOfMany.get(noun) : undefined;
    return others ? [...alone, ...others] : alone;
  }

  /** How often an entity of this name was named or referred to so far. */
  timesNamed(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  /** The referent of a mention. */
  of(mention: number): Referent {
    let referent = this.referents[mention];
    if (!referent) {
      const { name, type, id, entity, kinds } = this.mentions[mention]!;
      referent = { name, type, id: id || undefined, mention, entity, kinds, steps: NONE };
      this.referents[mention] = referent;
    }
    return referent;
  }
}
