import type { RedisClient } from '../redis/connect.js';
import type { Keys } from '../redis/keys.js';
import { Script } from '../redis/script.js';
import type { StreamEntry } from './entry.js';
import { oneLine } from './reject.js';

const SET_ASIDE = new Script(`
redis.call('HSET', KEYS[2], ARGV[3], ARGV[4])
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
if tonumber(redis.call('HGET', KEYS[3], 'q') or '0') < tonumber(ARGV[5]) then redis.call('HSET', KEYS[3], 'q', ARGV[5]) end
return 1
`);

/** Puts an event that a group cannot take among the dead letters and acknowledges it, both or neither. */
export async function setAside(
  client: RedisClient,
  keys: Keys,
  group: string,
  entry: StreamEntry,
  reason: string,
): Promise<void> {
  const letter = {
    kind: 'event',
    documentId: entry.event.subject,
    order: 0,
    code: 'undeliverable',
    reason: oneLine(reason),
    attempts: 0,
    at: new Date().toISOString(),
    group,
    event: entry.json,
  };
  await SET_ASIDE.run(
    client,
    [keys.events(entry.partition), keys.dead(entry.partition), keys.cursor(entry.partition, group)],
    [group, entry.id, `event:${group}:${entry.id}`, JSON.stringify(letter), entry.sequence],
  );
}
