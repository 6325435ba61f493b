import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { DocumentError } from '../queue/prepare.js';

export const FORMATS = ['auto', 'text', 'html', 'json', 'jsonl'] as const;
export type Format = (typeof FORMATS)[number];

/** One document as it was read, or why it could not be. `input` names it in messages: a file, or `file:line`. */
export type InputItem =
  | { readonly input: string; readonly document: Record<string, unknown> }
  | { readonly input: string; readonly error: DocumentError };

export interface InputOptions {
  readonly format?: Format;
  /** Largest document, in UTF-8 bytes. */
  readonly maxBytes: number;
}

const EXTENSIONS: Record<string, Format> = {
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};
const SPARE = 64 * 1024;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads documents from files, `-` being stdin. A bad one is an item with an error; the others go on. */
export async function* readInputs(paths: readonly string[], options: InputOptions): AsyncGenerator<InputItem> {
  for (const path of paths) {
    try {
      yield* readInput(path, options);
    } catch (error) {
      if (error instanceof DocumentError) yield { input: path === '-' ? 'stdin' : path, error };
      else if (typeof (error as NodeJS.ErrnoException).code === 'string')
        yield { input: path, error: unreadable(path, error) };
      else throw error;
    }
  }
}

async function* readInput(path: string, { format = 'auto', maxBytes }: InputOptions): AsyncGenerator<InputItem> {
  const name = path === '-' ? 'stdin' : path;
  if (path !== '-') {
    const stats = statSync(path);
    if (stats.isDirectory()) throw new DocumentError('invalid', name, 'is a folder');
  }
  let kind = format === 'auto' ? (EXTENSIONS[extname(path).toLowerCase()] ?? (path === '-' ? 'auto' : 'text')) : format;
  let bytes: AsyncIterable<Buffer> | undefined;
  if (kind === 'auto') {
    const chunks = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const first = await chunks.next();
    const head = first.done
      ? ''
      : first.value
          .subarray(0, 1024)
          .toString('utf8')
          .replace(/^\ufeff/, '')
          .trimStart();
    kind = head.startsWith('{') ? 'jsonl' : head.startsWith('<') ? 'html' : 'text';
    bytes = rejoin(first, chunks);
  }
  if (kind === 'jsonl') {
    yield* readLines(bytes ?? open(path), name, maxBytes + SPARE);
    return;
  }
  const limit = kind === 'json' ? Number.MAX_SAFE_INTEGER : maxBytes;
  const text = decode(
    path === '-' ? await readAll(bytes ?? process.stdin, name, limit) : await readWhole(path, limit),
    name,
  );
  if (text.trim() === '') throw new DocumentError('empty', name, 'is empty');
  if (kind === 'json') {
    const value = parse(text, name);
    const documents = Array.isArray(value) ? value : [value];
    for (const [index, document] of documents.entries()) {
      yield { input: Array.isArray(value) ? `${name}[${index}]` : name, document };
    }
    return;
  }
  const id = path === '-' ? {} : { id: basename(path, extname(path)) };
  yield { input: name, document: { ...id, [kind]: text } };
}

async function* readLines(bytes: AsyncIterable<Buffer>, name: string, limit: number): AsyncGenerator<InputItem> {
  let rest: Buffer[] = [];
  let size = 0;
  let number = 0;
  const line = (): InputItem | undefined => {
    number++;
    const input = `${name}:${number}`;
    const length = size;
    const whole = Buffer.concat(rest);
    rest = [];
    size = 0;
    try {
      if (length > limit)
        throw new DocumentError('too-large', input, `has ${length} bytes, at most ${limit} are taken`);
      const text = decode(whole, input);
      return text.trim() === '' ? undefined : { input, document: parse(text, input) };
    } catch (error) {
      return { input, error: error as DocumentError };
    }
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      size += at - from;
      if (size <= limit) rest.push(chunk.subarray(from, at));
      from = at + 1;
      const item = line();
      if (item) yield item;
    }
    size += chunk.length - from;
    if (size <= limit) rest.push(chunk.subarray(from));
  }
  if (size > 0) {
    const item = line();
    if (item) yield item;
  }
  if (number === 0) throw new DocumentError('empty', name, 'is empty');
}

function decode(bytes: Buffer, input: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new DocumentError('not-utf8', input, 'is not valid UTF-8');
  }
}

function parse(text: string, input: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw new DocumentError('not-json', input, `is not JSON: ${(error as Error).message.slice(0, 120)}`);
  }
}

async function readWhole(path: string, limit: number): Promise<Buffer> {
  const { size } = statSync(path);
  if (size > limit) throw new DocumentError('too-large', path, `has ${size} bytes, at most ${limit} are taken`);
  return readFile(path);
}

async function readAll(bytes: AsyncIterable<Buffer>, name: string, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > limit) throw new DocumentError('too-large', name, `has more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function open(path: string): AsyncIterable<Buffer> {
  return path === '-' ? process.stdin : createReadStream(path);
}

async function* rejoin(first: IteratorResult<Buffer>, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value;
}

function unreadable(path: string, error: unknown): DocumentError {
  const { code } = error as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT' ? 'does not exist' : code === 'EACCES' ? 'may not be read' : `cannot be read: ${code}`;
  return new DocumentError('invalid', path, reason);
}
