import type { RedisHandle } from '../redis/open.js';
import type { DocumentPointer } from './job.js';
import type { Producer } from './producer.js';

/** Something that could not be worked off, with its reason; never its text. */
export interface DeadLetter {
  /** Key to name it by: the document key, or `event:<group>:<stream id>`. */
  readonly key: string;
  readonly kind: 'document' | 'event';
  readonly documentId: string;
  /** Stable code, for example `timeout`, `memory`, `crash`, `extractor`, `undeliverable`. */
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  /** ISO 8601. */
  readonly at: string;
  readonly partition: number;
  /** Order of the document's version; 0 for an event. */
  readonly order: number;
  /** Consumer group, for an event. */
  readonly group?: string;
  /** The event as JSON, for an event. */
  readonly event?: string;
}

/** Which dead letters: by document id or key, by code, or all when both are absent. */
export interface DeadFilter {
  readonly id?: string;
  readonly code?: string;
}

/** Lists dead letters, oldest first. */
export async function listDead(redis: RedisHandle, filter: DeadFilter = {}): Promise<DeadLetter[]> {
  const found: DeadLetter[] = [];
  for (let partition = 0; partition < redis.keys.partitions; partition++) {
    const entries = await redis.client.hgetall(redis.keys.dead(partition));
    for (const [key, json] of Object.entries(entries)) {
      const letter = { ...(JSON.parse(json) as Omit<DeadLetter, 'key' | 'partition'>), key, partition };
      if (filter.id !== undefined && letter.documentId !== filter.id && key !== filter.id) continue;
      if (filter.code !== undefined && letter.code !== filter.code) continue;
      found.push(letter);
    }
  }
  return found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** A dead letter with the body of its document, as JSON, where that is still kept. */
export async function showDead(
  redis: RedisHandle,
  id: string,
): Promise<(DeadLetter & { document?: unknown }) | undefined> {
  const [letter] = await listDead(redis, { id });
  if (letter?.kind !== 'document') return letter;
  const json = await redis.client.hget(redis.keys.body(letter), 'b');
  return json ? { ...letter, document: JSON.parse(json) } : letter;
}

/**
 * Puts the documents of dead letters back on the queue. Letters about events are left: replay the group instead.
 * Returns the document ids.
 */
export async function retryDead(redis: RedisHandle, producer: Producer, filter: DeadFilter = {}): Promise<string[]> {
  const letters = (await listDead(redis, filter)).filter(({ kind }) => kind === 'document');
  const pointers: DocumentPointer[] = letters.map(({ key, partition, order }) => ({ key, partition, order }));
  for (const pointer of pointers) await redis.client.hdel(redis.keys.dead(pointer.partition), pointer.key);
  await producer.enqueue(pointers, 1);
  return letters.map(({ documentId }) => documentId);
}

/** Forgets dead letters; the bodies go with the documents' age. Returns how many. */
export async function dropDead(redis: RedisHandle, filter: DeadFilter = {}): Promise<number> {
  const letters = await listDead(redis, filter);
  for (const { partition, key } of letters) await redis.client.hdel(redis.keys.dead(partition), key);
  return letters.length;
}
