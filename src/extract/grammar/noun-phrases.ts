/**
 * Noun phrases up to their heads: determiner, possessor, quantity, modifiers, head.
 * In: a tagged sentence and a position. Out: the phrase that starts there, if one does.
 */
import { FLAG } from '../../text/tokens.js';
import type { NounPhrase } from './phrases.js';
import type { Tagged } from './tagged.js';
import { QUANTIFIERS, TEMPORAL } from './words.js';

export function readPhrase(tagged: Tagged, from: number, possessor?: NounPhrase): NounPhrase | undefined {
  const { tags, words } = tagged;
  if (tags[from] === 'J' && words[from] === 'worth') return undefined;
  let at = from;
  let determiner = '';
  const quantified = (index: number): boolean => tags[index] === 'CD' || tags[index] === '$';
  if (!possessor) {
    const tag = tags[at];
    if (tag === 'PRP') {
      const next = tags[at + 1];
      const quantity = (words[at] === 'one' || words[at] === 'some') && (next === 'N' || next === 'NS' || next === 'J');
      if (!quantity) return build(tagged, from, at + 1, at, at, '', words[at]!, undefined);
      at++;
    } else if (tag === 'PRP$' || tag === 'WP$') {
      const owner = build(tagged, at, at + 1, at, at, '', words[at]!, undefined);
      return readPhrase(tagged, at + 1, owner) ?? owner;
    }
    while (tags[at] === 'DT') {
      determiner = determiner ? `${determiner} ${words[at]}` : words[at]!;
      at++;
      if (tags[at] === 'PRP$') {
        const owner = build(tagged, at, at + 1, at, at, '', words[at]!, undefined);
        return readPhrase(tagged, at + 1, owner);
      }
    }
  }
  for (const quantifier of QUANTIFIERS.get(words[at] ?? '') ?? []) {
    const number = at + quantifier.length;
    const amount = quantified(number) || (words[number] === 'a' && quantified(number + 1));
    if (amount && quantifier.every((word, index) => words[at + index] === word)) {
      if (!quantified(number)) at++;
      at += quantifier.length;
      break;
    }
  }
  const start = at;
  let head = -1;
  let core = -1;
  while (at < tagged.count) {
    const tag = tags[at]!;
    if (tag === 'R' && (tags[at + 1] === 'J' || tags[at + 1] === 'VN') && at > from && (determiner || possessor)) {
      at++;
      continue;
    }
    if (tag === 'CC' && inMention(tagged, at)) {
      at++;
      continue;
    }
    if (!NOMINAL.has(tag) && !inMention(tagged, at)) {
      const pair =
        tag === 'CC' &&
        tags[at - 1] === 'J' &&
        at > start &&
        tags[at + 1] === 'J' &&
        (tags[at + 2] === 'N' || tags[at + 2] === 'NS');
      if (!pair) break;
    }
    if (
      tag === '-' &&
      (head < 0 || at + 1 >= tagged.count || tagged.tokens.flags[tagged.first + at + 1]! & FLAG.spaced)
    )
      break;
    if (tag === '-') {
      at += 2;
      if (at - 1 < tagged.count) head = at - 1;
      if (core < 0) core = at - 1;
      continue;
    }
    if (head >= 0 && inMention(tagged, head) && !inMention(tagged, at) && (tag === 'CD' || tag === '$')) break;
    if (head >= 0 && beginsTime(tagged, at, head)) break;
    if (head >= 0 && tag === 'J' && NO_MODIFIERS.has(words[at]!) && inMention(tagged, head)) break;
    if (head >= 0 && inMention(tagged, at) && !inMention(tagged, head) && endsTime(tagged, head)) break;
    if (
      tag === 'J' &&
      head >= 0 &&
      tags[head] !== 'J' &&
      !['N', 'NS', 'J', 'P', '-'].includes(tags[at + 1] ?? '') &&
      !inMention(tagged, at)
    )
      break;
    if ((tag === 'VN' || tag === 'VG') && !(at > from && attributive(tagged, at))) break;
    if (tag !== '&' && (HEADS.has(tag) || inMention(tagged, at))) {
      head = at;
      if (core < 0 && tag !== 'CD' && tag !== '$' && tag !== '%') core = at;
    }
    at++;
  }
  if (head < 0) {
    if (determiner)
      return build(
        tagged,
        from,
        start,
        start - 1,
        start - 1,
        determiner,
        [
          'both',
          'all',
          'some',
          'each',
          'many',
          'several',
          'most',
          'another',
          'neither',
          'either',
          'this',
          'that',
          'those',
          'these',
          'few',
          'much',
          'any',
          'none',
          'half',
          'more',
        ].includes(words[start - 1]!)
          ? words[start - 1]!
          : '',
        undefined,
      );
    return undefined;
  }
  if (tags[head] === 'J' && !determiner && !possessor && head === from) {
    const next = tags[head + 1];
    if (next === 'IN' || next === 'TO' || next === '.' || next === ',' || next === undefined || next === 'CC')
      return undefined;
  }
  const last = head + 1;
  const found = build(
    tagged,
    possessor ? possessor.first : from,
    last,
    head,
    core < 0 ? head : core,
    determiner,
    '',
    possessor,
  );
  if (tags[last] === 'POS') {
    return readPhrase(tagged, last + 1, { ...found, last: last + 1 }) ?? found;
  }
  return found;
}

