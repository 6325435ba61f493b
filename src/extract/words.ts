import { hashWord } from '../text/hash.js';

/** A set of words of a closed class, by their token hashes; for `View.wordIs`. */
export function words(list: string): ReadonlySet<number> {
  return new Set(list.split(' ').map(hashWord));
}
