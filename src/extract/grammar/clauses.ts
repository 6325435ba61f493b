import type { Chunk, NounPhrase, Prepositional, VerbGroup } from './phrases.js';
import type { Tagged } from './tag.js';

export type Link =
  | 'main'
  | 'complement'
  | 'infinitive'
  | 'gerund'
  | 'participle'
  | 'relative'
  | 'adverbial'
  | 'coordinate'
  | 'attribution';

/** A predicate with its arguments as the syntax gives them; positions are word indices of the sentence. */
export interface Clause {
  readonly link: Link;
  /** The preposition or conjunction that introduces it. */
  readonly marker: string;
  parent: Clause | undefined;
  /** The clause that this one is coordinated with. */
  sibling: Clause | undefined;
  /** The noun phrase or adjective that an infinitive or gerund depends on ("talks to buy", "due to publish"). */
  governor: NounPhrase | undefined;
  adjective: string;
  /** The noun phrase that a relative clause or a participle describes. */
  antecedent: NounPhrase | undefined;
  verb: VerbGroup | undefined;
  subject: NounPhrase | undefined;
  /** How the subject was found, if not in its place: control, coordination, relative, participle. */
  subjectBy: string;
  objects: NounPhrase[];
  phrases: Prepositional[];
  /** Adverbs outside of the verb group. */
  adverbs: string[];
  /** Stands before the clause that it depends on. */
  fronted: boolean;
  first: number;
  last: number;
}

/** Words that the parser must know beforehand, as surface forms. */
export interface ParserWords {
  /** Verbs of saying: a clause may follow without "that". */
  readonly says: ReadonlySet<string>;
  /** Verbs whose object is the subject of the infinitive after it ("told X to stop"). */
  readonly objectControl: ReadonlySet<string>;
  /** Nouns that stand for entities, by their last word, with the entity type. */
  readonly nominals: ReadonlyMap<string, readonly { readonly type: string }[]>;
}

const MEMBERS = new Set([
  'including',
  'such as',
  'like',
  'namely',
  'notably',
  'among them',
  'chiefly',
  'especially',
  'particularly',
]);
/** Adverbs that a preposition may govern: "by then", "from there". */
const NOWHERE = new Set(['then', 'now', 'there', 'here', 'abroad', 'overseas', 'elsewhere']);
const MAYBE_SUBORDINATE = new Set(['before', 'after', 'since', 'until', 'till', 'as', 'than', 'like', 'except']);

/** Builds the clauses of one sentence from its chunks, left to right, with one look ahead. Never throws; a fragment has no verb. */
export function buildClauses(tagged: Tagged, chunks: readonly Chunk[], words: ParserWords): Clause[] {
  return new ClauseBuilder(tagged, chunks, words).run();
}

class ClauseBuilder {
  private readonly clauses: Clause[] = [];
  private current: Clause;
  private lastPhrase: NounPhrase | undefined;
  private pendingPreposition = '';
  /** A conjunction stands right before a preposition: "from X and from Y". */
  private paired = false;
  /** A list was broken off by a phrase between commas: "to X and, in part, to Y". */
  private interrupted = false;
  /** A dash opened a parenthesis. */
  private dash = false;
  /** A comma (or the like) stands right before. */
  private comma = false;
  private conjunction = '';

  constructor(
    private readonly tagged: Tagged,
    private readonly chunks: readonly Chunk[],
    private readonly words: ParserWords,
  ) {
    this.current = this.open('main', undefined, '', 0);
  }

  run(): Clause[] {
    let at = 0;
    while (at < this.chunks.length) at = Math.max(this.step(at), at + 1);
    for (const clause of this.clauses) this.finish(clause);
    return this.clauses;
  }

  private open(link: Link, parent: Clause | undefined, marker: string, first: number): Clause {
    const clause: Clause = {
      link,
      marker,
      parent,
      sibling: undefined,
      governor: undefined,
      antecedent: undefined,
      verb: undefined,
      subject: undefined,
      adjective: '',
      subjectBy: '',
      objects: [],
      phrases: [],
      adverbs: [],
      fronted: false,
      first,
      last: first,
    };
    this.clauses.push(clause);
    return clause;
  }

  private step(at: number): number {
    const chunk = this.chunks[at]!;
    this.current.last = chunk.end;
    switch (chunk.kind) {
      case 'NP':
        return this.onPhrase(at);
      case 'VG':
        return this.onVerb(at, this.negatedBefore(at, (chunk as { group: VerbGroup }).group));
      case ',':
        return this.onComma(at);
      case '(':
        return this.skipParenthesis(at);
      case ';':
      case ':':
      case '—':
      case '.':
        return this.onStop(at, chunk.kind);
      case 'CC':
        return this.onConjunction(at);
      case 'IN':
      case 'TO':
      case 'RP':
        return this.onPreposition(at);
      case 'SUB':
        this.subordinate('adverbial', this.word(at), at);
        return at + 1;
      case 'WRB':
        return this.onWhere(at);
      case 'WH':
        return this.onRelative(at);
      case 'THAT':
        this.subordinate('complement', 'that', at);
        return at + 1;
      case 'R':
        return this.onAdverb(at);
      case 'NOT':
        return at + 1;
      case 'J':
        this.current.adjective = this.word(at);
        return at + 1;
      default:
        return at + 1;
    }
  }

  private isWhose(at: number): boolean {
    return this.phraseAt(at)?.possessor?.pronoun === 'whose';
  }

  private word(at: number): string {
    const chunk = this.chunks[at];
    return chunk && 'word' in chunk ? chunk.word : '';
  }

  private phraseAt(at: number): NounPhrase | undefined {
    const chunk = this.chunks[at];
    return chunk?.kind === 'NP' ? (chunk as { phrase: NounPhrase }).phrase : undefined;
  }

  private verbAt(at: number): VerbGroup | undefined {
    const chunk = this.chunks[at];
    return chunk?.kind === 'VG' ? (chunk as { group: VerbGroup }).group : undefined;
  }

  private kind(at: number): string {
    return this.chunks[at]?.kind ?? '$end';
  }

  /** The index after the parenthesis that opens at `at`, or `at` itself. */
  private afterParenthesis(at: number): number {
    if (this.kind(at) !== '(') return at;
    for (let index = at + 1; index < this.chunks.length; index++) if (this.kind(index) === ')') return index + 1;
    return at + 1;
  }

  private skipParenthesis(at: number): number {
    return this.afterParenthesis(at);
  }

  private skipAdverbs(at: number): number {
    let index = at;
    while (this.kind(index) === 'R' || this.kind(index) === '"' || this.kind(index) === 'NOT') index++;
    return index;
  }

  /** "not to lease", "never having leased": a negation that stands before its verb group. */
  private negatedBefore(at: number, group: VerbGroup): VerbGroup {
    return this.kind(at - 1) === 'NOT' && (group.form === 'infinitive' || group.form === 'gerund')
      ? { ...group, negated: !group.negated }
      : group;
  }

  private isSay(group: VerbGroup | undefined): boolean {
    return group !== undefined && this.words.says.has(this.tagged.words[group.main]!);
  }

