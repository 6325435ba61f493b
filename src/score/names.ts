/** Which names are one: canonical name to its other names, as in names.json. */
export type NameTable = Readonly<Record<string, readonly string[]>>;

/** A name without what does not tell names apart: case, diacritics, punctuation, a leading article. */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Gives names that are one the same form. Later tables win. */
export function nameFolder(tables: readonly NameTable[]): (name: string) => string {
  const canonical = new Map<string, string>();
  for (const table of tables) {
    for (const [name, others] of Object.entries(table)) {
      for (const other of [name, ...others]) canonical.set(plainName(other), plainName(name));
    }
  }
  return (name) => canonical.get(plainName(name)) ?? plainName(name);
}
