/**
 * The roles of a noun that states a relation: possessor, subject of the verb around it, members, leaders, prepositions.
 * In: the noun in its place. Out: the noun phrases in that role; empty where there are none.
 */
import type { Clause } from '../grammar/clauses.js';
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
      return governingSubject(noun).concat(whoHas(phrase, parsed));
    case 'outer':
      return clause.link === 'participle' || clause.link === 'gerund'
        ? clause.parent?.subject
          ? [clause.parent.subject]
          : []
        : [];
    case 'bearer':
      return bearer(noun);
    case 'allowed':
      return noun.prepositional?.preposition === 'under' && clause.subject ? [clause.subject] : [];
    case 'is':
      return identity(predicate, noun);
    case 'led':
      return leaders(noun, parsed);
    case 'object':
      return noun.role === 'prepositional' ? acted(noun) : [];
    default: {
      const found: NounPhrase[] = [];
      for (const { preposition, object } of phrase.phrases)
        if (preposition === role && object && !object.temporal) found.push(object);
      if (noun.role === 'subject' && found.length > 0) return found;
      for (const { object: host } of phrase.phrases) {
        if (!host) continue;
        for (const { preposition, object } of host.phrases) if (preposition === role && object) found.push(object);
      }
      addAround(noun, role, found, parsed.tagged.words);
      for (const other of parsed.clauses) {
        if (other.antecedent === phrase && (other.link === 'participle' || hasIt(other, parsed)))
          found.push(...prepositional(other, role));
      }
      if (noun.role === 'subject' && clause.verb?.passive && role === 'by') found.push(...prepositional(clause, 'by'));
      return found;
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

/** "the stake that X holds in Y", "charges that X had brought": who has, makes or takes what a relative clause describes. */
function whoHas(phrase: NounPhrase, parsed: Parsed): NounPhrase[] {
  const found: NounPhrase[] = [];
  for (const clause of parsed.clauses)
    if (clause.antecedent === phrase && clause.subject && hasIt(clause, parsed)) found.push(clause.subject);
  return found;
}

/** Whether a relative clause has its antecedent as the object of a verb that says little more than that it is there. */
function hasIt({ link, subject, antecedent, verb, objects }: Clause, { tagged, grammar }: Parsed): boolean {
  if (link !== 'relative' || !verb || verb.passive || subject === antecedent || !objects.includes(antecedent!))
    return false;
  const form = tagged.words[verb.main]!;
  return (grammar.lemmas.get(form) ?? [form]).some((lemma) => grammar.light.has(lemma));
}

/**
 * Adds what a preposition governs in the clause around a noun: after the noun, before the verb, before a noun with "on", in the place of
 * a relative pronoun.
 */
function addAround(
  { phrase, clause, role, prepositional: by }: Placed,
  preposition: string,
  found: NounPhrase[],
  words: readonly string[],
): void {
  const { antecedent, verb } = clause;
  const phrases = clause.phrases.filter((one) => one.preposition === preposition && one.object);
  if (phrases.length === 0) return;
  // "to X, a foundry in Y, and to Z": past a comma it is no part of an apposition.
  const stop = role === 'apposition' ? words.indexOf(',', phrase.last) : -1;
  for (const { at, object } of phrases)
    if (at >= phrase.last && !object!.temporal && (stop < 0 || at < stop)) found.push(object!);
  if (verb) {
    for (const { at, object, after } of phrases)
      if (!after && at < verb.first && object !== antecedent) found.push(object!);
  }
  if (role === 'prepositional' && by && ON.has(by.preposition)) {
    for (const { at, object } of phrases) if (at < phrase.first && !object!.temporal) found.push(object!);
  }
  if (clause.link === 'relative') {
    for (const { object } of phrases) if (object === antecedent) found.push(object!);
  }
}

/** Prepositions before a noun that the phrases before it may belong to. */
const ON = new Set(['on', 'over', 'about']);

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

/** "charged X with the illegal export": whom the verb is done to in whose phrase the noun stands. */
function acted({ clause }: Placed): NounPhrase[] {
  if (!clause.verb) return [];
  if (clause.verb.passive) return clause.subject ? [clause.subject] : [];
  return clause.objects.filter((one) => !one.temporal);
}
