import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readConfig } from '../../schema/config.js';
import { UsageError } from '../exit.js';

/** The file of a user's folder that entries of a type go into: the one named, else `TYPEs.yaml` in the folder. */
export function entityFile(folder: string, type: string, file?: string): string {
  return file ?? join(folder, `${type}s.yaml`);
}

/** The folder that is edited: the one named, else the last of CHOKEPOINT_DICTIONARIES. Shipped files are never edited unasked. */
export function editedFolder(given: string | undefined): string {
  const folder = given ?? readConfig().dictionaries.at(-1);
  if (folder) return folder;
  throw new UsageError('name the folder of your dictionaries: --into FOLDER (it is made when it is not there)');
}

export async function readIfThere(path: string): Promise<string | undefined> {
  return existsSync(path) ? readFile(path, 'utf8') : undefined;
}

/** Writes a file as a whole or not at all. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path) || '.', { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}