  /** The innermost open clause around the current one that has a subject and waits for its verb. */
  private waiting(): Clause | undefined {
    for (let clause = this.current.parent; clause; clause = clause.parent) {
      if (!clause.verb && clause.subject) return clause;
    }
    return undefined;
  }

  /**
   * Reads a list of noun phrases that starts at `at`: conjuncts, members after "including", phrases with "of", appositions.
   * `asSubject` says that a verb after the list is the list's own.
   */
  private readGroup(at: number, asSubject: boolean, inPhrase = false): { leader: NounPhrase; next: number } {
    const leader = this.phraseAt(at)!;
    let tail = leader;
    let next = at + 1;
    for (;;) {
      next = this.afterParenthesis(next);
      const kind = this.kind(next);
      const preposition = kind === 'IN' ? this.prepositionAt(next) : undefined;
      if (preposition?.word === 'of' && this.phraseAt(preposition.next) && !tail.temporal) {
        const inner = this.readGroup(preposition.next, asSubject, true);
        tail.phrases.push({ preposition: 'of', at: this.chunks[next]!.at, object: inner.leader, after: tail });
        next = inner.next;
        continue;
      }
      const comma = kind === ',' ? next + 1 : next;
      const lead = this.kind(comma) === 'IN' || this.kind(comma) === 'R' ? this.prepositionAt(comma) : undefined;
      const names =
        kind !== ',' ||
        (leader.plural &&
          leader.headMention < 0 &&
          this.standsFor(leader, lead ? this.phraseAt(lead.next) : undefined));
      if (
        lead &&
        names &&
        MEMBERS.has(lead.word) &&
        this.phraseAt(lead.next) &&
        (kind !== ',' || lead.word !== 'like')
      ) {
        const inner = this.readGroup(lead.next, true, true);
        leader.members.push(inner.leader, ...inner.leader.conjuncts);
        next = inner.next;
        if (kind === ',' && this.kind(next) === ',') next++;
        continue;
      }
      if (kind === ',' && this.phraseAt(next + 1)) {
        if (
          this.listGoesOn(next, inPhrase || this.current.verb !== undefined) &&
          !this.looksAppositive(tail, next + 1)
        ) {
          tail = this.join(leader, next + 1);
          next += 2;
          continue;
        }
        const closed = this.apposition(tail, next + 1);
        if (closed > 0) {
          next = closed;
          continue;
        }
        break;
      }
      const conjunction = kind === 'CC' ? next : kind === ',' && this.kind(next + 1) === 'CC' ? next + 1 : -1;
      if (conjunction >= 0) {
        const other = this.afterInterruption(this.skipAdverbs(conjunction + 1));
        const phrase = this.phraseAt(other);
        if (!phrase || (phrase.temporal && !leader.temporal)) break;
        if (this.word(conjunction) === 'but' && this.kind(conjunction + 1) !== 'R') break;
        if (
          phrase.headMention >= 0 &&
          tail.headMention >= 0 &&
          this.typeOf(phrase) !== this.typeOf(tail) &&
          this.gapped(other)
        )
          break;
        const commaList = conjunction > next;
        if ((!asSubject || commaList) && !this.waiting()) {
          const verb = this.verbAfter(other + 1);
          if (
            verb >= 0 &&
            this.mayBeFinite(verb) &&
            !(asSubject && leader.conjuncts.length > 0) &&
            !(asSubject && inPhrase)
          )
            break;
          if (
            commaList &&
            leader.conjuncts.length === 0 &&
            leader.appositions.length === 0 &&
            leader.members.length === 0
          )
            break;
        }
        tail = this.join(leader, other);
        next = other + 1;
        if (this.kind(this.afterParenthesis(next)) !== 'CC') {
          const rest = this.afterParenthesis(next);
          if (this.kind(rest) === 'IN' && this.prepositionAt(rest)?.word === 'of') continue;
          next = rest;
          if (this.kind(next) === ',' && this.phraseAt(next + 1)) {
            const closed = this.apposition(tail, next + 1);
            if (closed > 0) next = closed;
          }
          break;
        }
        continue;
      }
      break;
    }
    return { leader, next };
  }

  private typeOf(phrase: NounPhrase): string {
    return this.tagged.mentions[phrase.headMention]?.type ?? '';
  }

  /** Whether a noun phrase at `at` is followed by another or by a preposition, as where a verb is left out. */
  private gapped(at: number): boolean {
    const next = this.afterParenthesis(at + 1);
    return this.kind(next) === 'NP' || this.kind(next) === 'IN';
  }

  /** Past a phrase between commas: "and, in smaller numbers, X". */
  private afterInterruption(at: number): number {
    if (this.kind(at) !== ',') return at;
    for (let index = at + 1; index < Math.min(at + 8, this.chunks.length); index++) {
      if (this.kind(index) === 'VG') return at;
      if (this.kind(index) === ',') return this.phraseAt(index + 1) ? index + 1 : at;
    }
    return at;
  }

  private join(leader: NounPhrase, at: number): NounPhrase {
    const phrase = this.phraseAt(at)!;
    leader.conjuncts.push(phrase);
    phrase.leader = leader;
    return phrase;
  }

  /** Whether the comma at `at` separates items of a list that ends in "and" or "or". */
  private listGoesOn(at: number, nested: boolean): boolean {
    const fronted = nested && ((!this.current.verb && !this.current.subject) || this.frontedMain() !== undefined);
    let index = at;
    for (let items = 0; items < 60; items++) {
      if (this.kind(index) !== ',') return false;
      if (!this.phraseAt(index + 1) || this.phraseAt(index + 1)!.temporal || this.isWhose(index + 1)) return false;
      index = this.afterParenthesis(index + 2);
      const preposition = this.kind(index) === 'IN' ? this.prepositionAt(index) : undefined;
      if (preposition && ['of', 'for', 'in', 'at'].includes(preposition.word) && this.phraseAt(preposition.next))
        index = this.afterParenthesis(preposition.next + 1);
      const conjunction = this.kind(index) === ',' ? index + 1 : index;
      if (this.kind(conjunction) === 'CC') {
        const last = this.afterInterruption(this.skipAdverbs(conjunction + 1));
        if (!this.phraseAt(last) || this.isWhose(last)) return false;
        return !(fronted && this.verbAt(this.skipAdverbs(this.afterParenthesis(last + 1))));
      }
    }
    return false;
  }

  /** Whether the phrase at `at` renames `host` instead of continuing a list: "X, a maker of …,". */
  private looksAppositive(host: NounPhrase, at: number): boolean {
    const phrase = this.phraseAt(at)!;
    const article =
      phrase.determiner === 'a' ||
      phrase.determiner === 'an' ||
      phrase.determiner === 'the' ||
      phrase.possessor !== undefined;
    if (phrase.pronoun || phrase.temporal) return false;
    if (host.headMention >= 0 && phrase.headMention < 0) return article;
    if (
      host.headMention < 0 &&
      phrase.headMention >= 0 &&
      host.determiner !== '' &&
      host.conjuncts.length === 0 &&
      !host.plural
    ) {
      return host.determiner === 'a' || host.determiner === 'an' || host.determiner === 'the';
    }
    return false;
  }

