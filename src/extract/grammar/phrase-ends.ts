/**
 * Where a noun phrase ends although a noun follows: before a time, after a date, before the subject of a verb.
 * In: a tagged sentence with a head and the word after it. Out: a yes or no.
 */
import { FLAG } from '../../text/tokens.js';
import { FINITE, type Tagged } from './tagged.js';

/** Whether an adverbial of time begins at `at`, after a noun that is none: "chips | last autumn", "servers | today". */
export function beginsTime(tagged: Tagged, at: number, head: number): boolean {
  if (inMention(tagged, at)) return false;
  const { tags, words } = tagged;
  const dated = isTime(tagged, head);
  if (tags[at] === 'J' && isTime(tagged, at + 1) && !dated && tags[head] !== 'J') return true;
  const headTag = tags[head]!;
  if (headTag === 'CD' || headTag === 'J' || dated) return false;
  // "Golden Week": a name goes on.
  if (headTag === 'P' && tags[at] !== 'P' && tagged.tokens.flags[tagged.first + at]! & FLAG.capital) return false;
  if (isTime(tagged, at)) return words[at - 1] !== '-';
  return tags[at] === 'J' && isTime(tagged, at + 1);
}

/**
 * "whose chips | X fabricates", "Under annual contracts | X supplies": a name after a plural, or after a noun in a phrase that opens a
 * sentence, is the subject of the verb right after it.
 */
export function beginsSubject({ tags, words, mention, count }: Tagged, from: number, head: number): boolean {
  const first = tags[0] === 'IN' && (from === 1 || (from === 2 && tags[1] === 'TO'));
  // "With X's help Y has".
  const owned =
    tags[0] === 'IN' && from > 1 && from < 8 && tags[from - 1] === 'POS' && !tags.slice(1, from).includes(',');
  const open = tags[head] === 'N' && (owned || (first && /^(an?|this|that)$/.test(words[from]!)));
  if (!open && tags[head] !== 'NS') return false;
  let at = head + 1;
  while (at < count && mention[at] === mention[head + 1]) at++;
  return FINITE.has(tags[at] ?? '');
}

/** Whether a date ends at `head`, so that a name after it is another phrase: "On 9 April 2025 | Washington". */
export function endsTime(tagged: Tagged, head: number): boolean {
  return (
    isTime(tagged, head) ||
    (isYear(tagged.words[head]!) && (head === 0 || isTime(tagged, head - 1) || tagged.tags[head - 1] === 'IN'))
  );
}

const isTime = ({ facts, count }: Tagged, at: number): boolean => at < count && facts[at]!.temporal;

export const inMention = (tagged: Tagged, at: number): boolean => tagged.mention[at]! >= 0;

/** Whether a word is the number of a year. */
export function isYear(word: string): boolean {
  return word.length === 4 && (word.startsWith('19') || word.startsWith('20')) && /^\d+$/.test(word);
}
