/**
 * The tag of a word in "-ed", of another past form, or in "-ing".
 * In: the classes of the word and the tags around it. Out: its tag.
 */
import { CLASS } from '../../text/classes.js';
import { coordinated } from './segments.js';
import { beforeName } from './tag-verbs.js';
import { NOUNISH, OPENS_PHRASE, type Tag, type Tagged, VERBS } from './tagged.js';
import { CLOSED, classesOf } from './words.js';

/** Tags of words before a participle that describes the noun after it. */
const MODIFIES = new Set(['DT', 'PRP$', 'J', 'POS', 'CD', '-']);

export function chooseEd(tagged: Tagged, known: number, at: number, before: number, prev: Tag, next: Tag): Tag {
  const both = (known & CLASS.past && known & CLASS.participle) || tagged.words[at]!.endsWith('ed');
  const form = both ? 'ED' : known & CLASS.past ? 'VD' : 'VN';
  if (tagged.words[at] === 'said' && prev !== 'HAVE' && prev !== 'BE') return 'VD';
  if (prev === 'HAVE') return 'VN';
  if (prev === 'BE') return known & CLASS.participle ? 'VN' : form;
  if (known & CLASS.base && (prev === 'TO' || prev === 'MD' || prev === 'DO')) return 'V';
  const attributive = next === 'N' || next === 'NS' || next === 'J' || (next === 'P' && prev !== 'PRP');
  const direct = at > 0 ? tagged.tags[at - 1]! : '^';
  if (MODIFIES.has(direct) && attributive) return 'J';
  if ((direct === 'IN' || direct === 'TO') && attributive && next !== 'P') return 'J';
  // "diverted X integrated circuits".
  if (direct === 'P' && (next === 'N' || next === 'NS') && VERBS.has(beforeName(tagged.tags, at))) return 'J';
  // "ships finished cards", "used smuggled chips": of two verbs in a row the second describes what follows.
  if (VERBS.has(direct) && attributive && (next !== 'P' || tagged.mention[at + 1]! >= 0)) return 'J';
  if (prev === 'CC' && direct === 'CC' && attributive && tagged.tags[at - 2] === 'J') return 'J';
  if (known & CLASS.noun && (direct === 'DT' || direct === 'PRP$' || direct === 'J' || direct === 'IN')) return 'N';
  if (
    known & CLASS.base &&
    both &&
    tagged.words[at + 1] !== 'by' &&
    (prev === 'NS' || (NOUNISH.has(prev) && coordinated(tagged.tags, before)))
  )
    return 'V';
  return form;
}

export function chooseIng(known: number, prev: Tag, next: Tag, nounTag: Tag, at: number, tagged: Tagged): Tag {
  const direct = at > 0 ? tagged.tags[at - 1]! : '^';
  const object = OPENS_PHRASE.has(next) || next === 'THAT';
  if (
    known & CLASS.adjective &&
    (direct === '^' || direct === ',' || direct === 'IN' || direct === 'CC') &&
    (next === 'N' || next === 'NS' || next === 'J' || next === 'P') &&
    !tagged.known.has(tagged.words[at + 1] ?? '') &&
    pluralAhead(tagged, at + 1)
  )
    return 'J';
  if (prev === 'BE' || (direct === 'R' && tagged.words[at - 1] === 'on')) return 'VG';
  if (direct === 'DT' || direct === 'PRP$' || direct === 'POS' || direct === 'J' || direct === 'CD') {
    return next === 'N' || next === 'NS' || next === 'P'
      ? known & CLASS.noun
        ? 'N'
        : 'J'
      : known & CLASS.noun
        ? 'N'
        : 'VG';
  }
  if (direct === '-') return 'J';
  // "a builder of computing campuses": what somebody makes or sells is a thing.
  if ((next === 'N' || next === 'NS') && tagged.words[at - 1] === 'of' && isAgent(tagged.words[at - 2] ?? ''))
    return 'J';
  if (direct === 'IN' && !object && next !== 'TO' && TRADES.has(tagged.words[at]!)) return 'N';
  if (direct === '^' || direct === 'IN' || direct === ',' || direct === 'CC' || direct === 'SUB') {
    if (object) return 'VG';
    if (next === 'IN' || next === 'TO' || next === 'RP') return known & CLASS.noun && direct === 'CC' ? 'N' : 'VG';
    return known & CLASS.noun ? 'N' : 'VG';
  }
  if (
    VERBS.has(direct) &&
    (next === 'N' || next === 'NS') &&
    known & CLASS.noun &&
    !tagged.known.has(tagged.words[at]!)
  )
    return 'N';
  if (VERBS.has(direct) || direct === 'NOT') return object || next === 'IN' || next === 'TO' ? 'VG' : nounTag;
  if (direct === 'N' || direct === 'NS' || direct === 'P') {
    if (object && next !== 'N' && next !== 'NS') return 'VG';
    if (direct === 'NS' && object) return 'VG';
    if (afterWith(tagged, at) && !TRADES.has(tagged.words[at]!)) {
      const set = object || next === 'IN' || next === 'TO' || next === 'RP' || next === 'R';
      if (set || (direct === 'P' && (next === 'N' || next === '.' || next === '$end'))) return 'VG';
    }
    if (known & CLASS.noun) return 'N';
    return object || next === 'IN' || next === 'TO' ? 'VG' : 'N';
  }
  return object ? 'VG' : known & CLASS.noun ? 'N' : 'VG';
}

/** Nouns in "-er" and "-or" that are nobody. */
const NO_AGENTS =
  /^(number|power|danger|matter|manner|order|answer|error|offer|letter|factor|favou?r|corner|quarter)s?$/;

function isAgent(word: string): boolean {
  return /(er|or)s?$/.test(word) && !NO_AGENTS.test(word);
}

/** Whether the phrase before is set off with "with", so that a verb may follow: ", with the rest going to X". */
function afterWith({ words, tags }: Tagged, at: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - 9); index--) {
    if (words[index] === 'with') return index === 0 || tags[index - 1] === ',' || tags[index - 1] === '—';
    if (!IN_ABSOLUTE.has(tags[index]!) && words[index] !== 'of') return false;
  }
  return false;
}

const IN_ABSOLUTE = new Set(['N', 'NS', 'P', 'J', 'DT', 'CD', 'PRP', 'PRP$', 'POS', 'CC', ',', '-', '%', '$']);

/** Whether a plural noun ends the phrase that begins at `at`, so that an "-ing" before it describes: "leading Chinese firms". */
function pluralAhead(tagged: Tagged, at: number): boolean {
  const { words, count, mention } = tagged;
  for (let index = at; index < Math.min(at + 5, count); index++) {
    if (mention[index]! >= 0) return false;
    const known = classesOf(words[index]!);
    if (known & CLASS.plural && !CLOSED.has(words[index]!)) return true;
    if (CLOSED.has(words[index]!) || !/^[\p{L}-]+$/u.test(words[index]!)) return false;
  }
  return false;
}

/** Nouns in "-ing" that name a trade: "cooperates on packaging with". */
const TRADES = new Set(
  'packaging manufacturing testing engineering marketing training computing networking financing licensing lending trading funding staffing'.split(
    ' ',
  ),
);
