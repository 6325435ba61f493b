import { createRequire } from 'node:module';

const NAME = 'natural/lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json';
let read: Readonly<Record<string, readonly string[]>> | undefined;

/** The tags (Penn Treebank, most frequent first) of a word in the news lexicon that `natural` ships; it is read when it is first asked. */
export function pennTags(word: string): readonly string[] | undefined {
  read ??= createRequire(import.meta.url)(NAME) as Record<string, string[]>;
  return Object.hasOwn(read, word) ? read[word] : undefined;
}
