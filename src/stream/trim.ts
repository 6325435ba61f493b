import type { RedisHandle } from '../redis/open.js';
import { compareIds, idAfter } from './position.js';

/** What a trim did to one partition. */
export interface TrimReport {
  readonly partition: number;
  readonly removed: number;
  /** Why nothing may be removed. */
  readonly held?: string;
}

/**
 * Removes events that are older than `eventDays` and that every group has acknowledged, other programs' groups too. Without a
 * group nothing is removed: events wait for their first reader.
 */
export async function trimEvents(redis: RedisHandle, eventDays = redis.config.eventDays): Promise<TrimReport[]> {
  const { client, keys } = redis;
  const reports: TrimReport[] = [];
  for (let partition = 0; partition < keys.partitions; partition++) {
    const name = keys.events(partition);
    const registered = (await client.hkeys(keys.meta(partition))).filter((field) => field.startsWith('g:'));
    const groups = await groupPositions(redis, partition);
    if (registered.length + groups.size === 0) {
      reports.push({ partition, removed: 0, held: 'there is no group' });
      continue;
    }
    const missing = registered.map((field) => field.slice(2)).find((group) => !groups.has(group));
    if (missing !== undefined) {
      reports.push({ partition, removed: 0, held: `group ${missing} is registered but gone` });
      continue;
    }
    let floor = `${(await serverTime(redis)) - eventDays * 86_400_000}-0`;
    for (const position of groups.values()) if (compareIds(position, floor) < 0) floor = position;
    const removed = Number(await client.call('XTRIM', name, 'MINID', '~', floor));
    reports.push({ partition, removed });
  }
  return reports;
}

/** For each group of a partition the first id that it still needs. */
export async function groupPositions(redis: RedisHandle, partition: number): Promise<Map<string, string>> {
  const { client, keys } = redis;
  const name = keys.events(partition);
  const positions = new Map<string, string>();
  for (const group of await groupInfo(redis, partition)) {
    const [oldest] = (await client.xpending(name, group.name, '-', '+', 1)) as [string][];
    positions.set(group.name, oldest?.[0] ?? idAfter(group.lastDelivered));
  }
  return positions;
}

/** XINFO GROUPS as objects; none where there is no stream yet. */
export async function groupInfo(
  redis: RedisHandle,
  partition: number,
): Promise<{ name: string; pending: number; lastDelivered: string }[]> {
  const { client, keys } = redis;
  const rows = (await client.xinfo('GROUPS', keys.events(partition)).catch((error: Error) => {
    if (/no such key/i.test(error.message)) return [];
    throw error;
  })) as unknown[][];
  return rows.map((row) => {
    const fields = new Map<string, unknown>();
    for (let i = 0; i + 1 < row.length; i += 2) fields.set(String(row[i]), row[i + 1]);
    return {
      name: String(fields.get('name')),
      pending: Number(fields.get('pending')),
      lastDelivered: String(fields.get('last-delivered-id')),
    };
  });
}

async function serverTime(redis: RedisHandle): Promise<number> {
  const [seconds] = (await redis.client.call('TIME')) as [string];
  return Number(seconds) * 1000;
}
