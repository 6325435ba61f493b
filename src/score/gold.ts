import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NameTable } from './names.js';

/** An expected mention. */
export interface GoldEntity {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly name: string;
}

/** An expected relation; its arguments are canonical names or noun phrases. */
export interface GoldRelation {
  readonly type: string;
  readonly subject: string;
  readonly object: string;
  readonly polarity: string;
  readonly modality: string;
}

/** What is expected of one passage. */
export interface GoldPassage {
  readonly id: string;
  readonly entities: readonly GoldEntity[];
  readonly relations: readonly GoldRelation[];
}

/** A gold set: its passages and the tables of names that are one. */
export interface GoldSet {
  readonly passages: readonly GoldPassage[];
  readonly names: readonly NameTable[];
}

/**
 * Reads a gold folder: `gold/*.json`, and `names.json` beside it; `more` are further tables of names. Rejects when the folder
 * cannot be read or a file is no JSON.
 */
export async function readGold(folder: string, more: readonly string[] = []): Promise<GoldSet> {
  const files = (await readdir(join(folder, 'gold'))).filter((name) => name.endsWith('.json')).sort();
  const passages = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(join(folder, 'gold', name), 'utf8')) as GoldPassage),
  );
  const tables = await Promise.all([...more, join(folder, 'names.json')].map(readNames));
  return { passages, names: tables };
}

/** Reads a table of names; an empty one when there is no such file. */
async function readNames(file: string): Promise<NameTable> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as NameTable;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${file} in ${dirname(file)} is no table of names: ${(error as Error).message}`);
  }
}
