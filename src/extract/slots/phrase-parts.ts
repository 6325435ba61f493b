/**
 * What a noun phrase is made of: possessor, names before the head, what "of" adds, what a measure measures, its head noun.
 * In: a phrase and its sentence. Out: phrases, or a phrase as an argument in its own words.
 */
import type { ArgumentSpec } from '../../dictionary/relations.js';
import { endsWithForm, headWords, lastWord, singularsOf } from '../discourse/phrase-words.js';
import type { Referent } from '../discourse/referent.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import { BARE_AMOUNTS, MEASURES } from './words.js';

/** What a part of a noun phrase is: its possessor, or what a preposition after it governs. */
export function partsOf(phrase: NounPhrase, part: string, parsed: Parsed): NounPhrase[] {
  if (part === 'possessor') return phrase.possessor ? [phrase.possessor] : [];
  if (part === 'premodifier') return premodifiers(phrase, parsed);
  if (part === 'members') return phrase.members;
  if (part === 'head') return [phrase];
  return phrase.phrases.filter((one) => one.preposition === part && one.object).map((one) => one.object!);
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
  return measure
    ? phrase.phrases.filter((one) => one.preposition === 'of' && one.object).map((one) => one.object!)
    : [];
}

/** "those led by X", "those of Y": what follows says which, nothing before does. */
export function describedPronoun(phrase: NounPhrase, parsed: Parsed): boolean {
  if (phrase.pronoun !== 'those') return false;
  return phrase.phrases.length > 0 || parsed.clauses.some((clause) => clause.antecedent === phrase);
}

/** Whether the last words of a phrase are one of these nouns, in the singular or plural; "one" stands for any noun said before. */
export function headIs(phrase: NounPhrase, parsed: Parsed, nouns: readonly (readonly string[])[]): boolean {
  if (phrase.pronoun) return nouns.some((noun) => noun.length === 1 && noun[0] === phrase.pronoun);
  const last = lastWord(phrase, parsed);
  if (!last) return false;
  if (phrase.headMention >= 0 && !(phrase.head === phrase.last - 1 && parsed.tagged.mention[phrase.head]! < 0)) {
    const name = parsed.tagged.words.slice(phrase.core, phrase.last).join(' ');
    return nouns.some((noun) => noun.join(' ') === name);
  }
  let words: readonly string[] | undefined;
  for (const form of singularsOf(last)) {
    for (const noun of nouns) {
      if (noun.at(-1) !== form) continue;
      words ??= headWords(phrase, parsed);
      if (endsWithForm(words, form, noun)) return true;
    }
  }
  return false;
}

/** A noun phrase as an argument of its own: without article, in the words of the text. */
export function asPhrase(phrase: NounPhrase, parsed: Parsed, spec: ArgumentSpec): Referent[] {
  if (phrase.pronoun || phrase.headMention >= 0) return [];
  const of = phrase.phrases.find((one) => one.preposition === 'of');
  const measure = parsed.tagged.tags[phrase.head] === 'CD' || MEASURES.has(parsed.tagged.words[phrase.head]!);
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
