/**
 * From noun phrases to entities: names, appositions, references, lists, measures, units, and the ways "through" a phrase.
 * In: a phrase, the types that are wanted and what the argument allows. Out: referents, with the steps taken.
 */
import type { Grammar } from '../../dictionary/grammar.js';
import { type ArgumentSpec, entityArgument, goingThrough } from '../../dictionary/relations.js';
import { isUnit } from '../discourse/nominals.js';
import { lastWordAt, phraseText } from '../discourse/phrase-words.js';
import { type Referent, withStep, withSteps } from '../discourse/referent.js';
import { aroundNonfinite } from '../grammar/clause.js';
import type { NounPhrase } from '../grammar/phrases.js';
import { type Parsed, placeOf } from '../parse.js';
import type { Discourse } from '../refer.js';
import { only, setOf } from './argument-types.js';
import { leaders } from './noun-roles.js';
import { asPhrase, describedPronoun, partsOf, premodifiers } from './phrase-parts.js';
import { namedBy, runBy } from './relative-roles.js';
import { personsAround, Quotation } from './speakers.js';
import { MEASURES } from './words.js';

/** Pronouns for whoever speaks. */
const FIRST = new Set(['we', 'us', 'our', 'ours']);
/** Pronouns for persons. */
const PERSONAL = new Set(['his', 'her']);

const NONE: readonly NounPhrase[] = [];

/** Finds the entities that noun phrases stand for. */
export class Resolver {
  private readonly quotation = new Quotation();

  constructor(
    private readonly grammar: Grammar,
    private readonly discourse: Discourse,
  ) {}

  /** The entities that a phrase and its conjuncts stand for, each by the first way that leads to one of the types. */
  resolve(
    phrase: NounPhrase,
    parsed: Parsed,
    types: readonly string[],
    spec: ArgumentSpec,
    phraseAllowed: boolean,
    depth = 0,
  ): Referent[] {
    if (depth > 6) return [];
    const { members, conjuncts } = phrase;
    if (members.length === 0 && conjuncts.length === 0)
      return this.resolveOne(phrase, parsed, types, spec, phraseAllowed, depth);
    const list = members.length > 0 ? members : [phrase, ...conjuncts];
    const step = members.length > 0 ? `"${phraseText(phrase, parsed)}" names its members` : 'distributed over a list';
    const noted = members.length > 0 || list.length > 1;
    const found: Referent[] = [];
    let fallback: Referent[] = [];
    for (const one of list) {
      const referents = this.resolveOne(one, parsed, types, spec, phraseAllowed, depth);
      if (list.length > 1 && referents.some((referent) => referent.type === undefined)) {
        fallback = referents;
        continue;
      }
      for (const referent of referents) found.push(noted ? withStep(referent, step) : referent);
    }
    return found.length > 0 ? found : fallback;
  }

  private resolveOne(
    phrase: NounPhrase,
    parsed: Parsed,
    types: readonly string[],
    spec: ArgumentSpec,
    phraseAllowed: boolean,
    depth: number,
  ): Referent[] {
    if (phrase.temporal) return [];
    const head = phrase.headMention >= 0 ? this.discourse.of(phrase.headMention + parsed.base) : undefined;
    if (head && types.includes(head.type!) && parsed.tagged.mention[phrase.head] === phrase.headMention) return [head];
    if (head && !phraseAllowed && spec.through.length === 0) return [];
    const { host } = phrase;
    // "its tenant, X, a publisher of games": two that rename one noun are one.
    const beside = host && host.headMention < 0 ? host.appositions : NONE;
    for (const other of [host, ...phrase.appositions, ...beside]) {
      if (!other || other.headMention < 0) continue;
      const referent = this.discourse.of(other.headMention + parsed.base);
      if (types.includes(referent.type!))
        return [withSteps(referent, [`"${phraseText(phrase, parsed)}" is ${referent.name}`])];
    }
    if (!head) {
      const wanted = setOf(types);
      const measured = this.measured(phrase, parsed, types, spec, phraseAllowed, depth);
      if (measured.length > 0) return measured;
      const placed = placeOf(parsed, phrase);
      const led = placed ? leaders(placed, parsed) : [];
      if (led.length > 0 && (phrase.pronoun || phrase.plural)) {
        const referents = led.flatMap((one) => this.resolve(one, parsed, types, spec, false, depth + 1));
        if (referents.length > 0) return referents;
      }
      if (placed && !describedPronoun(phrase, parsed) && this.discourse.refers(phrase, parsed)) {
        const referents = this.discourse.refer(phrase, placed, parsed, wanted);
        if (referents.length > 0) return [...referents];
      }
      if (FIRST.has(phrase.pronoun)) {
        const speaker = this.speaker(parsed, types, depth);
        if (speaker) return [speaker];
      }
      const named = placed ? namedBy(placed, parsed) : undefined;
      if (named) return this.resolve(named, parsed, types, spec, false, depth + 1);
      const own = this.ofPerson(phrase, parsed, types, depth);
      if (own) return [own];
      const player = this.playerOf(phrase, parsed, types, depth);
      if (player) return [player];
      const unit = this.unitOf(phrase, parsed, types, spec, depth);
      if (unit.length > 0) return unit;
      const actor = this.actorOf(phrase, parsed, types, spec, depth);
      if (actor.length > 0) return actor;
    }
    if (spec.through.length > 0) {
      for (const type of types) {
        const through = this.through(phrase, parsed, type, spec, depth);
        if (through.length > 0) return through;
      }
    }
    return phraseAllowed ? asPhrase(phrase, parsed, spec) : [];
  }

