import { type Cue, type Grammar, singulars } from '../dictionary/grammar.js';
import type { Modality, Polarity } from '../schema/extraction.js';
import type { Clause } from './grammar/clauses.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { Parsed } from './parse.js';
import type { Predicate, SlotReader } from './slots.js';

/** How a predicate is stated. */
export interface Assertion {
  readonly polarity: Polarity;
  readonly modality: Modality;
  /** The sentence only says what somebody is asked or forbidden to do: it states nothing. */
  readonly void: boolean;
  readonly steps: readonly string[];
  /** The source, if the sentence names one: its words [first, last). */
  readonly source?: Source;
}

export interface Source {
  readonly first: number;
  readonly last: number;
  readonly phrase: NounPhrase;
  /** The outer source of a nested attribution. */
  readonly via?: Source;
}

/** Links over which what governs a clause bears on it. */
const STOPS = new Set(['complement', 'infinitive', 'gerund', 'coordinate']);

/**
 * Reads polarity, modality and source of a predicate from its own words and from what governs it, outwards. Negations cancel in
 * pairs ("has not denied"); of several modalities the weakest holds: possible, planned, reported, asserted.
 */
export class Assessor {
  constructor(
    private readonly grammar: Grammar,
    private readonly reader: SlotReader,
  ) {}

  /** `isParty` tells whether a phrase names one of the relation's own arguments. */
  assess(predicate: Predicate, isParty: (phrase: NounPhrase) => boolean): Assertion {
    const state = new State(this.grammar, predicate.parsed);
    const { parsed } = predicate;
    if (predicate.noun) this.ofNoun(state, predicate);
    else this.ofClause(state, predicate.clause, parsed, true);
    const source = this.source(predicate, state, isParty);
    return {
      polarity: state.negations % 2 === 1 ? 'negated' : 'affirmed',
      modality: state.modality(),
      void: state.void,
      steps: state.steps,
      ...(source ? { source } : {}),
    };
  }

  private ofNoun(state: State, predicate: Predicate): void {
    const { parsed, clause } = predicate;
    const { phrase, role } = predicate.noun!;
    const { words, tags } = parsed.tagged;
    for (let at = phrase.first; at < phrase.head; at++) {
      if (tags[at] === 'J' || tags[at] === 'VN' || tags[at] === 'VG') state.cue('adjective', words[at]!);
      if (tags[at] === 'R') state.cue('adverb', words[at]!);
    }
    if (/\b(no|neither)\b/.test(phrase.determiner)) state.negate(`"${phrase.determiner}"`);
    if (!clause.verb) return;
    this.matter(state, predicate);
    const lemmas = [...this.reader.lemmasOf(clause, parsed)];
    const governed = role === 'object' || role === 'subject' || this.nearVerb(predicate);
    if (!governed && role !== 'apposition') return;
    if (role === 'apposition') return;
    const light = lemmas.some((lemma) => this.grammar.light.has(lemma));
    const cue = lemmas.some((lemma) => this.grammar.cues.has(`verb ${lemma}`) && !this.grammar.sayLemmas.has(lemma));
    if (light || cue) {
      if (cue && (role !== 'subject' || clause.verb.passive)) {
        for (const lemma of lemmas) if (!this.grammar.light.has(lemma)) state.cue('verb', lemma, ['reported']);
      }
      this.ofClause(state, clause, parsed, false);
    }
  }

  /** "in talks with X on a joint venture": what the talks are on is as possible as they say. */
  private matter(state: State, predicate: Predicate): void {
    const by = predicate.noun!.prepositional;
    if (!by || !MATTERS.has(by.preposition)) return;
    const { clause, parsed } = predicate;
    const before = [...clause.objects, ...clause.phrases.map((one) => one.object)];
    for (const phrase of before) {
      if (!phrase || phrase.last > by.at || phrase === predicate.noun!.phrase) continue;
      for (const form of singulars(parsed.tagged.words[phrase.head]!)) state.cue('noun', form);
    }
  }

  /** A noun in a phrase right after the verb, as in "is in talks over a stake". */
  private nearVerb(predicate: Predicate): boolean {
    const by = predicate.noun!.prepositional;
    return (
      by !== undefined &&
      predicate.clause.verb !== undefined &&
      by.at <= predicate.clause.verb.last + 1 &&
      by.at >= predicate.clause.verb.last
    );
  }

