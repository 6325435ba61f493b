import type { Queue } from 'bullmq';
import { Cluster } from 'ioredis';
import { parseInfo } from '../redis/check.js';
import type { RedisHandle } from '../redis/open.js';

/** The queue takes no more for now. */
export class BackpressureError extends Error {
  override name = 'BackpressureError';
  /** Seconds after which another try makes sense. */
  readonly retryAfter = 5;
}

/** Says whether the queue is full, at most once in 500 ms. */
export class Pressure {
  private checked = 0;
  private reason: string | undefined;

  constructor(
    private readonly redis: RedisHandle,
    private readonly queue: Queue,
  ) {}

  /** Why nothing more should be pushed; undefined when it may. */
  async full(): Promise<string | undefined> {
    if (Date.now() - this.checked < 500) return this.reason;
    const { maxWaiting, memoryPercent } = this.redis.config;
    const [waiting, memory] = await Promise.all([this.queue.getWaitingCount(), memoryRatio(this.redis)]);
    this.reason =
      waiting >= maxWaiting
        ? `${waiting} jobs are waiting, the limit is ${maxWaiting}`
        : memory * 100 >= memoryPercent
          ? `Redis uses ${Math.round(memory * 100)} % of its memory, the limit is ${memoryPercent} %`
          : undefined;
    this.checked = Date.now();
    return this.reason;
  }
}

/** Share of `maxmemory` in use on the fullest node, 0 to 1 and more; 0 without a limit. */
export async function memoryRatio(redis: RedisHandle): Promise<number> {
  const nodes = redis.client instanceof Cluster ? redis.client.nodes('master') : [redis.client];
  let ratio = 0;
  for (const node of nodes) {
    const info = parseInfo(await node.info('memory'));
    const limit = Number(info.maxmemory ?? 0);
    if (limit > 0) ratio = Math.max(ratio, Number(info.used_memory ?? 0) / limit);
  }
  return ratio;
}
