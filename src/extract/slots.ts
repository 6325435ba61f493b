import { type Grammar, singulars } from '../dictionary/grammar.js';
import type { ArgumentSpec, Slot, SlotTest } from '../dictionary/relations.js';
import type { Clause } from './grammar/clauses.js';
import type { NounPhrase, Prepositional } from './grammar/phrases.js';
import type { Parsed, Placed } from './parse.js';
import { type Discourse, endsWith, headWords, phraseText, type Referent } from './refer.js';

/** A word that may state a relation, with its clause: a verb, or a noun in its phrase. */
export interface Predicate {
  readonly parsed: Parsed;
  readonly clause: Clause;
  /** The phrase of a noun that is the trigger. */
  readonly noun?: Placed;
  /** Words of the trigger [first, last). */
  readonly first: number;
  readonly last: number;
}

const LIST_PREPOSITIONS = new Set(['to', 'on', 'onto', 'from', 'in', 'off', 'under']);
/** Words before "of" that only measure what follows. */
const MEASURES = new Set(
  'thousand thousands hundreds million millions billions dozens most part lot lots number amount one some several many half majority bulk rest worth ton tons batch wave series range tranche quantity quantities gigawatt gigawatts megawatt megawatts total all each both percent % third quarter load loads shipment shipments order orders'.split(
    ' ',
  ),
);
const INCLUDES = /^(include|includes|included|comprise|comprises|comprised|count|counts)$/;
const COPULA = new Set([
  'is',
  'are',
  'was',
  'were',
  'be',
  'been',
  'being',
  'become',
  'becomes',
  'became',
  'becoming',
  'remain',
  'remains',
  'remained',
  'act',
  'acts',
  'serve',
  'serves',
  "'s",
  '’s',
]);

function lastWordOf(mention: number, phrase: NounPhrase, parsed: Parsed): number {
  for (let at = phrase.last - 1; at >= phrase.first; at--) if (parsed.tagged.mention[at] === mention) return at;
  return phrase.head;
}

/** A phrase before the verb that hangs on the subject's noun: "a start-up in Lyon, trains …". */
function ofSubject(one: Prepositional, clause: Clause): boolean {
  return (
    clause.verb !== undefined &&
    one.at < clause.verb.first &&
    one.after !== undefined &&
    !one.after.temporal &&
    clause.link !== 'relative'
  );
}

/** "those led by X", "those of Y": what follows says which, nothing before does. */
function describedPronoun(phrase: NounPhrase, parsed: Parsed): boolean {
  if (phrase.pronoun !== 'those') return false;
  return phrase.phrases.length > 0 || parsed.clauses.some((clause) => clause.antecedent === phrase);
}

function copulaOf(clause: Clause, words: readonly string[]): boolean {
  return clause.verb !== undefined && COPULA.has(words[clause.verb.main]!);
}

/** Finds what fills the slots of a predicate. */
export class SlotReader {
  constructor(
    private readonly grammar: Grammar,
    private readonly discourse: Discourse,
  ) {}

