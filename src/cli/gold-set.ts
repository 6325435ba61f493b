import { statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GoldSet, readGold } from '../score/index.js';
import { UsageError } from './exit.js';

/** A gold set with the texts that it is of. */
export interface GoldFolder {
  readonly gold: GoldSet;
  readonly texts: readonly { readonly id: string; readonly text: string }[];
}

/** Opens a folder with `gold/ID.json` and `texts/ID.txt`; `names` are further tables of names. @throws UsageError */
export async function openGold(folder: string, names: readonly string[] = []): Promise<GoldFolder> {
  for (const file of [folder, ...names])
    if (!statSync(file, { throwIfNoEntry: false })) throw new UsageError(`${file}: does not exist`);
  for (const part of ['gold', 'texts']) {
    if (!statSync(join(folder, part), { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`${folder}: is no gold set: it has no folder ${part}/`);
  }
  const gold = await readGold(folder, names).catch((error: Error) => {
    throw new UsageError(`${folder}: is no gold set: ${error.message}`);
  });
  const files = (await readdir(join(folder, 'texts'))).filter((name) => name.endsWith('.txt')).sort();
  if (files.length === 0) throw new UsageError(`${folder}: is no gold set: texts/ holds no .txt files`);
  const texts = await Promise.all(
    files.map(async (name) => ({
      id: name.slice(0, -'.txt'.length),
      text: await readFile(join(folder, 'texts', name), 'utf8'),
    })),
  );
  return { gold, texts };
}
