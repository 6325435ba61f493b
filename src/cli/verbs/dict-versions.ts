import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { SourceFile } from '../../dictionary/read.js';
import { dictionaryFolders } from '../dictionaries.js';
import { UsageError } from '../exit.js';
import { openFolders, readFolders } from './dict-folders.js';

const run = promisify(execFile);
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * A version of the dictionaries: a folder (laid over the shipped ones, or alone when it declares types), or a git revision, `REV` or
 * `REV:FOLDER`, the folder being that of the dictionaries in use when left out.
 */
export async function readVersion(name: string): Promise<SourceFile[]> {
  const sources =
    existsSync(name) && statSync(name).isDirectory()
      ? await readFolders(await openFolders([name]))
      : await readRevision(name);
  return sources.filter(({ path }) => !/\.test\.ya?ml$/.test(path));
}

async function readRevision(name: string): Promise<SourceFile[]> {
  const colon = name.indexOf(':');
  const revision = colon < 0 ? name : name.slice(0, colon);
  const folder = colon < 0 ? dictionaryFolders().at(-1)! : name.slice(colon + 1) || '.';
  if (revision === '' || revision.startsWith('-'))
    throw new UsageError(`${name}: is neither a folder nor a git revision`);
  const at = existsSync(folder) ? resolve(folder) : resolve(dirname(folder));
  const git = (cwd: string, ...args: string[]) =>
    run('git', args, { cwd, maxBuffer: MAX_BYTES, encoding: 'utf8' }).then(({ stdout }) => stdout);
  try {
    const root = (await git(at, 'rev-parse', '--show-toplevel')).trim();
    const inside = existsSync(folder) ? relative(root, at) : relative(root, resolve(at, basename(folder)));
    const commit = (await git(root, 'rev-parse', '--verify', '--quiet', `${revision}^{commit}`)).trim();
    const listed = await git(root, 'ls-tree', '-r', '-z', '--name-only', commit, '--', `${inside || '.'}/`);
    const files = listed.split('\0').filter((path) => /\.ya?ml$/.test(path));
    if (files.length === 0) throw new UsageError(`${name}: has no dictionaries in ${inside || 'its root'}`);
    const layer0 = await Promise.all(
      files.map(async (path) => ({
        path: `${revision}:${path}`,
        text: await git(root, 'show', `${commit}:${path}`),
        layer: 0,
      })),
    );
    if (layer0.some(({ text }) => /^types:/m.test(text))) return layer0;
    // A user's folder of that revision lies over the shipped dictionaries of today.
    const base = await readFolders(await openFolders());
    const layer = Math.max(...base.map((file) => file.layer ?? 0)) + 1;
    return [...base, ...layer0.map((file) => ({ ...file, layer }))];
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${name}: is neither a folder nor a git revision`);
  }
}
