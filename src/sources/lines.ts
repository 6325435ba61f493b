import { DocumentError } from '../schema/document-error.js';
import { decode } from './bytes.js';
import type { SourceItem } from './item.js';
import { parseJson } from './json.js';

/**
 * The documents of JSON lines, as they come in. A bad line is an item with an error, an empty one is none; a line over the limit is never
 * held. @throws DocumentError when there is nothing at all.
 */
export async function* readLines(
  bytes: AsyncIterable<Buffer>,
  name: string,
  limit: number,
): AsyncGenerator<SourceItem> {
  let rest: Buffer[] = [];
  let size = 0;
  let number = 0;
  const line = (): SourceItem | undefined => {
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
      return text.trim() === '' ? undefined : { input, document: parseJson(text, input) };
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
