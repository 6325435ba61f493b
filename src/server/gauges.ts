import type { Metrics } from '../observe/metrics.js';
import { memoryRatio } from '../queue/pressure.js';
import type { Producer } from '../queue/producer.js';
import { queueStatus } from '../queue/status.js';
import type { RedisHandle } from '../redis/open.js';
import { streamStatus } from '../stream/status.js';

/** Reads queue, stream and memory into the gauges. */
export async function collectGauges(redis: RedisHandle, producer: Producer, metrics: Metrics): Promise<void> {
  const [queue, stream, memory] = await Promise.all([
    queueStatus(redis, producer),
    streamStatus(redis),
    memoryRatio(redis),
  ]);
  for (const [state, count] of Object.entries(queue.jobs)) metrics.jobs.set({ state }, count);
  metrics.oldest.set(queue.oldestSeconds);
  metrics.dead.set(queue.dead);
  metrics.length.set(stream.events);
  metrics.memory.set(memory);
  for (const { group, lag, oldestPendingSeconds } of stream.groups) {
    metrics.lag.set({ group }, lag);
    metrics.pending.set({ group }, oldestPendingSeconds);
  }
}
