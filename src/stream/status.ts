import type { RedisHandle } from '../redis/open.js';
import { groupInfo } from './trim.js';

export interface GroupStatus {
  readonly group: string;
  /** Events that the group has not acknowledged yet, by sequence: right after trims too. */
  readonly lag: number;
  /** Delivered, not acknowledged. */
  readonly pending: number;
  /** Seconds since the oldest pending event was committed; 0 without one. */
  readonly oldestPendingSeconds: number;
}

export interface StreamStatus {
  /** Entries in all partitions. */
  readonly events: number;
  /** Events ever committed. */
  readonly committed: number;
  readonly groups: GroupStatus[];
}

/** Counts the stream and its groups. */
export async function streamStatus(redis: RedisHandle): Promise<StreamStatus> {
  const { client, keys } = redis;
  let events = 0;
  let committed = 0;
  const groups = new Map<string, { lag: number; pending: number; oldest: number }>();
  for (let partition = 0; partition < keys.partitions; partition++) {
    const name = keys.events(partition);
    const sequence = Number((await client.hget(keys.meta(partition), 'seq')) ?? 0);
    events += await client.xlen(name);
    committed += sequence;
    for (const info of await groupInfo(redis, partition)) {
      const cursor = Number((await client.hget(keys.cursor(partition, info.name), 'q')) ?? 0);
      const [oldest] = (await client.xpending(name, info.name, '-', '+', 1)) as [string][];
      const group = groups.get(info.name) ?? { lag: 0, pending: 0, oldest: Number.POSITIVE_INFINITY };
      group.lag += Math.max(0, sequence - cursor);
      group.pending += info.pending;
      if (oldest) group.oldest = Math.min(group.oldest, Number(oldest[0].split('-')[0]));
      groups.set(info.name, group);
    }
  }
  return {
    events,
    committed,
    groups: [...groups].map(([group, { lag, pending, oldest }]) => ({
      group,
      lag,
      pending,
      oldestPendingSeconds: Number.isFinite(oldest) ? Math.max(0, (Date.now() - oldest) / 1000) : 0,
    })),
  };
}
