/**
 * A relation as the frames find it, and which of several findings of the same relation stands.
 * In: what the frames of one sentence found. Out: each relation once.
 */
import type { Frame, RelationType } from '../dictionary/relations.js';
import type { Assertion } from './assertion/assertion.js';
import type { Referent } from './discourse/referent.js';
import type { Clause } from './grammar/clauses.js';
import type { Parsed } from './parse.js';

/** A relation as found, before times and amounts. Words count from the sentence's first token. */
export interface Found {
  readonly relation: RelationType;
  readonly frame: Frame;
  readonly subject: Referent;
  readonly object: Referent;
  readonly parsed: Parsed;
  readonly clause: Clause;
  readonly first: number;
  readonly last: number;
  readonly assertion: Assertion;
}

const ORDER = ['asserted', 'reported', 'planned', 'possible'] as const;

/** Of two modalities the one that says less. */
export function weakest<T extends (typeof ORDER)[number]>(left: T, right: T): T {
  return ORDER.indexOf(left) >= ORDER.indexOf(right) ? left : right;
}

/** One relation for each type and pair of arguments; of several the one whose arguments took fewer steps. */
export function once(found: readonly Found[]): Found[] {
  if (found.length < 2) return [...found];
  const best = new Map<string, Found>();
  for (const one of found) {
    const { name: left } = one.subject;
    const { name: right } = one.object;
    const turned = one.relation.symmetric && right < left;
    const key = `${one.relation.id}\u0000${turned ? right : left}\u0000${turned ? left : right}`;
    const known = best.get(key);
    if (!known || cost(one) < cost(known) || isOver(known, one)) best.set(key, one);
  }
  return [...best.values()];
}

/** "which once made chips for X, no longer makes any": what is no longer so is denied. */
function isOver({ clause, assertion }: Found, later: Found): boolean {
  const once = clause.verb?.adverbs.includes('once') === true && assertion.polarity === 'affirmed';
  return once && later.assertion.polarity === 'negated';
}

const cost = (found: Found): number => found.subject.steps.length + found.object.steps.length;
