/**
 * Titles of public bodies that go on after a preposition.
 * In: the text and where the preposition stands. Out: where the title ends.
 */
import { FLAG } from '../text/tokens.js';
import type { View } from './view.js';

/** Words that a composed name may have. */
const LONGEST = 16;

/** The end of "of Investment, Trade and Industry", which begins at `link`; `link` when no capitalised word follows. */
export function restOfTitle(view: View, link: number): number {
  let last = link;
  let at = link;
  const end = Math.min(view.count, link + LONGEST);
  while (at < end && view.together(link, at)) {
    if (view.capital(at) && !view.is(at, 'calendar') && !view.has(at, FLAG.possessive)) {
      at++;
      last = at;
      continue;
    }
    const word = view.slice(at, at + 1);
    if (/^(of|for|on|de|la|du|des|et|&)$/.test(word)) {
      at++;
    } else if (word === 'the' && at > link && at + 1 < end && view.capital(at + 1)) {
      at++;
    } else if (
      word === 'and' &&
      last > link &&
      at + 1 < end &&
      view.capital(at + 1) &&
      !view.has(at + 1, FLAG.allCaps)
    ) {
      at++;
    } else if (word === ',' && listGoesOn(view, at)) {
      at++;
    } else if (word === '-' && !view.has(at, FLAG.spaced)) {
      at++;
    } else {
      break;
    }
  }
  return last;
}

/** Whether a list of capitalised nouns goes on after a comma and ends with "and": "Investment, Trade and Industry". */
function listGoesOn(view: View, comma: number): boolean {
  const noun = (at: number): boolean =>
    view.capital(at) && view.together(comma, at) && !view.has(at, FLAG.allCaps | FLAG.inner | FLAG.digit);
  let at = comma + 1;
  const end = Math.min(view.count - 1, comma + LONGEST);
  while (at < end) {
    if (!noun(at)) return false;
    while (at < end && noun(at)) at++;
    if (view.char(at) === 0x2c) at++;
    if (view.slice(at, at + 1) === 'and') return noun(at + 1);
    if (view.char(at - 1) !== 0x2c) return false;
  }
  return false;
}
