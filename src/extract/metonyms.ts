import { FLAG } from '../text/tokens.js';
import { afterTime } from './after-time.js';
import type { Candidate } from './candidate.js';
import { Spans } from './spans.js';
import { CASING, type View } from './view.js';
import { words } from './words.js';

/**
 * Settles the names of capitals: where the capital acts it is its government, elsewhere the place. Of the candidates for the
 * same tokens, either the metonyms or the others are dropped.
 */
export function settleMetonyms(view: View, candidates: readonly Candidate[]): Candidate[] {
  const capitals = candidates.filter(({ alias }) => alias?.role === 'metonym');
  if (capitals.length === 0) return [...candidates];
  const metonyms = new Map<number, boolean>();
  const spans = new Spans(capitals);
  for (const { first, last } of capitals) metonyms.set(first * view.count + last, acts(view, first, last, spans));
  return candidates.flatMap((candidate) => {
    const acting = metonyms.get(candidate.first * view.count + candidate.last);
    if (acting === undefined) return [candidate];
    if (candidate.alias?.role === 'metonym') return acting ? [{ ...candidate, rule: 'metonym', score: 2 }] : [];
    return acting && candidate.type && view.dictionary.types.get(candidate.type)?.places ? [] : [candidate];
  });
}

/** Whether the place name at tokens [first, last) acts as its government. */
function acts(view: View, first: number, last: number, metonyms: Spans): boolean {
  if (view.words.actBefore.endsAt(view.tokens, first - 1) > 0) return true;
  if (coordinated(view, first, last, metonyms)) return true;
  if (view.has(last, FLAG.possessive)) {
    for (let at = last + 1; at < last + 4 && view.together(last, at); at++) if (view.is(at, 'actNouns')) return true;
    return false;
  }
  if (view.words.placeBefore.endsAt(view.tokens, first - 1) > 0 && view.together(first - 1, first)) return false;
  if (view.char(last) === 0x2d) return false;
  // "an Abu Dhabi fund".
  if (first > 0 && /^(an?|another|its|their)$/.test(view.slice(first - 1, first))) return false;
  if (subject(view, first, last)) return true;
  return /^by$/i.test(first > 0 ? view.slice(first - 1, first) : '') && participleBefore(view, first - 1);
}

/** "between Washington and Beijing", "Tokyo, Seoul and Taipei agreed": one of several names that all stand for governments. */
function coordinated(view: View, first: number, last: number, metonyms: Spans): boolean {
  let from = first;
  let to = last;
  for (let members = 0; members < MOST_MEMBERS; members++) {
    const [other] = metonyms.endingAt(beforeLink(view, from));
    if (!other) break;
    from = other.first;
  }
  for (let members = 0; members < MOST_MEMBERS; members++) {
    const [other] = metonyms.startingAt(afterLink(view, to));
    if (!other) break;
    to = other.last;
  }
  if (to - from === last - first) return false;
  if (view.words.actBefore.endsAt(view.tokens, from - 1) > 0) return true;
  return subject(view, from, to) && view.words.placeBefore.endsAt(view.tokens, from - 1) === 0;
}

/** Names of a list that are looked at on either side. */
const MOST_MEMBERS = 4;
const AND = words('and or');

/** The end of the name before ", ", "and" or ", and"; -1 for none. */
function beforeLink(view: View, first: number): number {
  let at = first - 1;
  if (view.has(at, FLAG.lower) && view.wordIs(at, AND)) at--;
  if (view.char(at) === 0x2c) at--;
  return at === first - 1 ? -1 : at + 1;
}

/** The begin of the name after ", ", "and" or ", and"; -1 for none. */
function afterLink(view: View, last: number): number {
  let at = last;
  if (view.char(at) === 0x2c) at++;
  if (view.has(at, FLAG.lower) && view.wordIs(at, AND)) at++;
  return at === last ? -1 : at;
}

/** Whether a verb of acting follows, past auxiliaries. */
function subject(view: View, first: number, last: number): boolean {
  let at = last;
  const titled = view.casingAt(first) !== CASING.normal;
  if (view.char(at) === 0x2c && /^(which|who)$/.test(view.slice(at + 1, Math.min(at + 2, view.count)))) at += 2;
  at = afterTime(view, at);
  const from = at;
  while (at < from + 4 && view.together(first, at) && (view.is(at, 'auxiliaries') || adverb(view, at))) at++;
  // "Beijing has not."
  if (at > from + 1 && view.slice(at - 1, at) === 'not' && /^[.,;]$/.test(view.slice(at, Math.min(at + 1, view.count))))
    return true;
  if (!view.together(first, at)) return false;
  if (!titled && !view.plain(at)) return false;
  // "the Tokyo start-up": no verb but the first part of a noun.
  if (view.char(at + 1) === 0x2d && !view.has(at + 1, FLAG.spaced)) return false;
  if (view.is(at, 'actVerbs')) return true;
  // "Paris will bear the cost".
  if (
    at === from + 1 &&
    MODAL.test(view.slice(from, at)) &&
    opens(view, first) &&
    !view.words.placeVerbs.has(view.tokens, at)
  )
    return true;
  return (
    !titled &&
    at > from &&
    view.is(from, 'auxiliaries') &&
    /(ed|ing|given|taken|told|made|sought|begun|chosen|shown|said)$/.test(view.slice(at, at + 1))
  );
}

const MODAL = /^(will|would|may|might|must|should)$/;

/** Whether a name stands where a sentence or a clause begins. */
function opens(view: View, first: number): boolean {
  return first === 0 || /^[.;:,"“]$|^(and|but|that|while)$/.test(view.slice(first - 1, first));
}

/** Adverbs that do not end in "-ly" and may stand among auxiliaries. */
const ADVERBS = new Set(
  'meanwhile also since now already still again then never yet just long not so far once even both each all'.split(' '),
);

function adverb(view: View, at: number): boolean {
  if (!view.plain(at)) return false;
  const word = view.slice(at, at + 1);
  return word.endsWith('ly') || ADVERBS.has(word);
}

function participleBefore(view: View, by: number): boolean {
  return by > 0 && view.plain(by - 1) && (view.is(by - 1, 'actVerbs') || /ed$/.test(view.slice(by - 1, by)));
}
