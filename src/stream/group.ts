import type { RedisHandle } from '../redis/open.js';
import { Script } from '../redis/script.js';
import { idBefore, parsePosition } from './position.js';

/** Creates a group once and remembers which sequence comes before its first event. */
const CREATE = new Script(`
local reply = redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], ARGV[2], 'MKSTREAM')
redis.call('HSETNX', KEYS[2], 'g:' .. ARGV[1], ARGV[2])
if type(reply) == 'table' and reply.err then
  if string.find(reply.err, 'BUSYGROUP', 1, true) then return 0 end
  return redis.error_reply(reply.err)
end
local first = redis.call('XRANGE', KEYS[1], ARGV[3], '+', 'COUNT', 1)
local sequence = tonumber(redis.call('HGET', KEYS[2], 'seq') or '0')
if first[1] then
  local fields = first[1][2]
  for i = 1, #fields, 2 do
    if fields[i] == 'q' then sequence = tonumber(fields[i + 1]) - 1 end
  end
end
redis.call('HSET', KEYS[3], 'q', sequence)
return 1
`);

const NAME = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Makes sure that a group exists in every partition and keeps events from being trimmed before it has read them.
 * A new group begins at `since` (default: the start); an existing one goes on where it was.
 * @throws Error when the name is not made of 1 to 64 letters, digits, `.`, `_` and `-`.
 */
export async function ensureGroup(redis: RedisHandle, group: string, since = 'start'): Promise<void> {
  if (!NAME.test(group)) throw new Error(`${group}: a group's name is 1 to 64 letters, digits, ".", "_" and "-"`);
  const first = parsePosition(since);
  const { keys, client } = redis;
  for (let partition = 0; partition < keys.partitions; partition++) {
    await CREATE.run(
      client,
      [keys.events(partition), keys.meta(partition), keys.cursor(partition, group)],
      [group, idBefore(first), first],
    );
  }
}

/** Forgets a group: it no longer holds events back. */
export async function dropGroup(redis: RedisHandle, group: string): Promise<void> {
  const { keys, client } = redis;
  for (let partition = 0; partition < keys.partitions; partition++) {
    await client.xgroup('DESTROY', keys.events(partition), group).catch(() => {});
    await client.hdel(keys.meta(partition), `g:${group}`);
    await client.del(keys.cursor(partition, group), keys.lease(partition, group));
  }
}

/** The registered groups. */
export async function listGroups(redis: RedisHandle): Promise<string[]> {
  const fields = await redis.client.hkeys(redis.keys.meta(0));
  return fields
    .filter((field) => field.startsWith('g:'))
    .map((field) => field.slice(2))
    .sort();
}
