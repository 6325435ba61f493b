import { readFile } from 'node:fs/promises';
import { decode } from '../sources/bytes.js';
import { Failure } from './exit.js';

/** All of a text file, or of stdin for `-`. @throws Failure when it is a folder, holds nothing or is no UTF-8 */
export async function readTextFile(path: string): Promise<string> {
  const name = path === '-' ? 'stdin' : path;
  const bytes = await (path === '-' ? readStdin() : readFile(path)).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EISDIR' ? new Failure(`${path}: is a folder`) : error;
  });
  const text = decode(bytes, name);
  if (text.trim() === '') throw new Failure(`${name}: is empty`);
  return text;
}

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
