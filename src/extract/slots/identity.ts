/**
 * What a noun is said to be: by apposition, by a copula, by "as", by naming.
 * In: the noun in its place. Out: the noun phrases that it is.
 */
import type { Clause } from '../grammar/clauses.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Placed } from '../parse.js';
import type { Predicate } from './predicate.js';
import { prepositional } from './verb-roles.js';
import { COPULA, INCLUDES } from './words.js';

/** What a noun is said to be: its apposition or host, or the other side of a copula. */
export function identity(predicate: Predicate, noun: Placed): NounPhrase[] {
  const { phrase, clause, role } = noun;
  const { words } = predicate.parsed.tagged;
  if (phrase.headMention >= 0 && predicate.last <= phrase.head) {
    return [
      {
        ...phrase,
        core: phrase.head,
        mentions: [phrase.headMention],
        conjuncts: phrase.conjuncts,
        possessor: undefined,
      },
    ];
  }
  // "X and Y, both customers of Z": a plural after a list is what all of it is.
  if (phrase.host) return [phrase.plural ? (phrase.host.leader ?? phrase.host) : { ...phrase.host, conjuncts: [] }];
  // "Among its customers are X and Y".
  if (copulaOf(clause, words) && !clause.subject && noun.prepositional?.preposition === 'among') return clause.objects;
  if (
    copulaOf(clause, words) &&
    clause.subject &&
    (noun.prepositional?.preposition === 'among' || noun.prepositional?.preposition === 'of')
  )
    return [clause.subject];
  if (clause.verb && clause.subject === phrase && INCLUDES.has(words[clause.verb.main]!)) return clause.objects;
  if (phrase.appositions.length > 0) return phrase.appositions;
  const verb = clause.verb;
  const copula = verb && COPULA.has(words[verb.main]!);
  if (copula && role === 'object' && clause.subject) return [clause.subject];
  if (copula && role === 'subject' && clause.objects.length > 0) return clause.objects;
  if (noun.prepositional?.preposition === 'as') {
    const on = prepositional(clause, 'on');
    if (clause.verb?.passive && clause.subject) return [clause.subject];
    const objects = clause.objects.filter((one) => one.headMention >= 0);
    if (objects.length > 0) return objects;
    if (on.length > 0) return on;
    return clause.subject ? [clause.subject] : [];
  }
  if (
    role === 'object' &&
    verb &&
    clause.subject &&
    /^(name|names|named|make|makes|made|call|called)$/.test(words[verb.main]!)
  )
    return clause.objects.filter((one) => one !== phrase);
  return [];
}

function copulaOf(clause: Clause, words: readonly string[]): boolean {
  return clause.verb !== undefined && COPULA.has(words[clause.verb.main]!);
}
