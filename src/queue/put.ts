import type { RedisClient } from '../redis/connect.js';
import type { Keys } from '../redis/keys.js';
import { Script } from '../redis/script.js';
import type { DocumentPointer } from './job.js';
import type { PreparedDocument } from './prepare.js';

/**
 * Stores a body and gives it its place in the order, both or neither. The same content again keeps its order.
 * Returns whether there is work to do: a version that is committed already needs none.
 */
const PUT = new Script(`
local body, ledger, meta, index, dead = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local key, id, json, hash, now, withdrawn = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local again = ARGV[7] == '1'
local stored = redis.call('HMGET', body, 'h', 'o')
local done = redis.call('HMGET', ledger, 'h', 'o')
if stored[1] == hash and stored[2] then
  if done[1] == hash and done[2] == stored[2] and not again then return {0, stored[2]} end
  redis.call('HDEL', dead, key)
  return {1, stored[2]}
end
if not stored[1] and done[1] == hash and not again then return {0, done[2]} end
if withdrawn == '1' and not stored[1] and not done[1] then return {2, '0'} end
local order = done[2]
if stored[1] or done[1] ~= hash then order = redis.call('HINCRBY', meta, 'ord', 1) end
redis.call('HSET', body, 'b', json, 'h', hash, 'o', order, 't', now, 'id', id, 'w', withdrawn)
redis.call('PERSIST', body)
redis.call('ZADD', index, now, key)
redis.call('HDEL', dead, key)
return {1, tostring(order)}
`);

export const WITHDRAWN_HASH = 'withdrawn';

/** `known`: committed already; `absent`: a withdrawal of a document that nobody has seen. */
export type PutOutcome = 'queued' | 'known' | 'absent';

export interface Put {
  readonly outcome: PutOutcome;
  readonly pointer: DocumentPointer;
}

/** Stores one prepared document, or the withdrawal of one, under its key. `again`: work on it also if it is known. */
export async function putBody(
  client: RedisClient,
  keys: Keys,
  entry: PreparedDocument | { withdraw: string },
  { now = Date.now(), again = false }: { now?: number; again?: boolean } = {},
): Promise<Put> {
  const withdraw = 'withdraw' in entry;
  const id = withdraw ? entry.withdraw : entry.document.id;
  const place = keys.place(id);
  const { partition, key } = place;
  const reply = (await PUT.run(
    client,
    [keys.body(place), keys.ledger(place), keys.meta(partition), keys.index(partition), keys.dead(partition)],
    [
      key,
      id,
      withdraw ? '' : entry.json,
      withdraw ? WITHDRAWN_HASH : entry.contentHash,
      now,
      withdraw ? 1 : 0,
      again ? 1 : 0,
    ],
  )) as [number, string];
  const outcome = reply[0] === 1 ? 'queued' : reply[0] === 0 ? 'known' : 'absent';
  return { outcome, pointer: { key, partition, order: Number(reply[1]) } };
}
