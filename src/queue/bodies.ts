import type { RedisClient } from '../redis/connect.js';
import type { Keys, Place } from '../redis/keys.js';

/** The latest body of a document, as it lies in Redis. */
export interface StoredBody extends Place {
  readonly documentId: string;
  /** The document as JSON; empty when withdrawn. */
  readonly json: string;
  readonly contentHash: string;
  readonly order: number;
  /** When this version was accepted, ISO 8601. */
  readonly acceptedAt: string;
  readonly withdrawn: boolean;
}

/** Reads the latest bodies; undefined for one that is gone (worked off and past its age). */
export function readBodies(
  client: RedisClient,
  keys: Keys,
  places: readonly Place[],
): Promise<(StoredBody | undefined)[]> {
  return Promise.all(
    places.map(async (place) => {
      const [json, contentHash, order, time, documentId, withdrawn] = await client.hmget(
        keys.body(place),
        'b',
        'h',
        'o',
        't',
        'id',
        'w',
      );
      if (typeof json !== 'string' || !contentHash || !documentId) return undefined;
      return {
        key: place.key,
        partition: place.partition,
        documentId,
        json,
        contentHash,
        order: Number(order),
        acceptedAt: new Date(Number(time)).toISOString(),
        withdrawn: withdrawn === '1',
      };
    }),
  );
}