  /** Attaches the phrase at `at` as an apposition of `host` and gives the index to go on from, or 0 when it is none. */
  private apposition(host: NounPhrase, at: number): number {
    const phrase = this.phraseAt(at)!;
    if (phrase.pronoun || phrase.temporal || host.temporal || host.pronoun || this.isWhose(at)) return 0;
    const mentions = (host.headMention >= 0 ? 1 : 0) + (phrase.headMention >= 0 ? 1 : 0);
    if (mentions === 0 && host.determiner === '' && phrase.determiner === '') return 0;
    if (mentions === 2) return 0;
    const verb = this.verbAfter(at + 1);
    if (verb >= 0 && this.mayBeFinite(verb)) return 0;
    if (this.speechAhead(at)) return 0;
    if (host.headMention < 0 && phrase.headMention >= 0 && host.determiner === '' && !host.possessor) return 0;
    const counted =
      this.tagged.tags[phrase.first] === 'CD' &&
      !this.tagged.words.slice(phrase.first, phrase.last).some((word) => /^(m|b|tr)illion$/.test(word));
    if (phrase.determiner === '' && !phrase.possessor && phrase.headMention < 0 && !counted) return 0;
    host.appositions.push(phrase);
    phrase.host = host;
    this.lastPhrase = phrase;
    let next = this.afterParenthesis(at + 1);
    const preposition = this.kind(next) === 'IN' ? this.prepositionAt(next) : undefined;
    if (preposition && preposition.word === 'of' && this.phraseAt(preposition.next)) {
      const inner = this.readGroup(preposition.next, true, true);
      phrase.phrases.push({ preposition: 'of', at: this.chunks[next]!.at, object: inner.leader, after: phrase });
      next = inner.next;
    }
    return next;
  }

  private prepositionAt(at: number): { word: string; next: number } | undefined {
    const word = this.word(at);
    if (word === 'according' && this.kind(at + 1) === 'TO') return { word: 'according to', next: at + 2 };
    if (word === 'such' && this.word(at + 1) === 'as') return { word: 'such as', next: at + 2 };
    if (word === 'among' && this.phraseAt(at + 1)?.pronoun === 'them') return { word: 'among them', next: at + 2 };
    if (word === 'contrary' && this.kind(at + 1) === 'TO') return { word: 'contrary to', next: at + 2 };
    if (word === 'because' && this.word(at + 1) === 'of') return { word: 'because of', next: at + 2 };
    if (word === 'together' && this.word(at + 1) === 'with') return { word: 'with', next: at + 2 };
    if (word === 'along' && this.word(at + 1) === 'with') return { word: 'with', next: at + 2 };
    if (this.kind(at) === 'IN' || this.kind(at) === 'TO' || MEMBERS.has(word))
      return { word, next: NOWHERE.has(this.word(at + 1)) ? at + 1 : this.skipAdverbs(at + 1) };
    return undefined;
  }

  /** Index of the verb that follows a noun phrase, past what may stand between them; -1 where there is none. */
  private verbAfter(at: number): number {
    let index = at;
    for (let steps = 0; steps < 40; steps++) {
      index = this.skipAdverbs(this.afterParenthesis(index));
      const kind = this.kind(index);
      if (kind === 'VG') {
        const group = this.verbAt(index)!;
        return group.form === 'finite' || group.form === 'ambiguous' ? index : -1;
      }
      if (kind === 'IN' || kind === 'TO') {
        const preposition = this.prepositionAt(index);
        if (!preposition || !this.phraseAt(preposition.next) || MAYBE_SUBORDINATE.has(preposition.word)) return -1;
        index = preposition.next + 1;
        continue;
      }
      if (kind === 'NP' && this.phraseAt(index)!.temporal) {
        index++;
        continue;
      }
      if (kind === 'J') {
        index++;
        continue;
      }
      if (kind === 'CC' && this.phraseAt(index + 1)) {
        index += 2;
        continue;
      }
      return -1;
    }
    return -1;
  }

  /** The finite verb after a parenthesis between commas: "one arm, the group that made sensors, has gone". */
  private verbPastComma(at: number): number {
    if (this.kind(at) !== ',') return -1;
    for (let index = at + 1; index < Math.min(at + 14, this.chunks.length); index++) {
      if (this.kind(index) === ';' || this.kind(index) === '—') return -1;
      if (this.kind(index) !== ',') continue;
      const next = this.skipAdverbs(index + 1);
      return this.verbAt(next)?.form === 'finite' ? next : -1;
    }
    return -1;
  }

  /** Whether the verb group at `at` may be the finite verb of the noun phrase before it. */
  private mayBeFinite(at: number): boolean {
    const group = this.verbAt(at)!;
    if (group.form === 'finite') return true;
    if (group.form !== 'ambiguous') return false;
    const next = this.skipAdverbs(at + 1);
    if (this.word(next) === 'by') return false;
    return this.isSay(group) || (this.phraseAt(next) !== undefined && !this.phraseAt(next)!.temporal);
  }

