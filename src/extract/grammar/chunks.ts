/**
 * The chunker.
 * In: a tagged sentence. Out: its noun phrases, verb groups and the words between them, in order.
 */
import { readPhrase } from './noun-phrases.js';
import type { Chunk } from './phrases.js';
import type { Tagged } from './tagged.js';
import { readVerbs } from './verb-groups.js';

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
