import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster } from 'ioredis';
import type { RedisHandle } from '../redis/open.js';
import { Script } from '../redis/script.js';
import { parseEntry, type RawEntry, type StreamEntry } from './entry.js';
import { ensureGroup } from './group.js';
import { Leases } from './leases.js';
import { setAside } from './set-aside.js';

/** Events of one partition, in order. */
export interface Batch {
  readonly partition: number;
  readonly entries: readonly StreamEntry[];
  /** Tells that entries are dealt with, all by default; they are not delivered again. */
  ack(entries?: readonly StreamEntry[]): Promise<void>;
  /** Puts one entry among the dead letters and acknowledges it. */
  setAside(entry: StreamEntry, reason: string): Promise<void>;
}

/** Events that a group should have seen and did not: trimmed too early, or lost. */
export interface Gap {
  readonly partition: number;
  readonly group: string;
  /** First and last missing sequence. */
  readonly from: number;
  readonly to: number;
}

export interface BatchOptions {
  readonly group: string;
  /** Where a new group begins, see `parsePosition`; default the start. */
  readonly since?: string;
  /** Most events of a batch; default 200. */
  readonly count?: number;
  readonly signal?: AbortSignal;
  /** Ends when there is nothing to read for this many milliseconds; default: never. */
  readonly idleMs?: number;
  /** Milliseconds after which a dead reader's partitions go to others; default 15 000. */
  readonly leaseMs?: number;
  /** Default: a line on stderr. */
  readonly onGap?: (gap: Gap) => void;
}

/** The same name for every reader: a lease, not the name, says who reads, and the heir finds what was left unacknowledged. */
const READER = 'reader';
const BLOCK_MS = 500;

const ACK = new Script(`
for i = 3, #ARGV do redis.call('XACK', KEYS[1], ARGV[1], ARGV[i]) end
if tonumber(redis.call('HGET', KEYS[2], 'q') or '0') < tonumber(ARGV[2]) then redis.call('HSET', KEYS[2], 'q', ARGV[2]) end
return 1
`);

/** Reads the stream as a group, batch by batch. What is not acknowledged is delivered again, to this or the next reader. */
export async function* consumeBatches(redis: RedisHandle, options: BatchOptions): AsyncGenerator<Batch> {
  const { group, signal, count = 200, leaseMs = 15_000 } = options;
  const { keys } = redis;
  await ensureGroup(redis, group, options.since);
  const client = redis.connect('patient');
  const reading = redis.connect('patient-plain');
  const leases = new Leases(redis, group, leaseMs, client);
  const stop = () => reading.disconnect();
  /** Partitions read before → last sequence seen. */
  const seen = new Map<number, number>();
  const warn = options.onGap ?? ((gap: Gap) => process.stderr.write(`chokepoint: ${gapText(gap)}\n`));
  let lastEvent = Date.now();
  try {
    await leases.start();
    signal?.addEventListener('abort', stop, { once: true });
    while (!signal?.aborted) {
      const mine = leases.partitions();
      for (const partition of seen.keys()) if (!mine.includes(partition)) seen.delete(partition);
      let found = 0;
      for (const partition of mine) {
        if (seen.has(partition) || signal?.aborted) continue;
        await setAsideWorn(partition);
        seen.set(partition, Number((await client.hget(keys.cursor(partition, group), 'q')) ?? 0));
        for (let next = '0-0'; ; ) {
          const reply = await client.xautoclaim(keys.events(partition), group, READER, 0, next, 'COUNT', count);
          const [following, raw, deleted = []] = reply as [string, (RawEntry | null)[], string[]?];
          const items = [...raw.filter((item) => item !== null), ...deleted.map((id): RawEntry => [id, null])];
          found += items.length;
          if (items.length > 0) yield makeBatch(partition, items);
          if (following === '0-0') break;
          next = following;
        }
      }
      const known = mine.filter((partition) => seen.has(partition));
      const replies = known.length > 0 ? await read(known) : [];
      for (const [key, raw] of replies) {
        const partition = known.find((candidate) => keys.events(candidate) === key);
        if (partition === undefined) continue;
        found += raw.length;
        yield makeBatch(partition, raw);
      }
      if (found > 0) lastEvent = Date.now();
      else if (options.idleMs !== undefined && Date.now() - lastEvent >= options.idleMs) return;
      else if (known.length === 0) await sleep(Math.min(200, leaseMs / 4));
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    reading.disconnect();
    await Promise.race([leases.stop().catch(() => {}), sleep(1_000, undefined, { ref: false })]);
    client.disconnect();
  }

  /** XREADGROUP of new entries. */
  async function read(partitions: number[]): Promise<[string, RawEntry[]][]> {
    const names = partitions.map((partition) => keys.events(partition));
    const base = ['GROUP', group, READER, 'COUNT', String(count)];
    if (reading instanceof Cluster) {
      const replies = await Promise.all(names.map((name) => reading.call('XREADGROUP', ...base, 'STREAMS', name, '>')));
      const found = replies.flatMap((reply) => (reply as [string, RawEntry[]][] | null) ?? []);
      if (found.length === 0) await sleep(100);
      return found;
    }
    const idle = options.idleMs ?? BLOCK_MS;
    const block = ['BLOCK', String(Math.max(1, Math.min(BLOCK_MS, idle)))];
    const reply = await reading.call('XREADGROUP', ...base, ...block, 'STREAMS', ...names, ...names.map(() => '>'));
    return (reply as [string, RawEntry[]][] | null) ?? [];
  }

  function makeBatch(partition: number, raw: RawEntry[]): Batch {
    const entries: StreamEntry[] = [];
    const gone: string[] = [];
    for (const item of raw) {
      const entry = parseEntry(item, partition);
      if (!entry) {
        gone.push(item[0]);
        continue;
      }
      const last = seen.get(partition) ?? 0;
      if (entry.sequence > last + 1) warn({ partition, group, from: last + 1, to: entry.sequence - 1 });
      if (entry.sequence > last) seen.set(partition, entry.sequence);
      entries.push(entry);
    }
    const keysOf = [keys.events(partition), keys.cursor(partition, group)];
    if (gone.length > 0) {
      // Trimmed while pending: nothing is left to deliver, and the missing sequences have raised the alarm.
      warn({ partition, group, from: 0, to: 0 });
      void ACK.run(client, keysOf, [group, 0, ...gone]).catch(() => {});
    }
    return {
      partition,
      entries,
      async ack(done = entries) {
        if (done.length === 0) return;
        const last = done.reduce((most, { sequence }) => Math.max(most, sequence), 0);
        await ACK.run(client, keysOf, [group, last, ...done.map(({ id }) => id)]);
      },
      setAside: (entry, reason) => setAside(client, keys, group, entry, reason),
    };
  }

  /** Entries that were delivered too often bring their readers down: they go to the dead letters. */
  async function setAsideWorn(partition: number): Promise<void> {
    const name = keys.events(partition);
    const pending = (await client.xpending(name, group, '-', '+', 1_000)) as [string, string, number, number][];
    for (const [id, , , deliveries] of pending) {
      if (deliveries < redis.config.redeliveries) continue;
      const [raw] = (await client.xrange(name, id, id)) as RawEntry[];
      const entry = raw && parseEntry(raw, partition);
      if (entry) await setAside(client, keys, group, entry, `delivered ${deliveries} times without acknowledgement`);
    }
  }
}

/** A gap in words. */
export function gapText({ partition, group, from, to }: Gap): string {
  const what = to > 0 ? `events ${from} to ${to}` : 'pending events';
  return `group ${group} missed ${what} of partition ${partition}: trimmed or lost`;
}
