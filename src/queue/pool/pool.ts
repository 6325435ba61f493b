import { setTimeout as sleep } from 'node:timers/promises';
import { type ItemResult, type Lane, type LaneMessage, processLane, threadLane } from './lane.js';

export interface PoolOptions {
  /** Url of the task module, see `TaskModule`. */
  readonly task: string;
  /** Handed to the task module; must be cloneable. */
  readonly data: unknown;
  readonly threads: number;
  /** Longest that one item may take, in ms. */
  readonly timeoutMs: number;
  /** Most memory of one lane, in MiB. */
  readonly memoryMb: number;
  /** Longest that a lane may take to get ready, in ms; default 60 000. */
  readonly startMs?: number;
  /** Told when a lane was killed or died, with the reason. */
  readonly onLaneEnd?: (reason: string) => void;
}

interface Item<Result> {
  readonly text: string;
  readonly settle: (result: ItemResult<Result>) => void;
}

interface Slot<Result> {
  lane: Lane | undefined;
  ready: boolean;
  items: Item<Result>[];
  /** Item that was seen in progress last, and since when. */
  at: number;
  since: number;
  verdict: 'timeout' | 'memory' | undefined;
  /** The data that its task was prepared with. */
  data: unknown;
  /** Told what came of the renewal that it is at. */
  renewal: ((result: { info: unknown } | { reason: string }) => void) | undefined;
}

const BATCH_ITEMS = 32;
const BATCH_CHARS = 256 * 1024;
const WATCH_MS = 50;
const IDLE_MS = 30_000;

/** The pool cannot be started: the task module fails. */
export class PoolError extends Error {
  override name = 'PoolError';
}

/**
 * Works on items in threads. Items share a thread and a batch for speed; when a thread dies or hangs, the item it was at
 * is run again alone in a process of its own, whose end is that item's fault and nobody else's, and the others go on.
 */
export class Pool<Result> {
  /** What the task module told of itself. */
  info: unknown;
  private readonly waiting: Item<Result>[] = [];
  private readonly suspects: Item<Result>[] = [];
  private readonly slots: Slot<Result>[] = [];
  private readonly isolated: Slot<Result> = emptySlot();
  private watch: NodeJS.Timeout | undefined;
  private isolatedUsed = 0;
  private closed = false;
  private failures = 0;
  private readonly baseMb = process.memoryUsage.rss() / 2 ** 20;

  private data: unknown;

  private constructor(private readonly options: PoolOptions) {
    this.data = options.data;
  }

  /** Starts the threads; returns when the first is ready. @throws PoolError when the task module fails. */
  static async start<Result>(options: PoolOptions): Promise<Pool<Result>> {
    const pool = new Pool<Result>(options);
    pool.watch = setInterval(() => pool.look(), WATCH_MS);
    pool.watch.unref();
    try {
      await new Promise<void>((ready, fail) => {
        const timer = setTimeout(
          () => fail(new PoolError('no extraction thread got ready')),
          options.startMs ?? 60_000,
        );
        for (let i = 0; i < options.threads; i++) {
          const slot = emptySlot<Result>();
          pool.slots.push(slot);
          pool.spawn(slot, (error) => {
            clearTimeout(timer);
            if (error) fail(error);
            else ready();
          });
        }
      });
    } catch (error) {
      pool.close();
      throw error;
    }
    return pool;
  }

  /** Works on items; results stand in their order. `alone`: each in the process that is kept for suspects. */
  run(texts: readonly string[], alone = false): Promise<ItemResult<Result>[]> {
    const results = texts.map(
      (text) =>
        new Promise<ItemResult<Result>>((settle) => (alone ? this.suspects : this.waiting).push({ text, settle })),
    );
    this.deal();
    return Promise.all(results);
  }

