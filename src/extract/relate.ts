/**
 * Matches the frames of the dictionary against sentences.
 * In: a parsed sentence and what the text has named before. Out: relations with their evidence and how they are asserted.
 */
import type { Grammar } from '../dictionary/grammar.js';
import type { Frame, RelationType, Slot } from '../dictionary/relations.js';
import { Arguments, toldByName } from './arguments.js';
import { partySpec } from './assertion/party.js';
import { type Assertion, Assessor } from './assess.js';
import { type Found, once, weakest } from './found.js';
import type { Clause } from './grammar/clauses.js';
import type { NounPhrase } from './grammar/phrases.js';
import { findNamings } from './name.js';
import type { Parsed, Placed } from './parse.js';
import type { Discourse, Referent } from './refer.js';
import { predicateOf } from './slots/predicate.js';
import { type Predicate, SlotReader } from './slots.js';
import { framesOfNoun, framesOfVerb } from './triggers.js';

export type { Found } from './found.js';

const IS: Slot = { path: ['is'], types: undefined, text: 'is' };
const PLAIN: Assertion = { polarity: 'affirmed', modality: 'asserted', void: false, steps: [] };

/** Matches the frames of the dictionary against the clauses of one sentence after another. */
export class Relater {
  private readonly reader: SlotReader;
  private readonly assessor: Assessor;
  private readonly args: Arguments;

  constructor(
    private readonly grammar: Grammar,
    private readonly discourse: Discourse,
    private readonly authorities: ReadonlySet<string>,
  ) {
    this.reader = new SlotReader(grammar, discourse);
    this.args = new Arguments(this.reader, discourse);
    this.assessor = new Assessor(grammar, this.reader);
  }

  /** The relations that a sentence states, in the order of their triggers, each once. */
  relate(parsed: Parsed): Found[] {
    this.reader.note(parsed);
    const found: Found[] = [];
    const question = parsed.tagged.words.at(-1) === '?';
    const hyphened = parsed.tagged.words.includes('-');
    for (const clause of parsed.clauses) if (clause.verb) this.ofVerb(parsed, clause, found);
    for (const placed of parsed.placed) {
      this.ofNoun(parsed, placed, found);
      if (hyphened) this.ofHyphen(parsed, placed, found);
    }
    for (const frame of this.grammar.namingFrames) {
      for (const { firm, chip, first, last, placed } of findNamings(
        parsed,
        frame.relation,
        this.reader,
        this.discourse,
      )) {
        found.push({
          relation: frame.relation,
          frame,
          subject: firm,
          object: chip,
          parsed,
          clause: placed.clause,
          first,
          last,
          assertion: PLAIN,
        });
      }
    }
    if (found.length === 0) return found;
    const stated = question ? found.filter((one) => one.frame.kind === 'naming') : found;
    return once(stated.length > 1 ? stated.sort((a, b) => a.first - b.first) : stated);
  }

  private ofVerb(parsed: Parsed, clause: Clause, found: Found[]): void {
    const frames = framesOfVerb(this.grammar, clause, this.reader.lemmasOf(clause, parsed), this.possible);
    if (frames.length === 0) return;
    const verb = clause.verb!;
    this.match(predicateOf(parsed, clause, undefined, verb.main, verb.last), frames, found);
  }

  private ofNoun(parsed: Parsed, placed: Placed, found: Found[]): void {
    const triggered = framesOfNoun(this.grammar, placed.phrase, parsed, this.possible);
    let predicate: Predicate | undefined;
    for (const { frame, first, last } of triggered) {
      const from = Math.max(first, placed.phrase.first);
      if (predicate?.first !== from) predicate = predicateOf(parsed, placed.clause, placed, from, last);
      this.fill(predicate, frame, found);
    }
  }

  /** "X-backed Y": X, a hyphen and a word of the frame in a phrase that is Y, or whose host Y is. */
  private ofHyphen(parsed: Parsed, placed: Placed, found: Found[]): void {
    const { phrase } = placed;
    const { words, mention } = parsed.tagged;
    for (let at = phrase.first; at + 2 < phrase.last; at++) {
      if (mention[at]! < 0 || words[at + 1] !== '-') continue;
      for (const frame of this.grammar.hyphenFrames.get(words[at + 2]!) ?? []) {
        const { relation } = frame;
        const subject = this.discourse.of(mention[at]! + parsed.base);
        if (!relation.subject.types.includes(subject.type!)) continue;
        const bare = {
          ...phrase,
          first: at + 3,
          core: at + 3,
          mentions: phrase.mentions.filter((one) => one !== mention[at]),
        };
        const objects = this.reader
          .resolve(bare, parsed, relation.object.types, relation.object, false)
          .concat(this.identityOf(placed, parsed, relation))
          .filter((object) => object.name !== subject.name);
        for (const object of objects.slice(0, 1)) {
          found.push({
            relation,
            frame,
            subject,
            object,
            parsed,
            clause: placed.clause,
            first: at,
            last: at + 3,
            assertion: PLAIN,
          });
        }
      }
    }
  }

