import type { Grammar } from '../dictionary/grammar.js';
import type { Relation } from '../schema/extraction.js';
import type { Parsed, Placed } from './parse.js';
import { type AmountRead, readAmounts } from './quantities.js';
import type { Found } from './relate.js';
import { distance, triggerPhrase, wordOf } from './scope.js';

/** Prepositions whose phrases count something else: "in 12 countries". */
const ELSEWHERE = new Set([
  'in',
  'at',
  'across',
  'by',
  'among',
  'before',
  'after',
  'within',
  'to',
  'from',
  'against',
  'amid',
]);

/**
 * The amounts that belong to a relation: those of its trigger's clause, of several of a kind the one that stands with the relation's own
 * object. Amounts of its subject ("the $3 trillion company") and of other predicates are left out.
 */
export function amountsOf(found: Found, grammar: Grammar): NonNullable<Relation['amounts']> {
  if (found.frame.kind === 'naming' || found.frame.kind === 'hyphen') return [];
  const { parsed } = found;
  parsed.amounts ??= readAmounts(parsed.tagged).filter(({ value }) => value > 0);
  const { amounts } = parsed;
  if (amounts.length === 0) return [];
  const mine = amounts.filter((one) => belongs(one, found, grammar));
  if (mine.length === 0) return [];
  const { tokens, first } = parsed.tagged;
  return mine
    .filter(
      (one) =>
        one ===
        best(
          mine.filter(({ kind }) => kind === one.kind),
          found,
        ),
    )
    .map(({ first: from, last, kind, value, unit }) => {
      const start = tokens.start[first + from]!;
      const end = tokens.end[first + last - 1]!;
      const text = tokens.text.slice(start, end);
      return unit ? { start, end, text, kind, value, unit } : { start, end, text, kind, value };
    });
}

function belongs(amount: AmountRead, found: Found, grammar: Grammar): boolean {
  const { parsed, clause } = found;
  const far = distance(found, amount.first, grammar);
  if (far === undefined) return false;
  const trigger = triggerPhrase(found);
  if (trigger && trigger.first <= amount.first && amount.last <= trigger.last) return true;
  const inSubject =
    clause.subject && clause.verb && far === 0 && !clause.verb.passive && amount.first < clause.verb.first;
  if (inSubject && amount.first >= clause.subject!.first && !trigger) return false;
  const placed = placeOf(parsed, amount.first);
  if (placed?.role === 'apposition' || placed?.role === 'possessor') return false;
  if (amount.kind === 'quantity' || amount.kind === 'percent') {
    const by = placed?.prepositional?.preposition;
    if (by && ELSEWHERE.has(by)) return false;
  }
  if (amount.kind !== 'quantity') return true;
  const object = placeOf(parsed, wordOf(found, found.object.mention));
  if (placed && object && placed.leader === object.leader && placed.phrase !== object.phrase) return false;
  const { mention } = parsed.tagged;
  for (let at = amount.last; at < (placed?.phrase.last ?? amount.last); at++) {
    const index = mention[at]!;
    if (index >= 0)
      return index + parsed.base === found.object.mention || index + parsed.base === found.subject.mention;
  }
  return true;
}

/** Of amounts of one kind: the first that stands after the object's phrase began, else the last before it. */
function best(amounts: readonly AmountRead[], found: Found): AmountRead | undefined {
  const word = wordOf(found, found.object.mention);
  if (amounts.length < 2 || word < 0) return amounts[0];
  const phrase = placeOf(found.parsed, word)?.phrase;
  const from = phrase ? phrase.first : word;
  return amounts.find(({ first }) => first >= from) ?? amounts.at(-1);
}

function placeOf(parsed: Parsed, word: number): Placed | undefined {
  return parsed.placed.findLast(({ phrase }) => phrase.first <= word && word < phrase.last);
}
