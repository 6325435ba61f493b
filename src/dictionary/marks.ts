/** Set in the hints of every hash that is known. */
const KNOWN = 128;

/** Bits for token hashes, open-addressed in typed arrays: one look-up tells all classes of a word, and its hints. */
export class Marks {
  private readonly mask: number;
  private readonly keys: Int32Array;
  private readonly bits: Int32Array;
  private readonly hints: Uint8Array;

  /** `hints` are bits below `KNOWN`. */
  constructor(entries: ReadonlyMap<number, number>, hints: ReadonlyMap<number, number> = new Map()) {
    const hashes = new Set([...entries.keys(), ...hints.keys()]);
    let size = 64;
    while (size < hashes.size * 3) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.bits = new Int32Array(size);
    this.hints = new Uint8Array(size);
    for (const hash of hashes) {
      let slot = (Math.imul(hash, 0x9e3779b1) >>> 8) & this.mask;
      while (this.hints[slot] !== 0) slot = (slot + 1) & this.mask;
      this.keys[slot] = hash;
      this.bits[slot] = entries.get(hash) ?? 0;
      this.hints[slot] = (hints.get(hash) ?? 0) | KNOWN;
    }
  }

  /** The bits of a hash, 0 for an unknown one. */
  get(hash: number): number {
    const { mask, keys, bits, hints } = this;
    let slot = (Math.imul(hash, 0x9e3779b1) >>> 8) & mask;
    while (hints[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & mask;
    return bits[slot]!;
  }

  /** The bits and the hints of many hashes at once, put into `found` and `hinted`, which hold zeros. */
  of(hashes: Int32Array, found: Int32Array, hinted: Uint8Array): void {
    const { mask, keys, bits, hints } = this;
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at]!;
      let slot = (Math.imul(hash, 0x9e3779b1) >>> 8) & mask;
      while (hints[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & mask;
      const hint = hints[slot]!;
      if (hint === 0) continue;
      found[at] = bits[slot]!;
      hinted[at] = hint;
    }
  }
}