  private identityOf(placed: Placed, parsed: Parsed, relation: RelationType): Referent[] {
    const { head, last } = placed.phrase;
    const predicate = predicateOf(parsed, placed.clause, placed, head, last);
    return this.reader.read(predicate, IS, relation.object);
  }

  /** Tries frames in order; the first of each relation that fills both arguments wins. */
  private match(predicate: Predicate, frames: readonly Frame[], found: Found[]): void {
    const own = found.length;
    for (const frame of frames) if (!holds(found, own, frame.relation)) this.fill(predicate, frame, found);
    if (found.length > own + 1) settlePronoun(found, own);
  }

  /** Whether the text has named what the relation's arguments can be. */
  private readonly possible = ({ subject, object }: RelationType): boolean =>
    this.discourse.holds(subject.types) && (object.phrase || this.discourse.holds(object.types));

  /** Adds what a frame finds in the roles of a predicate. */
  private fill(predicate: Predicate, frame: Frame, found: Found[]): void {
    const { relation } = frame;
    for (const test of frame.when) if (!this.reader.holds(predicate, test)) return;
    for (const test of frame.unless) if (this.reader.holds(predicate, test)) return;
    for (const [subject, object] of this.args.pairs(predicate, frame)) {
      if (subject.name === object.name && subject.type === object.type) continue;
      const assertion = this.assert(predicate, frame, subject, object);
      if (assertion.void) continue;
      if (assertion.polarity === 'affirmed' && this.madeByAnother(subject, object, relation)) continue;
      found.push({
        relation,
        frame,
        subject,
        object,
        parsed: predicate.parsed,
        clause: predicate.clause,
        first: predicate.first,
        last: predicate.last,
        assertion,
      });
      this.args.remember(relation, subject, object, predicate.parsed.index);
      this.discourse.notePlayers(relation, subject, object, predicate.parsed.index);
    }
  }

  /** "its chips are made by X", where the dictionary knows another maker: X only produces them. */
  private madeByAnother(subject: Referent, object: Referent, relation: RelationType): boolean {
    return toldByName(relation) && this.discourse.isMaker(subject, object) === false;
  }

  /** Whether two public bodies are of one country: what one says that the other did, the state says of itself. */
  private areOneState({ type, entity }: Referent, other: Referent): boolean {
    if (type !== other.type || !this.authorities.has(type ?? '')) return false;
    return entity?.country !== undefined && entity.country === other.entity?.country;
  }

  private assert(predicate: Predicate, frame: Frame, subject: Referent, object: Referent): Assertion {
    const { parsed } = predicate;
    const names = new Set([subject.name, object.name]);
    const spec = partySpec(subject.type, object.type);
    const isParty = (phrase: NounPhrase): boolean =>
      this.reader
        .resolve(phrase, parsed, spec.types, spec, false)
        .some((referent) => names.has(referent.name) || this.areOneState(referent, subject));
    const assertion = this.assessor.assess(predicate, isParty);
    const flipped =
      frame.polarity === 'negated' ? (assertion.polarity === 'negated' ? 'affirmed' : 'negated') : assertion.polarity;
    const own = assertion.polarity === 'negated' ? undefined : frame.modality;
    const modality = weakest(assertion.modality, own ?? 'asserted');
    return { ...assertion, polarity: flipped, modality };
  }
}

/** Whether a relation is among those found from `from` on. */
function holds(found: readonly Found[], from: number, relation: RelationType): boolean {
  for (let at = from; at < found.length; at++) if (found[at]!.relation === relation) return true;
  return false;
}

/** "bought it": where one relation takes "it" for a firm and another for a chip, it is what was named last. */
function settlePronoun(found: Found[], from: number): void {
  const meant = found.slice(from).filter(({ object }) => object.steps.some((step) => step.startsWith('"it" is ')));
  const last = Math.max(...meant.map(({ object }) => object.mention ?? -1));
  if (!meant.some(({ object }) => object.mention !== last)) return;
  for (let at = found.length - 1; at >= from; at--)
    if (meant.includes(found[at]!) && found[at]!.object.mention !== last) found.splice(at, 1);
}
