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
