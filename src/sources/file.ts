import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { DocumentError } from '../schema/document-error.js';
import { decode } from './bytes.js';
import type { Format, SourceItem } from './item.js';
import { jsonDocuments } from './json.js';
import { readLines } from './lines.js';

const EXTENSIONS: Record<string, Format> = {
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};
/** What a line of JSON may have beside its body. */
const SPARE = 64 * 1024;

/**
 * The documents of a file: one, or those of its JSON. The id of a text or page is its name without folder and extension.
 * @param maxBytes largest document, in UTF-8 bytes
 * @throws DocumentError
 */
export async function* readDocuments(path: string, format: Format, maxBytes: number): AsyncGenerator<SourceItem> {
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error);
  });
  if (stats.isDirectory()) throw new DocumentError('invalid', path, 'is a folder');
  const kind = format === 'auto' ? (EXTENSIONS[extname(path).toLowerCase()] ?? 'text') : format;
  try {
    if (kind === 'jsonl') {
      yield* readLines(createReadStream(path), path, maxBytes + SPARE);
      return;
    }
    if (kind !== 'json' && stats.size > maxBytes)
      throw new DocumentError('too-large', path, `has ${stats.size} bytes, at most ${maxBytes} are taken`);
    const text = decode(await readFile(path), path);
    if (text.trim() === '') throw new DocumentError('empty', path, 'is empty');
    if (kind === 'json') yield* jsonDocuments(text, path);
    else yield { input: path, document: { id: basename(path, extname(path)), [kind]: text } };
  } catch (error) {
    throw typeof (error as NodeJS.ErrnoException).errno === 'number' ? unreadable(path, error) : error;
  }
}

function unreadable(path: string, error: unknown): DocumentError {
  const { code } = error as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT' ? 'does not exist' : code === 'EACCES' ? 'may not be read' : `cannot be read: ${code}`;
  return new DocumentError('invalid', path, reason);
}
