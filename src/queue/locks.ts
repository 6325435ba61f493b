import type { RedisHandle } from '../redis/open.js';
import { Script } from '../redis/script.js';
import { QUEUE_NAME } from './job.js';

const CUT = new Script(`
local most = tonumber(ARGV[1])
local cut = 0
if redis.call('PTTL', KEYS[1]) > most then cut = redis.call('DEL', KEYS[1]) end
for _, id in ipairs(redis.call('LRANGE', KEYS[2], 0, 999)) do
  local lock = ARGV[2] .. id .. ':lock'
  if redis.call('PTTL', lock) > most then cut = cut + redis.call('PEXPIRE', lock, most) end
end
return cut
`);

/**
 * When the clock of Redis is set back, what was to expire in a second lives for an hour or a day: the locks of workers that
 * died, and the mark that keeps others from looking for them. Cuts both to what they may be; returns how many.
 */
export async function cutLocks(redis: Pick<RedisHandle, 'client' | 'keys'>, lockMs: number): Promise<number> {
  const { client, keys } = redis;
  const base = `${keys.queuePrefix}:${QUEUE_NAME}:`;
  return Number(await CUT.run(client, [`${base}stalled-check`, `${base}active`], [2 * lockMs, base]));
}
