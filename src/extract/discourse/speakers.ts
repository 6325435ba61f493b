/**
 * Whose words a reference stands in: who speaks in the clause around it, and whom the same pronoun meant before in the sentence.
 * In: a reference in its place and what the text has named. Out: an occurrence, an entity, or nothing.
 */
import { aroundNonfinite } from '../grammar/clause.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed, Placed } from '../parse.js';
import type { Memory, Occurrence } from './memory.js';
import type { Referent } from './referent.js';
import { COPULA } from './words.js';

/** "Y is among its customers": what follows the copula is of somebody else. */
export function describes({ clause }: Placed, { tagged }: Parsed): boolean {
  return clause.verb !== undefined && COPULA.has(tagged.words[clause.verb.main]!);
}

/** The subject of the clause around, of what it says: "X denied that Y made chips for it", "X said it had stopped". */
export function speakerOf(memory: Memory, placed: Placed, parsed: Parsed): Occurrence | undefined {
  const clause = aroundNonfinite(placed.clause);
  const subject = clause.link === 'complement' ? clause.parent?.subject : undefined;
  if (!subject || subject === placed.phrase || subject.conjuncts.length > 0) return undefined;
  const relative = clause.parent?.link === 'relative';
  const said = memory
    .saidIn(parsed.index)
    .findLast(({ word, role }) => word === subject.first && (role === 'subject' || relative));
  return said && memory.actors.has(said.referent.type ?? '') ? said : undefined;
}

/** "Its backers are X and Y, and Z makes its chips": of whom the same pronoun was in the clause before. */
export function saidAgain(
  memory: Memory,
  phrase: NounPhrase,
  parsed: Parsed,
  fits: (referent: Referent) => boolean,
): Referent | undefined {
  return memory
    .saidIn(parsed.index)
    .findLast(
      ({ word, pronoun, referent }) =>
        word < phrase.first && pronoun === phrase.pronoun && referent.name !== memory.barred && fits(referent),
    )?.referent;
}
