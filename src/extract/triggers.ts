/**
 * Finds the frames that a verb or the head of a noun phrase triggers.
 * In: a clause or a phrase, and the frames by word. Out: frames in the order in which to try them, with their trigger words.
 */
import type { Grammar } from '../dictionary/grammar.js';
import type { Frame, RelationType } from '../dictionary/relations.js';
import { endsWithForm, headWords } from './discourse/phrase-words.js';
import type { Clause } from './grammar/clauses.js';
import type { NounPhrase } from './grammar/phrases.js';
import type { Parsed } from './parse.js';

/** A frame with the words of its trigger [first, last). */
export interface Triggered {
  readonly frame: Frame;
  readonly first: number;
  readonly last: number;
}

const NONE: readonly never[] = [];

/** The frames of a verb with its adverbs, those of each relation in its order. `possible` leaves out relations. */
export function framesOfVerb(
  grammar: Grammar,
  clause: Clause,
  lemmas: ReadonlySet<string>,
  possible: (relation: RelationType) => boolean,
): readonly Frame[] {
  const frames: Frame[] = [];
  const add = (known: readonly Frame[] | undefined): void => {
    if (known) for (const frame of known) if (possible(frame.relation)) frames.push(frame);
  };
  for (const lemma of lemmas) add(grammar.verbFrames.get(lemma));
  for (const adverb of clause.verb!.adverbs) add(grammar.adverbFrames.get(adverb));
  for (const adverb of clause.adverbs) add(grammar.adverbFrames.get(adverb));
  return inOrder(frames) ? frames : frames.sort((a, b) => a.rank - b.rank);
}

function inOrder(frames: readonly Frame[]): boolean {
  for (let at = 1; at < frames.length; at++) if (frames[at - 1]!.rank > frames[at]!.rank) return false;
  return true;
}

/** The frames of a noun phrase, of each relation those with the longest trigger. */
export function framesOfNoun(
  grammar: Grammar,
  phrase: NounPhrase,
  parsed: Parsed,
  possible: (relation: RelationType) => boolean,
): readonly Triggered[] {
  const head = phrase.headMention >= 0 ? beforeMention(phrase, parsed) : phrase.head;
  if (head < 0) return NONE;
  let before: string[] | undefined;
  let found: Triggered[] | undefined;
  for (const form of parsed.tagged.facts[head]!.singulars) {
    const frames = grammar.nounFrames.get(form);
    if (!frames) continue;
    before ??= wordsTo(phrase, head, parsed);
    for (const { words, frame } of frames) {
      if (!possible(frame.relation) || !endsWithForm(before, form, words)) continue;
      found ??= [];
      found.push({ frame, first: head - words.length + 1, last: head + 1 });
    }
  }
  if (!found || found.length === 1) return found ?? NONE;
  const all = found;
  return all.filter(
    ({ frame, first, last }) =>
      !all.some((other) => other.frame.relation === frame.relation && other.last - other.first > last - first),
  );
}

/** The words of a phrase up to and with `head`, hyphens left out. */
function wordsTo(phrase: NounPhrase, head: number, parsed: Parsed): string[] {
  if (head === phrase.head && parsed.tagged.words[head] !== '-') return headWords(phrase, parsed);
  const words = parsed.tagged.words.slice(phrase.core, head).filter((word) => word !== '-');
  words.push(parsed.tagged.words[head]!);
  return words;
}

/** The noun right before the mention that heads a phrase, "Apple supplier Foxconn", or -1. */
function beforeMention(phrase: NounPhrase, parsed: Parsed): number {
  const { mention } = parsed.tagged;
  let at = phrase.head;
  while (at > phrase.first && mention[at - 1]! === phrase.headMention) at--;
  return at - 1 >= phrase.first && mention[at - 1]! < 0 ? at - 1 : -1;
}
