import { CLASS } from '../../text/classes.js';
import { FLAG, type Sentence, type Tokens } from '../../text/tokens.js';
import type { EntityMention } from '../mention.js';
import { SPECIAL } from './special.js';
import { CLOSED, classesOf, SUBJECT_PRONOUNS, TEMPORAL } from './words.js';

/**
 * Part-of-speech tags, after the Penn Treebank's but told apart only as far as clauses need:
 * N NS P (noun, plural, name), V VZ VD VN ED VG (base, third person, past, participle, past or participle, -ing), MD BE HAVE DO NOT
 * (auxiliaries), TO IN RP, DT PRP PRP$ WH WP$ WRB THAT SUB CC CD J R, POS (clitic), "," and "." and other marks as themselves.
 */
export type Tag = string;

/** The words of one sentence with their tags; index 0 is token `first` of the document. */
export interface Tagged {
  readonly tokens: Tokens;
  readonly first: number;
  readonly count: number;
  /** Surfaces in lower case. */
  readonly words: readonly string[];
  readonly tags: Tag[];
  /** For each token the index of the mention that covers it, else -1. */
  readonly mention: Int32Array;
  readonly mentions: readonly EntityMention[];
  /** Forms of the verbs that the dictionaries know. */
  readonly known: ReadonlyMap<string, number>;
  /** Most words of the sentence are capitalised: a headline. */
  readonly headline: boolean;
}

const VERBAL = CLASS.base | CLASS.third | CLASS.past | CLASS.participle | CLASS.gerund;
const NOMINAL = CLASS.noun | CLASS.plural;
const FINITE = new Set(['V', 'VZ', 'VD', 'ED', 'MD', 'BE', 'HAVE', 'DO']);
const VERBS = new Set(['V', 'VZ', 'VD', 'VN', 'ED', 'VG']);
const NOUNISH = new Set(['N', 'NS', 'P', 'PRP', 'CD']);
/** Tags that can begin a noun phrase. */
const OPENS_PHRASE = new Set(['DT', 'PRP$', 'CD', '$', 'P', 'PRP', 'J', 'N', 'NS', 'WP$']);
/** Nouns after which "that" opens what is said, not a relative clause. */
const STATEMENTS = new Set(
  'statement statements claim claims report reports allegation allegations fact belief sign signs notice idea view news condition conditions evidence suggestion suggestions warning warnings word hope hopes fear fears concern concerns signal signals assurance assurances understanding extent speculation rumour rumours rumor rumors possibility grounds accusation accusations assertion denial doubt doubts'.split(
    ' ',
  ),
);
/** Words after which "to" is a preposition. */
const NOUN_AFTER_TO = [
  'according',
  'thanks',
  'due',
  'compared',
  'access',
  'contrary',
  'owing',
  'prior',
  'relative',
  'similar',
  'next',
  'close',
  'opposed',
  'subject',
  'related',
];
/** Determiners that stand alone before a verb: "both train", "neither supplies". */
const STANDALONE = new Set(['both', 'neither', 'either', 'each', 'some', 'all', 'many', 'most', 'few']);
const BOUNDARY = new Set([',', ';', ':', '—', '(', ')', 'WH', 'SUB', 'WRB', '"', '.']);

/**
 * Tags one sentence. `verbs` gives the word classes of inflected triggers, which the news lexicon may not have ("blacklisted").
 * Mentions are names whatever their words are; what is known of them corrects the tags around them.
 */
