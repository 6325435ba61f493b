import { JaroWinklerDistance } from 'natural/lib/natural/distance/index.js';

/** A known name that is spelled much like another. */
export interface Similar {
  readonly name: string;
  /** type:id of its entry. */
  readonly id: string;
  readonly similarity: number;
}

const ENOUGH = 0.92;

/**
 * Finds known names that are spelled like a given one, by `natural`'s Jaro-Winkler distance. Names with other first letters are not looked
 * at. A help for people: similarity alone links nothing.
 */
export class Spellings {
  private readonly byLetter = new Map<string, { lower: string; name: string; id: string }[]>();

  constructor(names: Iterable<{ readonly name: string; readonly id: string }>) {
    for (const { name, id } of names) {
      const lower = name.toLowerCase();
      const letter = lower.charAt(0);
      const list = this.byLetter.get(letter);
      if (list) list.push({ lower, name, id });
      else this.byLetter.set(letter, [{ lower, name, id }]);
    }
  }

  /** The known names most like this one, the best first, at most three. */
  near(name: string): Similar[] {
    const lower = name.toLowerCase();
    return (this.byLetter.get(lower.charAt(0)) ?? [])
      .filter((one) => Math.abs(one.lower.length - lower.length) <= 1 + lower.length / 2)
      .map((one) => ({ name: one.name, id: one.id, similarity: JaroWinklerDistance(lower, one.lower, {}) }))
      .filter(({ similarity }) => similarity >= ENOUGH)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, 3)
      .map((one) => ({ ...one, similarity: Math.round(one.similarity * 1000) / 1000 }));
  }
}
