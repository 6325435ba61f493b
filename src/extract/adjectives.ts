import { PAST_FORMS } from '../dictionary/inflect.js';
import { FLAG } from '../text/tokens.js';
import type { Candidate } from './candidate.js';
import { CASING, type View } from './view.js';
import { words } from './words.js';

/** Drops names that stand as adjectives: "U.S." in "U.S. export rules", but not in "the U.S. and its allies". */
export function settleAdjectives(view: View, candidates: readonly Candidate[]): Candidate[] {
  const adjectival = new Set<number>();
  const nominal = new Set<string>();
  for (const { alias, first, last } of candidates)
    if (alias?.role === 'adjective') adjectival.add(first * view.count + last);
  if (adjectival.size === 0) return [...candidates];
  for (const { alias, first, last, entity } of candidates) {
    if (entity && alias?.role !== 'adjective' && adjectival.has(first * view.count + last))
      nominal.add(`${first}:${last}:${entity.key}`);
  }
  return candidates.filter(({ first, last, alias, entity }) => {
    if (!adjectival.has(first * view.count + last)) return true;
    // The same name, also listed as a noun, stands for both.
    if (alias?.role === 'adjective' && entity && nominal.has(`${first}:${last}:${entity.key}`)) return false;
    return standsAlone(view, first, last);
  });
}

/** Whether no noun follows that the name could belong to. */
function standsAlone(view: View, first: number, last: number): boolean {
  if (!view.together(first, last)) return true;
  if (view.has(last, FLAG.possessive)) return true;
  const code = view.char(last);
  if (code === 0x2d && !view.has(last, FLAG.spaced)) {
    return view.dictionary.discovery.types.some(({ suffixes }) => suffixes.startsAt(view.tokens, last + 1) > 0);
  }
  if (view.has(last, FLAG.punctuation)) return code !== 0x2f && code !== 0x26;
  const titled = view.casingAt(first) !== CASING.normal;
  if (view.is(last, 'function') || view.is(last, 'auxiliaries') || view.is(last, 'calendar')) return true;
  const article = view.article(first - 1);
  if (!titled && !view.plain(last)) return false;
  if (!titled && isPast(view, last)) return true;
  // After the article, a verb's form may be a noun's: "the U.S. plans to …" against "the U.S. plans".
  return view.is(last, 'actVerbs') && (article || titled) && !nominal(view, last);
}

/** Past forms that are hardly ever nouns. */
const PAST = words(
  [...PAST_FORMS]
    .filter((form) => !/^(cut|let|put|set|bid|hit|read|shut|split|spread|felt|found|left)$/.test(form))
    .join(' '),
);

/** "the US met", "U.S. imposed": the past of a verb, and no part of an adjective such as "U.S. based". */
function isPast(view: View, at: number): boolean {
  if (!view.wordIs(at, PAST) && !view.endsIn(at, 'ed')) return false;
  return !view.dictionary.discovery.types.some(({ suffixes }) => suffixes.has(view.tokens, at));
}

/** Whether a word that may be a verb is rather a noun here: "the U.S. ban on", "U.S. curbs". */
function nominal(view: View, at: number): boolean {
  if (!view.is(at, 'actNouns')) return false;
  const next = at + 1;
  if (!view.together(at, next)) return true;
  return (
    /^(on|of|against|for|by|and|in|that|which)$/.test(view.slice(next, next + 1)) ||
    view.has(next, FLAG.punctuation) ||
    view.is(next, 'auxiliaries') ||
    view.is(next, 'actVerbs')
  );
}
