/** How clauses hang together: which governs which, and over which links. */
import type { Clause } from '../grammar/clauses.js';

/** Links over which what governs a clause bears on it. */
export const STOPS = new Set(['complement', 'infinitive', 'gerund', 'coordinate']);

export function rootVerb(clause: Clause): Clause {
  let root = clause;
  while (root.parent && STOPS.has(root.link)) root = root.parent;
  return root;
}

export function firstLink(clause: Clause): Clause['link'] {
  let first = clause;
  for (let depth = 0; first.link === 'coordinate' && first.sibling && depth < 12; depth++) first = first.sibling;
  return first.link;
}