/** Adjectives that do not go on a name: "in Riyadh | early next year", "chips | worth". */
const NO_MODIFIERS = new Set(['early', 'late', 'worth', 'due', 'able', 'unable', 'likely', 'ready']);

const PLURAL_PRONOUNS = new Set(['they', 'them', 'both', 'these', 'those', 'their', 'all', 'several', 'two']);

function isYear(word: string): boolean {
  return word.length === 4 && (word.startsWith('19') || word.startsWith('20')) && /^\d+$/.test(word);
}

const NOMINAL = new Set(['N', 'NS', 'P', 'J', 'CD', '$', '%', '-', 'VN', 'VG', '&']);

const HEADS = new Set(['N', 'NS', 'P', 'CD', '$', '%', 'J']);

/** Whether an adverbial of time begins at `at`, after a noun that is none: "chips | last autumn", "servers | today". */
function beginsTime(tagged: Tagged, at: number, head: number): boolean {
  if (inMention(tagged, at)) return false;
  const { tags, words } = tagged;
  if (tags[at] === 'J' && TEMPORAL.has(words[at + 1] ?? '') && !TEMPORAL.has(words[head]!) && tags[head] !== 'J')
    return true;
  const headTag = tags[head]!;
  if (headTag === 'CD' || headTag === 'J' || TEMPORAL.has(words[head]!)) return false;
  // "Golden Week": a name goes on.
  if (headTag === 'P' && tags[at] !== 'P' && tagged.tokens.flags[tagged.first + at]! & FLAG.capital) return false;
  if (TEMPORAL.has(words[at]!)) return words[at - 1] !== '-';
  return tags[at] === 'J' && TEMPORAL.has(words[at + 1] ?? '');
}

/** Whether a date ends at `head`, so that a name after it is another phrase: "On 9 April 2025 | Washington". */
function endsTime(tagged: Tagged, head: number): boolean {
  const { words } = tagged;
  return (
    TEMPORAL.has(words[head]!) ||
    (isYear(words[head]!) && (head === 0 || TEMPORAL.has(words[head - 1]!) || tagged.tags[head - 1] === 'IN'))
  );
}

const inMention = (tagged: Tagged, at: number): boolean => tagged.mention[at]! >= 0;

/** Whether the participle at `at` stands before a noun that it describes. */
function attributive(tagged: Tagged, at: number): boolean {
  const next = tagged.tags[at + 1];
  return next === 'N' || next === 'NS' || next === 'J';
}

function build(
  tagged: Tagged,
  first: number,
  last: number,
  head: number,
  core: number,
  determiner: string,
  pronoun: string,
  possessor: NounPhrase | undefined,
): NounPhrase {
  const mentions: number[] = [];
  for (let at = possessor ? possessor.last : first; at < last; at++) {
    const index = tagged.mention[at]!;
    if (index >= 0 && mentions.at(-1) !== index) mentions.push(index);
  }
  const word = tagged.words[head]!;
  return {
    first,
    last,
    head,
    core,
    determiner,
    pronoun,
    possessor,
    mentions,
    headMention: tagged.mention[head]!,
    plural: tagged.tags[head] === 'NS' || (pronoun !== '' && PLURAL_PRONOUNS.has(pronoun)),
    temporal: tagged.mention[head]! < 0 && (TEMPORAL.has(word) || isYear(word)),
    conjuncts: [],
    members: [],
    appositions: [],
    phrases: [],
    host: undefined,
    leader: undefined,
  };
}
