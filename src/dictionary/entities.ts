import type { Diagnostic } from '../schema/diagnostic.js';
import type { Entry, TypeEntry } from '../schema/dictionary.js';
import type { Alias, Entity, Role } from './entity.js';
import type { DictionaryFile } from './read.js';

/** Fields that entries of every type may use. */
export const COMMON_FIELDS: ReadonlySet<string> = new Set(
  'id name aliases kind source disabled case weak near notNear from until note wikidata'.split(' '),
);

interface Compiled {
  readonly entities: Map<string, Entity>;
  readonly aliases: Alias[];
  /** Normalised entry of an entity, for the content hash. */
  entry(key: string): Entry;
}

/** Compiles the entity files of all layers: a later layer replaces or disables an entry of an earlier one. */
export function compileEntities(
  files: readonly DictionaryFile[],
  types: ReadonlyMap<string, TypeEntry>,
  diagnostics: Diagnostic[],
): Compiled {
  const chosen = new Map<string, { entry: Entry; file: DictionaryFile; index: number; type: string }>();
  for (const file of files) {
    const { type, entries } = file.value as { type: string; entries: Entry[] };
    if (!types.has(type)) {
      report(
        diagnostics,
        file,
        ['type'],
        'D005',
        `no type "${type}" is declared`,
        `declared: ${[...types.keys()].join(', ')}`,
      );
      continue;
    }
    entries.forEach((entry, index) => {
      const key = `${type}:${entry.id}`;
      const before = chosen.get(key);
      if (before && before.file.layer === file.layer) {
        const { line } = before.file.place(['entries', before.index]);
        const message = `${key} is already an entry (${before.file.path}:${line})`;
        report(diagnostics, file, ['entries', index, 'id'], 'D006', message);
      } else {
        chosen.set(key, { entry, file, index, type });
      }
    });
  }
  const entities = new Map<string, Entity>();
  const aliases: Alias[] = [];
  for (const [key, { entry, file, index, type }] of chosen) {
    if (entry.disabled) continue;
    const place = `${file.path}:${file.place(['entries', index]).line}`;
    const declared = types.get(type)!;
    checkFields(entry, declared, file, index, diagnostics);
    const entity = toEntity(key, type, entry, place);
    entities.set(key, entity);
    addAliases(entry, entity, aliases);
  }
  checkReferences(chosen, entities, types, diagnostics);
  return { entities, aliases, entry: (key) => chosen.get(key)!.entry };
}

/** Fields of an entry that only its names need. */
const NOT_ENTITY = new Set(['id', 'name', 'kind', 'aliases', 'source', 'case', 'near', 'notNear', 'note', 'disabled']);

function toEntity(key: string, type: string, entry: Entry, place: string): Entity {
  const entity: Record<string, unknown> = { key, type, id: entry.id, name: entry.name, kinds: entry.kind ?? [], place };
  for (const field in entry) if (!NOT_ENTITY.has(field)) entity[field] = entry[field as keyof Entry];
  return entity as unknown as Entity;
}

function addAliases(entry: Entry, entity: Entity, list: Alias[]): void {
  const { place } = entity;
  const plain = (text: string, role: Role): Alias => ({ text, role, case: 'smart', entity, weak: false, place });
  if (!entry.aliases && !entry.near && !entry.notNear && !entry.weak && !entry.from && !entry.until && !entry.case) {
    if (!entry.metonyms && !entry.demonyms && !entry.adjectives) {
      list.push(plain(entry.name, 'name'));
      return;
    }
  }
  const dates = { ...(entry.from ? { from: entry.from } : {}), ...(entry.until ? { until: entry.until } : {}) };
  const context = (from: { near?: string[] | undefined; notNear?: string[] | undefined }): Partial<Alias> => ({
    ...(from.near ? { near: from.near } : {}),
    ...(from.notNear ? { notNear: from.notNear } : {}),
  });
  list.push({
    ...plain(entry.name, 'name'),
    case: entry.case ?? 'smart',
    weak: entry.weak ?? false,
    ...dates,
    ...context(entry),
  });
  for (const alias of entry.aliases ?? []) {
    if (typeof alias === 'string') {
      if (alias !== entry.name) list.push({ ...plain(alias, 'alias'), case: entry.case ?? 'smart', ...dates });
      continue;
    }
    list.push({
      ...plain(alias.text, 'alias'),
      case: alias.case ?? 'smart',
      weak: alias.weak ?? false,
      ...(alias.keeps ? { keeps: true } : {}),
      ...dates,
      ...(alias.from ? { from: alias.from } : {}),
      ...(alias.until ? { until: alias.until } : {}),
      ...context(alias),
    });
  }
  for (const metonym of entry.metonyms ?? []) {
    const { text, keeps } = typeof metonym === 'string' ? { text: metonym, keeps: true } : metonym;
    list.push({ ...plain(text, 'metonym'), keeps: keeps ?? true });
  }
  for (const text of entry.demonyms ?? []) list.push(plain(text, 'demonym'));
  for (const text of entry.adjectives ?? []) list.push({ ...plain(text, 'adjective'), case: 'exact' });
}

function checkFields(
  entry: Entry,
  type: TypeEntry,
  file: DictionaryFile,
  index: number,
  diagnostics: Diagnostic[],
): void {
  for (const field in entry) {
    if (COMMON_FIELDS.has(field) || type.fields?.includes(field)) continue;
    const hint = `fields of this type: ${(type.fields ?? []).join(', ')}`;
    report(diagnostics, file, ['entries', index, field], 'D004', `"${field}" is not a field of type ${type.id}`, hint);
  }
  for (const kind of entry.kind ?? []) {
    if (type.kinds.includes(kind)) continue;
    report(diagnostics, file, ['entries', index, 'kind'], 'D007', `"${kind}" is not a kind of type ${type.id}`);
  }
}

function checkReferences(
  chosen: ReadonlyMap<string, { entry: Entry; file: DictionaryFile; index: number; type: string }>,
  entities: ReadonlyMap<string, Entity>,
  types: ReadonlyMap<string, TypeEntry>,
  diagnostics: Diagnostic[],
): void {
  const references = new Map([...types].map(([id, type]) => [id, Object.entries(type.references ?? {})]));
  for (const { entry, file, index, type } of chosen.values()) {
    for (const [field, target] of references.get(type) ?? []) {
      const id = (entry as Record<string, unknown>)[field];
      if (typeof id !== 'string' || entities.has(`${target}:${id}`)) continue;
      report(
        diagnostics,
        file,
        ['entries', index, field],
        'D008',
        `${field} "${id}" is no entry of type ${target}`,
        undefined,
        'warning',
      );
    }
  }
}

function report(
  diagnostics: Diagnostic[],
  file: DictionaryFile,
  path: readonly (string | number)[],
  code: string,
  message: string,
  hint?: string,
  severity: Diagnostic['severity'] = 'error',
): void {
  diagnostics.push({ code, severity, file: file.path, ...file.place(path), message, ...(hint ? { hint } : {}) });
}
