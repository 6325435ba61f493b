/**
 * What a noun phrase is made of: possessor, names before the head, what "of" adds, what a measure measures, its head noun.
 * In: a phrase and its sentence. Out: phrases, or a phrase as an argument in its own words.
 */
import type { ArgumentSpec } from '../../dictionary/relations.js';
import { endsWithForm, headWords, lastWordAt } from '../discourse/phrase-words.js';
import type { Referent } from '../discourse/referent.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import { BARE_AMOUNTS, MEASURES } from './words.js';

/** What a part of a noun phrase is: its possessor, or what a preposition after it governs. */
export function partsOf(phrase: NounPhrase, part: string, parsed: Parsed): NounPhrase[] {
  if (part === 'possessor') {
    if (phrase.possessor) return [phrase.possessor];
    return measuredBy(phrase, parsed).flatMap((one) => (one.possessor ? [one.possessor] : []));
  }
  if (part === 'premodifier') return premodifiers(phrase, parsed);
  if (part === 'members') return phrase.members;
  if (part === 'head') return [phrase];
  if (part === 'owner') return ownersOf(phrase, parsed);
  const found = phrase.phrases.filter((one) => one.preposition === part && one.object).map((one) => one.object!);
  // "secrets stolen from X" are taken from X, and no longer X's.
  return found.length > 0 || phrase.headMention >= 0 || part === 'from' ? found : describedBy(phrase, part, parsed);
}

/** "a hall owned by X", "a campus that X is building": who has or makes what a clause describes. */
function ownersOf(phrase: NounPhrase, { clauses, tagged, grammar }: Parsed): NounPhrase[] {
  return clauses.flatMap(({ antecedent, verb, subject, phrases }) => {
    if (antecedent !== phrase || !verb || !grammar.owners.has(tagged.words[verb.main]!)) return [];
    if (!verb.passive) return subject && subject !== phrase ? [subject] : [];
    return phrases.flatMap(({ preposition, object }) => (preposition === 'by' && object ? [object] : []));
  });
}

/** "licences held by X", "tools bound for Y": what a preposition governs in a participle that describes a noun. */
function describedBy(phrase: NounPhrase, preposition: string, { clauses }: Parsed): NounPhrase[] {
  if (clauses.length === 1) return [];
  const found: NounPhrase[] = [];
  for (const { link, antecedent, phrases } of clauses) {
    if (link !== 'participle' || antecedent !== phrase) continue;
    for (const { preposition: own, object } of phrases)
      if (own === preposition && object && !object.temporal) found.push(object);
  }
  return found;
}

/** The mentions before the head, as phrases of their own. */
export function premodifiers(phrase: NounPhrase, parsed: Parsed): NounPhrase[] {
  return phrase.mentions
    .filter((mention) => mention !== phrase.headMention)
    .map((mention) => ({
      ...phrase,
      mentions: [mention],
      headMention: mention,
      conjuncts: [],
      members: [],
      appositions: [],
      phrases: [],
      core: phrase.first,
      head: lastWordOf(mention, phrase, parsed),
    }));
}

function lastWordOf(mention: number, phrase: NounPhrase, parsed: Parsed): number {
  for (let at = phrase.last - 1; at >= phrase.first; at--) if (parsed.tagged.mention[at] === mention) return at;
  return phrase.head;
}

/** What a measure measures: "most of its capacity". */
export function measuredBy(phrase: NounPhrase, parsed: Parsed): NounPhrase[] {
  const measure =
    parsed.tagged.tags[phrase.head] === 'CD' ||
    MEASURES.has(parsed.tagged.words[phrase.head]!) ||
    MEASURES.has(phrase.pronoun);
  if (!measure) return [];
  const inner = phrase.phrases.filter((one) => one.preposition === 'of' && one.object).map((one) => one.object!);
  return inner.length === 1 ? inner.concat(measuredBy(inner[0]!, parsed)) : inner;
}

