import type { Dictionary } from '../dictionary/dictionary.js';
import { OPENS_DOMAIN } from '../dictionary/discovery.js';
import { FLAG, type Sentence, type Tokens } from '../text/tokens.js';
import { settleAdjectives } from './adjectives.js';
import { findBodies } from './bodies.js';
import type { Candidate } from './candidate.js';
import { findChunks } from './chunks.js';
import { dropCited } from './cited.js';
import { findCompounds } from './compounds.js';
import { discover } from './discover.js';
import { findElided } from './elided.js';
import type { Surroundings } from './evidence.js';
import { find } from './find.js';
import { findForms } from './forms.js';
import { afterLegalForm } from './legal.js';
import type { EntityMention } from './mention.js';
import { settleMetonyms } from './metonyms.js';
import { findPersons } from './persons.js';
import { select } from './select.js';
import { Spans } from './spans.js';
import { findTickers } from './tickers.js';
import { View } from './view.js';
import { settleWeak } from './weak.js';

/** What finding mentions may be told. */
export interface MentionOptions {
  /** ISO 8601 date of publication: names that were not in use on it are not found. */
  readonly publishedAt?: string;
  /** Kinds that a noun stands for ("start-up"), for entities that no dictionary holds. */
  readonly kindsOf?: (noun: string) => readonly string[];
}

/**
 * The entities that a document mentions: found by the dictionary, told apart by their context, discovered where no entry holds
 * them. Sorted by start, never overlapping. Pure, and linear in the length of the text.
 */
export function findMentions(
  tokens: Tokens,
  sentences: readonly Sentence[],
  dictionary: Dictionary,
  options: MentionOptions = {},
): EntityMention[] {
  const view = new View(tokens, sentences, dictionary);
  const found = find(view, options.publishedAt);
  const around: Surroundings = { tickers: findTickers(view), domain: ofDomain(view, found.candidates) };
  const chunks = findChunks(view);
  const persons = findPersons(view, chunks);
  const bodies = findBodies(view, chunks, found);
  const known = settleWeak(view, found, persons, around, bodies);
  const compounds = findCompounds(view, known);
  const names = [...known.filter((other) => other.type !== undefined), ...bodies];
  const discovered = discover(view, chunks, persons, names, found, around);
  let candidates: Candidate[] = [...known, ...bodies, ...compounds, ...discovered];
  candidates = candidates.filter((candidate) => around.tickers[candidate.first] === 0);
  candidates = settleAdjectives(view, settleMetonyms(view, candidates));
  for (const candidate of candidates) {
    if (candidate.entity) candidate.last = afterLegalForm(view, candidate.type!, candidate.last);
  }
  let chosen = dropCited(view, select(view, candidates));
  const taken = new Spans(chosen);
  const forms = [...findForms(view, chosen, found), ...findElided(view, chosen)].filter(
    (form) =>
      (around.tickers[form.first] === 0 || form.rule === 'abbreviation') &&
      !taken.startingAt(form.first).some((one) => one.last >= form.last && one.name === form.name),
  );
  if (forms.length > 0) {
    const better = new Spans(forms);
    const rest = chosen.filter((one) => !better.startingAt(one.first).some((form) => form.last === one.last));
    const hidden = known.filter((candidate) => candidate.type === undefined);
    chosen = dropCited(view, select(view, [...rest, ...forms, ...hidden]));
  }
  return chosen.map((candidate) => toMention(view, candidate, options));
}

/** Whether a document is of the field: two of its words stand in it, or one beside two names, or four names. */
function ofDomain(view: View, candidates: readonly Candidate[]): boolean {
  let points = 0;
  for (const { weak, type } of candidates) {
    if (!weak && type && view.dictionary.types.get(type)?.places !== true && ++points === 4) return true;
  }
  if ((view.someMarks & OPENS_DOMAIN) === 0) return false;
  for (let at = 0; at < view.count && points < 4; at++) {
    if (view.marks[at]! & OPENS_DOMAIN && view.words.domain.startsAt(view.tokens, at) > 0) points += 2;
  }
  return points > 3;
}

/** Legal forms of several words that are written without periods: after them a period ends the sentence. */
const UNPOINTED = /\s(Sdn|Pte|Pty|Pvt|Private|Company|Co)\s\w+\.$/;

function stopped(view: View, first: number, last: number): boolean {
  if (!view.has(last - 1, FLAG.abbreviation) || last - first < 3) return false;
  return (
    UNPOINTED.test(view.slice(first, last)) && (last === view.count || view.has(last, FLAG.capital | FLAG.newline))
  );
}

function toMention(view: View, candidate: Candidate, options: MentionOptions): EntityMention {
  const { type, entity, name, rule, evidence, kinds } = candidate;
  let { first, last } = candidate;
  // Nothing but a name: no possessive, no punctuation at its ends.
  while (last > first + 1 && view.has(last - 1, FLAG.possessive)) last--;
  while (first + 1 < last && view.has(first, FLAG.punctuation)) first++;
  // An article belongs to the name only where the entry says so: "The Hague".
  if (last - first > 1 && view.article(first) && view.slice(first + 1, last) === name) first++;
  const start = view.tokens.start[first]!;
  const end = view.tokens.end[last - 1]! - (stopped(view, first, last) ? 1 : 0);
  const given = entity ? kinds : kinds.flatMap((noun) => options.kindsOf?.(noun) ?? []);
  const text = view.text.slice(start, end);
  const why = evidence.length > 0;
  // Each kind of mention is written out: copying parts of objects costs more than all the rest.
  if (entity) {
    const entry = entity.place;
    const by = why ? { entry, rule, evidence } : { entry, rule };
    return { start, end, text, type: type!, name, id: entity.key, by, first, last, entity, kinds: given };
  }
  return { start, end, text, type: type!, name, by: why ? { rule, evidence } : { rule }, first, last, kinds: given };
}