  private onPhrase(at: number): number {
    const current = this.current;
    const before = at > 0 ? this.chunks[at - 1]! : undefined;
    const afterVerb =
      current.verb !== undefined && before?.kind === 'VG' && (before as { group: VerbGroup }).group === current.verb;
    const phrase = this.phraseAt(at)!;
    if (this.word(at + 1) === 'of' && this.kind(at + 2) === 'WH' && this.lastPhrase) {
      const clause = this.open('relative', current, 'which', this.chunks[at]!.at);
      clause.antecedent = this.lastPhrase.leader ?? this.lastPhrase;
      clause.subject = clause.antecedent;
      clause.subjectBy = 'relative';
      this.current = clause;
      this.comma = false;
      return at + 3;
    }
    if (this.isWhose(at) && this.lastPhrase) return this.onWhose(at);
    if (!current.verb) {
      const { leader, next } = this.readGroup(at, true);
      this.lastPhrase = this.lastOf(leader);
      if (!current.subject && !(leader.temporal && this.verbAfter(next) < 0)) {
        if (current.link === 'relative' && current.antecedent && this.isObjectGap(current)) current.subject = leader;
        else if (!current.subject) current.subject = leader;
      } else if (!leader.temporal) {
        if (
          this.comma &&
          this.tagged.headline &&
          current.subject &&
          current.subject.headMention >= 0 &&
          leader.headMention >= 0
        ) {
          current.subject.conjuncts.push(leader, ...leader.conjuncts);
          leader.leader = current.subject;
        } else if (this.comma && this.verbAfter(next) >= 0 && current.link === 'main') current.subject = leader;
        else if (
          this.comma &&
          current.subject &&
          current.subject.headMention < 0 &&
          leader.headMention >= 0 &&
          leader.conjuncts.length === 0 &&
          this.kind(next) === ','
        ) {
          current.subject.appositions.push(leader);
          leader.host = current.subject;
        } else current.objects.push(leader);
      }
      this.comma = false;
      return next;
    }
    const directVerb = this.skipAdverbs(this.afterParenthesis(at + 1));
    const group = this.readGroup(at, this.comma || this.conjunction !== '' || (afterVerb && this.isSay(current.verb)));
    const plain = this.verbAfter(group.next);
    const verb = plain < 0 && this.conjunction !== '' && this.comma ? this.verbPastComma(group.next) : plain;
    const boundary = this.comma || this.conjunction !== '';
    const pronoun = ['it', 'they', 'we', 'he', 'she', 'i'].includes(phrase.pronoun);
    const direct = verb >= 0 && (verb === directVerb || verb === this.skipAdverbs(group.next));
    const starts =
      verb >= 0 &&
      !phrase.temporal &&
      (this.verbAt(verb)!.form === 'finite'
        ? boundary ||
          pronoun ||
          (afterVerb && (direct || this.isSay(current.verb))) ||
          (direct && before?.kind !== 'IN')
        : (boundary && this.finiteAmbiguous(verb)) || (afterVerb && this.isSay(current.verb)) || (pronoun && direct));
    if (this.comma && this.conjunction === '' && this.speechAhead(at)) {
      const speech = this.open('attribution', undefined, '', this.chunks[at]!.at);
      speech.subject = group.leader;
      this.current = speech;
      this.lastPhrase = this.lastOf(group.leader);
      this.comma = false;
      return group.next;
    }
    const outer = this.waiting();
    const inside = outer !== undefined && afterVerb && !this.isSay(current.verb) && !pronoun;
    const fronted = this.frontedMain();
    if (starts && !inside && !(outer && !boundary && !afterVerb && !pronoun)) {
      let clause: Clause;
      if (afterVerb) {
        clause = this.open('complement', current, '', this.chunks[at]!.at);
      } else if (fronted && boundary) {
        clause = fronted;
        clause.first = this.chunks[at]!.at;
      } else if (boundary) {
        const speech = this.isSay(this.verbAt(verb)) && this.speechEnds(verb);
        if (speech && this.comma && this.conjunction === '') {
          clause = this.open('attribution', undefined, '', this.chunks[at]!.at);
        } else {
          const level = this.level(current);
          clause = this.open('coordinate', level.parent, this.conjunction, this.chunks[at]!.at);
          clause.sibling = level;
        }
      } else {
        clause = this.open('relative', current, '', this.chunks[at]!.at);
        if (this.lastPhrase) clause.antecedent = this.lastPhrase;
        clause.objects.push(...(this.lastPhrase ? [this.lastPhrase] : []));
      }
      clause.subject = group.leader;
      this.current = clause;
      this.lastPhrase = this.lastOf(group.leader);
      this.comma = false;
      this.conjunction = '';
      return group.next;
    }
    this.lastPhrase = this.lastOf(group.leader);
    if (
      fronted &&
      this.comma &&
      this.conjunction === '' &&
      !phrase.temporal &&
      verb < 0 &&
      this.laterVerb(group.next)
    ) {
      fronted.subject = group.leader;
      this.current = fronted;
      this.comma = false;
      return group.next;
    }
    if (boundary && this.gap(group.leader, group.next)) return group.next;
    if (before?.kind === 'J' && this.word(at - 1) === 'worth') {
      current.phrases.push({ preposition: 'worth', at: before.at, object: group.leader });
    } else if (!group.leader.temporal) {
      current.objects.push(group.leader);
    }
    this.comma = false;
    this.conjunction = '';
    return group.next;
  }

  /** "X leases from A, and Y from B": a verb left out is that of the clause before. */
  private gap(leader: NounPhrase, next: number): boolean {
    const target = this.nearestVerb();
    if (!target?.verb || !target.subject || leader.headMention < 0) return false;
    const subject = target.subject.headMention;
    if (subject < 0 || this.tagged.mentions[subject]?.type !== this.typeOf(leader)) return false;
    const preposition =
      this.kind(next) === 'IN' || this.kind(next) === 'TO' ? this.prepositionAt(next)?.word : undefined;
    const again =
      preposition !== undefined &&
      target.phrases.some((one) => one.preposition === preposition && one.object && !one.object.temporal);
    const following = this.phraseAt(next);
    const remnant =
      following !== undefined && (!following.pronoun || following.pronoun === 'one') && target.objects.length > 0;
    if (!again && !remnant) return false;
    const clause = this.open('coordinate', target.parent, this.conjunction || 'and', leader.first);
    clause.sibling = target;
    clause.verb = target.verb;
    clause.subject = leader;
    clause.subjectBy = '';
    if (!remnant || following!.temporal) clause.objects.push(...target.objects);
    if (!again)
      clause.phrases.push(...target.phrases.filter((one) => remnant && following!.temporal && !one.object?.temporal));
    this.current = clause;
    this.lastPhrase = leader;
    this.comma = false;
    this.conjunction = '';
    return true;
  }

  private onWhose(at: number): number {
    const clause = this.open('relative', this.current, 'whose', this.chunks[at]!.at);
    clause.antecedent = this.lastPhrase!;
    const { leader, next } = this.readGroup(at, true);
    if (this.pendingPreposition)
      clause.phrases.push({ preposition: this.pendingPreposition, at: this.chunks[at]!.at, object: leader });
    else clause.subject = leader;
    this.pendingPreposition = '';
    this.current = clause;
    this.lastPhrase = this.lastOf(leader);
    this.comma = false;
    this.conjunction = '';
    return next;
  }

  /** The phrase that stands last: the last of a list, its last apposition, and so on into what "of" adds. */
  private lastOf(leader: NounPhrase): NounPhrase {
    let last = leader;
    for (let depth = 0; depth < 8; depth++) {
      const deeper: NounPhrase | undefined =
        last.members.at(-1) ?? last.conjuncts.at(-1) ?? last.appositions.at(-1) ?? last.phrases.at(-1)?.object;
      if (!deeper || deeper.first < last.first) return last;
      last = deeper;
    }
    return last;
  }

  /** An ambiguous "-ed" form after a boundary and a noun phrase: finite when an object or the end of the thought follows. */
  private finiteAmbiguous(verb: number): boolean {
    const next = this.skipAdverbs(verb + 1);
    if (this.word(next) === 'by') return false;
    return true;
  }

  private laterVerb(at: number): boolean {
    for (let index = at; index < this.chunks.length; index++) {
      const group = this.verbAt(index);
      if (group?.form === 'finite' || group?.form === 'ambiguous') return true;
    }
    return false;
  }

  /** A main clause that still has neither subject nor verb because what came so far stood before it. */
  private frontedMain(): Clause | undefined {
    for (let clause: Clause | undefined = this.current; clause; clause = clause.parent) {
      if (clause.parent && !clause.parent.verb && !clause.parent.subject && clause.link !== 'complement')
        return clause.parent;
    }
    return undefined;
  }

  /** The clause whose equal a new coordinated clause is. */
  private level(clause: Clause): Clause {
    let level = clause;
    while (level.parent && level.link !== 'complement' && level.link !== 'main') level = level.parent;
    return level.link === 'complement' || !level.parent ? level : clause;
  }

  /** Whether a noun phrase at `at`, with what describes it, is the subject of a verb of saying that ends the sentence. */
  private speechAhead(at: number): boolean {
    for (let index = at + 1; index < this.chunks.length; index++) {
      const kind = this.kind(index);
      if (
        kind === ',' &&
        this.phraseAt(index + 1) &&
        this.kind(index + 2) === ',' &&
        this.isSay(this.verbAt(index + 3))
      )
        return true;
      if (kind === ',' || kind === ';' || kind === '.' || kind === 'SUB' || kind === 'THAT' || kind === 'WH')
        return false;
      const group = this.verbAt(index);
      if (group && this.isSay(group) && (group.form === 'finite' || group.form === 'ambiguous'))
        return this.speechEnds(index);
    }
    return false;
  }

