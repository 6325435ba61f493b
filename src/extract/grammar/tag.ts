/**
 * The tagger: words, mentions and closed classes first, then the open classes, then repairs.
 * In: tokens, a sentence and its mentions. Out: a tag for each word.
 */
import { FLAG, type Sentence, type Tokens } from '../../text/tokens.js';
import type { EntityMention } from '../mention.js';
import { SPECIAL } from './special.js';
import { choose } from './tag-choose.js';
import { settle } from './tag-settle.js';
import { type Tag, type Tagged, VERBAL } from './tagged.js';
import { CLOSED, classesOf, TEMPORAL } from './words.js';

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
