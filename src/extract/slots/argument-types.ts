/** Types of an argument as sets and lists, each made once. */

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The types of an argument as a set, made once. */
export function setOf(types: readonly string[]): ReadonlySet<string> {
  let known = sets.get(types);
  if (!known) {
    known = new Set(types);
    sets.set(types, known);
  }
  return known;
}

const alone = new Map<string, readonly string[]>();

/** The list of one type, made once. */
export function only(type: string): readonly string[] {
  let known = alone.get(type);
  if (!known) {
    known = [type];
    alone.set(type, known);
  }
  return known;
}
