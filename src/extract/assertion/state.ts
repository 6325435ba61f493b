/** Gathers negations, modalities and reports while they are read. */
import type { Cue, CueKind, Grammar } from '../../dictionary/grammar.js';
import type { Modality } from '../../schema/extraction.js';
import type { Clause } from '../grammar/clauses.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import type { SlotReader } from '../slots.js';

/** What is found about how a predicate is stated, while reading outwards from it. */
export class AssertionState {
  negations = 0;
  void = false;
  parties = 0;
  readonly steps: string[] = [];
  readonly reports: Clause[] = [];
  /** Phrases whose determiner has been counted as a negation. */
  readonly negating = new Set<NounPhrase>();
  private found: Modality[] = [];

  constructor(
    readonly grammar: Grammar,
    readonly reader: SlotReader,
    readonly parsed: Parsed,
  ) {}

  negate(why: string): void {
    this.negations++;
    this.steps.push(`negated by ${why}`);
  }

  set(modality: Modality, why: string): void {
    if (this.found.includes(modality)) return;
    this.steps.push(`${modality}: ${why}`);
    this.found.push(modality);
  }

  /** Applies a cue word; false when it is none. `except` leaves out bearings that do not count here. */
  cue(kind: CueKind, word: string, except: readonly Cue[] = []): boolean {
    const cues = this.grammar.cues[kind].get(word);
    if (!cues) return false;
    for (const cue of cues) {
      if (except.includes(cue)) continue;
      if (cue === 'negated') {
        this.negate(`"${word}"`);
        if (kind === 'verb') this.settle();
      } else if (cue !== 'reported' || kind !== 'verb') this.set(cue, `"${word}"`);
    }
    return true;
  }

  /** The lemmas that can bear on what a verb governs: a particle may have made another verb of it ("end", "end up"). */
  bearing(lemmas: ReadonlySet<string>): Iterable<string> {
    if (lemmas.size < 2) return lemmas;
    const cues = this.grammar.cues.verb;
    const phrasal = [...lemmas].filter((lemma) => lemma.includes(' ') && !cues.has(lemma));
    if (phrasal.length === 0) return lemmas;
    return [...lemmas].filter((lemma) => !phrasal.some((one) => one.startsWith(`${lemma} `)));
  }

  /** A verb's bearing on what it governs: "has not ruled out" leaves it possible, "ruled out" does not. */
  cueVerb(lemma: string, except: readonly Cue[], negated: boolean): void {
    const cues = this.grammar.cues.verb.get(lemma);
    const either = cues?.includes('negated') && cues.includes('possible');
    this.cue('verb', lemma, either ? ['possible'] : except);
    if (either && negated) this.set('possible', `"${lemma}"`);
  }

  /** What was planned came to nothing. */
  abandon(why: string): void {
    this.negate(why);
    this.settle();
  }

  /** Who drops a plan, or ends talks, states plainly that nothing comes of it. */
  private settle(): void {
    this.found = this.found.filter((modality) => modality !== 'planned' && modality !== 'possible');
  }

  modality(): Modality {
    if (this.found.includes('possible')) return 'possible';
    if (this.found.includes('planned')) return 'planned';
    if (this.found.includes('reported')) return 'reported';
    return 'asserted';
  }
}