  /** Whether nothing but circumstances follows the verb of saying at `verb`. */
  private speechEnds(verb: number): boolean {
    let index = this.skipAdverbs(verb + 1);
    for (let steps = 0; steps < 12; steps++) {
      const kind = this.kind(index);
      if (kind === '.' || kind === '$end' || kind === '"') return true;
      if (kind === 'IN' || kind === 'TO') {
        const preposition = this.prepositionAt(index);
        if (!preposition || !this.phraseAt(preposition.next)) return false;
        index = this.afterParenthesis(preposition.next + 1);
        continue;
      }
      if (kind === 'NP') {
        index = this.afterParenthesis(index + 1);
        continue;
      }
      return kind === ',' || kind === ';';
    }
    return false;
  }

  private isObjectGap(clause: Clause): boolean {
    return clause.link === 'relative' && !clause.subject;
  }

  private assignVerb(clause: Clause, group: VerbGroup): void {
    clause.verb = group;
    clause.last = group.last;
    this.current = clause;
  }

  private onVerb(at: number, group: VerbGroup): number {
    const comma = this.comma;
    const conjunction = this.conjunction;
    this.comma = false;
    this.conjunction = '';
    switch (group.form) {
      case 'finite':
        this.finite(at, group, comma, conjunction);
        break;
      case 'ambiguous':
        this.ambiguous(at, group, comma, conjunction);
        break;
      case 'participle':
        if (conjunction && this.current.verb) this.coordinate(group, conjunction, at);
        else this.participle(at, group);
        break;
      case 'gerund':
        this.gerund(at, group, comma, conjunction);
        break;
      case 'infinitive':
        this.infinitive(at, group, conjunction);
        break;
    }
    this.current.last = group.last;
    return at + 1;
  }

  private finite(at: number, group: VerbGroup, comma: boolean, conjunction: string): void {
    const current = this.current;
    if (!current.verb) {
      if (current.subject || current.link === 'relative' || current.link === 'main') {
        if (current.link === 'relative' && !current.subject && current.antecedent) this.subjectGap(current, group);
        this.assignVerb(current, group);
        return;
      }
      this.assignVerb(current, group);
      return;
    }
    const waiting = this.waiting();
    if (waiting && !(conjunction && !comma)) {
      this.assignVerb(waiting, group);
      return;
    }
    if (comma && !conjunction && this.isSay(group) && this.phraseAt(at + 1)) {
      this.invertedSpeech(group, at);
      return;
    }
    if (
      group.tense === 'V' &&
      !group.modals.length &&
      !conjunction &&
      !comma &&
      this.lastPhrase &&
      current.objects.length > 0
    ) {
      const clause = this.open('infinitive', current, '', group.first);
      clause.subject = this.lastPhrase;
      clause.subjectBy = 'object control';
      this.assignVerb(clause, group);
      return;
    }
    this.coordinate(group, conjunction, at);
  }

  private invertedSpeech(group: VerbGroup, at: number): void {
    const clause = this.open('attribution', undefined, '', group.first);
    const { leader } = this.readGroup(at + 1, true);
    clause.subject = leader;
    this.assignVerb(clause, group);
  }

  private coordinate(group: VerbGroup, conjunction: string, at: number): void {
    const following = this.skipAdverbs(at + 1);
    const transitive = this.phraseAt(following) !== undefined && !this.phraseAt(following)!.temporal;
    const target = this.coordinationTarget(group, transitive);
    const clause = this.open('coordinate', target.parent, conjunction || 'and', this.chunks[at]!.at);
    clause.sibling = target;
    if (target.governor) clause.governor = target.governor;
    if (target.subject) {
      clause.subject = target.subject;
      clause.subjectBy = 'shared subject';
    }
    if (target.antecedent && target.link === 'relative') clause.antecedent = target.antecedent;
    this.assignVerb(clause, group);
  }

  /** The verb that a coordinated verb goes with: the nearest one of a like form. */
  private coordinationTarget(group: VerbGroup, transitive: boolean): Clause {
    const bare = group.tense === 'V' && group.modals.length === 0;
    let fallback: Clause | undefined;
    for (let clause: Clause | undefined = this.current; clause; clause = clause.parent) {
      if (!clause.verb) continue;
      fallback ??= clause;
      const other = clause.verb;
      if (group.form === 'gerund') {
        if (other.form === 'gerund' || other.tense === 'BE') return clause;
        continue;
      }
      if (bare) {
        if (other.form === 'infinitive' || other.modals.length > 0 || other.tense === 'V' || other.tense === 'DO')
          return clause;
        continue;
      }
      if (other.form === 'infinitive' || other.form === 'gerund') continue;
      if (clause.link === 'participle' && (group.form !== 'ambiguous' || transitive)) continue;
      return clause;
    }
    return fallback ?? this.current;
  }

  private ambiguous(at: number, group: VerbGroup, comma: boolean, conjunction: string): void {
    const current = this.current;
    const next = this.skipAdverbs(at + 1);
    const by = this.word(next) === 'by';
    const object = this.phraseAt(next) !== undefined && !this.phraseAt(next)!.temporal;
    if (!current.verb) {
      const subject = current.subject ?? (current.link === 'relative' ? current.antecedent : undefined);
      if (!subject) {
        this.participle(at, group);
        return;
      }
      if (
        current.link === 'relative' &&
        (!current.subject || (current.subject !== current.antecedent && current.subject.headMention >= 0 && !by))
      ) {
        this.finite(at, group, comma, conjunction);
        return;
      }
      const agent = !object && this.agentAhead(at + 1);
      const goods = subject.headMention < 0 && subject.plural && !object && this.verbAfterComma(at + 1);
      if (
        agent ||
        goods ||
        by ||
        (!object && (comma ? this.verbAfterComma(at + 1) : !this.isSay(group) && this.verbLater(at + 1)))
      ) {
        this.participle(at, group);
        return;
      }
      this.finite(at, group, comma, conjunction);
      return;
    }
    if (conjunction) {
      const waiting = this.waiting();
      if (waiting && comma) this.assignVerb(waiting, group);
      else this.coordinate(group, conjunction, at);
      return;
    }
    const waiting = this.waiting();
    if (waiting && (comma || !this.adjacentPhrase(at)) && !by) {
      this.assignVerb(waiting, group);
      return;
    }
    if (waiting && !comma && !by && !object && !this.verbLater(at + 1) && this.current.link !== 'participle') {
      this.assignVerb(waiting, group);
      return;
    }
    if (comma && this.isSay(group) && this.phraseAt(at + 1)) {
      this.invertedSpeech(group, at);
      return;
    }
    if (comma && object && !by) {
      this.coordinate(group, 'and', at);
      return;
    }
    this.participle(at, group);
  }

