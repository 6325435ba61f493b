/**
 * The tagger: words, mentions and closed classes first, then the open classes, then repairs.
 * In: tokens, a sentence and its mentions. Out: a tag for each word.
 */
import { FLAG, type Sentence, type Tokens } from '../../text/tokens.js';
import type { EntityMention } from '../mention.js';
import { settleBroken } from './broken-verbs.js';
import { settleInverted } from './inversion.js';
import { choose } from './tag-choose.js';
import { settle } from './tag-settle.js';
import { BEFORE_VERB, PREFIXES } from './tag-words.js';
import { type Tagged, VERBAL } from './tagged.js';
import { type WordFacts, wordBookOf } from './word-facts.js';

export type { Tag, Tagged } from './tagged.js';

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
  const facts = new Array<WordFacts>(count);
  const tags = new Array<string>(count).fill('');
  const book = wordBookOf(verbs);
  const bits = new Int32Array(count);
  const mention = new Int32Array(count).fill(-1);
  for (let index = 0; index < mentions.length; index++) {
    const found = mentions[index]!;
    const end = Math.min(found.last, last);
    for (let at = Math.max(found.first, first); at < end; at++) mention[at - first] = index;
  }
  let capitals = 0;
  let letters = 0;
  for (let at = 0; at < count; at++) {
    const flags = tokens.flags[first + at]!;
    const fact = book.get(tokens, first + at);
    facts[at] = fact;
    words[at] = fact.word;
    if (flags & FLAG.punctuation || mention[at]! >= 0 || fact.word.length < 4) continue;
    letters++;
    if (flags & FLAG.capital) capitals++;
  }
  const ended = words[count - 1] === '.';
  const headline = letters > (ended ? 2 : 0) && capitals >= letters * 0.75;
  for (let at = 0; at < count; at++) {
    const flags = tokens.flags[first + at]!;
    const word = words[at]!;
    const plain = mention[at]! < 0 && !(flags & (FLAG.punctuation | FLAG.possessive));
    const { closed, special: decide } = facts[at]!;
    const special = plain && decide !== undefined ? decide(words, tags, at) : undefined;
    if (mention[at]! >= 0) {
      tags[at] = 'P';
    } else if (flags & FLAG.possessive) {
      tags[at] = at > 0 && facts[at - 1]!.closed === 'PRP' ? 'BE' : 'POS';
    } else if (flags & FLAG.punctuation) {
      if (tags[at] === '') tags[at] = facts[at]!.mark;
    } else if (tags[at - 1] === '-' && closed === 'RP') {
      tags[at] = 'N';
    } else if (word === 'may' && flags & FLAG.capital && at > 0 && tags[at - 1] !== '"' && !headline) {
      tags[at] = 'N';
    } else if (special !== undefined) {
      tags[at] = special;
    } else if (flags & FLAG.digit && !facts[at]!.mixed) {
      tags[at] = 'CD';
    } else if (closed !== undefined && !(flags & FLAG.allCaps && word.length > 2 && !headline && at > 0)) {
      tags[at] = closed;
    } else {
      const known = facts[at]!.classes;
      const capital = flags & FLAG.capital && at > 0 && !headline && tags[at - 1] !== '"';
      if (facts[at]!.temporal && !(known & VERBAL && !capital)) tags[at] = word.endsWith('s') ? 'NS' : 'N';
      else if (capital || (flags & FLAG.digit && flags & FLAG.capital)) tags[at] = 'P';
      else bits[at] = known;
    }
  }
  const tagged: Tagged = { tokens, first, count, words, facts, tags, mention, mentions, known: verbs, headline };
  for (let at = 0; at + 2 < count; at++) {
    if (
      PREFIXES.has(words[at]!) &&
      words[at + 1] === '-' &&
      bits[at + 2]! & VERBAL &&
      BEFORE_VERB.has(tags[at - 1] ?? '')
    ) {
      tags[at] = tags[at + 1] = 'R';
      bits[at] = 0;
    }
  }
  for (let at = 0; at < count; at++) if (bits[at]) tags[at] = choose(tagged, bits, at);
  settle(tagged);
  settleInverted(tagged);
  settleBroken(tagged);
  return tagged;
}