  private ofClause(state: State, start: Clause, parsed: Parsed, full: boolean): void {
    const { words } = parsed.tagged;
    let clause: Clause | undefined = start;
    for (let depth = 0; clause && depth < 12; depth++) {
      const verb = clause.verb;
      if (verb) {
        if (verb.negated) state.negate(`"${words.slice(verb.first, verb.main + 1).join(' ')}"`);
        for (const modal of verb.modals) state.cue('modal', modal);
        if (verb.perfect && verb.modals.some((modal) => modal === 'would' || modal === "'d" || modal === '’d'))
          state.void = true;
        if (clause.marker === 'if' && verb.perfect && words[verb.first] === 'had') state.void = true;
        if (verb.beTo) state.set('planned', '"be to"');
        for (const adverb of verb.adverbs) state.cue('adverb', adverb);
        const bare = verb.tense === 'V' && verb.modals.length === 0 && verb.form === 'finite';
        if (clause.link === 'coordinate' && clause.sibling?.verb && bare)
          this.shared(state, clause.sibling.verb, clause.marker, words);
        if (clause.link === 'coordinate' && clause.sibling?.verb && clause.marker === 'nor') state.negate('"nor"');
      }
      for (const adverb of clause.adverbs) if (full || clause !== start) state.cue('adverb', adverb);
      this.determiners(state, clause, clause === start && full);
      if (this.grammar.conditional.has(clause.marker)) state.set('possible', `"${clause.marker}"`);
      if (this.conditioned(clause, parsed)) state.set('possible', 'a condition');
      if (clause.governor) this.governor(state, clause.governor, parsed, clause);
      if (clause.adjective && clause.link === 'infinitive') state.cue('adjective', clause.adjective);
      if (clause.link === 'gerund' && clause.marker === ',') return;
      if (clause.link === 'gerund' && clause.marker && !this.afterPreposition(state, clause, parsed)) return;
      const link: Clause['link'] =
        clause.link === 'coordinate' && clause.sibling ? this.firstLink(clause) : clause.link;
      const parent: Clause | undefined = clause.parent;
      if (!parent) {
        if (link === 'infinitive') state.set('planned', 'a headline with "to"');
        return;
      }
      if (!STOPS.has(link)) return;
      if (link === 'infinitive' && !parent.verb && !clause.governor?.possessor)
        state.set('planned', 'a headline with "to"');
      if (link === 'gerund' && clause.fronted) return;
      if (link === 'gerund' && clause.antecedent) return;
      if (parent.verb && !(clause.governor && link !== 'complement' && !this.governs(parent, clause.governor))) {
        const lemmas = this.reader.lemmasOf(parent, parsed);
        const purpose =
          link === 'infinitive' &&
          !clause.governor &&
          parent.objects.length > 0 &&
          clause.subjectBy === 'control' &&
          !this.hasCue(lemmas);
        if (purpose) {
          if (![...lemmas].some((lemma) => this.grammar.means.has(lemma))) state.set('planned', 'a purpose');
          return;
        }
        if (clause.subjectBy === 'object control' || (parent.verb.passive && link === 'infinitive')) {
          if ([...lemmas].some((lemma) => this.grammar.commands.has(lemma))) state.void = true;
        }
        if (words[clause.first - 1] === 'yet' || words[clause.first - 2] === 'yet') state.negate('"yet to"');
        const reports = [...lemmas].some(
          (lemma) => this.grammar.sayLemmas.has(lemma) || this.grammar.cues.get(`verb ${lemma}`)?.includes('reported'),
        );
        for (const lemma of lemmas) {
          const decidedNot = clause.verb?.negated === true && !parent.verb.negated;
          state.cue('verb', lemma, (link === 'complement' && reports) || decidedNot ? ['planned', 'possible'] : []);
        }
        if (reports) state.reports.push(parent);
      } else if (!parent.verb) {
        return;
      }
      clause = parent;
      full = true;
    }
  }

  private hasCue(lemmas: ReadonlySet<string>): boolean {
    return [...lemmas].some((lemma) => this.grammar.cues.has(`verb ${lemma}`));
  }

  /** Whether a noun hangs on the clause's verb as its object or complement, so that the verb's modality is the noun's too. */
  private governs(parent: Clause, governor: NounPhrase): boolean {
    return (
      parent.objects.some((object) => object === governor || object.conjuncts.includes(governor)) ||
      parent.phrases.some((phrase) => phrase.object === governor) ||
      parent.subject === governor
    );
  }

