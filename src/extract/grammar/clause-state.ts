/**
 * The state of the clause builder over one sentence, with what can be read off its chunks and open clauses without changing either.
 * In: tagged words and chunks. Out: the clauses as far as they are built.
 */

import type { Clause, Link, ParserWords } from './clause.js';
import { MEMBERS, NOWHERE } from './clause-words.js';
import type { Chunk, NounPhrase, VerbGroup } from './phrases.js';
import type { Tagged } from './tag.js';

/** "bound for X": where things go. */
const BOUND = new Set(['bound', 'destined', 'headed']);

/** The chunks of a sentence, the clauses built from them so far, and what the builder remembers between one chunk and the next. */
export class ClauseState {
  readonly clauses: Clause[] = [];
  current: Clause;
  lastPhrase: NounPhrase | undefined;
  /** A preposition whose object is a relative pronoun that comes next. */
  pendingPreposition = '';
  /** A conjunction stands right before a preposition: "from X and from Y". */
  paired = false;
  /** A list was broken off by a phrase between commas: "to X and, in part, to Y". */
  interrupted = false;
  /** A dash opened a parenthesis. */
  dash = false;
  /** A comma (or the like) stands right before. */
  comma = false;
  conjunction = '';
  /** Adverbs before the subject of a clause that a conjunction begins: "and hardly anyone bought it". */
  ahead: string[] = [];
  /** What clauses that have no verb yet are set against. */
  readonly aside: { readonly clause: Clause; readonly phrase: NounPhrase }[] = [];

  constructor(
    readonly tagged: Tagged,
    readonly chunks: readonly Chunk[],
    readonly words: ParserWords,
  ) {
    this.current = this.open('main', undefined, '', 0);
  }

  open(link: Link, parent: Clause | undefined, marker: string, first: number): Clause {
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
      adverbs: link === 'coordinate' ? this.ahead : [],
      fronted: false,
      first,
      last: first,
      lemmas: undefined,
    };
    if (link === 'coordinate') this.ahead = [];
    this.clauses.push(clause);
    return clause;
  }

  isWhose(at: number): boolean {
    return this.phraseAt(at)?.possessor?.pronoun === 'whose';
  }

  word(at: number): string {
    const chunk = this.chunks[at];
    return chunk && 'word' in chunk ? chunk.word : '';
  }

  phraseAt(at: number): NounPhrase | undefined {
    const chunk = this.chunks[at];
    return chunk?.kind === 'NP' ? (chunk as { phrase: NounPhrase }).phrase : undefined;
  }

  verbAt(at: number): VerbGroup | undefined {
    const chunk = this.chunks[at];
    return chunk?.kind === 'VG' ? (chunk as { group: VerbGroup }).group : undefined;
  }

  kind(at: number): string {
    return this.chunks[at]?.kind ?? '$end';
  }

  /** The index after the parenthesis that opens at `at`, or `at` itself. */
  afterParenthesis(at: number): number {
    if (this.kind(at) !== '(') return at;
    for (let index = at + 1; index < this.chunks.length; index++) if (this.kind(index) === ')') return index + 1;
    return at + 1;
  }

  skipAdverbs(at: number): number {
    let index = at;
    while (this.kind(index) === 'R' || this.kind(index) === '"' || this.kind(index) === 'NOT') index++;
    return index;
  }

  isSay(group: VerbGroup | undefined): boolean {
    return group !== undefined && this.words.says.has(this.tagged.words[group.main]!);
  }

  /** The innermost open clause around the current one that has a subject and waits for its verb. */
  waiting(): Clause | undefined {
    for (let clause = this.current.parent; clause; clause = clause.parent) {
      if (!clause.verb && clause.subject) return clause;
    }
    return undefined;
  }

  typeOf(phrase: NounPhrase): string {
    return this.tagged.mentions[phrase.headMention]?.type ?? '';
  }

  prepositionAt(at: number): { word: string; next: number } | undefined {
    const word = this.word(at);
    if (word === 'according' && this.kind(at + 1) === 'TO') return { word: 'according to', next: at + 2 };
    if (word === 'such' && this.word(at + 1) === 'as') return { word: 'such as', next: at + 2 };
    if (word === 'among' && this.phraseAt(at + 1)?.pronoun === 'them') return { word: 'among them', next: at + 2 };
    if (word === 'contrary' && this.kind(at + 1) === 'TO') return { word: 'contrary to', next: at + 2 };
    if (word === 'because' && this.word(at + 1) === 'of') return { word: 'because of', next: at + 2 };
    if (this.kind(at) === 'IN' && this.word(at + 1) === 'for' && BOUND.has(word)) return { word: 'to', next: at + 2 };
    if (word === 'together' && this.word(at + 1) === 'with') return { word: 'with', next: at + 2 };
    if (word === 'along' && this.word(at + 1) === 'with') return { word: 'with', next: at + 2 };
    if (this.kind(at) === 'IN' || this.kind(at) === 'TO' || MEMBERS.has(word))
      return { word, next: this.nowhereAt(at + 1) ? at + 1 : this.skipAdverbs(at + 1) };
    return undefined;
  }

  /** Whether an adverb of place stands alone, "by then", and describes no noun, "in overseas data centers". */
  private nowhereAt(at: number): boolean {
    if (!NOWHERE.has(this.word(at))) return false;
    const noun = this.phraseAt(at + 1);
    return (
      noun === undefined || noun.determiner !== '' || noun.headMention >= 0 || noun.temporal || noun.pronoun !== ''
    );
  }

  /** The phrase that stands last: the last of a list, its last apposition, and so on into what "of" adds. */
  lastOf(leader: NounPhrase): NounPhrase {
    let last = leader;
    for (let depth = 0; depth < 8; depth++) {
      const deeper: NounPhrase | undefined =
        last.members.at(-1) ?? last.conjuncts.at(-1) ?? last.appositions.at(-1) ?? last.phrases.at(-1)?.object;
      if (!deeper || deeper.first < last.first) return last;
      last = deeper;
    }
    return last;
  }

  /** A main clause that still has neither subject nor verb because what came so far stood before it. */
  frontedMain(): Clause | undefined {
    for (let clause: Clause | undefined = this.current; clause; clause = clause.parent) {
      if (clause.parent && !clause.parent.verb && !clause.parent.subject && clause.link !== 'complement')
        return clause.parent;
    }
    return undefined;
  }

  /** The clause whose equal a new coordinated clause is. */
  level(clause: Clause): Clause {
    let level = clause;
    while (level.parent && level.link !== 'complement' && level.link !== 'main') level = level.parent;
    return level.link === 'complement' || !level.parent ? level : clause;
  }

  nearestVerb(): Clause | undefined {
    for (let clause: Clause | undefined = this.current; clause; clause = clause.parent) if (clause.verb) return clause;
    return undefined;
  }

  rootOf(clause: Clause): Clause {
    let root = clause;
    while (root.parent) root = root.parent;
    return root;
  }

  assignVerb(clause: Clause, group: VerbGroup): void {
    clause.verb = group;
    clause.last = group.last;
    this.current = clause;
  }

  adjacentPhrase(at: number): boolean {
    return this.kind(at - 1) === 'NP' || this.kind(at - 1) === ')';
  }

  waitingHere(): boolean {
    return !this.current.verb || this.waiting() !== undefined;
  }
}
