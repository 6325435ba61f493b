/**
 * Noun phrases up to their heads: determiner, possessor, quantity, modifiers, head.
 * In: a tagged sentence and a position. Out: the phrase that starts there, if one does.
 */
import { FLAG } from '../../text/tokens.js';
import { beginsSubject, beginsTime, endsTime, inMention, isYear } from './phrase-ends.js';
import type { NounPhrase } from './phrases.js';
import type { Tagged } from './tagged.js';

export function readPhrase(tagged: Tagged, from: number, possessor?: NounPhrase): NounPhrase | undefined {
  const { tags, words, facts } = tagged;
  if (!possessor && !mayBegin(tagged, from)) return undefined;
  if (tags[from] === 'J' && words[from] === 'worth') return undefined;
  let at = from;
  let determiner = '';
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
  // "Nvidia's most advanced chips".
  if (possessor && tags[at] === 'DT' && (words[at] === 'other' || (words[at] === 'most' && tags[at + 1] === 'J'))) at++;
  const quantifiers = at < tagged.count ? facts[at]!.quantifiers : undefined;
  if (quantifiers) at += quantifierAt(tagged, at, quantifiers);
  const start = at;
  let head = -1;
  let core = -1;
  while (at < tagged.count) {
    const tag = tags[at]!;
    if (tag === 'R' && (tags[at + 1] === 'J' || tags[at + 1] === 'VN') && at > from && (determiner || possessor)) {
      at++;
      continue;
    }
    // "two other firms".
    if (tag === 'DT' && words[at] === 'other' && tags[at - 1] === 'CD' && NOMINAL.has(tags[at + 1] ?? '')) {
      determiner ||= 'other';
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
    // "sold the dealer 61 servers".
    if (
      head >= 0 &&
      determiner === 'the' &&
      tag === 'CD' &&
      tags[head] === 'N' &&
      !facts[head]!.temporal &&
      tags[at + 1] === 'NS' &&
      head === at - 1
    )
      break;
    if (head >= 0 && beginsTime(tagged, at, head)) break;
    if (head >= 0 && tag === 'J' && NO_MODIFIERS.has(words[at]!) && inMention(tagged, head)) break;
    if (
      head >= 0 &&
      inMention(tagged, at) &&
      !inMention(tagged, head) &&
      (endsTime(tagged, head) || beginsSubject(tagged, from, head))
    )
      break;
    if (tag === 'J' && head >= 0 && tags[head] !== 'J' && !DESCRIBED.has(tags[at + 1] ?? '') && !inMention(tagged, at))
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
        ALONE.has(words[start - 1]!) ? words[start - 1]! : '',
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

/** Whether a noun phrase may begin at `at`. */
function mayBegin(tagged: Tagged, at: number): boolean {
  const tag = tagged.tags[at]!;
  return (
    NOMINAL.has(tag) ||
    tag === 'DT' ||
    tag === 'PRP' ||
    tag === 'PRP$' ||
    tag === 'WP$' ||
    inMention(tagged, at) ||
    tagged.facts[at]!.quantifiers !== undefined
  );
}

/** The number of words before the number whose quantifier stands at `at`; 0 where none does: "about | 10", "half a | million". */
function quantifierAt({ tags, words }: Tagged, at: number, quantifiers: readonly (readonly string[])[]): number {
  const quantified = (index: number): boolean => tags[index] === 'CD' || tags[index] === '$';
  for (const quantifier of quantifiers) {
    const number = at + quantifier.length;
    const direct = quantified(number);
    if (!direct && !(words[number] === 'a' && quantified(number + 1))) continue;
    if (quantifier.every((word, index) => words[at + index] === word)) return quantifier.length + (direct ? 0 : 1);
  }
  return 0;
}

/** Determiners that stand for a noun phrase where no noun follows. */
const ALONE = new Set(
  'both all some each many several most another neither either this that those these few much any none half more'.split(
    ' ',
  ),
);

/** What an adjective after a head may still describe. */
const DESCRIBED = new Set(['N', 'NS', 'J', 'P', '-']);

const PLURAL_PRONOUNS = new Set(['they', 'them', 'both', 'these', 'those', 'their', 'all', 'several', 'two']);

const NOMINAL = new Set(['N', 'NS', 'P', 'J', 'CD', '$', '%', '-', 'VN', 'VG', '&']);

const HEADS = new Set(['N', 'NS', 'P', 'CD', '$', '%', 'J']);

/** Whether the participle at `at` stands before a noun that it describes. */
function attributive(tagged: Tagged, at: number): boolean {
  const next = tagged.tags[at + 1];
  // "with X taking part": what follows a name is what it does.
  return !(tagged.tags[at] === 'VG' && tagged.mention[at - 1]! >= 0) && (next === 'N' || next === 'NS' || next === 'J');
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
    temporal: tagged.mention[head]! < 0 && (tagged.facts[head]!.temporal || isYear(word)),
    conjuncts: [],
    members: [],
    appositions: [],
    phrases: [],
    host: undefined,
    leader: undefined,
    place: -1,
  };
}
