/**
 * What fills both arguments of a frame: its slots in order, an agent said before, what was left out.
 * In: a predicate and a frame. Out: pairs of referents.
 */
import type { ArgumentSpec, Frame, RelationType, Slot } from '../dictionary/relations.js';
import { type Referent, withSteps } from './discourse/referent.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { Discourse } from './refer.js';
import { predicateOf } from './slots/predicate.js';
import type { Predicate, SlotReader } from './slots.js';

const AGENT: Slot = { path: ['by'], types: undefined, text: 'by' };

/** Reads the arguments of one relation after another, and knows what each relation last had. */
export class Arguments {
  /** What each relation last had, for "did not take a stake" after "took a stake in X". */
  private readonly last = new Map<string, { subject: Referent; object: Referent; sentence: number }>();

  constructor(
    private readonly reader: SlotReader,
    private readonly discourse: Discourse,
  ) {}

  /** What a relation was found to have, for what is left out later. */
  remember({ id }: RelationType, subject: Referent, object: Referent, sentence: number): void {
    this.last.set(id, { subject, object, sentence });
  }

  /** Who a frame relates to whom in the roles of a predicate. */
  pairs(predicate: Predicate, frame: Frame): [Referent, Referent][] {
    return frame.pair.length > 0 ? this.among(predicate, frame) : this.across(predicate, frame);
  }

  /** Every two of those who do something together. */
  private among(predicate: Predicate, { pair, relation }: Frame): [Referent, Referent][] {
    const pairs: [Referent, Referent][] = [];
    for (const slot of pair) {
      const members = this.reader.read(predicate, slot, relation.subject);
      for (let left = 0; left < members.length; left++) {
        for (let right = left + 1; right < members.length; right++) pairs.push([members[left]!, members[right]!]);
      }
      if (pairs.length > 0) break;
    }
    return pairs;
  }

  private across(predicate: Predicate, frame: Frame): [Referent, Referent][] {
    const { relation } = frame;
    const pairs: [Referent, Referent][] = [];
    let subjects = this.subjectsOf(predicate, frame);
    if (subjects.length === 0) subjects = this.agentBefore(predicate, relation);
    if (subjects.length === 0) return pairs;
    let objects = this.objectsOf(predicate, frame);
    // Nobody does it to himself: of two that are one, the one that was referred to is somebody else.
    if (subjects.length === 1 && objects.length === 1 && subjects[0]!.name === objects[0]!.name) {
      const { name, steps } = objects[0]!;
      const named = subjects[0]!.steps.length === 0;
      if (steps.length > 0 && named) objects = this.discourse.without(name, () => this.objectsOf(predicate, frame));
      else if (steps.length === 0 && !named)
        subjects = this.discourse.without(name, () => this.subjectsOf(predicate, frame));
    }
    const paired =
      subjects.length > 1 && subjects.length === objects.length && predicate.clause.adverbs.includes('respectively');
    for (const [index, subject] of subjects.entries()) {
      for (const object of paired ? [objects[index]!] : objects)
        pairs.push([this.byMaker(subject, object, relation), object]);
    }
    return pairs;
  }

