import { isAbsolute, join, relative, resolve } from 'node:path';
import type { SourceFile } from '../dictionary/read.js';

/** All files of dictionary folders, each a layer, tests among them. Paths are as one would type them, so that they differ between folders. */
export async function readDictionaryFolders(all: readonly string[]): Promise<SourceFile[]> {
  const { readFolder } = await import('../dictionary/load.js');
  const layers = await Promise.all(all.map((folder, layer) => readFolder(folder, layer)));
  return layers.flatMap((files, layer) =>
    files.map((file) => ({ ...file, path: shown(join(all[layer]!, file.path)) })),
  );
}

/** A path as one would type it here. */
export function shown(path: string): string {
  const here = relative(process.cwd(), resolve(path));
  return here.startsWith('..') || isAbsolute(here) ? resolve(path) : here;
}
