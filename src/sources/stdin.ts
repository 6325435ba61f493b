import { DocumentError } from '../schema/document-error.js';
import { decode, readAll } from './bytes.js';
import type { Format, SourceItem } from './item.js';
import { jsonDocuments } from './json.js';
import { readLines } from './lines.js';

const NAME = 'stdin';
/** What a line of JSON may have beside its body. */
const SPARE = 64 * 1024;

/**
 * The documents of stdin. Without a format its beginning tells: `{` begins JSON lines, `<` a page, anything else a text.
 * @param maxBytes largest document, in UTF-8 bytes
 * @throws DocumentError
 */
export async function* readStdin(format: Format, maxBytes: number, stdin = process.stdin): AsyncGenerator<SourceItem> {
  let kind = format;
  let bytes: AsyncIterable<Buffer> = stdin;
  if (kind === 'auto') {
    const chunks = stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const first = await chunks.next();
    kind = first.done ? 'text' : kindOf(first.value);
    bytes = rejoin(first, chunks);
  }
  if (kind === 'jsonl') {
    yield* readLines(bytes, NAME, maxBytes + SPARE);
    return;
  }
  const text = decode(await readAll(bytes, NAME, kind === 'json' ? Number.MAX_SAFE_INTEGER : maxBytes), NAME);
  if (text.trim() === '') throw new DocumentError('empty', NAME, 'is empty');
  if (kind === 'json') yield* jsonDocuments(text, NAME);
  else yield { input: NAME, document: { [kind]: text } };
}

function kindOf(chunk: Buffer): Format {
  const head = chunk
    .subarray(0, 1024)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  return head.startsWith('{') ? 'jsonl' : head.startsWith('<') ? 'html' : 'text';
}

async function* rejoin(first: IteratorResult<Buffer>, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value;
}
