/**
 * Nouns that stand for entities ("the company", "the two"): whether a phrase is one, and which entities it may stand for.
 * In: a phrase, its sentence and what the text has named. Out: nominals, or a yes or no.
 */
import type { Entity } from '../../dictionary/dictionary.js';
import type { Grammar, Nominal } from '../../dictionary/grammar.js';
import type { NounPhrase } from '../grammar/phrases.js';
import type { Parsed } from '../parse.js';
import type { Memory } from './memory.js';
import { endsWithForm, headWords, lastWordAt } from './phrase-words.js';
import type { Referent } from './referent.js';
import { COUNTED, COUNTS, DEFINITE, PLURAL, SINGULAR } from './words.js';

/** Whether a phrase is a pronoun or a definite nominal, so that it stands for something named elsewhere. */
export function isReference(memory: Memory, phrase: NounPhrase, parsed: Parsed): boolean {
  if (phrase.pronoun) return SINGULAR.has(phrase.pronoun) || PLURAL.has(phrase.pronoun) || phrase.pronoun === 'whose';
  if (isCount(phrase, parsed)) return true;
  return (
    phrase.headMention < 0 &&
    isDefinite(phrase, parsed) &&
    (nominalsOf(memory, phrase, parsed).length > 0 || describedBy(memory, phrase, parsed).size > 0)
  );
}

/** Whom the text has called what the head of a phrase says: "the haulier" after "X, a haulier from Y". */
export function describedBy(memory: Memory, phrase: NounPhrase, parsed: Parsed): ReadonlySet<string> {
  const last = phrase.headMention >= 0 || phrase.pronoun ? -1 : lastWordAt(phrase, parsed);
  if (last < 0) return NOBODY;
  let found: Set<string> | undefined;
  for (const form of parsed.tagged.facts[last]!.singulars)
    for (const name of memory.describedAs(form, phrase.plural)) {
      found ??= new Set();
      found.add(name);
    }
  return found ?? NOBODY;
}

const NOBODY: ReadonlySet<string> = new Set();

/** "the two", "the former": a definite without a noun. */
export function isCount(phrase: NounPhrase, parsed: Parsed): boolean {
  return (
    phrase.headMention < 0 &&
    (phrase.determiner === 'the' || phrase.determiner === 'all') &&
    !phrase.pronoun &&
    COUNTED.has(parsed.tagged.words[phrase.head]!) &&
    phrase.phrases.every((one) => one.preposition !== 'of')
  );
}

export function isDefinite(phrase: NounPhrase, parsed: Parsed): boolean {
  const { determiner } = phrase;
  if (determiner !== '') {
    if (DEFINITE.has(determiner)) return true;
    if (determiner.includes(' ') && determiner.split(' ').some((word) => DEFINITE.has(word))) return true;
  }
  // "all three carriers".
  if (determiner === 'all') return parsed.tagged.tags[phrase.first + 1] === 'CD' && phrase.plural;
  return phrase.determiner === '' && !phrase.possessor && parsed.tagged.tags[phrase.first] === 'CD' && phrase.plural;
}

/** The nominals that the last words of a phrase are, the longest first. */
export function nominalsOf(memory: Memory, phrase: NounPhrase, parsed: Parsed): Nominal[] {
  const found: Nominal[] = [];
  let longest = 0;
  const last = lastWordAt(phrase, parsed);
  if (last < 0) return found;
  let words: string[] | undefined;
  for (const form of parsed.tagged.facts[last]!.singulars) {
    const nominals = memory.grammar.nominals.get(form);
    if (!nominals) continue;
    words ??= headWords(phrase, parsed);
    for (const nominal of nominals) {
      if (!endsWithForm(words, form, nominal.words)) continue;
      found.push(nominal);
      longest = Math.max(longest, nominal.words.length);
    }
  }
  return found.length > 1 ? found.filter((nominal) => nominal.words.length === longest) : found;
}

/** Whether a phrase names a part that acts for its owner: "cloud unit". */
export function isUnit(grammar: Grammar, phrase: NounPhrase, parsed: Parsed): boolean {
  const last = lastWordAt(phrase, parsed);
  if (last < 0) return false;
  for (const form of parsed.tagged.facts[last]!.singulars) {
    const units = grammar.units.get(form);
    if (!units) continue;
    const words = headWords(phrase, parsed);
    if (units.some((noun) => endsWithForm(words, form, noun))) return true;
  }
  return false;
}

/** Whether an entity may be what one of these nominals stands for, with the countries that the phrase says. */
export function fitsNominal(
  memory: Memory,
  referent: Referent,
  nominals: readonly Nominal[],
  phrase: NounPhrase,
  parsed: Parsed,
): boolean {
  const { entity } = referent;
  const kinds = referent.kinds;
  // "both brokers": of two that the text alone knows, their kinds may be unsaid.
  const pair = /\b(both|two|neither|either)\b/.test(phrase.determiner);
  const kind = nominals.some((nominal) => {
    if (nominal.type !== referent.type) return false;
    // "the department" after "the Department of Special Investigation".
    if (isCalled(referent, nominal)) return true;
    if (nominal.startup && (entity?.startup === true || !entity)) return true;
    if (nominal.startup && (entity?.ticker || entity?.parent)) return false;
    if (!nominal.kinds || (pair && !entity && kinds.length === 0)) return true;
    return kinds.some((one) => nominal.kinds!.has(one));
  });
  if (!kind) return false;
  for (let at = phrase.first; at < phrase.head; at++) {
    const word = parsed.tagged.words[at]!;
    const country = memory.grammar.demonyms.get(word);
    if (country && (!entity || countryOf(memory, entity) !== country)) return false;
  }
  for (const mention of phrase.mentions) {
    const place = memory.mentions[mention + parsed.base]!;
    if (entity && place.entity?.iso && countryOf(memory, entity) === place.entity.iso) continue;
    if (entity?.hq === place.name) continue;
    return false;
  }
  return true;
}

/** Whether a name begins or ends with the noun itself. */
function isCalled({ name, entity }: Referent, { words, kinds }: Nominal): boolean {
  if (!kinds || entity?.startup) return false;
  const noun = words.join(' ');
  const lower = name.toLowerCase();
  return lower.startsWith(`${noun} of `) || lower.startsWith(`${noun} for `) || lower.endsWith(` ${noun}`);
}

/** The ISO code of the country that an entity is of, or lies in. */
function countryOf(memory: Memory, entity: Entity): string | undefined {
  let place: Entity | undefined = entity;
  for (let depth = 0; place && depth < 6; depth++) {
    const code = place.country ?? (place.iso && !place.iso.includes('-') ? place.iso : undefined);
    if (code) return code;
    place = place.within ? memory.entities.get(`${place.type}:${place.within}`) : undefined;
  }
  return undefined;
}

/** The number that a phrase says: "the four landlords". */
export function countWord(phrase: NounPhrase, parsed: Parsed): string {
  return parsed.tagged.words.slice(phrase.first, phrase.head + 1).find((word) => COUNTS.has(word)) ?? '';
}
