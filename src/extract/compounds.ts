import { FLAG } from '../text/tokens.js';
import type { Candidate } from './candidate.js';
import { Spans } from './spans.js';
import { CASING, type View } from './view.js';

/** Subsidiaries that are named after their firm and a place: "Cadence China". Not in headlines, where any word is capital. */
export function findCompounds(view: View, known: readonly Candidate[]): Candidate[] {
  const spans = new Spans(known);
  const compounds: Candidate[] = [];
  for (const owner of known) {
    const { first, last, type, entity } = owner;
    if (!entity || !type || !view.dictionary.types.get(type)?.shortForms || view.casingAt(first) !== CASING.normal)
      continue;
    if (!view.together(first, last) || !view.has(last, FLAG.spaced) || view.has(last, FLAG.newline)) continue;
    const place = spans.startingAt(last).find((other) => other.type && view.dictionary.types.get(other.type)?.places);
    if (!place) continue;
    compounds.push({
      first,
      last: place.last,
      type,
      name: view.slice(first, place.last).replace(/\s+/g, ' '),
      weak: false,
      score: 0.5,
      rule: 'discover/compound',
      evidence: [owner.name, place.name],
      kinds: [],
    });
  }
  return compounds;
}
