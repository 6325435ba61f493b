import { Problem } from './problem.js';

const DRAIN_BYTES = 32 * 1024 * 1024;
const DRAIN_MS = 2_000;

/** A request's body as text, with the media type that it says it has. */
export interface Body {
  readonly type: string;
  readonly text: string;
}

/**
 * Reads a body of at most `most` bytes: by its Content-Length it is refused before a byte is read, without one as soon as it
 * grows too large.
 * @throws Problem 413, 415 for another media type, charset or an encoding, 400 for what is not UTF-8.
 */
export async function readBody(request: Request, types: readonly string[], most: number): Promise<Body> {
  const type = mediaType(request.headers, types);
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > most) {
    if (request.body) void drain(request.body.getReader());
    throw tooLarge(most);
  }
  const bytes = await readAtMost(request.body, most);
  try {
    return { type, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new Problem(400, 'not-utf8', 'the body is not UTF-8');
  }
}

/** @throws Problem 400 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(400, 'not-json', `the body is no JSON: ${(error as Error).message}`);
  }
}

function mediaType(headers: Headers, types: readonly string[]): string {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => /^\s*charset="?([^"\s]+)"?\s*$/.exec(parameter)?.[1]).find(Boolean);
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (!types.includes(type.trim())) throw new Problem(415, 'media-type', `content-type must be ${types.join(' or ')}`);
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8' && charset !== 'us-ascii') {
    throw new Problem(415, 'charset', 'the charset must be utf-8');
  }
  if (encoding !== 'identity') throw new Problem(415, 'encoding', 'content-encoding must be identity');
  return type.trim();
}

async function readAtMost(stream: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (stream) {
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > most) {
        void drain(reader);
        throw tooLarge(most);
      }
      chunks.push(value);
    }
  }
  return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks, size);
}

/** Lets a sender finish for a while, so that it reads the answer instead of a broken connection; nothing is kept. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const deadline = performance.now() + DRAIN_MS;
  let size = 0;
  try {
    while (size < DRAIN_BYTES && performance.now() < deadline) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The sender has gone.
  }
}

function tooLarge(most: number): Problem {
  return new Problem(413, 'too-large', `at most ${most} bytes are taken`);
}
