import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Dictionary } from '../dictionary/dictionary.js';
import { readConfig } from '../schema/config.js';
import { formatDiagnostic } from '../schema/diagnostic.js';
import { Failure, UsageError } from './exit.js';
import { say } from './output.js';
import { packageRoot } from './package.js';

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
  const { dictionary, diagnostics } = await loadDictionary(dictionaryFolders(overlays));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  for (const diagnostic of errors) say(formatDiagnostic(diagnostic));
  if (errors.length > 0) {
    throw new Failure(`the dictionaries have ${errors.length} error${errors.length === 1 ? '' : 's'}`);
  }
  return dictionary;
}

/** Collects a repeatable option. */
export function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}
