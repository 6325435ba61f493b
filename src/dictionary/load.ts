import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type CompiledDictionary, compileDictionary } from './compile.js';
import type { SourceFile } from './read.js';

/**
 * Loads all `*.yaml` files under the folders; a later folder adds to, replaces (by id) or disables what an earlier one
 * says. Test files are left aside. Rejects only when a folder cannot be read: what is wrong with the files stands in
 * the diagnostics.
 */
export async function loadDictionary(folders: readonly string[]): Promise<CompiledDictionary> {
  return compileDictionary(await readDictionaryFiles(folders));
}

/** The files that make a dictionary: all under the folders, each folder a layer, tests left aside. */
export async function readDictionaryFiles(folders: readonly string[]): Promise<SourceFile[]> {
  const layers = await Promise.all(folders.map((folder, layer) => readFolder(folder, layer)));
  return layers.flat().filter((file) => !/\.test\.ya?ml$/.test(file.path));
}

/** All YAML files under a folder, tests among them, with paths relative to it, in order. */
export async function readFolder(folder: string, layer = 0): Promise<SourceFile[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.ya?ml$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: relative(folder, join(folder, name)).split(sep).join('/'),
      text: await readFile(join(folder, name), 'utf8'),
      layer,
    })),
  );
}
