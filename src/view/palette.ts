/** Hues in degrees, far apart from one to the next; more names than hues begin again. */
const HUES = [210, 25, 275, 130, 345, 175, 50, 305, 95, 240, 0, 155];

/** Gives every name a hue, in the order of first appearance: the same names in the same order get the same hues. */
export function hues(names: Iterable<string>): Map<string, number> {
  const given = new Map<string, number>();
  for (const name of names) if (!given.has(name)) given.set(name, HUES[given.size % HUES.length] ?? 0);
  return given;
}