  /** "its landlord", "X's partner": who has that role towards the possessor, as the text has said before. */
  private playerOf(phrase: NounPhrase, parsed: Parsed, types: readonly string[], depth: number): Referent | undefined {
    if (!phrase.possessor || phrase.plural) return undefined;
    const owners = this.resolve(phrase.possessor, parsed, types, entityArgument(types), false, depth + 1);
    const player = owners.length === 1 ? this.discourse.playerOf(phrase, parsed, owners[0]!) : undefined;
    if (!player || !types.includes(player.type!)) return undefined;
    return withStep(player, `"${phraseText(phrase, parsed)}" is ${player.name}`);
  }

  /** "thousands of H800 chips": the measure is not what is meant. */
  private measured(
    phrase: NounPhrase,
    parsed: Parsed,
    types: readonly string[],
    spec: ArgumentSpec,
    phraseAllowed: boolean,
    depth: number,
  ): Referent[] {
    const word = parsed.tagged.words[phrase.head]!;
    if (parsed.tagged.tags[phrase.head] !== 'CD' && !MEASURES.has(word) && !MEASURES.has(phrase.pronoun)) return [];
    const of = phrase.phrases.find((one) => one.preposition === 'of');
    if (!of?.object) return [];
    const inner = this.resolve(of.object, parsed, types, spec, false, depth + 1);
    if (inner.length > 0 || !phraseAllowed) return inner;
    return asPhrase(phrase, parsed, spec);
  }

  /** "its cloud unit": the possessor acts. */
  private unitOf(
    phrase: NounPhrase,
    parsed: Parsed,
    types: readonly string[],
    spec: ArgumentSpec,
    depth: number,
  ): Referent[] {
    if (!isUnit(this.grammar, phrase, parsed)) return [];
    const last = parsed.tagged.words[lastWordAt(phrase, parsed)]!;
    const owners = phrase.possessor ? [phrase.possessor] : premodifiers(phrase, parsed);
    const heads = goingThrough(spec, []);
    const found = owners.flatMap((owner) => this.resolve(owner, parsed, types, heads, false, depth + 1));
    if (found.length > 0) return found.map((referent) => withStep(referent, `"${last}" acts for ${referent.name}`));
    const runner = runBy(phrase, parsed);
    if (runner) return this.resolve(runner, parsed, types, heads, false, depth + 1);
    const of = phrase.phrases.find((one) => one.preposition === 'of' || one.preposition === 'at');
    return of?.object ? this.resolve(of.object, parsed, types, heads, false, depth + 1) : [];
  }

  /** "lifted an order that barred X", "did Y, a step that bars X": whoever takes a step acts in what it does. */
  private actorOf(
    phrase: NounPhrase,
    parsed: Parsed,
    types: readonly string[],
    spec: ArgumentSpec,
    depth: number,
  ): Referent[] {
    const word = parsed.tagged.words[phrase.head]!;
    const placed = this.grammar.acts.has(word) ? placeOf(parsed, phrase) : undefined;
    if (!placed || placed.role === 'subject' || placed.role === 'possessor') return [];
    const does = parsed.clauses.some((clause) => clause.antecedent === phrase && clause.subject === phrase);
    const subject = does ? aroundNonfinite(placed.clause).subject : undefined;
    if (!subject || subject === phrase) return [];
    const found = this.resolve(subject, parsed, types, goingThrough(spec, []), false, depth + 1);
    return found.map((referent) => withStep(referent, `"${word}" is an act of ${referent.name}`));
  }

