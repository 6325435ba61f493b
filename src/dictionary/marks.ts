/** Bits for token hashes, open-addressed in typed arrays: one look-up tells all classes of a word. */
export class Marks {
  private readonly mask: number;
  private readonly keys: Int32Array;
  private readonly bits: Int32Array;

  constructor(entries: ReadonlyMap<number, number>) {
    let size = 64;
    while (size < entries.size * 3) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.bits = new Int32Array(size);
    for (const [hash, bits] of entries) {
      if (bits === 0) continue;
      let slot = this.slot(hash);
      while (this.bits[slot] !== 0) slot = (slot + 1) & this.mask;
      this.keys[slot] = hash;
      this.bits[slot] = bits;
    }
  }

  /** The bits of a hash, 0 for an unknown one. */
  get(hash: number): number {
    let slot = this.slot(hash);
    for (;;) {
      const bits = this.bits[slot]!;
      if (bits === 0 || this.keys[slot] === hash) return bits;
      slot = (slot + 1) & this.mask;
    }
  }

  /** The bits of many hashes at once, put into `found`. */
  of(hashes: Int32Array, found: Int32Array): void {
    const { mask, keys, bits } = this;
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at]!;
      let slot = (Math.imul(hash, 0x9e3779b1) >>> 8) & mask;
      while (bits[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & mask;
      found[at] = bits[slot]!;
    }
  }

  private slot(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 8) & this.mask;
  }
}