  /**
   * Prepares the task anew with other data. One thread tries it, while the others work on; only when it succeeds and `accept`
   * has run do the others follow, each between two batches. Work that has begun is finished with the old task.
   * @throws PoolError when the task module refuses the data: everything goes on as before.
   */
  async renew(data: unknown, accept: (info: unknown) => Promise<void> = async () => {}): Promise<void> {
    let first: Slot<Result> | undefined;
    for (const begun = performance.now(); !this.closed; await sleep(WATCH_MS, undefined, { ref: false })) {
      first = this.slots.find((slot) => free(slot) && slot.items.length === 0) ?? this.slots.find(free);
      if (first || performance.now() - begun > (this.options.startMs ?? 60_000)) break;
    }
    if (!first) throw new PoolError('no extraction thread is ready');
    const result = await this.ask(first, data);
    if ('reason' in result) throw new PoolError(result.reason);
    try {
      await accept(result.info);
    } catch (error) {
      first.lane?.kill();
      throw error;
    }
    this.data = data;
    this.info = result.info;
    first.renewal = undefined;
    if (this.isolated.items.length === 0) this.dismiss(this.isolated);
    this.deal();
    await Promise.all(this.slots.filter((slot) => slot !== first && free(slot)).map((slot) => this.follow(slot)));
  }

  /** Threads that are ready. */
  get ready(): number {
    return this.slots.filter(({ ready }) => ready).length;
  }

  /** Kills everything; what was running never settles. */
  close(): void {
    this.closed = true;
    clearInterval(this.watch);
    for (const slot of [...this.slots, this.isolated]) slot.lane?.kill();
  }

  /** Has a thread prepare its task with this data; it is given nothing else until `renewal` is cleared. */
  private ask(slot: Slot<Result>, data: unknown): Promise<{ info: unknown } | { reason: string }> {
    return new Promise((settle) => {
      slot.renewal = (result) => {
        if ('reason' in result) slot.renewal = undefined;
        else slot.data = data;
        settle(result);
      };
      if (slot.items.length === 0) slot.since = performance.now();
      slot.lane?.send({ renew: data });
    });
  }

  private async follow(slot: Slot<Result>): Promise<void> {
    const { lane } = slot;
    const result = await this.ask(slot, this.data);
    slot.renewal = undefined;
    // What one thread could prepare, this one could not: it is begun anew.
    if ('reason' in result && slot.lane === lane) this.dismiss(slot);
    this.deal();
  }

  private spawn(slot: Slot<Result>, onStart: (error?: Error) => void = () => {}): void {
    const isolated = slot === this.isolated;
    const { task, memoryMb } = this.options;
    const { data } = this;
    slot.data = data;
    slot.ready = false;
    slot.verdict = undefined;
    slot.since = performance.now();
    slot.lane = (isolated ? processLane : threadLane)({
      task,
      data,
      memoryMb,
      onMessage: (message) => this.hear(slot, message, onStart),
      onEnd: (reason) => {
        onStart(new PoolError(`the extraction thread did not get ready: ${reason}`));
        this.ended(slot, reason);
      },
    });
  }

  private hear(slot: Slot<Result>, message: LaneMessage, onStart: (error?: Error) => void): void {
    if ('ready' in message) {
      this.info ??= message.ready;
      this.failures = 0;
      slot.ready = true;
      onStart();
      if (slot.data !== this.data && slot !== this.isolated) void this.follow(slot);
    } else if ('renewed' in message) {
      slot.renewal?.({ info: message.renewed });
    } else if ('refused' in message) {
      slot.renewal?.({ reason: message.refused });
    } else if ('failed' in message) {
      onStart(new PoolError(message.failed));
      slot.lane?.kill();
    } else {
      const items = slot.items;
      slot.items = [];
      items.forEach((item, i) => {
        item.settle((message.results[i] as ItemResult<Result>) ?? { code: 'crash', reason: 'no result' });
      });
      if (slot.renewal) slot.since = performance.now();
      if (slot === this.isolated && slot.data !== this.data) this.dismiss(slot);
    }
    this.deal();
  }

