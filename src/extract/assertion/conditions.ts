/**
 * Conditions, and which clauses stand outside of what governs the one before.
 * In: a clause and its sentence. Out: a yes or no.
 */
import { type Clause, isWithin } from '../grammar/clause.js';
import type { Parsed } from '../parse.js';
import { rootVerb } from './clause-tree.js';

/** Whether a condition that is not its own bears on a clause: "X will, if prices fall, buy Y". */
export function conditioned(clause: Clause, parsed: Parsed): boolean {
  for (const other of parsed.clauses) {
    if (other.link !== 'adverbial' || (other.marker !== 'if' && other.marker !== 'unless')) continue;
    // "X buys from Y, and if Z is right, it will stop": the condition is of what comes after the conjunction.
    if (clause.first < other.first && parsed.tagged.tags[other.first - 1] === 'CC') continue;
    // "X denied that it does, and Y may, if prices rise": a condition after another subject's verb is that verb's.
    const nearer = other.parent;
    if (
      nearer &&
      nearer !== clause &&
      standsApart(nearer, parsed) &&
      nearer.first < other.first &&
      !isWithin(clause, nearer)
    )
      continue;
    if (other === clause || !other.parent || rootVerb(other.parent) !== rootVerb(clause)) continue;
    if (!isWithin(clause, other)) return true;
  }
  return false;
}

/** "X denied that it trains there, and Y may", "X denied that it has, but will": after a comma another subject, or "but", is not in the denial. */
export function standsApart({ link, marker, subject, subjectBy, first }: Clause, { tagged }: Parsed): boolean {
  if (link !== 'coordinate' || tagged.words[first - 2] !== ',') return false;
  return marker === 'but' || (subject !== undefined && subjectBy === '');
}
