/**
 * What relative clauses and participles leave open: the noun around the one that they describe, the place where it lies, the gap in what they govern.
 * In: a clause. Out: the noun phrases that may fill its roles.
 */
import type { Clause } from '../grammar/clauses.js';
import type { NounPhrase } from '../grammar/phrases.js';
import { type Parsed, type Placed, placeOf } from '../parse.js';
import { COPULA } from './words.js';

/** "a maker of robots backed by X", "its generation of dies made by X": what a participle describes may be what the noun belongs to. */
export function measuredIn(phrase: NounPhrase, parsed: Parsed): NounPhrase | undefined {
  if (phrase.headMention >= 0) return undefined;
  const by = placeOf(parsed, phrase)?.prepositional;
  return by?.preposition === 'of' || by?.preposition === 'in' ? by.after : undefined;
}

/** "its plant in X, which supplies Y": where the place can not act, what lies there does. */
export function placedBy(clause: Clause): NounPhrase[] {
  const { antecedent, parent } = clause;
  if (!parent || !antecedent || clause.subject !== antecedent || antecedent.headMention < 0) return [];
  const by = parent.phrases.find(
    (one) => one.object === antecedent && (one.preposition === 'in' || one.preposition === 'at'),
  );
  return by?.after && by.after.headMention < 0 ? [by.after] : [];
}

/** "a maker of valves that sells to X", "a merger of rivals that counts X as a backer": where the nearer noun can not act, the one around does. */
export function belongsTo({ antecedent, subject, verb, link, parent }: Clause, parsed: Parsed): NounPhrase[] {
  // "a dealer in tools suspected of having sold X": the gerund has its subject from the participle.
  const described =
    link === 'gerund' && (parent?.link === 'participle' || parent?.link === 'relative')
      ? parent.antecedent
      : antecedent;
  if (!described || subject !== described || !verb || (described.plural && verb.tense === 'V')) return [];
  const found: NounPhrase[] = [];
  // "X, a haulier in Y, which it suspects of having sold Z".
  const place = described.headMention >= 0 ? placeOf(parsed, described)?.prepositional : undefined;
  if (place?.preposition === 'in' && place.after && place.after.headMention < 0) found.push(place.after);
  let inner = measuredIn(described, parsed);
  for (let depth = 0; inner && depth < 3; depth++) {
    found.push(inner);
    inner = measuredIn(inner, parsed);
  }
  return found;
}

/** "a maker of valves that X bought": what the noun belongs to that is done something to. */
export function beyond({ link, antecedent, subject }: Clause, parsed: Parsed): NounPhrase[] {
  if (link !== 'relative' || !antecedent || subject === antecedent) return [];
  const whole = measuredIn(antecedent, parsed);
  return whole ? [whole] : [];
}

/** "The landlord that X rents from is Y": the name that the sentence goes on to give. */
export function namedBy({ phrase, clause, role }: Placed, { tagged, clauses }: Parsed): NounPhrase | undefined {
  const { verb, objects } = clause;
  if (role !== 'subject' || clause.subject !== phrase || verb?.negated || !verb || verb.modals.length > 0)
    return undefined;
  const name = COPULA.has(tagged.words[verb.main]!) ? objects[0] : undefined;
  if (!name || name.headMention < 0 || phrase.plural !== name.conjuncts.length > 0) return undefined;
  return clauses.some((one) => one.link === 'relative' && one.antecedent === phrase) ? name : undefined;
}

/** The relative clause whose gap may lie in this infinitive ("which it plans to deploy"). */
export function relativeAround(clause: Clause): Clause | undefined {
  let inner = clause;
  while ((inner.link === 'infinitive' || inner.link === 'complement' || inner.link === 'gerund') && inner.parent) {
    inner = inner.parent;
    // "which X tried and failed to buy".
    for (let depth = 0; inner.link === 'coordinate' && inner.sibling && depth < 6; depth++) inner = inner.sibling;
    if (inner.link === 'relative') return inner;
  }
  return undefined;
}

/** "X opened a data centre, which runs on Y": who runs what a relative clause goes on to tell of. */
export function runBy(phrase: NounPhrase, parsed: Parsed): NounPhrase | undefined {
  const { clauses, tagged, grammar } = parsed;
  const { clause, role } = placeOf(parsed, phrase) ?? {};
  if (role !== 'object' || !clause?.verb || clause.verb.passive || !clause.subject) return undefined;
  if (!clauses.some((one) => one.link === 'relative' && one.parent === clause && one.first >= phrase.last))
    return undefined;
  return grammar.owners.has(tagged.words[clause.verb.main]!) ? clause.subject : undefined;
}
