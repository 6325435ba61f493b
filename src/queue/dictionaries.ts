import { gunzipSync, gzipSync } from 'node:zlib';
import type { RedisClient } from '../redis/connect.js';
import type { Keys } from '../redis/keys.js';
import { Script } from '../redis/script.js';

const REGISTER = new Script(`
local known = redis.call('HGET', KEYS[1], 'dict:' .. ARGV[1])
local newest = redis.call('HGET', KEYS[1], 'dicts')
if known and (ARGV[2] == '0' or known == newest) then return tonumber(known) end
local ordinal = redis.call('HINCRBY', KEYS[1], 'dicts', 1)
redis.call('HSET', KEYS[1], 'dict:' .. ARGV[1], ordinal)
return ordinal
`);

/**
 * The ordinal of a dictionary version: a higher one beats a lower one on the same text, so that a late worker with an
 * older dictionary cannot undo a newer result. A version that was seen before keeps its ordinal.
 */
export async function registerDictionary(client: RedisClient, keys: Keys, version: string): Promise<number> {
  return Number(await REGISTER.run(client, [keys.shared], [version, 0]));
}

/** Makes a dictionary version the newest, also one that was in use before (a roll-back), and returns its ordinal. */
export async function activateDictionary(client: RedisClient, keys: Keys, version: string): Promise<number> {
  return Number(await REGISTER.run(client, [keys.shared], [version, 1]));
}

/** A dictionary file as it is published. */
export interface PublishedFile {
  readonly path: string;
  readonly text: string;
  /** Counts the folders that were laid over one another. */
  readonly layer?: number;
}

/** A dictionary that all machines share. */
export interface PublishedDictionary {
  readonly version: string;
  /** ISO 8601. */
  readonly at: string;
  readonly files: readonly PublishedFile[];
}

/**
 * Publishes a dictionary: every worker takes it within two seconds and uses it in the place of its own files. It becomes the newest
 * version, also when it was in use before. Returns its ordinal.
 */
export async function publishDictionary(
  client: RedisClient,
  keys: Keys,
  version: string,
  files: readonly PublishedFile[],
): Promise<number> {
  const packed = gzipSync(JSON.stringify(files.map(({ path, text, layer }) => ({ path, text, layer })))).toString(
    'base64',
  );
  const ordinal = await activateDictionary(client, keys, version);
  await client.hset(publishedKey(keys), 'version', version, 'at', new Date().toISOString(), 'files', packed);
  return ordinal;
}

/** Version of the published dictionary; undefined when workers use their own files. Cheap: to be asked for often. */
export async function publishedVersion(client: RedisClient, keys: Keys): Promise<string | undefined> {
  return (await client.hget(publishedKey(keys), 'version')) ?? undefined;
}

/** The published dictionary; undefined when there is none. */
export async function readPublished(client: RedisClient, keys: Keys): Promise<PublishedDictionary | undefined> {
  const [version, at, packed] = await client.hmget(publishedKey(keys), 'version', 'at', 'files');
  if (!version || !packed) return undefined;
  const files = JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')) as PublishedFile[];
  return { version, at: at ?? '', files };
}

/** Takes the published dictionary back: workers return to their own files. Returns whether there was one. */
export async function withdrawDictionary(client: RedisClient, keys: Keys): Promise<boolean> {
  return (await client.del(publishedKey(keys))) > 0;
}

/** Hash: the published dictionary. */
function publishedKey(keys: Keys): string {
  return `${keys.queuePrefix}:dictionary`;
}
