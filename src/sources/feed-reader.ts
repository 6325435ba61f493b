import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { DocumentError } from '../schema/document-error.js';
import { parseFeed } from './feed.js';
import { FetchError, type GetOptions, get } from './http.js';
import type { SourceItem } from './item.js';

/** What is remembered of a feed between two readings. Plain data. */
export interface FeedMemory {
  readonly etag?: string;
  readonly lastModified?: string;
  /** A hash of each item that it last had, by the item's identity. */
  readonly items: Readonly<Record<string, string>>;
}

export interface FeedReading {
  /** Items that are new or differ from what is remembered. */
  readonly changed: readonly SourceItem[];
  /** How many items are as they were. */
  readonly unchanged: number;
  /** To be kept once the items have been taken. */
  readonly memory: FeedMemory;
  readonly ttlMinutes?: number;
}

/** A feed could not be read. `message` is one line that begins with its address. */
export class FeedError extends Error {
  override name = 'FeedError';
  constructor(
    readonly feed: string,
    reason: string,
    /** How long the server asks to be left alone. */
    readonly waitMs?: number,
  ) {
    super(`${feed}: ${reason}`);
  }
}

const MAX_BYTES = 10 * 1024 * 1024;
const FIRST: FeedMemory = { items: {} };

/** Whether a feed is an address, not a file. */
export function isAddress(feed: string): boolean {
  return /^https?:\/\//i.test(feed);
}

/**
 * Reads a feed, from the net or from a file, and tells what is new in it. A server that says that nothing has changed sends nothing.
 * @throws FeedError
 */
export async function readFeed(feed: string, memory = FIRST, options: GetOptions = {}): Promise<FeedReading> {
  const { maxBytes = MAX_BYTES } = options;
  const got = isAddress(feed)
    ? await fetchFeed(feed, memory, { ...options, maxBytes })
    : await openFeed(feed, maxBytes);
  if (!got) return { changed: [], unchanged: Object.keys(memory.items).length, memory };
  const {
    title: _,
    items,
    ttlMinutes,
  } = await parseFeed(got.text, got.address).catch((error) => {
    throw error instanceof DocumentError ? new FeedError(feed, error.reason) : error;
  });
  const hashes = new Map<string, string>();
  const changed = items.filter((item) => {
    const [key, hash] = identify(item);
    const known = memory.items[key] === hash || hashes.get(key) === hash;
    hashes.set(key, hash);
    return !known;
  });
  return {
    changed,
    unchanged: items.length - changed.length,
    memory: { ...got.validators, items: Object.fromEntries(hashes) },
    ...(ttlMinutes ? { ttlMinutes } : {}),
  };
}

interface Got {
  readonly text: string;
  readonly address: string;
  readonly validators: Omit<FeedMemory, 'items'>;
}

async function fetchFeed(
  feed: string,
  { etag, lastModified }: FeedMemory,
  options: GetOptions,
): Promise<Got | undefined> {
  const headers = {
    accept: 'application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1',
    'user-agent': 'chokepoint (feed reader)',
    ...(etag ? { 'if-none-match': etag } : {}),
    ...(lastModified ? { 'if-modified-since': lastModified } : {}),
    ...options.headers,
  };
  const answer = await get(feed, { ...options, headers }).catch((error) => {
    throw error instanceof FetchError ? new FeedError(feed, error.message) : error;
  });
  const { status, headers: told, body, url } = answer;
  if (status === 304) return undefined;
  if (status !== 200) throw new FeedError(feed, `answered ${status}`, waitOf(told['retry-after']));
  return {
    text: decodeXml(body, told['content-type'] ?? '', feed),
    address: url,
    validators: {
      ...(told.etag ? { etag: told.etag } : {}),
      ...(told['last-modified'] ? { lastModified: told['last-modified'] } : {}),
    },
  };
}

async function openFeed(path: string, maxBytes: number): Promise<Got> {
  const fail = (error: NodeJS.ErrnoException): never => {
    throw new FeedError(path, error.code === 'ENOENT' ? 'does not exist' : `cannot be read: ${error.code}`);
  };
  const stats = await stat(path).catch(fail);
  if (stats.isDirectory()) throw new FeedError(path, 'is a folder');
  if (stats.size > maxBytes) throw new FeedError(path, `is larger than ${maxBytes} bytes`);
  return { text: decodeXml(await readFile(path).catch(fail), '', path), address: path, validators: {} };
}

/** Text in the encoding that the server, or the XML itself, says; else UTF-8. */
function decodeXml(bytes: Buffer, contentType: string, feed: string): string {
  if (bytes.length === 0) throw new FeedError(feed, 'is empty');
  const head = bytes.subarray(0, 256).toString('latin1');
  const encoding =
    /charset="?([\w.:-]+)/i.exec(contentType)?.[1] ??
    /^<\?xml[^>]*\bencoding=["']([\w.:-]+)/.exec(head.trimStart())?.[1] ??
    'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new FeedError(
      feed,
      error instanceof RangeError ? `has the unknown encoding ${encoding}` : `is not valid ${encoding}`,
    );
  }
}

/** The key of an item among those of its feed, and a hash of all that it says. */
function identify(item: SourceItem): [key: string, hash: string] {
  const content = 'document' in item ? item.document : { reason: item.error.reason };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
  const { id, url } = content as { id?: string; url?: string };
  return [id ?? url ?? hash, hash];
}

/** Milliseconds from a `Retry-After`, which is seconds or a date. */
function waitOf(retryAfter: string | undefined): number | undefined {
  if (!retryAfter) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return seconds > 0 ? Math.min(seconds, 86_400) * 1000 : undefined;
}