  /** The referents that a slot yields for an argument, in the order of the text; empty when it is not filled. */
  read(predicate: Predicate, slot: Slot, spec: ArgumentSpec): Referent[] {
    const types = slot.types ? [...slot.types].filter((type) => type !== 'phrase') : spec.types;
    const phrase = slot.types ? slot.types.has('phrase') : spec.phrase;
    for (const wanted of types.length > 0 ? [types] : [[]]) {
      const found: Referent[] = [];
      for (const one of this.phrases(predicate, slot.path)) {
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
      return this.clausesUnder(predicate.clause, last).some((clause) => {
        const lemmas = this.lemmasOf(clause, predicate.parsed);
        return test.nouns.some((words) => lemmas.has(words.join(' ')));
      });
    }
    const path = last === 'head' ? test.slot.path.slice(0, -1) : test.slot.path;
    for (const phrase of this.phrases(predicate, path)) {
      for (const one of [phrase, ...phrase.conjuncts, ...this.inner(phrase, predicate.parsed)]) {
        if (one.temporal) continue;
        if (
          this.isOf(one, predicate.parsed, test.types, []) ||
          this.isOf(one, predicate.parsed, test.looseTypes, ['premodifier', 'of'])
        )
          return true;
        if (test.nouns.length > 0 && this.headIs(one, predicate.parsed, test.nouns)) return true;
      }
    }
    return false;
  }

  /** What a measure measures: "most of its capacity". */
  private inner(phrase: NounPhrase, parsed: Parsed): NounPhrase[] {
    const measure =
      parsed.tagged.tags[phrase.head] === 'CD' ||
      MEASURES.has(parsed.tagged.words[phrase.head]!) ||
      MEASURES.has(phrase.pronoun);
    return measure
      ? phrase.phrases.filter((one) => one.preposition === 'of' && one.object).map((one) => one.object!)
      : [];
  }

  private isOf(phrase: NounPhrase, parsed: Parsed, types: ReadonlySet<string>, through: readonly string[]): boolean {
    if (types.size === 0 || phrase.pronoun) return false;
    const wanted = [...types];
    return this.resolve(phrase, parsed, wanted, { types: wanted, phrase: false, through }, false).length > 0;
  }

  /** Whether the last words of a phrase are one of these nouns, in the singular or plural; "one" stands for any noun said before. */
  headIs(phrase: NounPhrase, parsed: Parsed, nouns: readonly (readonly string[])[]): boolean {
    const words = headWords(phrase, parsed);
    if (phrase.pronoun) return nouns.some((noun) => noun.length === 1 && noun[0] === phrase.pronoun);
    const last = words.at(-1);
    if (!last) return false;
    if (phrase.headMention >= 0 && !(phrase.head === phrase.last - 1 && parsed.tagged.mention[phrase.head]! < 0)) {
      const name = parsed.tagged.words.slice(phrase.core, phrase.last).join(' ');
      return nouns.some((noun) => noun.join(' ') === name);
    }
    return singulars(last).some((form) => {
      const tail = [...words.slice(0, -1), form];
      return nouns.some((noun) => endsWith(tail, noun));
    });
  }

  /** The noun phrases at the end of a path of roles and prepositions. */
  phrases(predicate: Predicate, path: readonly string[]): NounPhrase[] {
    const [first, ...rest] = path;
    if (first === 'infinitive' || first === 'gerund' || first === 'complement') {
      return this.clausesUnder(predicate.clause, first).flatMap((clause) =>
        rest.length === 0
          ? []
          : this.phrases({ parsed: predicate.parsed, clause, first: clause.first, last: clause.last }, rest),
      );
    }
    let phrases = predicate.noun ? this.nounRole(predicate, predicate.noun, first!) : this.verbRole(predicate, first!);
    for (const part of rest) {
      phrases = phrases
        .flatMap((phrase) => [phrase, ...phrase.conjuncts])
        .flatMap((phrase) => this.within(phrase, part, predicate.parsed));
    }
    return phrases;
  }

  /** What a part of a noun phrase is: its possessor, or what a preposition after it governs. */
  private within(phrase: NounPhrase, part: string, parsed: Parsed): NounPhrase[] {
    if (part === 'possessor') return phrase.possessor ? [phrase.possessor] : [];
    if (part === 'premodifier') return this.premodifiers(phrase, parsed);
    if (part === 'members') return phrase.members;
    if (part === 'head') return [phrase];
    return phrase.phrases.filter((one) => one.preposition === part && one.object).map((one) => one.object!);
  }

  /** The mentions before the head, as phrases of their own. */
  private premodifiers(phrase: NounPhrase, parsed: Parsed): NounPhrase[] {
    return phrase.mentions
      .filter((mention) => mention !== phrase.headMention)
      .map((mention) => ({
        ...phrase,
        mentions: [mention],
        headMention: mention,
        conjuncts: [],
        members: [],
        appositions: [],
        phrases: [],
        core: phrase.first,
        head: lastWordOf(mention, phrase, parsed),
      }));
  }

  /** Prepositional phrases of the clause that stand after a phrase and may belong to it. */
  private following(placed: Placed, preposition: string): NounPhrase[] {
    const { clause, phrase } = placed;
    return clause.phrases
      .filter((one) => one.preposition === preposition && one.object && one.at >= phrase.last)
      .map((one) => one.object!);
  }

  private verbRole(predicate: Predicate, role: string): NounPhrase[] {
    const { clause } = predicate;
    const passive = clause.verb?.passive === true;
    switch (role) {
      case 'subject':
        return passive ? this.prepositional(clause, 'by') : clause.subject ? [clause.subject] : [];
      case 'object':
        return this.objects(clause, predicate.parsed);
      case 'outer':
        return this.outer(clause, predicate.parsed);
      case 'outer-cause': {
        const parent = clause.parent;
        const lemma = parent?.verb ? predicate.parsed.tagged.words[parent.verb.main]! : '';
        const causes =
          /^(have|has|had|get|gets|got|tap|tapped|taps|hire|hired|hires|choose|chose|chosen|pick|picked|enlist|enlisted|ask|asked|contract|contracted|commission|commissioned|select|selected|pay|pays|paid|want|wants)$/;
        return parent?.subject && (clause.link === 'complement' || clause.link === 'infinitive') && causes.test(lemma)
          ? [parent.subject]
          : [];
      }
      case 'possessed':
        return this.objects(clause, predicate.parsed).flatMap((phrase) => (phrase.possessor ? [phrase.possessor] : []));
      case 'list':
        return this.allPhrases(clause)
          .filter((one) => one.object && LIST_PREPOSITIONS.has(one.preposition))
          .map((one) => one.object!);
      default:
        return this.prepositional(clause, role);
    }
  }

  private objects(clause: Clause, parsed: Parsed): NounPhrase[] {
    const passive = clause.verb?.passive === true;
    const objects = clause.objects.filter((phrase) => !phrase.temporal);
    if (passive && clause.subject) objects.unshift(clause.subject);
    if (objects.length === 0 && !passive) {
      const next = parsed.clauses.find(
        (other) => other.sibling === clause && other.verb && other.first <= clause.last + 4 && other.objects.length > 0,
      );
      if (next && clause.phrases.length === 0) objects.push(...next.objects.filter((phrase) => !phrase.temporal));
      const relative = this.relativeAround(clause);
      if (
        objects.length === 0 &&
        relative?.antecedent &&
        relative.subject &&
        relative.subject !== relative.antecedent &&
        relative.marker !== 'where' &&
        relative.marker !== 'whose' &&
        !relative.phrases.some((phrase) => phrase.object === relative.antecedent)
      ) {
        objects.push(relative.antecedent);
      }
    }
    return objects;
  }

  /** The relative clause whose gap may lie in this infinitive ("which it plans to deploy"). */
  private relativeAround(clause: Clause): Clause | undefined {
    let inner = clause;
    while ((inner.link === 'infinitive' || inner.link === 'complement' || inner.link === 'gerund') && inner.parent) {
      inner = inner.parent;
      if (inner.link === 'relative') return inner;
    }
    return undefined;
  }

  /** For a participle or gerund without an agent of its own: the subject of the clause around it. */
  private outer(clause: Clause, parsed: Parsed): NounPhrase[] {
    if (clause.verb?.passive && this.prepositional(clause, 'by').length > 0) return [];
    if (
      clause.link !== 'participle' &&
      clause.link !== 'gerund' &&
      clause.link !== 'complement' &&
      clause.link !== 'infinitive'
    )
      return [];
    if (clause.link === 'participle' && clause.antecedent) {
      const owner = clause.antecedent.possessor;
      if (owner && parsed.tagged.mention[owner.head]! >= 0) return [owner];
    }
    const parent = clause.parent;
    return parent?.subject && parent.subject !== clause.antecedent ? [parent.subject] : [];
  }

  private allPhrases(clause: Clause): Prepositional[] {
    const all = [...clause.phrases];
    for (
      let inner = clause;
      inner.parent && (inner.link === 'infinitive' || inner.link === 'gerund' || inner.link === 'complement');
      inner = inner.parent
    ) {
      const { parent } = inner;
      const fronted = parent.verb
        ? parent.phrases.filter((one) => one.at < parent.verb!.first && (!one.after || one.after.temporal))
        : [];
      const gap = parent.link === 'relative' ? parent.phrases.filter((one) => one.object === parent.antecedent) : [];
      all.push(...gap, ...fronted);
    }
    return all;
  }

  private prepositional(clause: Clause, preposition: string): NounPhrase[] {
    const found = this.allPhrases(clause).filter(
      (one) => one.preposition === preposition && one.object && !one.object.temporal && !ofSubject(one, clause),
    );
    return found.map((one) => one.object!);
  }

  private clausesUnder(clause: Clause, link: string): Clause[] {
    const found: Clause[] = [];
    for (const other of this.siblings) {
      if (other.parent !== clause) continue;
      if (link === 'complement' ? other.link === 'complement' : other.link === link) found.push(other);
      if (link === 'complement' && other.link === 'adverbial' && other.marker === 'whether') found.push(other);
    }
    return found;
  }

  /** The clauses of the sentence at hand. */
  siblings: readonly Clause[] = [];

  private readonly lemmas = new WeakMap<Clause, ReadonlySet<string>>();

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

  private nounRole(predicate: Predicate, noun: Placed, role: string): NounPhrase[] {
    const { phrase, clause } = noun;
    const { parsed } = predicate;
    switch (role) {
      case 'possessor':
        return phrase.possessor ? [phrase.possessor] : [];
      case 'premodifier':
        return this.premodifiers(phrase, parsed).filter(
          (one) => predicate.noun !== undefined && parsed.tagged.mention[predicate.first - 1] === one.headMention,
        );
      case 'members':
        return phrase.members.length > 0 ? phrase.members : this.included(phrase, parsed);
      case 'subject':
        return this.governingSubject(noun);
      case 'outer':
        return clause.link === 'participle' || clause.link === 'gerund'
          ? clause.parent?.subject
            ? [clause.parent.subject]
            : []
          : [];
      case 'is':
        return this.identity(predicate, noun);
      case 'led':
        return this.leaders(noun, parsed);
      case 'object':
        return [];
      default: {
        const own = phrase.phrases
          .filter((one) => one.preposition === role && one.object && !one.object.temporal)
          .map((one) => one.object!);
        if (noun.role === 'subject' && own.length > 0) return own;
        const nested = phrase.phrases
          .flatMap((one) => (one.object ? one.object.phrases : []))
          .filter((one) => one.preposition === role && one.object)
          .map((one) => one.object!);
        const flat = this.following(noun, role).filter((one) => !one.temporal);
        const around =
          noun.role === 'prepositional' &&
          noun.prepositional &&
          ['on', 'over', 'about'].includes(noun.prepositional.preposition)
            ? clause.phrases
                .filter(
                  (one) => one.preposition === role && one.object && one.at < noun.phrase.first && !one.object.temporal,
                )
                .map((one) => one.object!)
            : [];
        const front = clause.phrases
          .filter(
            (one) =>
              one.preposition === role &&
              one.object &&
              !one.after &&
              clause.verb &&
              one.at < clause.verb.first &&
              one.object !== clause.antecedent,
          )
          .map((one) => one.object!);
        const passive =
          noun.role === 'subject' && clause.verb?.passive && role === 'by' ? this.prepositional(clause, 'by') : [];
        const gap =
          clause.link === 'relative'
            ? clause.phrases
                .filter((one) => one.preposition === role && one.object === clause.antecedent)
                .map((one) => one.object!)
            : [];
        const described = parsed.clauses
          .filter((other) => other.antecedent === phrase && other.link === 'participle')
          .flatMap((other) => this.prepositional(other, role));
        return [...own, ...nested, ...flat, ...front, ...around, ...gap, ...described, ...passive];
      }
    }
  }

  /** The subject of the clause that a noun is the object of ("X signed a lease"), or stands in a phrase of ("X is in talks"). */
  private governingSubject(noun: Placed): NounPhrase[] {
    const { clause } = noun;
    if (!clause.verb) return [];
    if (noun.role === 'subject') {
      return clause.verb.passive ? this.prepositional(clause, 'by') : [];
    }
    if (clause.verb.passive)
      return clause.subject === noun.phrase ? this.prepositional(clause, 'by') : clause.subject ? [clause.subject] : [];
    if (noun.role === 'possessor') return [];
    return clause.subject ? [clause.subject] : [];
  }

  /** What a noun is said to be: its apposition or host, or the other side of a copula. */
  private identity(predicate: Predicate, noun: Placed): NounPhrase[] {
    const { phrase, clause, role } = noun;
    const { words } = predicate.parsed.tagged;
    if (phrase.headMention >= 0 && predicate.last <= phrase.head) {
      return [
        {
          ...phrase,
          core: phrase.head,
          mentions: [phrase.headMention],
          conjuncts: phrase.conjuncts,
          possessor: undefined,
        },
      ];
    }
    if (phrase.host) return [phrase.host];
    if (
      copulaOf(clause, words) &&
      clause.subject &&
      (noun.prepositional?.preposition === 'among' || noun.prepositional?.preposition === 'of')
    )
      return [clause.subject];
    if (clause.verb && clause.subject === phrase && INCLUDES.test(words[clause.verb.main]!)) return clause.objects;
    if (phrase.appositions.length > 0) return phrase.appositions;
    const verb = clause.verb;
    const copula = verb && COPULA.has(words[verb.main]!);
    if (copula && role === 'object' && clause.subject) return [clause.subject];
    if (copula && role === 'subject' && clause.objects.length > 0) return clause.objects;
    if (noun.prepositional?.preposition === 'as') {
      const on = this.prepositional(clause, 'on');
      if (clause.verb?.passive && clause.subject) return [clause.subject];
      const objects = clause.objects.filter((one) => one.headMention >= 0);
      if (objects.length > 0) return objects;
      if (on.length > 0) return on;
      return clause.subject ? [clause.subject] : [];
    }
    if (
      role === 'object' &&
      verb &&
      clause.subject &&
      /^(name|names|named|make|makes|made|call|called)$/.test(words[verb.main]!)
    )
      return clause.objects.filter((one) => one !== phrase);
    return [];
  }

  /** "an alliance that includes X and Y". */
  private included(phrase: NounPhrase, parsed: Parsed): NounPhrase[] {
    return parsed.clauses
      .filter(
        (clause) =>
          clause.verb &&
          INCLUDES.test(parsed.tagged.words[clause.verb.main]!) &&
          (clause.antecedent === phrase || clause.subject === phrase),
      )
      .flatMap((clause) => clause.objects);
  }

  /** Who leads: "a round led by X", "an X-led alliance". */
  private leaders(noun: Placed, parsed: Parsed): NounPhrase[] {
    const { phrase } = noun;
    const { words, mention } = parsed.tagged;
    for (let at = phrase.first; at + 2 < phrase.last; at++) {
      if (mention[at]! >= 0 && words[at + 1] === '-' && words[at + 2] === 'led') {
        return [
          {
            ...phrase,
            headMention: mention[at]!,
            head: at,
            mentions: [mention[at]!],
            conjuncts: [],
            members: [],
            appositions: [],
            phrases: [],
          },
        ];
      }
    }
    return parsed.clauses
      .filter(
        (clause) =>
          clause.antecedent === phrase &&
          clause.verb?.passive &&
          /^(led|headed|anchored|co-led)$/.test(words[clause.verb.main]!),
      )
      .flatMap((clause) => this.prepositional(clause, 'by'));
  }

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
      const led = placed ? this.leaders(placed, parsed) : [];
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
    return phraseAllowed ? this.asPhrase(phrase, parsed, spec) : [];
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
    return this.asPhrase(phrase, parsed, spec);
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
    const owners = phrase.possessor ? [phrase.possessor] : this.premodifiers(phrase, parsed);
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
        const found = this.within(phrase, way, parsed).flatMap((object) =>
          this.resolve(object, parsed, [type], spec, false, depth + 1),
        );
        if (found.length > 0) return noted(found);
      }
    }
    return [];
  }

  /** A noun phrase as an argument of its own: without article, in the words of the text. */
  private asPhrase(phrase: NounPhrase, parsed: Parsed, spec: ArgumentSpec): Referent[] {
    if (phrase.pronoun || phrase.headMention >= 0) return [];
    const of = phrase.phrases.find((one) => one.preposition === 'of');
    const measure = parsed.tagged.tags[phrase.head] === 'CD' || MEASURES.has(parsed.tagged.words[phrase.head]!);
    const heads = measure && of?.object ? [phrase, of.object] : [phrase];
    if (spec.phraseWhen && !heads.some((one) => this.headIs(one, parsed, spec.phraseWhen!))) return [];
    if (spec.phraseUnless && heads.some((one) => this.headIs(one, parsed, spec.phraseUnless!))) return [];
    const { tokens, first } = parsed.tagged;
    let from = phrase.possessor ? phrase.possessor.last : phrase.first;
    while (from < phrase.head && ['DT', 'PRP$', 'POS'].includes(parsed.tagged.tags[from]!)) from++;
    const purpose = phrase.phrases.find((one) => one.preposition === 'for' && one.object && one.at === phrase.last);
    const generic =
      purpose?.object &&
      purpose.object.determiner === '' &&
      !purpose.object.possessor &&
      !purpose.object.pronoun &&
      purpose.object.mentions.length === 0 &&
      !purpose.object.temporal;
    const last = measure && of?.object ? of.object.last : generic ? purpose.object!.last : phrase.last;
    const name = tokens.text.slice(tokens.start[first + from], tokens.end[first + last - 1]).replace(/\s+/g, ' ');
    return [{ name, kinds: [], steps: [] }];
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
