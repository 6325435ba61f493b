/**
 * Whether the word after a name at the start of a sentence can only be its verb, whatever the dictionary knows of it.
 * In: a view of the text and the token after the name. Out: a yes or no.
 */
import { CLASS } from '../text/classes.js';
import { classesOf } from './grammar/words.js';
import type { View } from './view.js';
import { words } from './words.js';

const BY = words('by');
const VERB_ENDS = words('to its a an the that it no up');

/** "Micron managed to", "Oracle wants its": a past or a third person before what no noun stands before. */
export function actsNext(view: View, at: number): boolean {
  if (!view.plain(at)) return false;
  const known = classesOf(view.slice(at, at + 1));
  const next = at + 1;
  if (known & CLASS.past)
    return !view.plain(next) || view.endsIn(next, 'ly') || (view.is(next, 'function') && !view.wordIs(next, BY));
  return (known & CLASS.third) !== 0 && view.wordIs(next, VERB_ENDS);
}
