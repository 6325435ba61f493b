import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Dictionary } from '../dictionary/dictionary.js';
import { readConfig } from '../schema/config.js';
import { formatDiagnostic } from '../schema/diagnostic.js';
import { readDictionaryFolders } from './dictionary-files.js';
import { Failure, UsageError } from './exit.js';
import { plain, say } from './output.js';
import { packageRoot } from './package.js';
import { counted } from './words.js';

/** The folders to load, in order: those of CHOKEPOINT_DICTIONARIES, else the bundled one; then the overlays. */
export function dictionaryFolders(overlays: readonly string[] = []): string[] {
  const configured = readConfig().dictionaries;
  const base = configured.length > 0 ? configured : [join(packageRoot(), 'dictionaries')];
  const folders = [...base, ...overlays];
  for (const folder of folders) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${folder}: is no folder`);
  }
  return folders;
}

/**
 * Loads the dictionaries and prints what is wrong with them on stderr, one line a problem.
 * @throws Failure when a problem is an error: nothing is extracted with half a dictionary.
 */
export async function openDictionary(overlays: readonly string[] = []): Promise<Dictionary> {
  const { loadDictionary } = await import('../dictionary/load.js');
  const folders = dictionaryFolders(overlays);
  const { dictionary, diagnostics } = await loadDictionary(folders);
  if (diagnostics.some(({ severity }) => severity === 'error')) await complainOf(folders);
  return dictionary;
}

/** Compiles again what has errors, to name its files as one would type them. */
async function complainOf(folders: readonly string[]): Promise<never> {
  const { compileDictionary } = await import('../dictionary/compile.js');
  const files = (await readDictionaryFolders(folders)).filter(({ path }) => !/\.test\.ya?ml$/.test(path));
  const errors = compileDictionary(files).diagnostics.filter(({ severity }) => severity === 'error');
  for (const diagnostic of errors) say(plain(formatDiagnostic(diagnostic)));
  throw new Failure(`the dictionaries have ${counted(errors.length, 'error')}; \`dict check\` lists all`);
}

/** Collects a repeatable option. */
export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}
