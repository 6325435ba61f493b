import { DocumentError } from '../schema/document-error.js';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Bytes as UTF-8 text, a byte order mark dropped. @throws DocumentError */
export function decode(bytes: Uint8Array, input: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new DocumentError('not-utf8', input, 'is not valid UTF-8');
  }
}

/** All of a stream. @throws DocumentError when there is more than the limit. */
export async function readAll(bytes: AsyncIterable<Buffer>, input: string, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > limit) throw new DocumentError('too-large', input, `has more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