  /** A bare verb coordinated with one under a modal shares the modal, and with "or" or "nor" its negation. */
  private shared(state: State, verb: NonNullable<Clause['verb']>, marker: string, words: readonly string[]): void {
    for (const modal of verb.modals) state.cue('modal', modal);
    if (verb.beTo) state.set('planned', '"be to"');
    if (verb.negated && (marker === 'or' || marker === 'nor'))
      state.negate(`"${words.slice(verb.first, verb.main + 1).join(' ')}"`);
  }

  private firstLink(clause: Clause): Clause['link'] {
    let first = clause;
    for (let depth = 0; first.link === 'coordinate' && first.sibling && depth < 12; depth++) first = first.sibling;
    return first.link;
  }

  private determiners(state: State, clause: Clause, withObjects: boolean): void {
    const { subject } = clause;
    if (subject && /\b(no|neither)\b/.test(subject.determiner)) state.negate(`"${subject.determiner}"`);
    else if (subject && /^(none|neither|nobody|nothing)$/.test(subject.pronoun)) state.negate(`"${subject.pronoun}"`);
    if (!withObjects) return;
    for (const object of clause.objects) {
      if (/\bno\b/.test(object.determiner)) state.negate(`"${object.determiner}"`);
      else if (/^(nothing|none|nobody)$/.test(object.pronoun)) state.negate(`"${object.pronoun}"`);
    }
  }

  private conditioned(clause: Clause, parsed: Parsed): boolean {
    return parsed.clauses.some(
      (other) =>
        other.link === 'adverbial' &&
        other.parent &&
        this.rootVerb(other.parent) === this.rootVerb(clause) &&
        (other.marker === 'if' || other.marker === 'unless') &&
        other !== clause &&
        !this.inside(clause, other),
    );
  }

  private rootVerb(clause: Clause): Clause {
    let root = clause;
    while (root.parent && STOPS.has(root.link)) root = root.parent;
    return root;
  }

  /** Whether a clause hangs on another, over any links. */
  private within(clause: Clause, outer: Clause): boolean {
    for (let inner: Clause | undefined = clause; inner; inner = inner.parent) if (inner === outer) return true;
    return false;
  }

  private inside(clause: Clause, other: Clause): boolean {
    for (let inner: Clause | undefined = clause; inner; inner = inner.parent) if (inner === other) return true;
    return false;
  }

  private governor(state: State, governor: NounPhrase, parsed: Parsed, clause: Clause): void {
    const word = parsed.tagged.words[governor.head]!;
    if (/\bno\b/.test(governor.determiner)) state.negate(`"${governor.determiner} ${word}"`);
    if (clause.link === 'gerund' && !clause.marker) return;
    for (const form of singulars(word)) if (state.cue('noun', form)) return;
  }

  /** What a preposition before a gerund says of it; false when nothing further out bears on the gerund. */
  private afterPreposition(state: State, clause: Clause, parsed: Parsed): boolean {
    const { words } = parsed.tagged;
    const { marker } = clause;
    if (state.cue('preposition', `${words[clause.first - 1] ?? ''} ${marker}`)) return false;
    const lemmas = clause.parent?.verb ? [...this.reader.lemmasOf(clause.parent, parsed)] : [];
    const commanded = marker === 'from' || marker === 'against' || marker === 'into';
    if (commanded && lemmas.some((lemma) => this.grammar.commands.has(lemma))) {
      state.void = true;
      return false;
    }
    if (state.cue('preposition', marker)) return false;
    if (clause.governor) return true;
    return lemmas.some(
      (lemma) => this.grammar.cues.has(`verb ${lemma}`) || this.grammar.cues.has(`verb ${lemma} ${marker}`),
    );
  }

