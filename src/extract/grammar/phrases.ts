import { FLAG } from '../../text/tokens.js';
import type { Tagged } from './tag.js';
import { PARTICLES, QUANTIFIERS, TEMPORAL } from './words.js';

/**
 * A noun phrase without what follows its head. All positions are indices into the words of its sentence; ranges are half-open.
 * `conjuncts` of the first phrase of a list hold the others; `members` are those that "including" or "such as" names.
 */
export interface NounPhrase {
  readonly first: number;
  readonly last: number;
  readonly head: number;
  /** First word after determiner, possessor and quantity. */
  readonly core: number;
  readonly determiner: string;
  readonly pronoun: string;
  readonly possessor: NounPhrase | undefined;
  /** Mentions inside, possessor left out. */
  readonly mentions: readonly number[];
  /** The mention that is the head, or -1. */
  readonly headMention: number;
  readonly plural: boolean;
  readonly temporal: boolean;
  conjuncts: NounPhrase[];
  members: NounPhrase[];
  appositions: NounPhrase[];
  /** The phrase that this one renames. */
  host: NounPhrase | undefined;
  /** Prepositional phrases directly after the head, as read; the clause has them too. */
  phrases: Prepositional[];
  /** The phrase that heads the list this one is in. */
  leader: NounPhrase | undefined;
}

/** A preposition with what it governs: a noun phrase (the first of its list) or a clause. */
export interface Prepositional {
  readonly preposition: string;
  readonly at: number;
  readonly object?: NounPhrase;
  /** The noun phrase before it, which it may belong to. */
  readonly after?: NounPhrase;
}

/** A verb with its auxiliaries. */
export interface VerbGroup {
  readonly first: number;
  readonly last: number;
  /** The main verb. */
  readonly main: number;
  readonly form: 'finite' | 'infinitive' | 'gerund' | 'participle' | 'ambiguous';
  readonly passive: boolean;
  readonly perfect: boolean;
  readonly negated: boolean;
  readonly modals: readonly string[];
  /** "is to sell", "are to be shipped". */
  readonly beTo: boolean;
  readonly particle: string;
  readonly adverbs: readonly string[];
  /** Present, past or base form of the first finite element, for agreement between coordinated verbs. */
  readonly tense: string;
}

export type Chunk =
  | { readonly kind: 'NP'; readonly at: number; readonly end: number; readonly phrase: NounPhrase }
  | { readonly kind: 'VG'; readonly at: number; readonly end: number; readonly group: VerbGroup }
  | { readonly kind: Exclude<string, 'NP' | 'VG'>; readonly at: number; readonly end: number; readonly word: string };

const PLURAL_PRONOUNS = new Set(['they', 'them', 'both', 'these', 'those', 'their', 'all', 'several', 'two']);

function isYear(word: string): boolean {
  return word.length === 4 && (word.startsWith('19') || word.startsWith('20')) && /^\d+$/.test(word);
}

const NOMINAL = new Set(['N', 'NS', 'P', 'J', 'CD', '$', '%', '-', 'VN', 'VG', '&']);
const HEADS = new Set(['N', 'NS', 'P', 'CD', '$', '%', 'J']);

/** Reads the words of a sentence into noun phrases, verb groups and the words between them. */
export function chunk(tagged: Tagged): Chunk[] {
  const chunks: Chunk[] = [];
  let at = 0;
  while (at < tagged.count) {
    const phrase = readPhrase(tagged, at);
    if (phrase) {
      chunks.push({ kind: 'NP', at, end: phrase.last, phrase });
      at = phrase.last;
      continue;
    }
    const group = readVerbs(tagged, at);
    if (group) {
      chunks.push({ kind: 'VG', at, end: group.last, group });
      at = group.last;
      continue;
    }
    const tag = tagged.tags[at]!;
    chunks.push({ kind: tag, at, end: at + 1, word: tagged.words[at]! });
    at++;
  }
  return chunks;
}

