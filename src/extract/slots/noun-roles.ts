/**
 * The roles of a noun that states a relation: possessor, subject of the verb around it, members, leaders, prepositions.
 * In: the noun in its place. Out: the noun phrases in that role; empty where there are none.
 */
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed, Placed } from '../parse.js';
import { identity } from './identity.js';
import { premodifiers } from './phrase-parts.js';
import type { Predicate } from './predicate.js';
import { prepositional } from './verb-roles.js';
import { INCLUDES } from './words.js';

export function nounRole(predicate: Predicate, noun: Placed, role: string): NounPhrase[] {
  const { phrase, clause } = noun;
  const { parsed } = predicate;
  switch (role) {
    case 'possessor':
      return phrase.possessor ? [phrase.possessor] : [];
    case 'premodifier':
      return premodifiers(phrase, parsed).filter(
        (one) => predicate.noun !== undefined && parsed.tagged.mention[predicate.first - 1] === one.headMention,
      );
    case 'members':
      return phrase.members.length > 0 ? phrase.members : includedBy(phrase, parsed);
    case 'subject':
      return governingSubject(noun);
    case 'outer':
      return clause.link === 'participle' || clause.link === 'gerund'
        ? clause.parent?.subject
          ? [clause.parent.subject]
          : []
        : [];
    case 'bearer':
      return bearer(noun);
    case 'is':
      return identity(predicate, noun);
    case 'led':
      return leaders(noun, parsed);
    case 'object':
      return [];
    default: {
      const own = phrase.phrases
        .filter((one) => one.preposition === role && one.object && !one.object.temporal)
        .map((one) => one.object!);
      if (noun.role === 'subject' && own.length > 0) return own;
      const nested = phrase.phrases
        .flatMap((one) => (one.object ? one.object.phrases : []))
        .filter((one) => one.preposition === role && one.object)
        .map((one) => one.object!);
      const flat = following(noun, role).filter((one) => !one.temporal);
      const around =
        noun.role === 'prepositional' &&
        noun.prepositional &&
        ['on', 'over', 'about'].includes(noun.prepositional.preposition)
          ? clause.phrases
              .filter(
                (one) => one.preposition === role && one.object && one.at < noun.phrase.first && !one.object.temporal,
              )
              .map((one) => one.object!)
          : [];
      const front = clause.phrases
        .filter(
          (one) =>
            one.preposition === role &&
            one.object &&
            !one.after &&
            clause.verb &&
            one.at < clause.verb.first &&
            one.object !== clause.antecedent,
        )
        .map((one) => one.object!);
      const passive =
        noun.role === 'subject' && clause.verb?.passive && role === 'by' ? prepositional(clause, 'by') : [];
      const gap =
        clause.link === 'relative'
          ? clause.phrases
              .filter((one) => one.preposition === role && one.object === clause.antecedent)
              .map((one) => one.object!)
          : [];
      const described = parsed.clauses
        .filter((other) => other.antecedent === phrase && other.link === 'participle')
        .flatMap((other) => prepositional(other, role));
      return [...own, ...nested, ...flat, ...front, ...around, ...gap, ...described, ...passive];
    }
  }
}

/** Who is said to have a noun: "X, with plants in Y", "a firm with plants in Y". */
function bearer({ prepositional: by, clause }: Placed): NounPhrase[] {
  if (by?.preposition !== 'with') return [];
  if (by.after && !by.after.temporal) return [by.after.host ?? by.after];
  return clause.subject && clause.verb && by.at < clause.verb.first ? [clause.subject] : [];
}

/** The subject of the clause that a noun is the object of ("X signed a lease"), or stands in a phrase of ("X is in talks"). */
function governingSubject(noun: Placed): NounPhrase[] {
  const { clause } = noun;
  if (!clause.verb) return [];
  if (noun.role === 'subject') {
    return clause.verb.passive ? prepositional(clause, 'by') : [];
  }
  if (clause.verb.passive)
    return clause.subject === noun.phrase ? prepositional(clause, 'by') : clause.subject ? [clause.subject] : [];
  if (noun.role === 'possessor') return [];
  return clause.subject ? [clause.subject] : [];
}

/** Prepositional phrases of the clause that stand after a phrase and may belong to it. */
function following(placed: Placed, preposition: string): NounPhrase[] {
  const { clause, phrase } = placed;
  return clause.phrases
    .filter((one) => one.preposition === preposition && one.object && one.at >= phrase.last)
    .map((one) => one.object!);
}

/** "an alliance that includes X and Y". */
function includedBy(phrase: NounPhrase, parsed: Parsed): NounPhrase[] {
  return parsed.clauses
    .filter(
      (clause) =>
        clause.verb &&
        INCLUDES.has(parsed.tagged.words[clause.verb.main]!) &&
        (clause.antecedent === phrase || clause.subject === phrase),
    )
    .flatMap((clause) => clause.objects);
}

/** Who leads: "a round led by X", "an X-led alliance". */
export function leaders(noun: Placed, parsed: Parsed): NounPhrase[] {
  const { phrase } = noun;
  const { words, mention } = parsed.tagged;
  for (let at = phrase.first; at + 2 < phrase.last; at++) {
    if (mention[at]! >= 0 && words[at + 1] === '-' && parsed.grammar.leads.has(words[at + 2]!)) {
      return [
        {
          ...phrase,
          headMention: mention[at]!,
          head: at,
          mentions: [mention[at]!],
          conjuncts: [],
          members: [],
          appositions: [],
          phrases: [],
        },
      ];
    }
  }
  return parsed.clauses
    .filter(
      (clause) =>
        clause.antecedent === phrase && clause.verb?.passive && parsed.grammar.leads.has(words[clause.verb.main]!),
    )
    .flatMap((clause) => prepositional(clause, 'by'));
}
