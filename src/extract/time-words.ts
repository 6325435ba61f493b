/**
 * The words that expressions of time are made of.
 * In: a word in lower case. Out: what it says of time, and whether an expression can begin with it.
 */
import type { Unit } from './calendar.js';

const names = (words: string): ReadonlyMap<string, number> => {
  const map = new Map<string, number>();
  words.split(' ').forEach((group, index) => {
    for (const word of group.split('/')) map.set(word, index + 1);
  });
  return map;
};
export const MONTHS = names(
  'january/jan/jan. february/feb/feb. march/mar/mar. april/apr/apr. may june/jun/jun. july/jul/jul. august/aug/aug. september/sep/sept/sep./sept. october/oct/oct. november/nov/nov. december/dec/dec.',
);
export const WEEKDAYS = names(
  'monday/mon. tuesday/tues. wednesday/wed. thursday/thurs. friday/fri. saturday/sat. sunday/sun.',
);
export const ORDINALS = names('first/1st second/2nd third/3rd fourth/4th');
export const UNITS: ReadonlyMap<string, Unit> = new Map(
  (['day', 'week', 'month', 'quarter', 'half', 'year', 'decade'] as const).flatMap((unit) => [
    [unit, unit],
    [`${unit}s`, unit],
  ]),
);
/** First month of each season, in the northern hemisphere; winter begins in the year before the one that it ends in. */
export const SEASONS: ReadonlyMap<string, number> = new Map([
  ['spring', 3],
  ['summer', 6],
  ['autumn', 9],
  ['fall', 9],
  ['winter', 12],
]);
export const NUMBERS = names('one/a/an two three four five six seven eight nine ten eleven twelve');
export const DAYS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['tonight', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);
export const STEPS: ReadonlyMap<string, number> = new Map([
  ['last', -1],
  ['past', -1],
  ['this', 0],
  ['current', 0],
  ['next', 1],
  ['coming', 1],
]);
export const PARTS = new Set(['early', 'late', 'mid', 'end', 'start', 'beginning', 'middle', 'earlier', 'later']);
export const INTRODUCES = new Set(
  'in since by until till from to through before after during between and early late mid end around about throughout for of'.split(
    ' ',
  ),
);

/** Words before the point of time that they tell how to read: "since 2022", "from March to May". */
const OPENINGS = new Set('between from since after starting beginning until till through by before'.split(' '));

/** How an expression of time may stand to a word. */
export const TIMELY = {
  /** It may be the first word of a point of time: "March", "2025", "last". */
  point: 1,
  /** It may stand before one: "the", "early", "since". */
  opening: 2,
} as const;

/** Bits of `TIMELY` for a word in lower case; none where no expression of time can begin with it. */
export function timely(word: string): number {
  const point =
    MONTHS.has(word) ||
    WEEKDAYS.has(word) ||
    ORDINALS.has(word) ||
    SEASONS.has(word) ||
    NUMBERS.has(word) ||
    DAYS.has(word) ||
    STEPS.has(word) ||
    word === 'fiscal' ||
    word === 'financial' ||
    /^(\d|[qh][1-4]|fy)/.test(word);
  const opening = word === 'the' || PARTS.has(word) || OPENINGS.has(word);
  return (point ? TIMELY.point : 0) | (opening ? TIMELY.opening : 0);
}
