import type { z } from 'zod';
import type { Diagnostic } from '../schema/diagnostic.js';
import { FILE_KINDS, type FileKind } from './kinds.js';
import type { Place } from './place.js';
import { readYaml } from './yaml.js';

/** A dictionary file as it was read from disk. `path` is relative to its folder, `layer` counts the folders. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly layer?: number;
}

/** A dictionary file whose content has been checked. */
export interface DictionaryFile {
  readonly path: string;
  readonly layer: number;
  readonly kind: string;
  /** The value as its schema gives it; `undefined` parts never occur. */
  readonly value: unknown;
  place(path: readonly (string | number)[]): Place;
}

/** Checks a value by the schema of its kind, which need not see the plain items of its list. */
function parse({ key, schema, plain }: FileKind, value: Record<string, unknown>): ReturnType<z.ZodType['safeParse']> {
  const items = value[key];
  if (!plain || !Array.isArray(items)) return schema.safeParse(value);
  const known: unknown[] = items.map(plain);
  const rest = schema.safeParse({ ...value, [key]: items.filter((_, index) => known[index] === undefined) });
  // Problems are told by the places of all items.
  if (!rest.success) return schema.safeParse(value);
  const parsed = rest.data as Record<string, unknown>;
  const others = (parsed[key] as unknown[])[Symbol.iterator]();
  const all = known.map((item) => (item === undefined ? others.next().value : item));
  return { success: true, data: { ...parsed, [key]: all } };
}

/** Reads and checks one file. A file with errors gives diagnostics and what of it is usable. */
export function readFile(source: SourceFile): { file?: DictionaryFile; diagnostics: Diagnostic[] } {
  const yaml = readYaml(source.path, source.text);
  const diagnostics: Diagnostic[] = [...yaml.diagnostics];
  const { value } = yaml;
  if (value === undefined || value === null) return { diagnostics };
  const keys = typeof value === 'object' ? Object.keys(value) : [];
  const kind = FILE_KINDS.find(
    (known) => keys.includes(known.key) && (!known.type || (value as { type?: unknown }).type === known.type),
  );
  if (!kind) {
    diagnostics.push({
      code: 'D003',
      severity: 'error',
      file: source.path,
      ...yaml.place(keys.slice(0, 1)),
      message: 'the file does not say what it holds',
      hint: `give it one of the keys ${FILE_KINDS.map((known) => known.key).join(', ')}`,
    });
    return { diagnostics };
  }
  const file = { path: source.path, layer: source.layer ?? 0, kind: kind.name, place: yaml.place };
  const parsed = parse(kind, value as Record<string, unknown>);
  if (parsed.success) return { file: { ...file, value: parsed.data }, diagnostics };
  const broken = new Set<number>();
  for (const issue of parsed.error.issues) {
    const path = issue.path.filter((key) => typeof key !== 'symbol');
    if (path[0] === kind.key && typeof path[1] === 'number') broken.add(path[1]);
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
    diagnostics.push({
      code: unknown ? 'D004' : 'D002',
      severity: 'error',
      file: source.path,
      ...yaml.place(unknown ? [...path, unknown[0]!] : path),
      message: unknown
        ? `"${unknown.join('", "')}" may not stand here`
        : `${path.length > 0 ? `${path.join('.')}: ` : ''}${issue.message}`,
    });
  }
  // The entries without errors are still good: a typing error in one must not take the others away.
  const items = (value as Record<string, unknown>)[kind.key];
  if (!Array.isArray(items) || broken.size === 0) return { diagnostics };
  const kept = items.map((_, index) => index).filter((index) => !broken.has(index));
  const rest = kind.schema.safeParse({ ...(value as object), [kind.key]: kept.map((index) => items[index]) });
  if (!rest.success) return { diagnostics };
  const place: DictionaryFile['place'] = ([key, index, ...more]) =>
    key === kind.key && typeof index === 'number'
      ? yaml.place([key, kept[index]!, ...more])
      : yaml.place(key === undefined ? [] : index === undefined ? [key] : [key, index, ...more]);
  return { file: { ...file, value: rest.data, place }, diagnostics };
}