export function tag(
  tokens: Tokens,
  sentence: Sentence,
  mentions: readonly EntityMention[],
  verbs: ReadonlyMap<string, number>,
): Tagged {
  const { first, last } = sentence;
  const count = last - first;
  const words = new Array<string>(count);
  const tags = new Array<string>(count).fill('');
  const bits = new Int32Array(count);
  const mention = new Int32Array(count).fill(-1);
  mentions.forEach((found, index) => {
    for (let at = Math.max(found.first, first); at < Math.min(found.last, last); at++) mention[at - first] = index;
  });
  let capitals = 0;
  let letters = 0;
  for (let at = 0; at < count; at++) {
    const flags = tokens.flags[first + at]!;
    words[at] = tokens.text.slice(tokens.start[first + at], tokens.end[first + at]).toLowerCase();
    if (flags & FLAG.punctuation || mention[at]! >= 0 || words[at]!.length < 4) continue;
    letters++;
    if (flags & FLAG.capital) capitals++;
  }
  const ended = words[count - 1] === '.';
  const headline = letters > (ended ? 2 : 0) && capitals >= letters * 0.75;
  for (let at = 0; at < count; at++) {
    const flags = tokens.flags[first + at]!;
    const word = words[at]!;
    const plain = mention[at]! < 0 && !(flags & (FLAG.punctuation | FLAG.possessive));
    const special = plain ? SPECIAL.get(word)?.(words, tags, at) : undefined;
    if (mention[at]! >= 0) {
      tags[at] = 'P';
    } else if (flags & FLAG.possessive) {
      tags[at] = at > 0 && CLOSED.get(words[at - 1]!) === 'PRP' ? 'BE' : 'POS';
    } else if (flags & FLAG.punctuation) {
      tags[at] = mark(word);
    } else if (tags[at - 1] === '-' && CLOSED.get(word) === 'RP') {
      tags[at] = 'N';
    } else if (word === 'may' && flags & FLAG.capital && at > 0 && tags[at - 1] !== '"' && !headline) {
      tags[at] = 'N';
    } else if (special !== undefined) {
      tags[at] = special;
    } else if (flags & FLAG.digit && !/^[a-z].*\d/.test(word)) {
      tags[at] = 'CD';
    } else if (CLOSED.has(word) && !(flags & FLAG.allCaps && word.length > 2 && !headline && at > 0)) {
      tags[at] = CLOSED.get(word)!;
    } else {
      const known = (verbs.get(word) ?? 0) | classesOf(word);
      const capital = flags & FLAG.capital && at > 0 && !headline && tags[at - 1] !== '"';
      if (TEMPORAL.has(word) && !(known & VERBAL && !capital)) tags[at] = word.endsWith('s') ? 'NS' : 'N';
      else if (capital || (flags & FLAG.digit && flags & FLAG.capital)) tags[at] = 'P';
      else bits[at] = known;
    }
  }
  const tagged: Tagged = { tokens, first, count, words, tags, mention, mentions, known: verbs, headline };
  for (let at = 0; at < count; at++) if (bits[at]) tags[at] = choose(tagged, bits, at);
  settle(tagged);
  return tagged;
}

function mark(word: string): Tag {
  if ('“”"«»‘„'.includes(word)) return '"';
  if (word === '’' || word === "'") return '"';
  if ('–—―'.includes(word) || word === '--') return '—';
  if ('[{'.includes(word)) return '(';
  if (']}'.includes(word)) return ')';
  if ('$€£¥₩₹'.includes(word)) return '$';
  if (word === '…' || word === '!' || word === '?' || word.startsWith('..')) return '.';
  return word;
}

const single: readonly (readonly [number, Tag])[] = [
  [CLASS.noun, 'N'],
  [CLASS.plural, 'NS'],
  [CLASS.base, 'V'],
  [CLASS.third, 'VZ'],
  [CLASS.past, 'VD'],
  [CLASS.participle, 'VN'],
  [CLASS.gerund, 'VG'],
  [CLASS.adjective, 'J'],
  [CLASS.adverb, 'R'],
  [CLASS.preposition, 'IN'],
  [CLASS.particle, 'RP'],
];