  /** Whether prepositional phrases lead to an agent with "by": "diverted to X by Y". */
  private agentAhead(at: number): boolean {
    let index = at;
    for (let steps = 0; steps < 8; steps++) {
      const preposition =
        this.kind(index) === 'IN' || this.kind(index) === 'TO' ? this.prepositionAt(index) : undefined;
      const phrase = preposition ? this.phraseAt(preposition.next) : undefined;
      if (!preposition || !phrase) return false;
      if (preposition.word === 'by')
        return !phrase.temporal && this.tagged.tags[phrase.head] !== 'CD' && this.tagged.tags[phrase.head] !== '%';
      index = this.afterParenthesis(preposition.next + 1);
    }
    return false;
  }

  private adjacentPhrase(at: number): boolean {
    return this.kind(at - 1) === 'NP' || this.kind(at - 1) === ')';
  }

  /** Whether a comma and then a finite verb follow, so that what stands between is a parenthesis. */
  private verbAfterComma(at: number): boolean {
    for (let index = at; index < this.chunks.length; index++) {
      const kind = this.kind(index);
      if (kind === ',') {
        const verb = this.verbAt(this.skipAdverbs(index + 1));
        if (verb && (verb.form === 'finite' || verb.form === 'ambiguous')) return true;
      }
      if (kind === ';' || kind === '—') return false;
    }
    return false;
  }

  /** Whether another finite verb follows before the next boundary, so that the form at hand is a participle. */
  private verbLater(at: number): boolean {
    for (let index = at; index < this.chunks.length; index++) {
      const kind = this.kind(index);
      if (
        kind === ',' ||
        kind === ';' ||
        kind === '—' ||
        kind === 'SUB' ||
        kind === 'WH' ||
        kind === 'THAT' ||
        kind === 'CC' ||
        kind === 'WRB'
      )
        return false;
      const group = this.verbAt(index);
      if (group && (group.form === 'finite' || group.form === 'ambiguous')) return !this.subordinateBefore(at, index);
    }
    return false;
  }

  /** Whether a preposition that can open a clause stands between, as in "rose after the firm said". */
  private subordinateBefore(from: number, to: number): boolean {
    for (let index = from; index < to; index++) if (MAYBE_SUBORDINATE.has(this.word(index))) return true;
    return false;
  }

  private participle(at: number, group: VerbGroup): void {
    const described =
      this.adjacentPhrase(at) || this.kind(at - 1) === ',' || this.kind(at - 1) === 'R' ? this.lastPhrase : undefined;
    const clause = this.open('participle', this.current, '', group.first);
    if (described && this.kind(at - 1) === ',' && this.current.subject && !this.current.verb) {
      clause.antecedent = this.current.subject;
    } else if (described) {
      clause.antecedent = described.host && this.kind(at - 1) === ',' ? described.host : described;
    } else {
      clause.fronted = true;
    }
    if (clause.antecedent) {
      clause.subject = clause.antecedent;
      clause.subjectBy = 'participle';
    }
    clause.verb = { ...group, passive: true };
    this.current = clause;
  }

  private gerund(at: number, group: VerbGroup, comma: boolean, conjunction: string): void {
    const current = this.current;
    const before = this.kind(at - 1);
    if (conjunction) {
      this.coordinate(group, conjunction, at);
      return;
    }
    // A gerund after a comma is a circumstance, not the object of the verb before it.
    const clause = this.open('gerund', current, comma ? ',' : '', group.first);
    clause.verb = group;
    if (!current.verb && !current.subject) {
      clause.fronted = true;
    } else if (!comma && (before === 'NP' || before === ')') && this.lastPhrase) {
      clause.antecedent = this.lastPhrase;
      clause.subject = this.lastPhrase;
      clause.subjectBy = 'participle';
    } else {
      const owner = comma ? this.level(current) : current;
      const subject =
        (comma && current.link === 'relative' ? current.subject : undefined) ?? owner.subject ?? current.subject;
      if (subject) {
        clause.subject = subject;
        clause.subjectBy = 'control';
      }
    }
    this.current = clause;
  }

  private infinitive(at: number, group: VerbGroup, conjunction: string): void {
    const current = this.current;
    if (conjunction && current.verb) {
      this.coordinate(group, conjunction, at);
      return;
    }
    if (current.marker === 'whether' && !current.verb && current.parent) {
      const outer = current.parent;
      const clause = this.open('infinitive', outer, 'to', group.first);
      if (outer.subject) clause.subject = outer.subject;
      clause.subjectBy = 'control';
      this.assignVerb(clause, group);
      return;
    }
    const clause = this.open('infinitive', current, 'to', group.first);
    clause.verb = group;
    const previous = this.kind(at - 1) === ')' || this.kind(at - 1) === 'NP' ? this.lastPhrase : undefined;
    const control = current.verb && this.words.objectControl.has(this.tagged.words[current.verb.main]!);
    const object = current.objects.at(-1);
    if (control && !current.verb!.passive && object) {
      clause.subject = object;
      clause.subjectBy = 'object control';
    } else if (previous && previous.headMention < 0 && !previous.pronoun) {
      clause.governor = previous;
      const owner = previous.possessor ?? current.subject;
      if (owner && owner !== previous) {
        clause.subject = owner;
        clause.subjectBy = 'control';
      }
    } else if (current.subject) {
      clause.subject = current.subject;
      clause.subjectBy = 'control';
    }
    if (this.kind(at - 1) === 'J') clause.adjective = this.word(at - 1);
    this.current = clause;
  }

  private onComma(at: number): number {
    this.comma = true;
    const next = this.skipAdverbs(at + 1);
    const group = this.verbAt(next);
    if (group?.form === 'finite' && this.current.verb) {
      const waiting = this.waiting();
      if (waiting) this.current = waiting;
    }
    return at + 1;
  }

  private onStop(at: number, kind: string): number {
    const root = this.rootOf(this.current);
    if (
      kind === '—' &&
      (this.dash || (!root.verb && root.subject && !(this.phraseAt(at + 1) && this.verbAfter(at + 2) >= 0)))
    ) {
      this.dash = !this.dash;
      return this.onComma(at);
    }
    this.dash = false;
    this.comma = false;
    this.conjunction = '';
    if (at + 1 < this.chunks.length) {
      this.current = this.open('main', undefined, '', this.chunks[at]!.end);
      this.lastPhrase = undefined;
    }
    return at + 1;
  }

  private rootOf(clause: Clause): Clause {
    let root = clause;
    while (root.parent) root = root.parent;
    return root;
  }

  private onConjunction(at: number): number {
    const next = this.skipAdverbs(at + 1);
    for (let index = at + 1; index < next; index++) {
      if (this.kind(index) === 'R' && this.word(index) !== 'not') this.current.adverbs.push(this.word(index));
    }
    this.conjunction = this.word(at);
    const kind = this.kind(next);
    if (this.kind(at + 1) === 'NOT' && this.current.verb && this.conjunction !== 'or') {
      const after = this.skipAdverbs(at + 1);
      if (this.kind(after) === 'NP' || this.kind(after) === 'IN' || this.kind(after) === 'TO') {
        const verb = this.kind(after) === 'NP' ? this.verbAfter(after + 1) : -1;
        if (verb < 0) {
          const end = this.onContrast(after);
          if (end > after) {
            this.conjunction = '';
            this.comma = false;
            return end;
          }
        }
      }
    }
    if (kind === ',') this.interrupted = true;
    if (kind === 'VG') {
      const group = this.verbAt(next)!;
      const waiting = this.waiting();
      if (waiting && this.comma && (group.form === 'finite' || group.form === 'ambiguous') && this.current.verb) {
        this.current = waiting;
      }
      return next;
    }
    if (kind === 'NP' || kind === ',') return next;
    if (kind === 'IN' || kind === 'TO' || kind === 'SUB' || kind === 'WRB') {
      this.conjunction = '';
      this.paired = kind === 'IN' || kind === 'TO';
      return next;
    }
    return next;
  }

