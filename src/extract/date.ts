import type { Grammar } from '../dictionary/grammar.js';
import type { Relation } from '../schema/extraction.js';
import type { Day } from './calendar.js';
import type { Parsed } from './parse.js';
import type { Found } from './relate.js';
import { clauseAt, distance, triggerPhrase, wordOf } from './scope.js';
import { readTimes, type TimeExpression } from './times.js';

/** Prepositions whose object a time after it dates: "before its cut-off in 2020". */
const DATED = new Set(['before', 'after', 'since', 'until', 'following', 'despite', 'amid']);

/** The time expressions of a sentence, read once. */
export function timesOf(parsed: Parsed): readonly TimeExpression[] {
  parsed.times ??= readTimes(parsed.tagged);
  return parsed.times;
}

/**
 * When a relation happened or will happen: of the time expressions of its sentence the one that belongs to its trigger's clause, normalised
 * against the day of publication. Undefined where there is none, or none that can be placed without the day of publication.
 */
export function timeOf(found: Found, published: Day | undefined, grammar: Grammar): Relation['time'] {
  if (found.frame.kind === 'naming' || found.frame.kind === 'hyphen') return undefined;
  const { parsed } = found;
  const times = timesOf(parsed);
  if (times.length === 0) return undefined;
  const { tokens, first } = parsed.tagged;
  for (const { one } of ranked(found, times, grammar)) {
    const value = one.value({ future: ahead(found, one), ...(published ? { published } : {}) });
    if (value === undefined) continue;
    const start = tokens.start[first + one.first]!;
    const end = tokens.end[first + one.last - 1]!;
    return { start, end, text: tokens.text.slice(start, end), value };
  }
  return undefined;
}

/** Whether a time lies ahead: that of a plan does, unless it dates the planning ("in January it agreed to …"). */
function ahead({ assertion, clause, parsed }: Found, time: TimeExpression): boolean {
  if (assertion.modality !== 'planned' && assertion.modality !== 'possible') return false;
  const around = clauseAt(parsed, time.first);
  const past = around?.verb && around.verb.modals.length === 0 && /^(VD|ED|HAVE)$/.test(around.verb.tense);
  return around === clause || !past;
}

/** The expressions that may date the relation, the likeliest first: nearest clause, then right after its object, then right before. */
function ranked(
  found: Found,
  times: readonly TimeExpression[],
  grammar: Grammar,
): { one: TimeExpression; rank: number }[] {
  const anchor = Math.max(found.last - 1, wordOf(found, found.object.mention));
  return times
    .flatMap((one) => {
      const far = dates(one, found) ? distance(found, one.first, grammar) : undefined;
      if (far === undefined) return [];
      const after = one.first >= anchor ? one.first - anchor : 1_000 + anchor - one.first;
      return [{ one, rank: far * 10_000 + after }];
    })
    .sort((a, b) => a.rank - b.rank);
}

/** Whether an expression dates a predicate, not only the noun that it stands before ("the 2022 rules", "last year's budget"). */
function dates({ first, last }: TimeExpression, found: Found): boolean {
  const { parsed } = found;
  const { tags, words } = parsed.tagged;
  if (words[first - 1] === 'of' && words[first] !== 'from') return false;
  const ends = /^(IN|TO)$/.test(tags[first - 1] ?? '') ? first - 1 : first;
  const host = parsed.placed.find((placed) => placed.phrase.last === ends && placed.phrase.last > found.last);
  if (host?.prepositional && DATED.has(host.prepositional.preposition)) return false;
  const attributive =
    /^(N|NS|POS|-)$/.test(tags[last] ?? '') || (tags[last] === 'J' && /^(N|NS)$/.test(tags[last + 1] ?? ''));
  if (!attributive) return true;
  const phrase = triggerPhrase(found);
  return phrase !== undefined && phrase.first <= first && last <= phrase.head;
}