function readPhrase(tagged: Tagged, from: number, possessor?: NounPhrase): NounPhrase | undefined {
  const { tags, words } = tagged;
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
    if (quantifier.every((word, index) => words[at + index] === word) && quantified(at + quantifier.length)) {
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

/** Whether an adverbial of time begins at `at`, after a noun that is none: "chips | last autumn", "servers | today". */
function beginsTime(tagged: Tagged, at: number, head: number): boolean {
  if (inMention(tagged, at)) return false;
  const { tags, words } = tagged;
  if (tags[at] === 'J' && TEMPORAL.has(words[at + 1] ?? '') && !TEMPORAL.has(words[head]!) && tags[head] !== 'J')
    return true;
  const headTag = tags[head]!;
  if (headTag === 'CD' || headTag === 'J' || TEMPORAL.has(words[head]!)) return false;
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

const AUXILIARY = new Set(['MD', 'BE', 'HAVE', 'DO']);
const VERB = new Set(['V', 'VZ', 'VD', 'VN', 'ED', 'VG']);

function readVerbs(tagged: Tagged, from: number): VerbGroup | undefined {
  const { tags, words } = tagged;
  let at = from;
  let infinitive = false;
  let negated = false;
  let passive = false;
  let perfect = false;
  let beTo = false;
  let main = -1;
  let tense = '';
  const modals: string[] = [];
  const adverbs: string[] = [];
  let last = from;
  let be = false;
  if (tags[at] === 'TO') {
    let probe = at + 1;
    while (tags[probe] === 'R' || tags[probe] === 'NOT') probe++;
    const next = tags[probe];
    if (next !== 'V' && next !== 'BE' && next !== 'HAVE' && next !== 'DO') return undefined;
    if ((next === 'BE' || next === 'HAVE') && words[probe] !== 'be' && words[probe] !== 'have') return undefined;
    infinitive = true;
    at++;
  }
  while (at < tagged.count) {
    const tag = tags[at]!;
    if (tag === 'NOT') {
      negated = true;
      at++;
    } else if (tag === 'R') {
      adverbs.push(words[at]!);
      at++;
    } else if (AUXILIARY.has(tag)) {
      if (/n['’]t$|^cannot$/.test(words[at]!)) negated = true;
      if (tag === 'MD') modals.push(words[at]!);
      if (tag === 'HAVE') perfect = true;
      be = tag === 'BE';
      if (!tense) tense = infinitive ? 'V' : words[at] === 'having' || words[at] === 'being' ? 'VG' : tag;
      main = at;
      at++;
      last = at;
    } else if (be && tag === 'TO' && (tags[at + 1] === 'V' || tags[at + 1] === 'BE')) {
      beTo = true;
      at++;
    } else if (VERB.has(tag)) {
      if (main >= 0 && be && tag === 'V' && !beTo) break;
      if (main >= 0 && !infinitive && tag !== 'VG' && tag !== 'VN' && tag !== 'V' && tag !== 'ED' && tag !== 'VD')
        break;
      if (be && (tag === 'VN' || tag === 'ED')) passive = true;
      if (!tense) tense = infinitive ? 'V' : tag;
      main = at;
      at++;
      last = at;
      break;
    } else break;
  }
  if (main < 0) return undefined;
  if (adverbs.length > 0 && main > from && last <= from) return undefined;
  if (tags[from] === 'R' || tags[from] === 'NOT') {
    if (last === from) return undefined;
  }
  let particle = '';
  const verb = VERB.has(tags[main]!);
  if (verb && (tags[last] === 'RP' || (PARTICLES.has(words[last] ?? '') && tags[last] === 'R'))) {
    particle = words[last]!;
    last++;
  }
  const form = infinitive
    ? 'infinitive'
    : tense === 'VG'
      ? 'gerund'
      : tense === 'VN'
        ? 'participle'
        : tense === 'ED'
          ? 'ambiguous'
          : 'finite';
  return { first: from, last, main, form, passive, perfect, negated, modals, beTo, particle, adverbs, tense };
}
