import { appendItem, flow } from '../../dictionary/edit.js';
import { readFile, type SourceFile } from '../../dictionary/read.js';
import { findUnit, replaceUnit } from '../../dictionary/unit.js';

/** A unit of a dictionary file, as it is shown for editing. */
export interface UnitView {
  readonly file: string;
  /** Index of the folder that it stands in. */
  readonly layer: number;
  /** 1-based; 0 for an entry that is not there yet. */
  readonly line: number;
  readonly text: string;
  readonly id?: string;
  /** Where a change is saved: the folder that it stands in, or the last, which is laid over it. */
  readonly target: { readonly file: string; readonly layer: number };
  /** For a new entry: the kinds that it may have. */
  readonly kinds?: readonly string[];
}

/** A change of a unit. `original` is what it was when it was shown: when it is something else by now, the edit is refused. */
export interface Edit {
  readonly file: string;
  readonly layer: number;
  readonly line: number;
  readonly original: string;
  readonly text: string;
  /** For a new entry: its entity type. */
  readonly type?: string;
}

/** An edit that cannot be made; the message is one line for people. */
export class EditError extends Error {
  override name = 'EditError';
}

/** Shows the unit at a place (`file:line`), in the uppermost folder that holds such a file; `id` is the entry's, where it is known. */
export function viewUnit(files: readonly SourceFile[], place: string, last: number, id?: string): UnitView | undefined {
  const [, path = '', line = '0'] = /^(.+):(\d+)$/.exec(place) ?? [];
  const candidates = files.filter((file) => file.path === path).sort((a, b) => (b.layer ?? 0) - (a.layer ?? 0));
  const shown = candidates.flatMap((file) => {
    const layer = file.layer ?? 0;
    const unit = findUnit(file.text, Number(line), layer < last);
    if (!unit) return [];
    const target = { file: path, layer: unit.item && layer < last ? last : layer };
    return [{ file: path, layer, line: unit.line, text: unit.text, target, ...(unit.id ? { id: unit.id } : {}) }];
  });
  return shown.find((unit) => id === undefined || unit.id === id) ?? shown[0];
}

/**
 * An entry to begin with, for a name that no dictionary holds: into the last folder, where it keeps such entries in one file, else into
 * a file for those that are added.
 */
export function newUnit(
  files: readonly SourceFile[],
  { type, name, kind, kinds }: { type: string; name: string; kind: string | undefined; kinds: readonly string[] },
  last: number,
): UnitView {
  const own = files.filter((one) => (one.layer ?? 0) === last && holdsType(one, type));
  const file = own.length === 1 && own[0] ? own[0].path : `${type}s.yaml`;
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const text = flow({ id: id || 'new', name, aliases: [], kind: kind ?? kinds[0] ?? 'unknown', source: 'news' });
  return { file, layer: last, line: 0, text, target: { file, layer: last }, kinds };
}

/** The files with an edit made, and the one file that it changes. @throws EditError */
export function applyEdit(
  files: readonly SourceFile[],
  edit: Edit,
  last: number,
): { files: SourceFile[]; changed: SourceFile; before: string | undefined } {
  if (edit.text.trim() === '') throw new EditError('the entry is empty; `disabled: true` takes one away');
  const source = files.find((file) => file.path === edit.file && (file.layer ?? 0) === edit.layer);
  if (edit.line === 0) return write(files, { path: edit.file, layer: last }, (text) => added(text, edit));
  const unit = source && findUnit(source.text, edit.line, edit.layer < last);
  if (!source || !unit || unit.text !== edit.original) {
    throw new EditError(`${edit.file}:${edit.line} has changed meanwhile: open the entry again`);
  }
  if (unit.item && edit.layer < last) {
    const type = (readFile(source).file?.value as { type?: string } | undefined)?.type;
    const item = { ...edit, ...(type ? { type } : {}) };
    return write(files, { path: edit.file, layer: last }, (text) => added(text, item, unit.under));
  }
  return write(files, { path: edit.file, layer: edit.layer }, () => replaceUnit(source.text, unit, edit.text));
}

function write(
  files: readonly SourceFile[],
  { path, layer }: { path: string; layer: number },
  change: (text: string | undefined) => string,
): { files: SourceFile[]; changed: SourceFile; before: string | undefined } {
  const before = files.find((file) => file.path === path && (file.layer ?? 0) === layer);
  const changed = { path, layer, text: change(before?.text) };
  return { files: [...files.filter((file) => file !== before), changed], changed, before: before?.text };
}

function added(text: string | undefined, { text: item, type }: Edit, under = 'entries'): string {
  const head = type && under === 'entries' ? `type: ${flow(type)}\n` : '';
  try {
    return appendItem(text ?? `${head}${under}: []\n`, [under], item.trim());
  } catch (error) {
    throw new EditError((error as Error).message);
  }
}

function holdsType(file: SourceFile, type: string): boolean {
  return new RegExp(`^type:\\s*${type}\\s*$`, 'm').test(file.text) && /^entries:/m.test(file.text);
}
