import type { NewEntry } from './add.js';
import type { Dictionary, Entity } from './dictionary.js';

/** Formats of entry lists that other tools read and write. */
export const TABLE_FORMATS = ['csv', 'json', 'spacy'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A line of a table that is no entry; the message names the line. */
export class TableError extends Error {
  override name = 'TableError';
}

const LISTS = new Set(['aliases', 'kind', 'ticker', 'demonyms', 'adjectives', 'metonyms', 'patterns', 'source']);
const COLUMNS = [
  'type',
  'id',
  'name',
  'aliases',
  'kind',
  'country',
  'parent',
  'maker',
  'family',
  'hq',
  'ticker',
  'iso',
  'within',
  'wikidata',
];

/** Reads entries from a table. `type` is that of entries which name none. @throws TableError */
export function readTable(text: string, format: TableFormat, type?: string): NewEntry[] {
  const rows = format === 'csv' ? csvRows(text) : format === 'json' ? jsonRows(text) : spacyRows(text);
  return rows.map(({ place, fields }) => {
    const { type: own, id, name, aliases, kind, ...rest } = fields;
    const known = typeof own === 'string' && own !== '' ? own : type;
    if (typeof name !== 'string' || name.trim() === '') throw new TableError(`${place}: has no name`);
    if (!known) throw new TableError(`${place}: has no type; --type gives one to all`);
    const list = (value: unknown): string[] =>
      Array.isArray(value) ? value.map(String) : value ? [String(value)] : [];
    const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '');
    return {
      type: known,
      name: name.trim(),
      ...(id ? { id: String(id) } : {}),
      ...(list(aliases).length > 0 ? { aliases: list(aliases) } : {}),
      ...(list(kind).length > 0 ? { kind: list(kind) } : {}),
      ...(given.length > 0 ? { fields: Object.fromEntries(given) } : {}),
    };
  });
}

/** Writes the entries of a dictionary as a table. */
export function writeTable(dictionary: Dictionary, format: TableFormat, type?: string): string {
  const names = new Map<string, string[]>();
  for (const { text, role, entity } of dictionary.gazetteer.aliases) {
    if (entity && role === 'alias') names.set(entity.key, [...(names.get(entity.key) ?? []), text]);
  }
  const entities = [...dictionary.entities.values()].filter((entity) => !type || entity.type === type);
  const aliasesOf = ({ key }: Entity): string[] => names.get(key) ?? [];
  if (format === 'spacy') {
    return entities
      .flatMap((one) =>
        [one.name, ...aliasesOf(one)].map((pattern) => ({ label: one.type.toUpperCase(), pattern, id: one.id })),
      )
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('');
  }
  const rows = entities.map((one) => {
    const { key: _, place: __, kinds, ...rest } = one;
    const aliases = aliasesOf(one);
    return { ...rest, kind: kinds, ...(aliases.length > 0 ? { aliases } : {}) } as Record<string, unknown>;
  });
  if (format === 'json') return `${JSON.stringify(rows, undefined, 2)}\n`;
  const cell = (value: unknown): string =>
    quote(Array.isArray(value) ? value.join('|') : value === undefined ? '' : String(value));
  return [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(','))]
    .map((line) => `${line}\n`)
    .join('');
}

interface Row {
  readonly place: string;
  readonly fields: Record<string, unknown>;
}

function csvRows(text: string): Row[] {
  const [head = [], ...lines] = parseCsv(text);
  if (!head.includes('name')) throw new TableError('line 1: names no column "name"');
  return lines
    .map((cells, at) => ({ cells, place: `row ${at + 2}` }))
    .filter(({ cells }) => cells.some((one) => one !== ''))
    .map(({ cells, place }) => ({
      place,
      fields: Object.fromEntries(
        head
          .map((column, index) => {
            const value = cells[index]?.trim() ?? '';
            return [
              column,
              LISTS.has(column)
                ? value
                    .split('|')
                    .map((one) => one.trim())
                    .filter(Boolean)
                : value,
            ];
          })
          .filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
      ),
    }));
}

/** RFC 4180: quotation marks around cells with commas, quotation marks or line breaks. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const source = text.replace(/^\ufeff/, '');
  for (let at = 0; at < source.length; at++) {
    const character = source[at]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (source[at + 1] === '"') cell += source[at++];
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else if (character !== '\r') cell += character;
  }
  if (quoted) throw new TableError(`row ${rows.length + 1}: a quotation mark is not closed`);
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

function quote(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function jsonRows(text: string): Row[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new TableError(`is not JSON: ${(error as Error).message}`);
  }
  const list = Array.isArray(value) ? value : (value as { entries?: unknown }).entries;
  if (!Array.isArray(list)) throw new TableError('is no list of entries');
  return list.map((fields, at) => ({ place: `entry ${at + 1}`, fields: fields as Record<string, unknown> }));
}

/** Patterns of spaCy's EntityRuler: those with one id are one entry, the first its name. Patterns of tokens count where they spell words. */
function spacyRows(text: string): Row[] {
  const entries = new Map<string, { place: string; type: string; id: string | undefined; names: string[] }>();
  text.split(/\r?\n/).forEach((line, at) => {
    if (line.trim() === '') return;
    const place = `line ${at + 1}`;
    let given: { label?: unknown; pattern?: unknown; id?: unknown };
    try {
      given = JSON.parse(line) as typeof given;
    } catch {
      throw new TableError(`${place}: is not JSON`);
    }
    const { label, pattern, id } = given;
    const name = typeof pattern === 'string' ? pattern : spell(pattern);
    if (typeof label !== 'string' || name === undefined) throw new TableError(`${place}: is no pattern of words`);
    const key = `${label} ${typeof id === 'string' ? id : name}`;
    const entry = entries.get(key) ?? {
      place,
      type: label.toLowerCase(),
      id: typeof id === 'string' ? id : undefined,
      names: [],
    };
    entries.set(key, entry);
    if (!entry.names.includes(name)) entry.names.push(name);
  });
  return [...entries.values()].map(({ place, type, id, names: [name, ...aliases] }) => ({
    place,
    fields: { type, ...(id ? { id } : {}), name, ...(aliases.length > 0 ? { aliases } : {}) },
  }));
}

function spell(pattern: unknown): string | undefined {
  if (!Array.isArray(pattern)) return undefined;
  const words = pattern.map((token: Record<string, unknown>) => token.ORTH ?? token.TEXT ?? token.LOWER);
  return words.every((word) => typeof word === 'string') ? words.join(' ') : undefined;
}
