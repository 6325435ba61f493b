import { openRedis, type RedisHandle } from '../redis/open.js';
import { readConfig } from '../schema/config.js';
import type { ChokepointEvent } from '../schema/event.js';
import { type BatchOptions, consumeBatches } from './batches.js';
import { type EventFilter, eventMatcher, type StreamEntry } from './entry.js';

export interface ConsumeOptions extends BatchOptions, EventFilter {
  /** Default: opened from the environment (`REDIS_URL`, …), and closed at the end. */
  readonly redis?: RedisHandle;
}

const ACK_MS = 500;

/**
 * Reads events as a group: `for await (const event of consume({ group: 'mine' })) { … }`.
 * An event is acknowledged when the loop asks for the next one, that is, when its body has run through. One whose body
 * throws or breaks is delivered again to the group's next reader, so what the body does must bear repetition: equal
 * `source` and `id` mean the same event.
 */
export async function* consume(options: ConsumeOptions): AsyncGenerator<ChokepointEvent> {
  const redis = options.redis ?? (await openRedis(readConfig()));
  const matches = eventMatcher(options);
  try {
    for await (const batch of consumeBatches(redis, options)) {
      let done: StreamEntry[] = [];
      let flushed = Date.now();
      try {
        for (const entry of batch.entries) {
          if (!matches || matches(entry.event)) yield entry.event;
          done.push(entry);
          if (Date.now() - flushed < ACK_MS) continue;
          await batch.ack(done);
          done = [];
          flushed = Date.now();
        }
      } finally {
        await batch.ack(done);
      }
    }
  } finally {
    if (!options.redis) await redis.close();
  }
}
