import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createGunzip } from 'node:zlib';
import { publicLookup, refusePrivateHost } from '../net/addresses.js';

export interface GetOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Longest wait for the whole answer in ms; default 20 000. */
  readonly timeoutMs?: number;
  /** Most bytes of the body, unpacked; default 10 MiB. */
  readonly maxBytes?: number;
  /** Lets addresses be dialled that are not of the public Internet. */
  readonly allowPrivate?: boolean;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

/** A page could not be had. `message` says why, in words that follow its address. */
export class FetchError extends Error {
  override name = 'FetchError';
}

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const TIMEOUT_MS = 20_000;
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * Gets a page over http or https, through redirects. Whether an address may be dialled is asked at every dial, so that neither a
 * redirect nor a name that changes its mind leads inside. @throws FetchError
 */
export async function get(address: string, options: GetOptions = {}): Promise<Answer> {
  const { timeoutMs = TIMEOUT_MS } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  try {
    let url = new URL(address);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const answer = await ask(url, options, signal);
      const { location } = answer.headers;
      if (!REDIRECTS.has(answer.status) || location === undefined) return { ...answer, url: url.href };
      url = new URL(location, url);
    }
    throw new FetchError('redirects too often');
  } catch (error) {
    if (error instanceof FetchError) throw error;
    if (timeout.aborted) throw new FetchError(`did not answer within ${timeoutMs / 1000} seconds`);
    throw new FetchError(reasonOf(error as NodeJS.ErrnoException));
  }
}

function ask(url: URL, options: GetOptions, signal: AbortSignal): Promise<Omit<Answer, 'url'>> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new FetchError(`leads to ${url.protocol} addresses`);
  const { headers, allowPrivate, maxBytes = MAX_BYTES } = options;
  if (!allowPrivate) refusePrivateHost(url);
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((fulfil, reject) => {
    const sent = request(
      url,
      {
        headers: { 'accept-encoding': 'gzip', ...headers },
        signal,
        ...(allowPrivate ? {} : { lookup: publicLookup }),
      },
      (response) => {
        readBody(response, maxBytes).then(
          (body) => fulfil({ status: response.statusCode ?? 0, headers: plainHeaders(response), body }),
          (error) => {
            sent.destroy();
            reject(error);
          },
        );
      },
    );
    sent.once('error', reject);
    sent.end();
  });
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const zipped = /\bgzip\b/i.test(response.headers['content-encoding'] ?? '');
  const stream = zipped ? response.pipe(createGunzip()) : response;
  if (zipped) response.once('error', (error) => stream.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new FetchError(`is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

const REASONS: Record<string, string> = {
  ENOTFOUND: 'has a host that is not known',
  EAI_AGAIN: 'has a host that cannot be looked up now',
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'broke the connection off',
  ERR_INVALID_URL: 'is no address',
  Z_DATA_ERROR: 'sends data that cannot be unpacked',
  Z_BUF_ERROR: 'sends data that cannot be unpacked',
};

function reasonOf({ name, code, message }: NodeJS.ErrnoException): string {
  if (name === 'PrivateAddressError') return `must not be asked: ${message}`;
  return REASONS[code ?? ''] ?? `cannot be had: ${message}`;
}
