/**
 * "To" without its verb: "X uses the chip, and Y plans to", "is in talks to", "has yet to".
 * In: a tagged sentence and the position of a "to". Out: a yes or no.
 */
import type { Tagged } from './tagged.js';

/** Words after which a "to" at the end opens an infinitive; after others it is a preposition ("the firms it sells to"). */
const WANTS = new Set(
  (
    'want wants wanted hope hopes hoped hoping plan plans planned planning expect expects expected intend intends intended aim aims aimed agree ' +
    'agrees agreed promise promises promised pledge pledges pledged vow vows vowed refuse refuses refused decline declines declined fail fails ' +
    'failed threaten threatens threatened threatening prepare prepares prepared preparing decide decided decides need needs needed propose ' +
    'proposes proposed undertaken undertook hesitate hesitated try tries tried trying manage manages managed elected chosen chose scheduled slated ' +
    'used going has had have having ought able unable free likely unlikely ready willing unwilling keen eager reluctant about set bound poised ' +
    'yet wish wishes wished like continue continues continued talks negotiations discussions permission licence license right opportunity chance ' +
    'option allowed permitted forced forbidden obliged required invited attempt attempts attempted rush rushing'
  ).split(' '),
);

const CLOSES = new Set(['.', ',', ';', 'CC', '"']);
/** Adverbs that may follow at the end: "plans to as well". */
const LATE = new Set(['too', 'soon', 'later', 'either', 'again', 'yet', 'itself', 'themselves']);

/** Whether the "to" at `at` stands for an infinitive that is left out. */
export function endsInTo({ tags, words, facts, count }: Tagged, at: number): boolean {
  if (at + 1 < count && !closes(tags, words, at + 1)) {
    // "is expected to next week": a time may follow, and nothing else.
    let end = at + 1;
    while (end < count && (facts[end]!.temporal || /^(this|next|last|the)$/.test(words[end]!))) end++;
    if (end === at + 1 || !facts[end - 1]!.temporal || (end < count && !CLOSES.has(tags[end]!))) return false;
  }
  let before = at - 1;
  while (before >= 0 && (tags[before] === 'NOT' || (tags[before] === 'R' && words[before] !== 'yet'))) before--;
  return before >= 0 && WANTS.has(words[before]!);
}

function closes(tags: readonly string[], words: readonly string[], at: number): boolean {
  if (CLOSES.has(tags[at]!)) return true;
  const next = words[at] === 'as' && words[at + 1] === 'well' ? at + 2 : LATE.has(words[at]!) ? at + 1 : -1;
  return next >= 0 && (next >= tags.length || CLOSES.has(tags[next]!));
}