/** "those led by X", "those of Y": what follows says which, nothing before does. */
export function describedPronoun(phrase: NounPhrase, parsed: Parsed): boolean {
  if (phrase.pronoun !== 'those') return false;
  return phrase.phrases.length > 0 || parsed.clauses.some((clause) => clause.antecedent === phrase);
}

/** Whether the last words of a phrase are one of these nouns, in the singular or plural; "one" stands for any noun said before. */
export function headIs(phrase: NounPhrase, parsed: Parsed, nouns: readonly (readonly string[])[]): boolean {
  const byLast = indexOf(nouns);
  if (phrase.pronoun) return byLast.get(phrase.pronoun)?.some((noun) => noun.length === 1) === true;
  const last = lastWordAt(phrase, parsed);
  if (last < 0) return false;
  if (phrase.headMention >= 0 && !(phrase.head === phrase.last - 1 && parsed.tagged.mention[phrase.head]! < 0)) {
    const alike = byLast.get(parsed.tagged.words[phrase.last - 1]!);
    if (!alike) return false;
    const name = parsed.tagged.words.slice(phrase.core, phrase.last).join(' ');
    return alike.some((noun) => noun.join(' ') === name);
  }
  let words: readonly string[] | undefined;
  for (const form of parsed.tagged.facts[last]!.singulars) {
    for (const noun of byLast.get(form) ?? []) {
      words ??= headWords(phrase, parsed);
      if (endsWithForm(words, form, noun)) return true;
    }
  }
  return false;
}

type Nouns = readonly (readonly string[])[];

const indexes = new WeakMap<Nouns, ReadonlyMap<string, Nouns>>();

/** Nouns of the dictionary by their last words, made once for each list. */
function indexOf(nouns: Nouns): ReadonlyMap<string, Nouns> {
  let index = indexes.get(nouns);
  if (!index) {
    const made = new Map<string, (readonly string[])[]>();
    for (const noun of nouns) {
      const last = noun.at(-1)!;
      const alike = made.get(last);
      if (alike) alike.push(noun);
      else made.set(last, [noun]);
    }
    index = made;
    indexes.set(nouns, index);
  }
  return index;
}

/** A noun phrase as an argument of its own: without article, in the words of the text. */
export function asPhrase(phrase: NounPhrase, parsed: Parsed, spec: ArgumentSpec): Referent[] {
  if (phrase.pronoun || phrase.headMention >= 0) return [];
  const of = phrase.phrases.find((one) => one.preposition === 'of');
  const measure = parsed.tagged.tags[phrase.head] === 'CD' || MEASURES.has(parsed.tagged.words[phrase.head]!);
  // "two years' worth of photomasks".
  if (of?.object && parsed.tagged.words[phrase.head] === 'worth') return asPhrase(of.object, parsed, spec);
  if (!of && BARE_AMOUNTS.has(parsed.tagged.words[phrase.head]!)) return [];
  const heads = measure && of?.object ? [phrase, of.object] : [phrase];
  if (spec.phraseWhen && !heads.some((one) => headIs(one, parsed, spec.phraseWhen!))) return [];
  if (spec.phraseUnless && heads.some((one) => headIs(one, parsed, spec.phraseUnless!))) return [];
  const { tokens, first } = parsed.tagged;
  let from = phrase.possessor ? phrase.possessor.last : phrase.first;
  while (from < phrase.head && ['DT', 'PRP$', 'POS'].includes(parsed.tagged.tags[from]!)) from++;
  const purpose = phrase.phrases.find((one) => one.preposition === 'for' && one.object && one.at === phrase.last);
  const generic =
    purpose?.object &&
    purpose.object.determiner === '' &&
    !purpose.object.possessor &&
    !purpose.object.pronoun &&
    purpose.object.mentions.length === 0 &&
    !purpose.object.temporal;
  const last = measure && of?.object ? of.object.last : generic ? purpose.object!.last : phrase.last;
  const name = tokens.text.slice(tokens.start[first + from], tokens.end[first + last - 1]).replace(/\s+/g, ' ');
  return [{ name, type: undefined, id: undefined, mention: undefined, entity: undefined, kinds: [], steps: [] }];
}
