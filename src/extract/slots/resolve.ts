/**
 * From noun phrases to entities: names, appositions, references, lists, measures, units, and the ways "through" a phrase.
 * In: a phrase, the types that are wanted and what the argument allows. Out: referents, with the steps taken.
 */
import { type Grammar, singulars } from '../../dictionary/grammar.js';
import type { ArgumentSpec } from '../../dictionary/relations.js';
import { endsWith, headWords, phraseText } from '../discourse/phrase-words.js';
import type { Referent } from '../discourse/referent.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import type { Discourse } from '../refer.js';
import { leaders } from './noun-roles.js';
import { asPhrase, describedPronoun, partsOf, premodifiers } from './phrase-parts.js';
import { MEASURES } from './words.js';

/** Finds the entities that noun phrases stand for. */
export class Resolver {
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
    const found: Referent[] = [];
    const list = phrase.members.length > 0 ? phrase.members : [phrase, ...phrase.conjuncts];
    let fallback: Referent[] = [];
    for (const one of list) {
      const referents = this.resolveOne(one, parsed, types, spec, phraseAllowed, depth);
      if (referents.some((referent) => referent.type === undefined) && list.length > 1) {
        fallback = referents;
        continue;
      }
      const steps: string[] = [];
      if (phrase.members.length > 0) steps.push(`"${phraseText(phrase, parsed)}" names its members`);
      else if (list.length > 1) steps.push('distributed over a list');
      found.push(
        ...referents.map((referent) =>
          steps.length > 0 ? { ...referent, steps: [...referent.steps, ...steps] } : referent,
        ),
      );
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
    const wanted = new Set(types);
    const head = phrase.headMention >= 0 ? this.discourse.of(phrase.headMention + parsed.base) : undefined;
    if (head && wanted.has(head.type!) && parsed.tagged.mention[phrase.head] === phrase.headMention) return [head];
    if (head && !phraseAllowed && spec.through.length === 0) return [];
    for (const other of [...(phrase.host ? [phrase.host] : []), ...phrase.appositions]) {
      if (other.headMention < 0) continue;
      const referent = this.discourse.of(other.headMention + parsed.base);
      if (wanted.has(referent.type!))
        return [{ ...referent, steps: [`"${phraseText(phrase, parsed)}" is ${referent.name}`] }];
    }
    if (!head) {
      const measured = this.measured(phrase, parsed, types, spec, phraseAllowed, depth);
      if (measured.length > 0) return measured;
      const placed = parsed.placeOf.get(phrase);
      const led = placed ? leaders(placed, parsed) : [];
      if (led.length > 0 && (phrase.pronoun || phrase.plural)) {
        const referents = led.flatMap((one) => this.resolve(one, parsed, types, spec, false, depth + 1));
        if (referents.length > 0) return referents;
      }
      if (placed && !describedPronoun(phrase, parsed) && this.discourse.refers(phrase, parsed)) {
        const referents = this.discourse.refer(phrase, placed, parsed, wanted);
        if (referents.length > 0) return [...referents];
      }
      if (phrase.pronoun === 'we' || phrase.pronoun === 'us') {
        const speaker = this.speaker(parsed, wanted);
        if (speaker) return [speaker];
      }
      const unit = this.unitOf(phrase, parsed, types, spec, depth);
      if (unit.length > 0) return unit;
    }
    for (const type of types) {
      const through = this.through(phrase, parsed, type, spec, depth);
      if (through.length > 0) return through;
    }
    return phraseAllowed ? asPhrase(phrase, parsed, spec) : [];
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
    const words = headWords(phrase, parsed);
    const last = words.at(-1);
    if (!last) return [];
    const unit = singulars(last).some((form) =>
      (this.grammar.units.get(form) ?? []).some((noun) => endsWith([...words.slice(0, -1), form], noun)),
    );
    if (!unit) return [];
    const owners = phrase.possessor ? [phrase.possessor] : premodifiers(phrase, parsed);
    const heads: ArgumentSpec = { ...spec, through: [] };
    const found = owners.flatMap((owner) => this.resolve(owner, parsed, types, heads, false, depth + 1));
    if (found.length > 0)
      return found.map((referent) => ({
        ...referent,
        steps: [...referent.steps, `"${last}" acts for ${referent.name}`],
      }));
    const of = phrase.phrases.find((one) => one.preposition === 'of' || one.preposition === 'at');
    return of?.object ? this.resolve(of.object, parsed, types, heads, false, depth + 1) : [];
  }

  private through(phrase: NounPhrase, parsed: Parsed, type: string, spec: ArgumentSpec, depth: number): Referent[] {
    for (const way of spec.through) {
      const noted = (referents: Referent[]): Referent[] =>
        referents.map((referent) => ({
          ...referent,
          steps: [...referent.steps, `"${phraseText(phrase, parsed)}" through its ${way}`],
        }));
      if (way === 'premodifier') {
        const found = phrase.mentions
          .filter((mention) => mention !== phrase.headMention)
          .map((mention) => this.discourse.of(mention + parsed.base))
          .filter((referent) => referent.type === type);
        if (found.length > 0) return noted(found);
      } else if (way === 'possessor') {
        if (!phrase.possessor) continue;
        const found = this.resolve(phrase.possessor, parsed, [type], { ...spec, through: [] }, false, depth + 1);
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
            this.resolve(object, parsed, [type], { ...spec, through: ['premodifier', 'of'] }, false, depth + 1),
          );
        if (found.length > 0) return noted(found);
      } else {
        const found = partsOf(phrase, way, parsed).flatMap((object) =>
          this.resolve(object, parsed, [type], spec, false, depth + 1),
        );
        if (found.length > 0) return noted(found);
      }
    }
    return [];
  }

  /** Who says "we": the firm of whoever the sentence quotes. */
  private speaker(parsed: Parsed, wanted: ReadonlySet<string>): Referent | undefined {
    const says = parsed.clauses.find((clause) => clause.link === 'attribution' && clause.subject);
    const phrases = says?.subject ? [says.subject, ...says.subject.appositions] : [];
    const spec: ArgumentSpec = {
      types: [...wanted],
      phrase: false,
      through: ['possessor', 'of', 'at', 'for', 'from', 'premodifier'],
    };
    for (const phrase of phrases) {
      const found = this.resolve(phrase, parsed, [...wanted], spec, false, 1);
      if (found[0]) return { ...found[0], steps: [...found[0].steps, `"we" is ${found[0].name}`] };
    }
    return undefined;
  }
}
