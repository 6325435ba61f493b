import { setTimeout as sleep } from 'node:timers/promises';
import type { RedisClient } from '../redis/connect.js';
import type { RedisHandle } from '../redis/open.js';
import { type EventFilter, eventMatcher, parseEntry, type RawEntry, type StreamEntry } from './entry.js';
import { compareIds, idAfter, parsePosition } from './position.js';

export interface ReadOptions extends EventFilter {
  /** Where to begin, see `parsePosition`; default the start. */
  readonly since?: string;
  /** Goes on waiting for new events; default false: ends at the end. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
}

const PAGE = 200;
const POLL_MS = 200;

/** Reads the stream without a group: nothing is remembered, any number of readers see everything, in order of time. */
export async function* readEvents(redis: RedisHandle, options: ReadOptions = {}): AsyncGenerator<StreamEntry> {
  const matches = eventMatcher(options);
  const start = parsePosition(options.since ?? 'start');
  const lanes = Array.from({ length: redis.keys.partitions }, (_, partition) => new Lane(redis, partition, start));
  while (!options.signal?.aborted) {
    await Promise.all(lanes.map((lane) => lane.fill()));
    let earliest: Lane | undefined;
    for (const lane of lanes) {
      const head = lane.head;
      if (head && (!earliest?.head || compareIds(head.id, earliest.head.id) < 0)) earliest = lane;
    }
    const entry = earliest?.take();
    if (!entry) {
      if (!options.follow) return;
      await sleep(POLL_MS, undefined, options.signal ? { signal: options.signal } : {}).catch(() => {});
    } else if (!matches || matches(entry.event)) yield entry;
  }
}

/** One partition, read page by page. */
class Lane {
  private entries: StreamEntry[] = [];
  private position = 0;
  private polled = 0;
  private readonly client: RedisClient;
  private readonly key: string;

  constructor(
    redis: RedisHandle,
    private readonly partition: number,
    private next: string,
  ) {
    this.client = redis.client;
    this.key = redis.keys.events(partition);
  }

  get head(): StreamEntry | undefined {
    return this.entries[this.position];
  }

  take(): StreamEntry | undefined {
    return this.entries[this.position++];
  }

  async fill(): Promise<void> {
    if (this.head || Date.now() - this.polled < POLL_MS / 2) return;
    const page = (await this.client.xrange(this.key, this.next, '+', 'COUNT', PAGE)) as RawEntry[];
    if (page.length < PAGE) this.polled = Date.now();
    this.position = 0;
    this.entries = page.flatMap((raw) => parseEntry(raw, this.partition) ?? []);
    const last = page.at(-1);
    if (last) this.next = idAfter(last[0]);
  }
}
