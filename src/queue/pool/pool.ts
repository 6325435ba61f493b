import { setTimeout as sleep } from 'node:timers/promises';
import { type ItemResult, type LaneMessage, processLane, threadLane } from './lane.js';
import { dismiss, emptySlot, free, hand, type Item, type Slot, takeBatch } from './slot.js';
import { type Limits, START_MS, Watch } from './watch.js';

export interface PoolOptions extends Limits {
  /** Url of the task module, see `TaskModule`. */
  readonly task: string;
  /** Handed to the task module; must be cloneable. */
  readonly data: unknown;
  readonly threads: number;
  /** Told when a lane was killed or died, with the reason. */
  readonly onLaneEnd?: (reason: string) => void;
}

const WATCH_MS = 50;

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
  private readonly watch: Watch<Result>;
  private timer: NodeJS.Timeout | undefined;
  /** Items that come in one turn are dealt out together: a message costs as much as reading a short text. */
  private dealing: NodeJS.Immediate | undefined;
  private closed = false;
  private failures = 0;
  private data: unknown;

  private constructor(private readonly options: PoolOptions) {
    this.data = options.data;
    this.watch = new Watch(this.slots, this.isolated, options);
  }

  /** Starts the threads; returns when the first is ready. @throws PoolError when the task module fails. */
  static async start<Result>(options: PoolOptions): Promise<Pool<Result>> {
    const pool = new Pool<Result>(options);
    pool.timer = setInterval(() => pool.watch.look(), WATCH_MS);
    pool.timer.unref();
    try {
      await new Promise<void>((ready, fail) => {
        const timer = setTimeout(
          () => fail(new PoolError('no extraction thread got ready')),
          options.startMs ?? START_MS,
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
    this.dealing ??= setImmediate(() => {
      this.dealing = undefined;
      this.deal();
    });
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
      if (first || performance.now() - begun > (this.options.startMs ?? START_MS)) break;
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
    if (this.isolated.items.length === 0) dismiss(this.isolated);
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
    clearInterval(this.timer);
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
    if ('reason' in result && slot.lane === lane) dismiss(slot);
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
      if (slot === this.isolated && slot.data !== this.data) dismiss(slot);
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
      for (const item of items) item.settle(this.watch.verdictOf(slot, reason));
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

  private deal(): void {
    if (this.closed) return;
    for (const slot of this.slots) {
      if (this.waiting.length === 0) break;
      if (free(slot) && slot.items.length === 0) hand(slot, takeBatch(this.waiting, this.slots.length));
    }
    if (this.suspects.length === 0 || this.isolated.items.length > 0) return;
    this.watch.isolatedUsed = performance.now();
    if (!this.isolated.lane) this.spawn(this.isolated);
    else if (this.isolated.ready) hand(this.isolated, this.suspects.splice(0, 1));
  }
}
