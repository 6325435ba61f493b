import { entrySchema } from '../schema/dictionary.js';
import type { Dictionary } from './dictionary.js';
import { appendItem, flow } from './edit.js';
import { COMMON_FIELDS } from './entities.js';
import { idFor } from './ids.js';
import { isCommonWord } from './lexicon.js';

/** An entry as a user wishes it; what is left out is filled in. */
export interface NewEntry {
  readonly type: string;
  readonly name: string;
  readonly id?: string;
  readonly aliases?: readonly (string | Readonly<Record<string, unknown>>)[];
  readonly kind?: readonly string[];
  /** Further fields as the type has them: country, parent, maker, … */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export interface Added {
  readonly text: string;
  readonly id: string;
  /** Decisions that were made for the user, and doubts, one sentence each. */
  readonly notes: readonly string[];
}

/** The entry cannot be added like this; the message is one line for people. */
export class EntryError extends Error {
  override name = 'EntryError';
}

/**
 * Adds an entry to the text of an entity file, or to a new file when there is no text; everything else in it stays as it was.
 * @throws EntryError when the type, a kind or the id cannot be
 */
export function addEntry(text: string | undefined, entry: NewEntry, dictionary: Dictionary): Added {
  const type = dictionary.types.get(entry.type);
  if (!type) throw new EntryError(`"${entry.type}" is no type: ${[...dictionary.types.keys()].join(', ')}`);
  const name = entry.name.trim();
  if (name === '') throw new EntryError('the name is empty');
  const taken = new Set([...dictionary.entities.values()].filter((one) => one.type === entry.type).map(({ id }) => id));
  const id = entry.id ?? idFor(name, taken);
  if (taken.has(id)) {
    const known = dictionary.entities.get(`${entry.type}:${id}`)!;
    throw new EntryError(`${entry.type}:${id} is already an entry (${known.place})`);
  }
  const notes: string[] = [];
  let kind = entry.kind ?? [];
  for (const one of kind) {
    if (!type.kinds.includes(one))
      throw new EntryError(`"${one}" is no kind of ${entry.type}: ${type.kinds.join(', ')}`);
  }
  if (kind.length === 0) {
    kind = [usualKind(entry.type, dictionary) ?? type.kinds[0]!];
    notes.push(`kind ${kind[0]} is the usual one of ${entry.type}; --kind says another`);
  }
  const weak = isCommonWord(name) ? { weak: true } : {};
  if (isCommonWord(name)) notes.push(`"${name}" is an ordinary word: it is marked as weak and wants "near"`);
  for (const claim of claimsOn([name, ...(entry.aliases ?? []).map(textOf)], dictionary)) notes.push(claim);
  const made = {
    id,
    name,
    ...weak,
    ...(entry.aliases && entry.aliases.length > 0 ? { aliases: entry.aliases } : {}),
    kind: kind.length === 1 ? kind[0] : kind,
    ...entry.fields,
  };
  notes.push(...refuse(made, entry.type, dictionary));
  const before = text?.trim() ? text : `type: ${entry.type}\nentries: []\n`;
  return { text: ended(appendItem(before, ['entries'], flow(made))), id, notes };
}

/** Refuses what `check` would call an error, and gives what it would warn of. */
function refuse(made: Readonly<Record<string, unknown>>, typeId: string, { types, entities }: Dictionary): string[] {
  const { fields = [], references = {} } = types.get(typeId)!;
  for (const field of Object.keys(made)) {
    if (!COMMON_FIELDS.has(field) && !fields.includes(field))
      throw new EntryError(`"${field}" is no field of ${typeId}: ${[...fields, ...COMMON_FIELDS].join(', ')}`);
  }
  const parsed = entrySchema.safeParse(made);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new EntryError(`${path.join('.')}: ${message}`);
  }
  return Object.entries(references).flatMap(([field, target]) => {
    const id = made[field];
    return id === undefined || entities.has(`${target}:${id}`) ? [] : [`${field} "${id}" is no entry of ${target} yet`];
  });
}

/** The kind that most entries of a type have. */
export function usualKind(type: string, dictionary: Dictionary): string | undefined {
  const counts = new Map<string, number>();
  for (const entity of dictionary.entities.values()) {
    if (entity.type !== type) continue;
    for (const kind of entity.kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function claimsOn(names: readonly string[], dictionary: Dictionary): string[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return dictionary.gazetteer.aliases
    .filter(({ text, role }) => wanted.has(text.toLowerCase()) && role !== 'demonym' && role !== 'adjective')
    .map(({ text, entity, place }) => `"${text}" is also ${entity ? `a name of ${entity.key}` : 'ignored'} (${place})`);
}

function textOf(alias: string | Readonly<Record<string, unknown>>): string {
  return typeof alias === 'string' ? alias : String(alias.text ?? '');
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
