import { FLAG } from '../text/tokens.js';
import type { View } from './view.js';
import { words } from './words.js';

const OPENS = words('last this next late early earlier in on since');
const UNITS = words('week weekend month quarter year night spring summer autumn fall winter morning today yesterday');
/** Words that a time between a subject and its verb may have. */
const LONGEST = 5;

/** The end of a time between a subject and its verb: "last autumn", "in January 2025"; `at` when there is none. */
export function afterTime(view: View, at: number): number {
  if (!view.wordIs(at, OPENS) || !view.plain(at)) return at;
  let end = at + 1;
  let found = false;
  while (end < at + LONGEST && view.together(at, end)) {
    const year = view.has(end, FLAG.digit) && /^(19|20)\d\d$/.test(view.slice(end, end + 1));
    if (view.is(end, 'calendar') || view.wordIs(end, UNITS) || year) found = true;
    else if (!view.wordIs(end, OPENS)) break;
    end++;
  }
  return found ? end : at;
}
