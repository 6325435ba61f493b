/**
 * Verb groups broken up between commas: "has, by its own account, hoarded", "is, people say, buying".
 * In: a tagged sentence, or its chunks. Out: the same with the auxiliary joined to its verb, after what interrupts.
 */
import { CLASS } from '../../text/classes.js';
import { AUXILIARIES, groupOf, join } from './inversion.js';
import type { Chunk } from './phrases.js';
import type { Tagged } from './tagged.js';

/** How many words an interruption may have. */
const LONGEST = 16;
const PAST = new Set(['ED', 'VD', 'VN']);

/** Tags an auxiliary before a comma and the verb after the next one as parts of one group. */
export function settleBroken(tagged: Tagged): void {
  const { words, tags, facts, count } = tagged;
  for (let at = 1; at + 4 < count; at++) {
    const comma = tags[at + 1] === 'NOT' ? at + 2 : at + 1;
    if (tags[comma] !== ',') continue;
    const auxiliary = AUXILIARIES.get(words[at]!);
    const verb = auxiliary ? verbAfterBreak(tagged, comma) : -1;
    if (!auxiliary || verb < 0) continue;
    const tag = tags[verb]!;
    if (auxiliary === 'MD') {
      if (!(facts[verb]!.classes & CLASS.base) || tagged.mention[verb]! >= 0 || tag === 'DT' || tag === 'IN') continue;
      tags[verb] = 'V';
    } else if (PAST.has(tag) && (auxiliary === 'HAVE' || auxiliary === 'BE')) tags[verb] = 'VD';
    else if (!(auxiliary === 'BE' && tag === 'VG')) continue;
    tags[at] = auxiliary;
  }
}

function verbAfterBreak({ tags, count }: Tagged, comma: number): number {
  for (let at = comma + 2; at < Math.min(comma + LONGEST, count); at++) {
    if (tags[at] === ';' || tags[at] === '.' || tags[at] === ':') return -1;
    if (tags[at] !== ',') continue;
    let verb = at + 1;
    while (tags[verb] === 'R' || tags[verb] === 'NOT') verb++;
    return verb < count ? verb : -1;
  }
  return -1;
}

/** Puts an auxiliary before a comma where its verb is. */
export function joinBroken(chunks: Chunk[], { words, tags }: Tagged): Chunk[] {
  for (let at = 1; at + 3 < chunks.length; at++) {
    const auxiliary = groupOf(chunks[at]);
    const comma = chunks[at + 1]!.kind === 'NOT' ? at + 2 : at + 1;
    if (!auxiliary || chunks[comma]!.kind !== ',' || auxiliary.main !== auxiliary.last - 1) continue;
    const tag = tags[auxiliary.main]!;
    if (AUXILIARIES.get(words[auxiliary.main]!) !== tag) continue;
    const close = chunks.findIndex(({ kind }, index) => index > comma && (kind === ',' || kind === ';'));
    const group = close > 0 && chunks[close]!.kind === ',' ? groupOf(chunks[close + 1]) : undefined;
    if (!group || group.form === 'infinitive' || chunks[close]!.at - chunks[at]!.end > LONGEST) continue;
    if (AUXILIARIES.has(words[group.first]!)) continue;
    const joined = { ...chunks[close + 1]!, group: join(auxiliary, group, tag, false) } as Chunk;
    return joinBroken([...chunks.slice(0, at), ...chunks.slice(comma, close + 1), joined, ...chunks.slice(close + 2)], {
      words,
      tags,
    } as Tagged);
  }
  return chunks;
}
