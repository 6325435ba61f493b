import type { RedisHandle } from '../redis/open.js';
import { activateDictionary } from './dictionaries.js';
import type { DocumentPointer } from './job.js';
import type { Producer } from './producer.js';

export interface ReprocessOptions {
  /** Dictionary version that becomes the newest; only workers that hold it touch the documents. */
  readonly dictionaryVersion: string;
  /** Only documents accepted at or after this time, in ms since 1970. */
  readonly since?: number;
  /** Told after each page, for progress. */
  readonly onProgress?: (queued: number) => void;
}

const PAGE = 1_000;

/**
 * Queues every kept document again for a dictionary. Bodies past `bodyDays` are gone and are skipped.
 * Returns how many documents were queued.
 */
export async function reprocess(redis: RedisHandle, producer: Producer, options: ReprocessOptions): Promise<number> {
  const { client, keys } = redis;
  const ordinal = await activateDictionary(client, keys, options.dictionaryVersion);
  let queued = 0;
  for (let partition = 0; partition < keys.partitions; partition++) {
    const index = keys.index(partition);
    const documents = await client.zrangebyscore(index, options.since ?? '-inf', '+inf');
    for (let first = 0; first < documents.length; first += PAGE) {
      await producer.admit({ waitMs: 3_600_000 });
      const page = documents.slice(first, first + PAGE);
      const orders = await Promise.all(page.map((key) => client.hget(keys.body({ key, partition }), 'o')));
      const pointers: DocumentPointer[] = [];
      const gone: string[] = [];
      page.forEach((key, position) => {
        const order = orders[position];
        if (order) pointers.push({ key, partition, order: Number(order) });
        else gone.push(key);
      });
      if (gone.length > 0) await client.zrem(index, ...gone);
      await producer.enqueue(pointers, undefined, ordinal);
      queued += pointers.length;
      options.onProgress?.(queued);
    }
  }
  return queued;
}
