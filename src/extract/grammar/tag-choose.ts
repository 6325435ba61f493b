/**
 * The tag of an open-class word, from the classes that it can have.
 * In: the tags so far and the classes of the words that have none yet. Out: the tag of one.
 */
import { CLASS } from '../../text/classes.js';
import { chooseEd, chooseIng } from './tag-forms.js';
import { chooseVerbOrNoun } from './tag-verbs.js';
import { NOMINAL, single, type Tag, type Tagged, VERBAL } from './tagged.js';

/** Tags of words that have one class. */
const EXACT: ReadonlyMap<number, Tag> = new Map(single);

export function choose(tagged: Tagged, bits: Int32Array, at: number): Tag {
  const { tags } = tagged;
  const known = bits[at]!;
  const only = EXACT.get(known);
  // "to a blacklist": what is known as a verb alone is a noun after an article.
  if (only === 'V' && insidePhrase(tags, at)) return 'N';
  if (only !== undefined) return only;
  const nounTag = known & CLASS.plural ? 'NS' : 'N';
  let before = at - 1;
  while (before >= 0 && (tags[before] === 'R' || tags[before] === 'NOT')) before--;
  const prev = before >= 0 ? tags[before]! : '^';
  const next = peek(tagged, bits, at + 1);
  if (known & (CLASS.past | CLASS.participle)) return chooseEd(tagged, known, at, before, prev, next);
  if (known & CLASS.gerund) return chooseIng(known, prev, next, nounTag, at, tagged);
  if (known & CLASS.adjective && known & NOMINAL && !(known & VERBAL)) {
    // "whose chief executive also chairs X".
    if (tags[at + 1] === 'R' && next !== 'J' && prev === 'J') return nounTag;
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

/** Whether an article stands right before, with a name, adjectives or a compound between: "its strategic-goods blacklist". */
function insidePhrase(tags: readonly string[], at: number): boolean {
  let index = at - 1;
  while (index > 0 && (tags[index] === 'P' || tags[index] === 'J' || tags[index - 1] === '-'))
    index -= tags[index - 1] === '-' ? 3 : 1;
  const tag = tags[index];
  return (
    tag === 'PRP$' ||
    tag === 'POS' ||
    (tag === 'DT' && (index === at - 1 || tags[index - 1] === 'IN' || tags[index - 1] === 'TO'))
  );
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
