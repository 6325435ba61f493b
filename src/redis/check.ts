import { Cluster } from 'ioredis';
import type { RedisClient } from './connect.js';
import { RedisSetupError } from './errors.js';

const OLDEST = [6, 2] as const;

/**
 * Refuses a Redis that would lose documents: one that evicts keys, keeps nothing on disk, or is too old.
 * What an ACL hides (CONFIG) is read from INFO where it stands there.
 * @throws RedisSetupError saying what to set.
 */
export async function checkRedis(client: RedisClient): Promise<void> {
  const nodes = client instanceof Cluster ? client.nodes('master') : [client];
  for (const node of nodes) {
    const info = parseInfo(await node.info());
    const version = (info.redis_version ?? '0.0').split('.').map(Number);
    if ((version[0] ?? 0) < OLDEST[0] || (version[0] === OLDEST[0] && (version[1] ?? 0) < OLDEST[1])) {
      throw new RedisSetupError(`Redis ${info.redis_version} is too old: 6.2 or later is needed`);
    }
    if (info.maxmemory_policy !== undefined && info.maxmemory_policy !== 'noeviction') {
      throw new RedisSetupError(
        `Redis may evict keys (maxmemory-policy ${info.maxmemory_policy}), which loses documents: set it to noeviction, or accept it with CHOKEPOINT_UNSAFE=1`,
      );
    }
    if (info.aof_enabled !== '1') {
      throw new RedisSetupError(
        'Redis keeps no append-only file, so a restart loses documents: set appendonly yes, or accept it with CHOKEPOINT_UNSAFE=1',
      );
    }
  }
}

/** `INFO` as a record. */
export function parseInfo(info: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const line of info.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1);
  }
  return fields;
}
