/** Converts between offsets in UTF-16 code units (JavaScript's) and in code points (Python's), for one text. */
export class CodePoints {
  /** UTF-16 offsets of the characters that take two units, ascending. */
  private readonly wide: number[] = [];

  constructor(text: string) {
    for (let at = 0; at < text.length; at++) {
      if (text.codePointAt(at)! <= 0xffff) continue;
      this.wide.push(at);
      at++;
    }
  }

  /** Code points before a UTF-16 offset; an offset inside a pair counts the pair. */
  toPoints(unit: number): number {
    return unit - this.before(unit);
  }

  /** The UTF-16 offset of a code point. */
  toUnits(point: number): number {
    let [low, high] = [0, this.wide.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle]! - middle < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }

  private before(unit: number): number {
    let [low, high] = [0, this.wide.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle]! < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