  private source(predicate: Predicate, state: State, isParty: (phrase: NounPhrase) => boolean): Source | undefined {
    const { parsed } = predicate;
    const { words } = parsed.tagged;
    let found: Source | undefined;
    const outerFirst: Source[] = [];
    const root = this.rootVerb(predicate.clause);
    const scope = (clause: Clause): boolean => clause.link !== 'relative' || !this.setOff(clause, parsed);
    for (const clause of parsed.clauses) {
      if (clause.link === 'attribution' && clause.subject && scope(root) && !this.within(predicate.clause, clause)) {
        const party = this.speaksForParty(clause.subject, parsed, isParty);
        outerFirst.push(this.toSource(clause.subject, clause, parsed));
        if (!party)
          state.set('reported', `"${words.slice(clause.subject.first, clause.subject.last).join(' ')}" said it`);
      }
    }
    for (const clause of parsed.clauses) {
      for (const phrase of clause.phrases) {
        if (phrase.preposition !== 'according to' || !phrase.object || !scope(root)) continue;
        if (clause.link === 'relative' && !this.within(predicate.clause, clause)) continue;
        outerFirst.push(this.toSource(phrase.object, undefined, parsed));
        if (!this.speaksForParty(phrase.object, parsed, isParty))
          state.set('reported', `according to "${words.slice(phrase.object.first, phrase.object.last).join(' ')}"`);
      }
    }
    const inner: Source[] = [];
    for (const clause of state.reports) {
      const passive = clause.verb?.passive;
      const speaker = passive ? clause.phrases.find((one) => one.preposition === 'by')?.object : clause.subject;
      if (!speaker) {
        state.set('reported', `"${words[clause.verb!.main]}"`);
        continue;
      }
      inner.push(this.toSource(speaker, clause, parsed));
      if (this.speaksForParty(speaker, parsed, isParty)) state.parties++;
      else state.set('reported', `"${words.slice(speaker.first, speaker.last).join(' ')} ${words[clause.verb!.main]}"`);
    }
    found = inner[0] ?? outerFirst[0];
    const via = inner.length > 1 ? inner[1] : inner.length > 0 ? outerFirst[0] : outerFirst[1];
    return found && via && via !== found ? { ...found, via } : found;
  }

  /** A relative clause between commas is the writer's own addition. */
  private setOff(clause: Clause, parsed: Parsed): boolean {
    return parsed.tagged.words[clause.first - 1] === ',';
  }

  private speaksForParty(phrase: NounPhrase, parsed: Parsed, isParty: (phrase: NounPhrase) => boolean): boolean {
    const nouns = singulars(parsed.tagged.words[phrase.head]!);
    const unnamed = phrase.headMention < 0 && nouns.some((noun) => this.grammar.anonymous.has(noun));
    if (!unnamed && isParty(phrase)) return true;
    const belonging = phrase.phrases.filter((one) => SPEAKS_FOR.has(one.preposition)).map((one) => one.object);
    for (const other of [phrase.possessor, ...phrase.appositions, ...belonging]) {
      if (other && isParty(other)) return true;
    }
    const word = singulars(parsed.tagged.words[phrase.head]!)
      .map((form) => this.grammar.roles.get(form))
      .find(Boolean);
    return (
      word === 'party' && !phrase.possessor && phrase.phrases.length === 0 && phrase.headMention < 0 && !phrase.plural
    );
  }

  private toSource(phrase: NounPhrase, clause: Clause | undefined, parsed: Parsed): Source {
    const { tags } = parsed.tagged;
    const list = [phrase, ...phrase.conjuncts];
    let last = list.at(-1)!.last;
    const stop = clause?.verb && clause.verb.first > phrase.first ? clause.verb.first : parsed.tagged.count;
    while (
      last < stop &&
      !['.', ',', ';', ':', '—', '"', '(', 'VZ', 'VD', 'CC', 'SUB', 'WH', 'THAT'].includes(tags[last]!)
    )
      last++;
    return { first: phrase.possessor ? phrase.possessor.first : phrase.first, last, phrase };
  }
}

const MATTERS = new Set(['on', 'over', 'about', 'for', 'to']);
/** Prepositions between a speaker and whom he speaks for: "a spokesperson for X", "an executive at X". */
const SPEAKS_FOR = new Set(['of', 'for', 'at', 'from']);

class State {
  negations = 0;
  void = false;
  parties = 0;
  readonly steps: string[] = [];
  readonly reports: Clause[] = [];
  private readonly found = new Set<Modality>();

  constructor(
    private readonly grammar: Grammar,
    readonly parsed: Parsed,
  ) {}

  negate(why: string): void {
    this.negations++;
    this.steps.push(`negated by ${why}`);
  }

  set(modality: Modality, why: string): void {
    if (!this.found.has(modality)) this.steps.push(`${modality}: ${why}`);
    this.found.add(modality);
  }

  /** Applies a cue word; false when it is none. `except` leaves out bearings that do not count here. */
  cue(kind: string, word: string, except: readonly Cue[] = []): boolean {
    const cues = this.grammar.cues.get(`${kind} ${word}`);
    if (!cues) return false;
    for (const cue of cues) {
      if (except.includes(cue)) continue;
      if (cue === 'negated') this.negate(`"${word}"`);
      else if (cue !== 'reported' || kind !== 'verb') this.set(cue, `"${word}"`);
    }
    return true;
  }

  modality(): Modality {
    if (this.found.has('possible')) return 'possible';
    if (this.found.has('planned')) return 'planned';
    if (this.found.has('reported')) return 'reported';
    return 'asserted';
  }
}
