import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourceFile } from '../../dictionary/read.js';
import { dictionaryFolders } from '../dictionaries.js';
import { readDictionaryFolders } from '../dictionary-files.js';
import { Failure, UsageError } from '../exit.js';

/** Dictionary folders as a verb of `dict` works on them: those given lie over the shipped ones, or stand alone. */
export interface Folders {
  /** All folders, the lowest first. */
  readonly all: readonly string[];
  /** First of the folders that the user gave; these are looked at, and edited. */
  readonly own: number;
}

/**
 * The folders to work on. A folder that declares entity types of its own stands alone; any other lies over the folders of the
 * environment, or those that come with the program. Without a folder these are worked on themselves.
 */
export async function openFolders(given: readonly string[] = []): Promise<Folders> {
  for (const folder of given) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${folder}: is no folder`);
  }
  if (given.length === 0) return { all: dictionaryFolders(), own: 0 };
  const { readFolder } = await import('../../dictionary/load.js');
  const { declaresTypes } = await import('../../dictionary/files.js');
  const first = await readFolder(given[0]!);
  if (first.some(declaresTypes)) return { all: given, own: 0 };
  const base = dictionaryFolders();
  const same = base.findIndex((folder) => resolve(folder) === resolve(given[0]!));
  return same >= 0 ? { all: base, own: same } : { all: [...base, ...given], own: base.length };
}

/** Reads all files of folders, tests among them, with paths as one would type them. */
export function readFolders({ all }: Folders): Promise<SourceFile[]> {
  return readDictionaryFolders(all);
}

/** @throws Failure when the folders that the user gave hold nothing: a wrong folder must not look like a good one. */
export function refuseEmpty({ all, own }: Folders, sources: readonly SourceFile[]): void {
  const empty = all.findIndex((_, layer) => layer >= own && !sources.some((source) => source.layer === layer));
  if (empty >= 0) throw new Failure(`${all[empty]}: holds no dictionaries (.yaml)`);
}

/** Writes a file that was read by `readFolders`. */
export async function writeSource(file: SourceFile): Promise<void> {
  await writeFile(resolve(file.path), file.text);
}