  private onAdverb(at: number): number {
    const word = this.word(at);
    if (MEMBERS.has(word) && this.comma && this.phraseAt(at + 1)) return this.nameMembers(at + 1);
    if (word !== 'not') this.current.adverbs.push(word);
    return at + 1;
  }

  /** "Firms fined by X, such as Y and Z": the members are those of the nearest plural noun before. */
  private nameMembers(at: number): number {
    const { leader, next } = this.readGroup(at, true, true);
    const plural = (phrase: NounPhrase | undefined): boolean =>
      phrase?.plural === true && phrase.headMention < 0 && !phrase.temporal;
    const near = [
      this.lastPhrase,
      this.current.objects.at(-1),
      this.current.antecedent,
      this.current.subject,
      this.current.parent?.subject,
    ];
    const owner =
      near.find((one) => plural(one) && this.standsFor(one!, leader)) ?? near.find(plural) ?? this.lastPhrase;
    owner?.members.push(leader, ...leader.conjuncts);
    this.lastPhrase = this.lastOf(leader);
    this.comma = false;
    return this.kind(next) === ',' && this.waitingHere() ? next + 1 : next;
  }

  /** Whether a plural noun can stand for what a member is ("chips" for a chip); true where that can not be told. */
  private standsFor(noun: NounPhrase, member: NounPhrase | undefined): boolean {
    if (!member || member.headMention < 0) return true;
    const word = this.tagged.words[noun.head]!;
    const nominals = this.words.nominals.get(word.replace(/s$/, '')) ?? this.words.nominals.get(word) ?? [];
    return nominals.some((nominal) => nominal.type === this.typeOf(member));
  }

  private waitingHere(): boolean {
    return !this.current.verb || this.waiting() !== undefined;
  }

  /** "X leases from A but not from B": the same again, the other way round, with what follows "not". */
  private onContrast(at: number): number {
    const target = this.nearestVerb();
    if (!target?.verb) return at;
    const clause = this.open('coordinate', target.parent, 'but', this.chunks[at]!.at);
    clause.sibling = target;
    clause.verb = { ...target.verb, negated: !target.verb.negated };
    if (target.subject) clause.subject = target.subject;
    clause.subjectBy = 'shared subject';
    const phrase = this.phraseAt(at);
    if (phrase) {
      const { leader, next } = this.readGroup(at, false);
      const last = target.phrases.at(-1);
      if (
        last?.object &&
        !last.object.temporal &&
        last.object.headMention >= 0 &&
        target.objects.at(-1)?.headMention !== undefined &&
        last.at > (target.objects.at(-1)?.last ?? 0)
      ) {
        clause.objects.push(...target.objects);
        clause.phrases.push({ preposition: last.preposition, at: this.chunks[at]!.at, object: leader });
      } else {
        clause.objects.push(leader);
        clause.phrases.push(...target.phrases);
      }
      this.current = clause;
      return next;
    }
    const found = this.prepositionAt(at);
    const object = found ? this.phraseAt(found.next) : undefined;
    if (!found || !object) return at;
    const { leader, next } = this.readGroup(found.next, false, true);
    const entry: Prepositional = { preposition: found.word, at: this.chunks[at]!.at, object: leader };
    const last = target.objects.at(-1);
    if (found.word === 'of' && last) clause.objects.push({ ...last, conjuncts: [], phrases: [entry] });
    else clause.objects.push(...target.objects);
    clause.phrases.push(...target.phrases.filter((one) => one.preposition !== found.word), entry);
    this.current = clause;
    return next;
  }

  private nearestVerb(): Clause | undefined {
    for (let clause: Clause | undefined = this.current; clause; clause = clause.parent) if (clause.verb) return clause;
    return undefined;
  }

  private onPreposition(at: number): number {
    const found = this.prepositionAt(at);
    const afterComma = this.comma;
    const paired = this.paired || (afterComma && this.interrupted);
    this.paired = false;
    if (!found) return at + 1;
    const { word, next } = found;
    if (MEMBERS.has(word) && this.phraseAt(next)) return this.nameMembers(next);
    if (NOWHERE.has(this.word(next)) && this.kind(next) === 'R') return next + 1;
    const kind = this.kind(next);
    if (kind === 'WH' || kind === 'WP$') {
      this.pendingPreposition = word;
      return next;
    }
    const phrase = this.phraseAt(next);
    if (phrase?.possessor?.pronoun === 'whose') {
      this.pendingPreposition = word;
      return next;
    }
    const gerund = this.verbAt(next);
    if (gerund?.form === 'gerund') {
      const current = this.current;
      const clause = this.open('gerund', current, word, this.chunks[at]!.at);
      clause.verb = gerund;
      const control = current.verb !== undefined && this.words.objectControl.has(this.tagged.words[current.verb.main]!);
      if (this.lastPhrase && this.kind(at - 1) === 'NP' && this.lastPhrase.headMention < 0 && !control)
        clause.governor = this.lastPhrase;
      if (!current.verb && !current.subject) clause.fronted = true;
      else {
        const object = current.objects.at(-1);
        const transitive =
          control && !current.verb!.passive && object && ['with', 'of', 'from', 'for', 'into'].includes(word);
        const subject = transitive ? object : current.subject;
        if (subject) {
          clause.subject = subject;
          clause.subjectBy = transitive ? 'object control' : 'control';
        }
      }
      this.current = clause;
      this.comma = false;
      this.conjunction = '';
      return next + 1;
    }
    if (!phrase) {
      if (MAYBE_SUBORDINATE.has(word) && (this.verbAt(next) || kind === 'SUB')) this.subordinate('adverbial', word, at);
      return at + 1;
    }
    if (MAYBE_SUBORDINATE.has(word)) {
      const group = this.lookGroup(next);
      const verb = this.verbAfter(group);
      if (
        verb >= 0 &&
        (this.verbAt(verb)!.form === 'finite' || this.mayBeFinite(verb) || this.finiteAmbiguous(verb)) &&
        !this.waitingFor(verb)
      ) {
        this.subordinate('adverbial', word, at);
        return at + 1;
      }
    }
    const fronted = this.comma && this.frontedMain();
    if (fronted) this.current = fronted;
    const asSubject = !this.current.verb && this.current.subject !== undefined;
    const group = this.readGroup(next, asSubject, true);
    const after =
      this.kind(at - 1) === 'NP' || this.kind(at - 1) === ')' || this.conjunction !== '' ? this.lastPhrase : undefined;
    const twin = afterComma ? this.current.phrases.at(-1) : undefined;
    const again =
      twin?.preposition === word &&
      twin.object !== undefined &&
      twin.object.headMention >= 0 &&
      group.leader.headMention >= 0 &&
      this.typeOf(twin.object) === this.typeOf(group.leader);
    const partner =
      paired || again ? this.current.phrases.findLast((one) => one.preposition === word && one.object) : undefined;
    if (partner?.object && !group.leader.temporal) {
      const list = partner.object.leader ?? partner.object;
      for (const one of [group.leader, ...group.leader.conjuncts]) {
        list.conjuncts.push(one);
        one.leader = list;
      }
      this.lastPhrase = this.lastOf(group.leader);
      this.comma = false;
      return group.next;
    }
    const entry: Prepositional = {
      preposition: word,
      at: this.chunks[at]!.at,
      object: group.leader,
      ...(after ? { after } : {}),
    };
    this.current.phrases.push(entry);
    if (after) after.phrases.push(entry);
    this.lastPhrase = this.lastOf(group.leader);
    if (group.leader.temporal && after) this.lastPhrase = after;
    this.comma = false;
    this.conjunction = '';
    return group.next;
  }