function choose(tagged: Tagged, bits: Int32Array, at: number): Tag {
  const { tags } = tagged;
  const known = bits[at]!;
  for (const [bit, tag] of single) if (known === bit) return tag;
  const nounTag = known & CLASS.plural ? 'NS' : 'N';
  let before = at - 1;
  while (before >= 0 && (tags[before] === 'R' || tags[before] === 'NOT')) before--;
  const prev = before >= 0 ? tags[before]! : '^';
  const next = peek(tagged, bits, at + 1);
  if (known & (CLASS.past | CLASS.participle)) return chooseEd(tagged, known, at, before, prev, next);
  if (known & CLASS.gerund) return chooseIng(known, prev, next, nounTag, at, tagged);
  if (known & CLASS.adjective && known & NOMINAL && !(known & VERBAL)) {
    return next === 'N' || next === 'NS' || (prev === 'BE' && next !== 'IN') ? 'J' : nounTag;
  }
  if (known & (CLASS.base | CLASS.third) && known & (NOMINAL | CLASS.adjective)) {
    return chooseVerbOrNoun(tagged, bits, known, at, before, prev, next, nounTag);
  }
  if (known & CLASS.adjective) {
    if (known & CLASS.adverb && next !== 'N' && next !== 'NS' && next !== 'P' && next !== 'J') return 'R';
    return 'J';
  }
  for (const [bit, tag] of single) if (known & bit) return tag;
  return 'N';
}

/** What the next token may be, for a look ahead: its tag if fixed, else the likeliest class. */
function peek(tagged: Tagged, bits: Int32Array, at: number): Tag {
  let index = at;
  while (index < tagged.count && (tagged.tags[index] === 'R' || tagged.tags[index] === 'NOT')) index++;
  if (index >= tagged.count) return '$end';
  const fixed = tagged.tags[index];
  if (fixed) return fixed;
  const known = bits[index]!;
  if (known & CLASS.plural && known & CLASS.third) return 'NS';
  if (known & CLASS.noun) return 'N';
  if (known & CLASS.plural) return 'NS';
  if (known & CLASS.adjective) return 'J';
  if (known & (CLASS.past | CLASS.participle)) return 'ED';
  for (const [bit, tag] of single) if (known & bit) return tag;
  return 'N';
}

