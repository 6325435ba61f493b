import type { RedisHandle } from '../redis/open.js';
import type { Producer } from './producer.js';

/** What lies where, in counts. Jobs may hold several documents. */
export interface QueueStatus {
  readonly jobs: { waiting: number; active: number; delayed: number; failed: number };
  /** Seconds that the oldest waiting job has been waiting. */
  readonly oldestSeconds: number;
  /** Documents whose bodies are kept. */
  readonly documents: number;
  readonly dead: number;
}

/** Counts the queue. */
export async function queueStatus(redis: RedisHandle, producer: Producer): Promise<QueueStatus> {
  const { client, keys } = redis;
  const partitions = Array.from({ length: keys.partitions }, (_, partition) => partition);
  const [counts, [oldest], documents, dead] = await Promise.all([
    producer.queue.getJobCounts('waiting', 'active', 'delayed', 'failed'),
    producer.queue.getJobs(['waiting'], 0, 0, true),
    Promise.all(partitions.map((partition) => client.zcard(keys.index(partition)))),
    Promise.all(partitions.map((partition) => client.hlen(keys.dead(partition)))),
  ]);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    jobs: {
      waiting: counts.waiting ?? 0,
      active: counts.active ?? 0,
      delayed: counts.delayed ?? 0,
      failed: counts.failed ?? 0,
    },
    oldestSeconds: oldest ? Math.max(0, (Date.now() - oldest.timestamp) / 1000) : 0,
    documents: sum(documents),
    dead: sum(dead),
  };
}
