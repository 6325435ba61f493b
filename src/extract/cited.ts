import { FLAG } from '../text/tokens.js';
import type { Candidate } from './candidate.js';
import type { View } from './view.js';

/** Kinds of sources that are dropped unless they act as companies, by their position in `citedKinds`: the first is the strictest. */
export function dropCited(view: View, candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter((candidate) => {
    const { type, entity } = candidate;
    if (type === undefined) return true;
    const cited = view.dictionary.types.get(type)?.citedKinds;
    if (!cited) return true;
    if (!entity) return !cites(view, candidate, true);
    if (!entity.kinds.some((kind) => cited.includes(kind))) return true;
    if (acts(view, candidate)) return true;
    if (cites(view, candidate, false)) return false;
    // A source by its first kind that does nothing here is the outlet itself: "the Wall Street Journal".
    return entity.kinds[0] !== cited[0];
  });
}

/** Whether the words around a name make it the source of a statement. */
function cites(view: View, { first, last }: Candidate, strict: boolean): boolean {
  const article = view.article(first - 1) ? first - 1 : first;
  const citing = view.words.citing.endsAt(view.tokens, article - 1);
  if (citing > 0 && (!strict || analysts(view, article - citing))) return true;
  if (strict) return false;
  let at = view.has(last, FLAG.possessive) ? last + 1 : last;
  if (
    /^(analysts?|notes?|survey|study|poll|research|estimates?|forecasts?)$/.test(
      at < view.count ? view.slice(at, at + 1) : '',
    )
  )
    return true;
  if (view.char(at) === 0x2c) {
    at++;
    if (
      /^which$/.test(at < view.count ? view.slice(at, at + 1) : '') &&
      view.words.covering.startsAt(view.tokens, at + 1) > 0
    )
      return true;
  }
  while (view.together(last - 1, at) && (view.is(at, 'auxiliaries') || /^(first|ly)$/.test(view.slice(at, at + 1))))
    at++;
  return view.together(last - 1, at) && view.is(at, 'say');
}

function analysts(view: View, at: number): boolean {
  return at >= 0 && /^(analysts?|economists?|strategists?|note|research)$/i.test(view.slice(at, at + 1));
}

/** Whether the name is the subject of a verb of business, or what such a verb is done to. */
function acts(view: View, { first, last, type }: Candidate): boolean {
  const list = view.dictionary.discovery.types.find((other) => other.type === type);
  if (!list) return false;
  const object = list.objects.endsAt(view.tokens, first - 1);
  if (object > 0 && view.words.citing.endsAt(view.tokens, first - 1) === 0) return true;
  let at = last;
  while (
    at < last + 4 &&
    view.together(first, at) &&
    (view.is(at, 'auxiliaries') || /ly$/.test(view.slice(at, at + 1)))
  )
    at++;
  if (!view.together(first, at) || (view.is(at, 'say') && at === last)) return false;
  return list.verbs.has(view.tokens, at) && !view.is(at, 'say') && view.plain(at);
}
