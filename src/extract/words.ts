import { hashWord } from '../text/hash.js';

/** A small set of words by their token hashes, open-addressed: quicker than a `Set` where most words are not of it. */
export class Words {
  private readonly mask: number;
  private readonly keys: Int32Array;
  private readonly used: Uint8Array;

  constructor(hashes: readonly number[]) {
    let size = 8;
    while (size < hashes.length * 4) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.used = new Uint8Array(size);
    for (const hash of hashes) {
      let slot = (hash ^ (hash >>> 15)) & this.mask;
      while (this.used[slot] !== 0) slot = (slot + 1) & this.mask;
      this.keys[slot] = hash;
      this.used[slot] = 1;
    }
  }

  has(hash: number): boolean {
    const { mask, keys, used } = this;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (used[slot] !== 0) {
      if (keys[slot] === hash) return true;
      slot = (slot + 1) & mask;
    }
    return false;
  }
}

/** A set of words of a closed class, by their token hashes; for `View.wordIs`. */
export function words(list: string): Words {
  return new Words(list.split(' ').map(hashWord));
}