  /** The index after the list of noun phrases at `at`, without attaching anything. */
  private lookGroup(at: number): number {
    let index = this.afterParenthesis(at + 1);
    while (this.kind(index) === 'CC' && this.phraseAt(index + 1)) index = this.afterParenthesis(index + 2);
    return index;
  }

  /** Whether the verb at `verb` belongs to a clause that still waits for one rather than to a subordinate clause. */
  private waitingFor(verb: number): boolean {
    if (this.current.verb || !this.current.subject) return false;
    return !this.laterVerb(verb + 1);
  }

  private subordinate(link: Link, marker: string, at: number): void {
    let parent = this.current;
    if (link === 'complement' && this.conjunction !== '') {
      for (let clause: Clause | undefined = parent; clause; clause = clause.parent) {
        if (clause.link === 'complement' && clause.parent) {
          parent = clause.parent;
          break;
        }
      }
    }
    while (this.comma && link === 'adverbial' && parent.link === 'participle' && parent.parent) parent = parent.parent;
    const clause = this.open(link, parent, marker, this.chunks[at]!.at);
    if (!parent.verb && !parent.subject) clause.fronted = true;
    if (link === 'complement' && this.lastPhrase && !this.lastPhrase.temporal && this.kind(at - 1) === 'NP')
      clause.governor = this.lastPhrase;
    this.current = clause;
    this.comma = false;
    this.conjunction = '';
  }

  private onWhere(at: number): number {
    const word = this.word(at);
    const clause = this.open(
      word === 'where' && this.lastPhrase ? 'relative' : 'adverbial',
      this.current,
      word,
      this.chunks[at]!.at,
    );
    if (word === 'where' && this.lastPhrase) {
      clause.antecedent = this.lastPhrase;
      clause.phrases.push({ preposition: 'in', at: this.chunks[at]!.at, object: this.lastPhrase });
    }
    this.current = clause;
    this.comma = false;
    this.conjunction = '';
    return at + 1;
  }

  /** What a relative clause describes: the phrase before it, or the noun that the phrase places ("a designer in Tianjin that …"). */
  private describedBy(at: number): NounPhrase | undefined {
    const last = this.lastPhrase;
    if (!last || this.comma || this.word(at) !== 'that') return last;
    const by = this.current.phrases.at(-1);
    const place =
      by?.object === last && last.headMention >= 0 && by.after && by.after.headMention < 0 && by.after.last <= by.at;
    return place ? by.after : last;
  }

  private onRelative(at: number): number {
    const preposition = this.pendingPreposition;
    this.pendingPreposition = '';
    const clause = this.open('relative', this.current, this.word(at), this.chunks[at]!.at);
    const antecedent = this.describedBy(at);
    if (antecedent) {
      clause.antecedent = antecedent;
      if (preposition) clause.phrases.push({ preposition, at: this.chunks[at]!.at, object: antecedent });
    }
    this.current = clause;
    this.comma = false;
    this.conjunction = '';
    return at + 1;
  }

  /** The antecedent is the subject: a plural verb takes the whole list before it, or the noun that agrees. */
  private subjectGap(clause: Clause, group: VerbGroup): void {
    const antecedent = clause.antecedent!;
    const word = this.tagged.words[group.first]!;
    const plural = group.tense === 'V' || word === 'have' || word === 'are' || word === 'were' || word === 'do';
    clause.subject = plural && antecedent.leader && !antecedent.plural ? antecedent.leader : antecedent;
    clause.subjectBy = 'relative';
  }

  /** "Apple does not", "so does Y", "Y did the same": the verb is that of the clause before. */
  private ellipsis(clause: Clause): void {
    const verb = clause.verb;
    if (!verb) return;
    const word = this.tagged.words[verb.main]!;
    if (!/^(do|does|did|done|doing|has|have|will|don't|doesn't|didn't|hasn't|haven't|won't)$/.test(word)) return;
    const so = /^(do|does|did|done|doing)$/.test(word) && this.tagged.words[verb.main + 1] === 'so';
    if (so) {
      const before = this.clauses
        .slice(0, this.clauses.indexOf(clause))
        .findLast((other) => other.verb && other.subject && other.link !== 'relative');
      if (!before?.verb) return;
      const own = new Set(clause.phrases.map((one) => one.preposition));
      clause.verb = { ...before.verb, negated: verb.negated, modals: verb.modals };
      clause.objects = [...before.objects];
      clause.phrases = [...before.phrases.filter((one) => !own.has(one.preposition)), ...clause.phrases];
      return;
    }
    const same = clause.objects.length === 1 && /^(same|likewise)$/.test(this.tagged.words[clause.objects[0]!.head]!);
    const inverted =
      this.tagged.words[verb.first - 1] === 'so' ||
      verb.adverbs.includes('so') ||
      this.tagged.words[verb.first] === 'so';
    if (!same && !inverted && clause.objects.length > 0) return;
    if (!same && !inverted && !/^(do|does|did|don't|doesn't|didn't)$/.test(word)) return;
    const before = this.clauses
      .slice(0, this.clauses.indexOf(clause))
      .findLast((other) => other.verb && other.subject && other.link !== 'relative' && other !== clause);
    if (!before?.verb) return;
    if (inverted && clause.objects[0]) clause.subject = clause.objects[0];
    else if (inverted) return;
    clause.verb = {
      ...before.verb,
      negated: verb.negated,
      modals: verb.modals.length > 0 ? verb.modals : before.verb.modals,
    };
    clause.objects = [...before.objects];
    const own = new Set(clause.phrases.map((one) => one.preposition));
    clause.phrases = [...before.phrases.filter((one) => !own.has(one.preposition)), ...clause.phrases];
  }

  private finish(clause: Clause): void {
    this.ellipsis(clause);
    if (
      clause.link === 'relative' &&
      clause.antecedent &&
      clause.verb &&
      clause.subject &&
      clause.subject !== clause.antecedent &&
      clause.subjectBy === ''
    ) {
      if (
        !clause.objects.includes(clause.antecedent) &&
        !clause.phrases.some((phrase) => phrase.object === clause.antecedent)
      ) {
        if (clause.subject.possessor?.pronoun !== 'whose') clause.objects.unshift(clause.antecedent);
      }
    }
    if (clause.subject || !clause.verb || !clause.fronted) return;
    const owner = clause.parent;
    if (owner?.subject) {
      clause.subject = owner.subject;
      clause.subjectBy = 'control';
    }
  }
}
