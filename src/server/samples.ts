import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from './problem.js';

/** The documents to try that come with the package, by file name; lines of a `.jsonl` as `file:line`. */
export async function listSamples(root: string): Promise<string[]> {
  const folder = join(root, 'samples');
  const names = (await readdir(folder).catch(() => [] as string[])).sort();
  const listed = await Promise.all(
    names.map(async (name) => {
      if (/\.(txt|html)$/.test(name)) return [name];
      if (!name.endsWith('.jsonl')) return [];
      const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
      return lines.flatMap((line, index) => (line.trim() === '' ? [] : [`${name}:${index + 1}`]));
    }),
  );
  return listed.flat();
}

/** One of them as a document. @throws Problem 404 */
export async function readSample(root: string, name: string): Promise<unknown> {
  if (!(await listSamples(root)).includes(name)) throw new Problem(404, 'unknown', 'no such sample');
  const [file = '', line] = name.split(':');
  const text = await readFile(join(root, 'samples', file), 'utf8');
  if (line !== undefined) return JSON.parse(text.split('\n')[Number(line) - 1] ?? '{}');
  const id = file.replace(/\.\w+$/, '');
  return file.endsWith('.html') ? { id, html: text } : { id, text };
}
