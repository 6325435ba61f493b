import type { RedisClient } from '../redis/connect.js';
import type { Keys, Place } from '../redis/keys.js';
import { Script } from '../redis/script.js';
import type { DocumentPointer } from './job.js';
import type { PreparedDocument } from './prepare.js';

/**
 * Stores bodies of one partition and gives each its place in the order, both or neither. The same content again keeps its
 * order. Returns whether there is work to do: a version that is committed already needs none.
 */
const PUT = new Script(`
local meta, index, dead = KEYS[1], KEYS[2], KEYS[3]
local now, again = ARGV[1], ARGV[2] == '1'
local anyDead = redis.call('EXISTS', dead) == 1
local function revive(key)
  if anyDead then redis.call('HDEL', dead, key) end
end
local function put(body, ledger, at)
  local key, id, json, hash, withdrawn = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  local stored = redis.call('HMGET', body, 'h', 'o')
  local done = redis.call('HMGET', ledger, 'h', 'o')
  if stored[1] == hash and stored[2] then
    if done[1] == hash and done[2] == stored[2] and not again then return {0, stored[2]} end
    revive(key)
    return {1, stored[2]}
  end
  if not stored[1] and done[1] == hash and not again then return {0, done[2]} end
  if withdrawn == '1' and not stored[1] and not done[1] then return {2, '0'} end
  local order = done[2]
  if stored[1] or done[1] ~= hash then order = redis.call('HINCRBY', meta, 'ord', 1) end
  redis.call('HSET', body, 'b', json, 'h', hash, 'o', order, 't', now, 'id', id, 'w', withdrawn)
  if stored[2] then redis.call('PERSIST', body) end
  redis.call('ZADD', index, now, key)
  revive(key)
  return {1, tostring(order)}
end
local replies = {}
for n = 1, (#ARGV - 2) / 5 do replies[n] = put(KEYS[2 + 2 * n], KEYS[3 + 2 * n], 5 * n - 2) end
return replies
`);

export const WITHDRAWN_HASH = 'withdrawn';

/** `known`: committed already; `absent`: a withdrawal of a document that nobody has seen. */
export type PutOutcome = 'queued' | 'known' | 'absent';

export interface Put {
  readonly outcome: PutOutcome;
  readonly pointer: DocumentPointer;
}

export type PutEntry = PreparedDocument | { readonly withdraw: string };

export interface PutOptions {
  readonly now?: number;
  /** Work on it also if it is known. */
  readonly again?: boolean;
}

/** Most characters that one command carries, but for a single body that has more. */
const COMMAND_CHARS = 512 * 1024;
const COMMAND_BODIES = 64;

/** Stores one prepared document, or the withdrawal of one, under its key. */
export async function putBody(client: RedisClient, keys: Keys, entry: PutEntry, options?: PutOptions): Promise<Put> {
  const [put] = await putBodies(client, keys, [entry], options);
  return put as Put;
}

/** Stores several, those of one partition with one command; what stands later is newer. Results stand in their order. */
export async function putBodies(
  client: RedisClient,
  keys: Keys,
  entries: readonly PutEntry[],
  { now = Date.now(), again = false }: PutOptions = {},
): Promise<Put[]> {
  const puts: Put[] = new Array(entries.length);
  const partitions = new Map<number, Placed[]>();
  for (const [position, entry] of entries.entries()) {
    const id = 'withdraw' in entry ? entry.withdraw : entry.document.id;
    const place = keys.place(id);
    const placed = partitions.get(place.partition);
    if (placed) placed.push({ position, entry, id, place });
    else partitions.set(place.partition, [{ position, entry, id, place }]);
  }
  await Promise.all(
    [...partitions].map(async ([partition, placed]) => {
      for (const batch of cut(placed)) {
        const names = [keys.meta(partition), keys.index(partition), keys.dead(partition)];
        const values: (string | number)[] = [now, again ? 1 : 0];
        for (const { entry, id, place } of batch) {
          names.push(keys.body(place), keys.ledger(place));
          if ('withdraw' in entry) values.push(place.key, id, '', WITHDRAWN_HASH, 1);
          else values.push(place.key, id, entry.json, entry.contentHash, 0);
        }
        const replies = (await PUT.run(client, names, values)) as [number, string][];
        for (const [i, { position, place }] of batch.entries()) {
          const [code, order] = replies[i] as [number, string];
          const outcome = code === 1 ? 'queued' : code === 0 ? 'known' : 'absent';
          puts[position] = { outcome, pointer: { ...place, order: Number(order) } };
        }
      }
    }),
  );
  return puts;
}

interface Placed {
  readonly position: number;
  readonly entry: PutEntry;
  readonly id: string;
  readonly place: Place;
}

function cut(placed: readonly Placed[]): Placed[][] {
  const batches: Placed[][] = [];
  let chars = Number.POSITIVE_INFINITY;
  for (const item of placed) {
    const own = 'withdraw' in item.entry ? 0 : item.entry.json.length;
    if (chars + own > COMMAND_CHARS || (batches.at(-1)?.length ?? 0) >= COMMAND_BODIES) {
      batches.push([]);
      chars = 0;
    }
    batches.at(-1)?.push(item);
    chars += own;
  }
  return batches;
}