  private subjectsOf(predicate: Predicate, { subject, relation }: Frame): Referent[] {
    for (const slot of subject) {
      const found = this.at(slot, predicate, relation, relation.subject);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** What stands in a slot, or was said before the clause where the slot asks for that. */
  private at(slot: Slot, predicate: Predicate, relation: RelationType, spec: ArgumentSpec): Referent[] {
    const [role] = slot.path;
    if (role === 'issuer') return this.issuer(predicate, relation);
    if (role === 'topic') return this.topic(predicate, spec);
    if (role === 'elided' || role === 'before') return this.carried(relation, predicate, role);
    return this.reader.read(predicate, slot, spec);
  }

  private objectsOf(predicate: Predicate, { object, relation, every }: Frame): Referent[] {
    let found: Referent[] = [];
    for (const slot of object) {
      const next = this.at(slot, predicate, relation, relation.object);
      found = found.length === 0 ? next : withOthers(found, next);
      if (found.length > 0 && !every) break;
    }
    // "has not hoarded any".
    if (found.length === 0 && predicate.clause.objects.some(isAny)) return this.carried(relation, predicate, 'elided');
    return found;
  }

  /** A passive without an agent: the subject of the sentence before, where it is the only one that can act. */
  private agentBefore(predicate: Predicate, relation: RelationType): Referent[] {
    const { clause, parsed } = predicate;
    const shared = this.agentBeside(predicate, relation);
    if (shared.length > 0) return shared;
    if (predicate.noun || !clause.verb?.passive || clause.link !== 'main' || clause.verb.modals.length > 0) return [];
    // A named patient opens a new matter, unless a pronoun ties the sentence to the one before.
    const tied = parsed.placed.some(({ phrase, clause: own }) => own === clause && phrase.pronoun === 'it');
    if (clause.subject && clause.subject.headMention >= 0 && !tied) return [];
    const agent = this.discourse.subjectBefore(parsed.index, new Set(relation.subject.types));
    return agent ? [withSteps(agent, [`agent from the sentence before: ${agent.name}`])] : [];
  }

  /** "was sued by X in 2020 and fined in 2022": the agent of the passive that a passive goes on from. */
  private agentBeside({ noun, clause, parsed }: Predicate, { subject, object }: RelationType): Referent[] {
    const { sibling, verb } = clause;
    const on = clause.link === 'coordinate' && clause.subjectBy === 'shared subject' && verb?.passive === true;
    if (noun || !on || !sibling?.verb?.passive) return [];
    // What may be either side may have changed sides: "was bought by X and sold".
    if (subject.types.some((type) => object.types.includes(type))) return [];
    return this.reader.read(
      predicateOf(parsed, sibling, undefined, sibling.verb.main, sibling.verb.last),
      AGENT,
      subject,
    );
  }

  /** "The order covers X": who took the step that the subject says, earlier in the sentence or in the one before. */
  private issuer({ clause, parsed }: Predicate, { subject }: RelationType): Referent[] {
    const act = clause.subject;
    if (!act || !/^(the|this|that|these|both|such)$/.test(act.determiner) || act.headMention >= 0) return [];
    if (!parsed.tagged.facts[act.head]!.singulars.some((noun) => parsed.grammar.acts.has(noun))) return [];
    const types = new Set(subject.types);
    const agent =
      this.discourse.lastIn(parsed.index, act.first, types) ?? this.discourse.subjectBefore(parsed.index, types);
    return agent ? [withSteps(agent, [`issuer said before: ${agent.name}`])] : [];
  }

  /** "X raised money. Y led the round": whose the matter is that a definite noun takes up. */
  private topic({ noun, clause, parsed }: Predicate, { types }: ArgumentSpec): Referent[] {
    const subject = clause.verb?.passive ? clause.subject : undefined;
    const matter = [noun?.phrase, subject, ...clause.objects, ...clause.phrases.map((one) => one.object)].find(
      isTakenUp,
    );
    const about = matter ? this.discourse.topicBefore(parsed.index, new Set(types)) : undefined;
    return about ? [withSteps(about, [`the sentence before is about ${about.name}`])] : [];
  }

  /** A reference to whoever makes a thing is to its maker, where the dictionary knows it and the text has named it. */
  private byMaker(subject: Referent, object: Referent, relation: RelationType): Referent {
    const maker = object.entity?.maker;
    if (!maker || subject.entity?.id === maker || subject.steps.length === 0) return subject;
    if (!toldByName(relation) || !subject.steps.some((step) => step.includes('" is '))) return subject;
    const named = this.discourse.named(subject.type ?? '', maker);
    return named ? withSteps(named, [...subject.steps, `the dictionary has ${named.name} as the maker`]) : subject;
  }

  /** What the relation last had, in this sentence or the one before: its object where it is left out, its subject for a passive. */
  private carried(relation: RelationType, predicate: Predicate, slot: string): Referent[] {
    const last = this.last.get(relation.id);
    const named = predicate.noun?.phrase;
    // "a tenant of the firm, X": whose tenant is said.
    if (
      named &&
      named.appositions.length > 0 &&
      (named.possessor || named.phrases.some((one) => one.preposition === 'of'))
    )
      return [];
    if (!last || predicate.parsed.index - last.sentence > 1) return [];
    const referent = slot === 'elided' ? last.object : last.subject;
    return [withSteps(referent, [`left out, as in the clause before: ${referent.name}`])];
  }
}

function isTakenUp(phrase: NounPhrase | undefined): boolean {
  return (
    phrase !== undefined &&
    phrase.headMention < 0 &&
    (/^(the|this|that)$/.test(phrase.determiner) || phrase.pronoun === 'it')
  );
}

function isAny({ pronoun, phrases }: NounPhrase): boolean {
  return (pronoun === 'any' || pronoun === 'none') && !phrases.some(({ preposition }) => preposition === 'of');
}

/** Referents with those of others whose names they do not have. */
function withOthers(referents: readonly Referent[], others: readonly Referent[]): Referent[] {
  return referents.concat(others.filter((one) => !referents.some((other) => other.name === one.name)));
}

/** Whether a name alone can state a relation: "X's chip" says who makes it. */
export function toldByName({ frames }: RelationType): boolean {
  return frames.some(({ kind }) => kind === 'naming');
}