  private through(phrase: NounPhrase, parsed: Parsed, type: string, spec: ArgumentSpec, depth: number): Referent[] {
    for (const way of spec.through) {
      const noted = (referents: Referent[]): Referent[] =>
        referents.map((referent) => withStep(referent, `"${phraseText(phrase, parsed)}" through its ${way}`));
      if (way === 'premodifier') {
        // "licences for Nvidia H20 chips": who makes the thing only names it.
        const naming = (mention: number): boolean =>
          phrase.mentions.includes(mention + 1) &&
          this.discourse.of(mention + 1 + parsed.base).entity?.maker !== undefined;
        const found = phrase.mentions
          .filter((mention) => mention !== phrase.headMention && !naming(mention))
          .map((mention) => this.discourse.of(mention + parsed.base))
          .filter((referent) => referent.type === type);
        if (found.length > 0) return noted(found);
      } else if (way === 'possessor') {
        if (!phrase.possessor) continue;
        const found = this.resolve(phrase.possessor, parsed, only(type), goingThrough(spec, []), false, depth + 1);
        if (found.length > 0) return noted(found);
      } else if (way === 'containers') {
        const found = parsed.clauses
          .filter(
            (clause) =>
              clause.antecedent === phrase &&
              clause.verb &&
              this.grammar.containers.has(parsed.tagged.words[clause.verb.main]!),
          )
          .flatMap((clause) => [
            ...clause.objects,
            ...clause.phrases
              .filter((one) => one.preposition === 'with' || one.preposition === 'on')
              .map((one) => one.object!),
          ])
          .flatMap((object) =>
            this.resolve(object, parsed, only(type), goingThrough(spec, ['premodifier', 'of']), false, depth + 1),
          );
        if (found.length > 0) return noted(found);
      } else {
        const found = partsOf(phrase, way, parsed).flatMap((object) =>
          this.resolve(object, parsed, only(type), spec, false, depth + 1),
        );
        if (found.length > 0) return noted(found);
      }
    }
    return [];
  }

  /** Takes note of a sentence, so that a quotation that goes on in the next has its speaker. */
  note(parsed: Parsed): void {
    this.quotation.note(parsed);
  }

  /** Who says "we": the firm of whoever the sentence quotes, or the one before where the quotation goes on. */
  private speaker(parsed: Parsed, types: readonly string[], depth: number): Referent | undefined {
    const said = this.quotation.speakers(parsed);
    const found = said && this.firmOf(said.phrases, said.where, types, depth);
    return found && withStep(found, `"we" is ${found.name}`);
  }

  /** "said that his company", "denied that her client": the firm of whoever speaks. */
  private ofPerson(phrase: NounPhrase, parsed: Parsed, types: readonly string[], depth: number): Referent | undefined {
    if (!PERSONAL.has(phrase.possessor?.pronoun ?? '') || phrase.headMention >= 0) return undefined;
    const nouns = parsed.tagged.facts[lastWordAt(phrase, parsed)]?.singulars ?? [];
    const stands = nouns.some((noun) => this.grammar.nominals.get(noun)?.some(({ type }) => types.includes(type)));
    const found = stands && this.firmOf(personsAround(phrase, parsed), parsed, types, depth);
    return found ? withStep(found, `"${phraseText(phrase, parsed)}" is ${found.name}`) : undefined;
  }

  /** The first entity that one of some phrases says, by its possessor or by what it is of. */
  private firmOf(
    phrases: readonly NounPhrase[],
    parsed: Parsed,
    types: readonly string[],
    depth: number,
  ): Referent | undefined {
    const spec = entityArgument(types, ['possessor', 'of', 'at', 'for', 'from', 'premodifier']);
    for (const phrase of phrases) {
      const found = this.resolve(phrase, parsed, types, spec, false, depth + 1);
      if (found[0]) return found[0];
    }
    return undefined;
  }
}
