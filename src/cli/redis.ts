import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RedisHandle } from '../redis/open.js';
import { readConfig } from '../schema/config.js';
import { Failure } from './exit.js';
import { complain } from './output.js';

/** Opens the Redis of the environment, or the embedded server, for the time of `body`. */
export async function withRedis<Result>(body: (redis: RedisHandle) => Promise<Result>): Promise<Result> {
  const config = readConfig();
  const { openRedis } = await import('../redis/open.js');
  const redis = await openRedis(config, { warn: complain });
  try {
    return await body(redis);
  } finally {
    await redis.close();
  }
}

/** @throws Failure when what is pushed would end with this process. */
export function refuseToLose(redis: RedisHandle): void {
  if (!endsWithUs(redis)) return;
  throw new Failure(
    'nothing was pushed: without redis-server or valkey-server on PATH the queue would end with this command; start `chokepoint work` first, or set REDIS_URL',
  );
}

/** True when the server is in memory and in this very process: what is put there ends with it. */
export function endsWithUs({ engine, config }: RedisHandle): boolean {
  if (engine !== 'js-redis-server') return false;
  try {
    const state = JSON.parse(readFileSync(join(config.dataDir, 'redis', 'server.json'), 'utf8')) as { pid?: number };
    return state.pid === process.pid;
  } catch {
    return true;
  }
}
