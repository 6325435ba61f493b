import type { Entry } from '../schema/dictionary.js';
import type { Path } from './edit.js';
import type { Role } from './entity.js';
import type { DictionaryFile } from './read.js';

/** An entry where it stands. */
export interface PlacedEntry {
  readonly key: string;
  readonly type: string;
  readonly entry: Entry;
  readonly file: DictionaryFile;
  readonly index: number;
  readonly path: Path;
}

/** A surface form where it stands. */
export interface Surface {
  readonly text: string;
  readonly role: Role;
  readonly weak: boolean;
  /** The entry says outright that it is not weak. */
  readonly settled: boolean;
  readonly exact: boolean;
  readonly path: Path;
}

/** All entries of entity files, in order of layer and file. */
export function placedEntries(files: readonly DictionaryFile[]): PlacedEntry[] {
  return files
    .filter(({ kind }) => kind === 'entities')
    .flatMap((file) => {
      const { type, entries } = file.value as { type: string; entries: Entry[] };
      return entries.map((entry, index) => ({
        key: `${type}:${entry.id}`,
        type,
        entry,
        file,
        index,
        path: ['entries', index],
      }));
    });
}

/** The entries that count: of several with one key the last layer's, and none that it disables. */
export function effective(entries: readonly PlacedEntry[]): PlacedEntry[] {
  const chosen = new Map<string, PlacedEntry>();
  for (const one of entries) {
    const before = chosen.get(one.key);
    if (!before || before.file.layer < one.file.layer) chosen.set(one.key, one);
  }
  return [...chosen.values()].filter(({ entry }) => entry.disabled !== true);
}

/** The surface forms of an entry, the name first. */
export function surfacesOf({ entry, path }: PlacedEntry): Surface[] {
  const exact = entry.case === 'exact';
  const list: Surface[] = [
    {
      text: entry.name,
      role: 'name',
      weak: entry.weak ?? false,
      settled: entry.weak === false,
      exact,
      path: [...path, 'name'],
    },
  ];
  (entry.aliases ?? []).forEach((alias, at) => {
    const place = [...path, 'aliases', at];
    if (typeof alias === 'string')
      list.push({ text: alias, role: 'alias', weak: false, settled: false, exact, path: place });
    else
      list.push({
        text: alias.text,
        role: 'alias',
        weak: alias.weak ?? false,
        settled: alias.weak === false,
        exact: alias.case === 'exact',
        path: place,
      });
  });
  for (const [field, role] of [
    ['metonyms', 'metonym'],
    ['demonyms', 'demonym'],
    ['adjectives', 'adjective'],
  ] as const) {
    (entry[field] ?? []).forEach((one, at) => {
      const text = typeof one === 'string' ? one : one.text;
      list.push({ text, role, weak: false, settled: true, exact: role === 'adjective', path: [...path, field, at] });
    });
  }
  return list;
}
