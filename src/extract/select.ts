import type { Candidate } from './candidate.js';
import type { View } from './view.js';

/** Marks of tokens, for documents of no more: made once. */
const shared = new Uint8Array(1 << 14);

/**
 * Chooses among overlapping candidates: the longest wins, of the same length the leftmost, of the same tokens the one with the
 * higher score. An ignored name hides what lies inside it and is dropped itself. "Bank of China" leaves no "China";
 * "Apple growers", when ignored, leaves no "Apple".
 */
export function select(view: View, candidates: readonly Candidate[]): Candidate[] {
  const order = [...candidates].sort(
    (a, b) =>
      b.last - b.first - (a.last - a.first) ||
      a.first - b.first ||
      Number(a.type !== undefined) - Number(b.type !== undefined) ||
      b.score - a.score,
  );
  const taken = view.count <= shared.length ? shared.fill(0, 0, view.count) : new Uint8Array(view.count);
  const chosen: Candidate[] = [];
  for (const candidate of order) {
    const { first, last } = candidate;
    let free = true;
    for (let at = first; at < last && free; at++) free = taken[at] === 0;
    if (!free) continue;
    taken.fill(1, first, last);
    if (candidate.type !== undefined) chosen.push(candidate);
  }
  return chosen.sort((a, b) => a.first - b.first);
}