function chooseEd(tagged: Tagged, known: number, at: number, before: number, prev: Tag, next: Tag): Tag {
  const both = (known & CLASS.past && known & CLASS.participle) || tagged.words[at]!.endsWith('ed');
  const form = both ? 'ED' : known & CLASS.past ? 'VD' : 'VN';
  if (tagged.words[at] === 'said' && prev !== 'HAVE' && prev !== 'BE') return 'VD';
  if (prev === 'HAVE') return 'VN';
  if (prev === 'BE') return known & CLASS.participle ? 'VN' : form;
  if (known & CLASS.base && (prev === 'TO' || prev === 'MD' || prev === 'DO')) return 'V';
  const attributive = next === 'N' || next === 'NS' || next === 'J' || (next === 'P' && prev !== 'PRP');
  const direct = at > 0 ? tagged.tags[at - 1]! : '^';
  if (['DT', 'PRP$', 'J', 'POS', 'CD', '-'].includes(direct) && attributive) return 'J';
  if (direct === 'IN' && attributive && next !== 'P') return 'J';
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

function chooseIng(known: number, prev: Tag, next: Tag, nounTag: Tag, at: number, tagged: Tagged): Tag {
  const direct = at > 0 ? tagged.tags[at - 1]! : '^';
  const object = OPENS_PHRASE.has(next) || next === 'THAT';
  if (
    known & CLASS.adjective &&
    ['^', ',', 'IN', 'CC'].includes(direct) &&
    ['N', 'NS', 'J', 'P'].includes(next) &&
    !tagged.known.has(tagged.words[at + 1] ?? '') &&
    pluralAhead(tagged, at + 1)
  )
    return 'J';
  if (prev === 'BE') return 'VG';
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
  if (['V', 'VZ', 'VD', 'VN', 'ED', 'VG', 'NOT'].includes(direct))
    return object || next === 'IN' || next === 'TO' ? 'VG' : nounTag;
  if (direct === 'N' || direct === 'NS' || direct === 'P') {
    if (object && next !== 'N' && next !== 'NS') return 'VG';
    if (direct === 'NS' && object) return 'VG';
    if (known & CLASS.noun) return 'N';
    return object || next === 'IN' || next === 'TO' ? 'VG' : 'N';
  }
  return object ? 'VG' : known & CLASS.noun ? 'N' : 'VG';
}

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

function chooseVerbOrNoun(
  tagged: Tagged,
  bits: Int32Array,
  known: number,
  at: number,
  before: number,
  prev: Tag,
  next: Tag,
  nounTag: Tag,
): Tag {
  const { tags, words } = tagged;
  const verbTag = known & CLASS.third ? 'VZ' : 'V';
  const otherTag = known & NOMINAL ? nounTag : 'J';
  const direct = at > 0 ? tags[at - 1]! : '^';
  if (
    direct === 'DT' &&
    STANDALONE.has(words[at - 1]!) &&
    tagged.known.has(words[at]!) &&
    ['PRP$', 'DT', 'P', 'CD'].includes(next)
  )
    return verbTag;
  if (verbTag === 'V' && (prev === 'TO' || prev === 'MD' || prev === 'DO')) {
    if (prev === 'TO' && NOUN_AFTER_TO.includes(words[before - 1] ?? '')) return otherTag;
    return 'V';
  }
  if (direct === 'DT' || direct === 'PRP$' || direct === 'POS' || direct === 'J' || direct === '-' || direct === '$')
    return otherTag;
  if (direct === 'IN' || direct === 'TO') return otherTag;
  if (direct === 'CD') return otherTag;
  if (prev === 'BE' || prev === 'HAVE') return otherTag;
  if (prev === 'CC') {
    const pair = before - 1;
    const left = pair >= 0 ? tags[pair]! : '^';
    if (verbTag === 'V' && left === 'V') return 'V';
    if (verbTag === 'VZ' && left === 'VZ') return 'VZ';
    if (
      (OPENS_PHRASE.has(next) && next !== 'N' && next !== 'NS') ||
      (next === 'TO' && infinitiveAt(tagged, bits, at + 2))
    ) {
      if (verbTag === 'VZ' && verbBefore(tags, before, 'VZ', 'HAVE', 'BE', 'MD', 'ED', 'VD', 'DO')) return 'VZ';
      if (verbTag === 'V' && verbBefore(tags, before, 'V', 'MD', 'TO', 'VP')) return 'V';
    }
    if (
      verbTag === 'VZ' &&
      left !== 'NS' &&
      tagged.known.has(words[at]!) &&
      (next === 'N' || next === 'NS' || next === 'J' || next === 'IN') &&
      verbBefore(tags, before, 'VZ', 'HAVE', 'BE', 'MD', 'DO', 'ED', 'VD')
    ) {
      return 'VZ';
    }
    return otherTag;
  }
  const partitive =
    tags[before - 1] === 'IN' && words[before - 1] === 'of' && before > 1 && /^(PRP|CD|DT)$/.test(tags[before - 2]!);
  if (prev === 'WH' && !partitive && (tags[before - 1] === 'IN' || tags[before - 1] === 'TO')) return otherTag;
  if (prev === 'PRP' || prev === 'WH' || prev === 'THAT') {
    return SUBJECT_PRONOUNS.has(words[before]!) && !(prev === 'THAT' && known & CLASS.noun && next !== 'DT')
      ? verbTag
      : otherTag;
  }
  if (['V', 'VZ', 'VD', 'VN', 'ED', 'VG'].includes(direct)) return otherTag;
  const subject = NOUNISH.has(prev) || prev === ')' || prev === ',' || prev === '—' || prev === '"' || prev === 'R';
  if (!subject) return otherTag;
  if (verbTag === 'VZ' && next === 'CC' && prev !== 'NS') {
    const after = at + 2 < tagged.count ? bits[at + 2]! : 0;
    if (after && after & CLASS.third && !(after & NOMINAL)) return 'VZ';
  }
  const number =
    prev === 'NS' || (prev === 'P' && coordinated(tags, before)) || (prev === 'PRP' && words[before] !== 'it')
      ? 'plural'
      : 'singular';
  if (verbTag === 'V' && causative(tagged, before)) return 'V';
  if (tagged.known.has(words[at]!) && [',', '.', '$end', 'CC', '"'].includes(next) && gapAhead(tags, before))
    return verbTag;
  if (
    (next === '.' || next === '$end' || next === '"') &&
    tagged.known.has(words[at]!) &&
    afterComma(tags, before) &&
    anyFinite(tagged, bits, at)
  )
    return verbTag;
  const agrees = verbTag === 'VZ' ? prev !== 'NS' : number === 'plural' || tagged.headline;
  if (!agrees && verbTag === 'V' && ['DT', 'CD', 'PRP$', '$'].includes(next) && !finiteInSegment(tagged, bits, at))
    return 'V';
  if (
    !agrees &&
    verbTag === 'V' &&
    (next === 'IN' || next === 'RP') &&
    tags.slice(0, at).includes('NS') &&
    !anyFinite(tagged, bits, at)
  )
    return 'V';
  if (
    prev === ',' &&
    verbTag === 'V' &&
    next === 'IN' &&
    tags.slice(0, at).includes('NS') &&
    !anyFinite(tagged, bits, at)
  )
    return 'V';
  if (!agrees && prev !== ',' && prev !== ')' && prev !== '—' && prev !== '"') return otherTag;
  const weak = prev === 'N' || (prev === ',' && verbTag === 'V');
  const opens =
    (OPENS_PHRASE.has(next) && next !== 'N' && next !== 'NS') ||
    (next === 'IN' && !weak) ||
    (next === 'TO' && (!weak || infinitiveAt(tagged, bits, at + 2))) ||
    next === 'R' ||
    next === 'RP' ||
    next === 'THAT';
  const nounNext = (next === 'N' || next === 'NS' || next === 'J') && !((bits[at + 1] ?? 0) & CLASS.past);
  const finite = finiteInSegment(tagged, bits, at);
  if (finite) return otherTag;
  if (opens || nounNext) return verbTag;
  if (next === 'R') return verbTag;
  return prev === ','
    ? otherTag
    : ['.', '$end', ','].includes(next) && at > 1 && !anyFinite(tagged, bits, at)
      ? verbTag
      : otherTag;
}

/** Whether the noun phrase that ends at `at` is the object of "have", "let", "make" or "help". */
function causative(tagged: Tagged, at: number): boolean {
  for (let index = at; index >= 0; index--) {
    const tag = tagged.tags[index]!;
    if (tag === 'V' || tag === 'VZ' || tag === 'VD' || tag === 'HAVE') {
      return /^(have|had|let|lets|make|makes|made|help|helps|helped)$/.test(tagged.words[index]!) && index < at;
    }
    if (!['P', 'DT', 'N', 'NS', 'J', 'PRP'].includes(tag)) return false;
  }
  return false;
}

/** Whether a relative pronoun and a subject, but no verb, stand before: "which Broadcom designs". */
function gapAhead(tags: readonly Tag[], at: number): boolean {
  for (let index = at; index >= 0; index--) {
    const tag = tags[index]!;
    if (tag === 'WH' || tag === 'THAT') return index < at + 1 && index !== at;
    if (!['P', 'DT', 'N', 'NS', 'J'].includes(tag)) return false;
  }
  return false;
}

/** Whether a comma stands before the noun phrase that ends at `at`. */
function afterComma(tags: readonly Tag[], at: number): boolean {
  for (let index = at; index >= 0; index--) {
    const tag = tags[index]!;
    if (tag === ',' || tag === '"') return index < at;
    if (!['P', 'DT', 'N', 'NS', 'J', 'POS', 'CD', 'PRP$', 'IN'].includes(tag)) return false;
  }
  return false;
}

/** Whether an infinitive's verb stands at `at`: a base form that its lexicon entry does not rule out. */
function infinitiveAt(tagged: Tagged, bits: Int32Array, at: number): boolean {
  const tag = tagged.tags[at];
  return tag ? tag === 'BE' || tag === 'R' || tag === 'HAVE' : at < tagged.count && (bits[at]! & CLASS.base) !== 0;
}

function verbBefore(tags: readonly Tag[], from: number, ...wanted: Tag[]): boolean {
  for (let at = from - 1; at >= 0; at--) {
    if (wanted.includes(tags[at]!)) return true;
    if (tags[at] === ';') return false;
  }
  return false;
}

/** Whether the noun that ends at `at` is the last of a list ("A and B"). */
function coordinated(tags: readonly Tag[], at: number): boolean {
  for (let index = at; index >= 0; index--) {
    const tag = tags[index]!;
    if (tag === 'CC') return true;
    if (!['P', 'N', 'NS', 'DT', 'J', 'PRP$', 'POS', 'CD', '-', '&'].includes(tag)) return false;
  }
  return false;
}

/** Whether the stretch around `at`, up to the next boundary on either side, has a certain finite verb. */
function finiteInSegment(tagged: Tagged, bits: Int32Array, at: number): boolean {
  for (let index = at + 1; index < tagged.count; index++) {
    const tag = tagged.tags[index]!;
    if (BOUNDARY.has(tag) || tag === 'CC' || tag === 'THAT') break;
    if (certain(tagged, bits, index)) return true;
  }
  for (let index = at - 1; index >= 0; index--) {
    const tag = tagged.tags[index]!;
    if (BOUNDARY.has(tag) || tag === 'CC' || tag === 'THAT') break;
    if (FINITE.has(tag) && !(tag === 'ED' && tagged.words[index + 1] === 'by')) return true;
  }
  return false;
}

function anyFinite(tagged: Tagged, bits: Int32Array, at: number): boolean {
  for (let index = 0; index < tagged.count; index++) {
    if (tagged.tags[index] === 'ED' && tagged.words[index + 1] === 'by') continue;
    if (index !== at && (FINITE.has(tagged.tags[index]!) || certain(tagged, bits, index))) return true;
  }
  return false;
}

function certain(tagged: Tagged, bits: Int32Array, at: number): boolean {
  const tag = tagged.tags[at]!;
  if (tag) return ['MD', 'BE', 'HAVE', 'DO', 'VD', 'VZ'].includes(tag);
  const known = bits[at]!;
  if (known & CLASS.past && !(known & (CLASS.adjective | NOMINAL))) {
    const next = tagged.tags[at + 1] ?? '';
    return next !== 'IN' || tagged.words[at] === 'said';
  }
  return known === CLASS.third;
}

/** Repairs what only the whole sentence shows. */
function settle(tagged: Tagged): void {
  const { tags, words, count } = tagged;
  for (let at = 0; at < count; at++) {
    const next = tags[at + 1];
    if (
      tags[at] === 'J' &&
      (words[at] === 'first' || words[at] === 'little') &&
      next !== undefined &&
      ['VN', 'ED', 'VG'].includes(next)
    ) {
      tags[at] = 'R';
    } else if (
      tags[at] === 'R' &&
      (tags[at - 1] === 'DT' || tags[at - 1] === 'PRP$') &&
      (next === 'N' || next === 'NS')
    ) {
      tags[at] = 'J';
    } else if (
      tags[at] === 'J' &&
      (tags[at - 1] === 'BE' || tags[at - 1] === 'HAVE') &&
      (next === 'VN' || next === 'ED')
    ) {
      tags[at] = 'R';
    } else if (tags[at] === 'THAT') {
      const prev = at > 0 ? tags[at - 1]! : '^';
      if (next !== undefined && TEMPORAL.has(words[at + 1]!)) {
        tags[at] = 'DT';
        continue;
      }
      if (prev === 'CC' && /^(P|PRP|DT)$/.test(next ?? '') && tags.slice(0, at).includes('THAT')) continue;
      if (prev === 'P' && /^(P|PRP|DT)$/.test(next ?? '') && placedNoun(tags, at - 1)) {
        tags[at] = 'WH';
        continue;
      }
      if (
        (prev === 'N' || prev === 'NS' || prev === 'P' || prev === ')') &&
        next !== undefined &&
        (FINITE.has(next) || next === 'R' || next === 'NOT')
      )
        tags[at] = 'WH';
      else if (
        (prev === 'N' || prev === 'NS') &&
        !STATEMENTS.has(words[at - 1]!) &&
        !TEMPORAL.has(words[at - 1]!) &&
        next !== undefined &&
        /^(P|PRP|DT)$/.test(next)
      )
        tags[at] = 'WH';
      else if (prev === 'IN' || prev === 'CC' || prev === '^') tags[at] = next === 'N' || next === 'J' ? 'DT' : 'PRP';
      else if (next === 'N' && (prev === 'VG' || prev === 'IN' || prev === 'TO')) tags[at] = 'DT';
    } else if (
      tags[at] === 'PRP$' &&
      words[at] === 'her' &&
      (next === undefined || next === 'IN' || next === ',' || next === '.')
    ) {
      tags[at] = 'PRP';
    } else if (
      tags[at] === 'DT' &&
      (next === undefined || FINITE.has(next) || next === 'IN' || next === ',' || next === '.' || next === 'R') &&
      words[at] !== 'the' &&
      words[at] !== 'a' &&
      words[at] !== 'an'
    ) {
      if (next !== 'R' || FINITE.has(tags[at + 2] ?? '')) tags[at] = 'PRP';
    } else if (tags[at] === 'DO' && !doSupport(tagged, at)) {
      tags[at] = words[at] === 'did' ? 'VD' : words[at] === 'does' ? 'VZ' : 'V';
    } else if (tags[at] === 'HAVE' && !haveSupport(tagged, at)) {
      tags[at] = words[at] === 'had' ? 'VD' : words[at] === 'has' ? 'VZ' : words[at] === 'having' ? 'VG' : 'V';
    }
  }
}

/** Whether the name that ends at `at` stands after a preposition and a noun: "a designer in Tianjin that …". */
function placedNoun(tags: readonly Tag[], at: number): boolean {
  let index = at;
  while (index >= 0 && tags[index] === 'P') index--;
  return tags[index] === 'IN' && (tags[index - 1] === 'N' || tags[index - 1] === 'NS');
}

function doSupport(tagged: Tagged, at: number): boolean {
  if (tagged.tags[at + 1] === 'NOT') return true;
  for (let index = at + 1; index < tagged.count; index++) {
    const tag = tagged.tags[index]!;
    if (tag === 'V') return true;
    if (tag !== 'NOT' && tag !== 'R' && tag !== 'P' && tag !== 'PRP') return tagged.words[at]!.endsWith('t');
  }
  return tagged.words[at]!.endsWith('t');
}

function haveSupport(tagged: Tagged, at: number): boolean {
  for (let index = at + 1; index < tagged.count; index++) {
    const tag = tagged.tags[index]!;
    if (tag === 'VN' || tag === 'BE' || tag === 'TO') return tag !== 'TO' || index === at + 1;
    if (tag === 'ED' || tag === 'VD') {
      tagged.tags[index] = 'VN';
      return true;
    }
    if (tag !== 'NOT' && tag !== 'R') return false;
  }
  return false;
}
