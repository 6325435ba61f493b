import { type Entry, entrySchema } from '../schema/dictionary.js';

const isWord = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isWord);
const isSome = (value: unknown): boolean => isWord(value) || (isList(value) && (value as unknown[]).length > 0);
const isId = (value: unknown): boolean => typeof value === 'string' && /^[a-z0-9][a-z0-9-]*$/.test(value);
const isCountry = (value: unknown): boolean => typeof value === 'string' && /^[A-Z]{2}$/.test(value);
const isFlag = (value: unknown): boolean => typeof value === 'boolean';

/** Fields that most entries have no more than, with what their values must be. */
const PLAIN = new Map<string, (value: unknown) => boolean>([
  ['id', isId],
  ['name', isWord],
  ['aliases', isList],
  ['kind', isSome],
  ['source', isSome],
  ['weak', isFlag],
  ['parent', isId],
  ['country', isCountry],
  ['hq', isWord],
  ['ticker', isList],
  ['startup', isFlag],
  ['maker', isId],
  ['family', isId],
  ['within', isId],
]);
/** Position of each field in what the schema gives. */
const RANK = new Map(Object.keys(entrySchema.shape).map((field, rank) => [field, rank]));

/**
 * What the schema of entries makes of an entry with plain fields alone, at a small part of the time: large files hold little else.
 * The value itself becomes the entry where its fields stand in the order of the schema, as they nearly always do. Undefined for
 * any other entry, which the schema must see.
 */
export function readPlainEntry(value: unknown): Entry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Record<string, unknown>;
  if (given.id === undefined || given.name === undefined || given.kind === undefined) return undefined;
  let last = -1;
  let ordered = true;
  for (const field in given) {
    const fits = PLAIN.get(field);
    if (!fits?.(given[field])) return undefined;
    const rank = RANK.get(field)!;
    if (rank < last) ordered = false;
    last = rank;
  }
  let entry = given;
  if (!ordered) {
    entry = {};
    for (const field of Object.keys(given).sort((a, b) => RANK.get(a)! - RANK.get(b)!)) entry[field] = given[field];
  }
  if (typeof entry.kind === 'string') entry.kind = [entry.kind];
  if (typeof entry.source === 'string') entry.source = [entry.source];
  return entry as Entry;
}
