import { HASH_SEED, hashStep } from '../text/hash.js';
import { tokenise } from '../text/tokenise.js';
import type { View } from './view.js';

/** Endings that a word of a phrase may have in the text: "iphone" in "iphones". */
const ENDINGS = ['', 's', 'es', 'ed', 'd', 'ing'];
/** Places of a word that are looked at for a phrase of several words. */
const MOST_PLACES = 64;

interface Phrase {
  readonly text: string;
  /** Hashes of the words before the last. */
  readonly before: readonly number[];
  /** Hashes of the last word with each ending. */
  readonly last: readonly number[];
}

const compiled = new WeakMap<readonly string[], readonly Phrase[]>();

/** Where words stand in a document, for the phrases that support or forbid a name. */
export class Context {
  private readonly places = new Map<number, number[]>();

  constructor(private readonly view: View) {
    const { hash } = view.tokens;
    for (let at = 0; at < view.count; at++) {
      const list = this.places.get(hash[at]!);
      if (list) list.push(at);
      else this.places.set(hash[at]!, [at]);
    }
  }

  /** The first of the phrases that stands within tokens [first, last), a phrase equal to `own` (lower case) left out. */
  find(phrases: readonly string[] | undefined, first: number, last: number, own: string): string | undefined {
    if (!phrases) return undefined;
    return compile(phrases).find((phrase) => phrase.text !== own && this.holds(phrase, first, last))?.text;
  }

  private holds({ before, last: endings }: Phrase, first: number, last: number): boolean {
    for (const ending of endings) {
      const list = this.places.get(ending);
      if (!list) continue;
      let at = lowerBound(list, first + before.length);
      for (let seen = 0; at < list.length && list[at]! < last && seen < MOST_PLACES; at++, seen++) {
        const start = list[at]! - before.length;
        if (before.every((hash, word) => this.view.tokens.hash[start + word] === hash)) return true;
      }
    }
    return false;
  }
}

function compile(phrases: readonly string[]): readonly Phrase[] {
  const known = compiled.get(phrases);
  if (known) return known;
  const list = phrases.map((text) => {
    const hashes = [...tokenise(text).hash];
    const word = hashes.pop() ?? HASH_SEED;
    const last = ENDINGS.map((ending) =>
      [...ending].reduce((hash, letter) => hashStep(hash, letter.charCodeAt(0)), word),
    );
    return { text, before: hashes, last };
  });
  compiled.set(phrases, list);
  return list;
}

/** The first index of a sorted list whose value is at least `value`. */
function lowerBound(list: readonly number[], value: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