  private ended(slot: Slot<Result>, reason: string): void {
    const { items, verdict, lane } = slot;
    const wasReady = slot.ready;
    slot.lane = undefined;
    slot.ready = false;
    slot.items = [];
    slot.renewal?.({ reason: `the extraction thread ended: ${reason}` });
    slot.renewal = undefined;
    if (this.closed) return;
    if (items.length > 0) this.options.onLaneEnd?.(verdict ?? reason);
    if (slot === this.isolated) {
      const code = verdict ?? (/memory/i.test(reason) || reason.includes('SIGABRT') ? 'memory' : 'crash');
      for (const item of items) item.settle({ code, reason: this.explain(code, reason) });
    } else {
      const at = Math.min(lane?.current() ?? 0, items.length - 1);
      const suspect = items[at];
      if (suspect) this.suspects.push(suspect);
      this.waiting.unshift(...items.filter((item) => item !== suspect));
      // A task module that cannot start any more is tried again, ever more slowly.
      const delay = wasReady ? 0 : Math.min(30_000, 250 * 2 ** this.failures++);
      setTimeout(() => !this.closed && this.spawn(slot), delay).unref();
    }
    this.deal();
  }

  private explain(code: string, reason: string): string {
    if (code === 'timeout') return `took longer than ${this.options.timeoutMs} ms`;
    if (code === 'memory') return `needed more than ${this.options.memoryMb} MiB`;
    return `brought its process down: ${reason}`;
  }

  private deal(): void {
    if (this.closed) return;
    for (const slot of this.slots) {
      if (this.waiting.length === 0) break;
      if (!free(slot) || slot.items.length > 0) continue;
      // Leave some to the other threads that are idle.
      const most = Math.min(BATCH_ITEMS, Math.ceil(this.waiting.length / this.slots.length));
      let chars = 0;
      let count = 0;
      while (count < most && (count === 0 || chars < BATCH_CHARS)) chars += this.waiting[count++]?.text.length ?? 0;
      this.hand(slot, this.waiting.splice(0, count));
    }
    if (this.suspects.length === 0 || this.isolated.items.length > 0) return;
    this.isolatedUsed = performance.now();
    if (!this.isolated.lane) this.spawn(this.isolated);
    else if (this.isolated.ready) this.hand(this.isolated, this.suspects.splice(0, 1));
  }

  private hand(slot: Slot<Result>, items: Item<Result>[]): void {
    slot.items = items;
    slot.at = 0;
    slot.since = performance.now();
    slot.lane?.send(items.map(({ text }) => text));
  }

  /** Kills lanes that are at one item for too long, or take too much memory. */
  private look(): void {
    const now = performance.now();
    const { timeoutMs, memoryMb, startMs = 60_000 } = this.options;
    for (const slot of [...this.slots, this.isolated]) {
      const { lane } = slot;
      if (!lane) continue;
      const busy = slot.items.length > 0;
      if (busy && lane.current() !== slot.at) {
        slot.at = lane.current();
        slot.since = now;
      }
      const preparing = !slot.ready || (!busy && slot.renewal !== undefined);
      const late = now - slot.since > (preparing ? startMs : timeoutMs);
      if ((busy || preparing) && late) this.condemn(slot, 'timeout');
      else if (lane.memoryMb() > memoryMb * 1.5 + 128) this.condemn(slot, 'memory');
      else if (slot === this.isolated && !busy && slot.ready && now - this.isolatedUsed > IDLE_MS) this.dismiss(slot);
    }
    // Buffers lie outside a thread's limit: when the process as a whole has grown too far, every busy thread is suspect.
    const limitMb = this.baseMb + this.slots.length * memoryMb * 1.5 + 256;
    if (process.memoryUsage.rss() / 2 ** 20 > limitMb) {
      for (const slot of this.slots) if (slot.items.length > 0) this.condemn(slot, 'memory');
    }
  }

  /** Ends a lane that is at nothing; it is given nothing more. */
  private dismiss(slot: Slot<Result>): void {
    slot.ready = false;
    slot.lane?.kill();
  }

  private condemn(slot: Slot<Result>, verdict: 'timeout' | 'memory'): void {
    if (slot.verdict) return;
    slot.verdict = verdict;
    slot.lane?.kill();
  }
}

function emptySlot<Result>(): Slot<Result> {
  const nothing = { lane: undefined, verdict: undefined, data: undefined, renewal: undefined };
  return { ...nothing, ready: false, items: [], at: 0, since: 0 };
}

/** Whether a slot may be given something. */
function free<Result>({ ready, renewal }: Slot<Result>): boolean {
  return ready && renewal === undefined;
}
