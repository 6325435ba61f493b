import { setTimeout as sleep } from 'node:timers/promises';
import { DelayedError, type Job, type Telemetry, Worker } from 'bullmq';
import type { RedisHandle } from '../redis/open.js';
import { Breaker } from './breaker.js';
import { type DocumentJob, type DocumentPointer, jobPointers, QUEUE_NAME } from './job.js';
import { cutLocks } from './locks.js';
import type { Producer } from './producer.js';

/** A job as the processor sees it. */
export interface Task {
  readonly pointers: readonly DocumentPointer[];
  /** Least dictionary ordinal that may work on it; 0: any. */
  readonly dictionary: number;
  /** It has failed or brought a worker down before: work on each document alone. */
  readonly suspect: boolean;
  /** Runs so far, this one included. */
  readonly attempt: number;
}

/** Thrown by a processor: not now and not here, but no attempt is spent. */
export class PostponeError extends Error {
  override name = 'PostponeError';
}

export interface DocumentWorkerOptions {
  readonly concurrency: number;
  readonly producer: Producer;
  /** Works on a job. What Redis refuses goes through `breaker.run`. Documents that fail are its own to set aside. */
  readonly process: (task: Task, breaker: Breaker) => Promise<void>;
  /** Sets a document aside whose job failed for good. */
  readonly quarantine: (
    pointer: DocumentPointer,
    rejection: { code: string; reason: string; attempts: number },
    breaker: Breaker,
  ) => Promise<void>;
  readonly onEvent?: (event: WorkerEvent) => void;
  readonly telemetry?: Telemetry;
}

export type WorkerEvent =
  | { readonly type: 'stalled'; readonly job: string }
  | { readonly type: 'failed'; readonly job: string; readonly reason: string }
  | { readonly type: 'breaker'; readonly open: boolean; readonly reason: string }
  | { readonly type: 'error'; readonly reason: string };

const SWEEP_MS = 30_000;
const POSTPONE_MS = 3_000;

/** Takes jobs off the queue. One for a process. */
export class DocumentWorker {
  readonly breaker: Breaker;
  /** Jobs that are held now. */
  busy = 0;
  private lastProgress = performance.now();
  private readonly worker: Worker<DocumentJob>;
  private readonly sweeper: NodeJS.Timeout;
  private readonly cutter: NodeJS.Timeout;
  private sweeping = false;
  private draining = false;

  constructor(
    redis: RedisHandle,
    private readonly options: DocumentWorkerOptions,
  ) {
    const tell = options.onEvent ?? (() => {});
    const lock = redis.config.lockMs;
    const probing = redis.connect('patient');
    this.breaker = new Breaker({
      probe: () => probing.hset(redis.keys.shared, 'probe', Date.now()),
      onOpen: (error) => {
        tell({ type: 'breaker', open: true, reason: error.message });
        void this.worker.pause(true).catch(() => {});
      },
      onClose: () => {
        tell({ type: 'breaker', open: false, reason: '' });
        if (!this.draining) void Promise.resolve(this.worker.resume()).catch(() => {});
      },
    });
    this.worker = new Worker<DocumentJob>(QUEUE_NAME, (job, token) => this.take(job, token), {
      connection: redis.connect('patient-plain'),
      prefix: redis.keys.queuePrefix,
      concurrency: options.concurrency,
      autorun: false,
      skipVersionCheck: true,
      lockDuration: lock,
      stalledInterval: lock,
      // Not evidence against a document: a suspect runs in a process of its own. Workers may die often on a bad day.
      maxStalledCount: 20,
      runRetryDelay: 1_000,
      drainDelay: 2,
      ...(options.telemetry ? { telemetry: options.telemetry } : {}),
    });
    this.worker.on('stalled', (job) => tell({ type: 'stalled', job }));
    this.worker.on('failed', (job, error) => {
      tell({ type: 'failed', job: job?.id ?? '', reason: error.message });
      if (job && (job.finishedOn || job.attemptsMade >= (job.opts.attempts ?? 1))) void this.sweep();
    });
    let last = 0;
    this.worker.on('error', (error) => {
      this.breaker.trip(error);
      if (Date.now() - last < 1_000) return;
      last = Date.now();
      tell({ type: 'error', reason: error.message });
    });
    this.sweeper = setInterval(() => void this.sweep(), SWEEP_MS);
    this.sweeper.unref();
    this.cutter = setInterval(() => void cutLocks(redis, lock).catch(() => {}), lock);
    this.cutter.unref();
  }

  /** Milliseconds since a job ended, or since one was taken when none was held. */
  get idleMs(): number {
    return performance.now() - this.lastProgress;
  }

  /** Begins to take jobs; returns at once. */
  start(): void {
    void this.worker.run().catch(() => {});
    void this.sweep();
  }

  /** Takes no more and waits for what is running, at most `deadlineMs`. Returns whether all was finished. */
  async close(deadlineMs: number): Promise<boolean> {
    this.draining = true;
    clearInterval(this.sweeper);
    clearInterval(this.cutter);
    const closed = this.worker.close().then(
      () => true,
      () => false,
    );
    const finished = await Promise.race([closed, sleep(deadlineMs, false, { ref: false })]);
    this.breaker.stop();
    return finished;
  }

  private async take(job: Job<DocumentJob>, token: string | undefined): Promise<void> {
    const task: Task = {
      pointers: jobPointers(job.data),
      dictionary: job.data.v,
      suspect: job.stalledCounter > 0 || job.attemptsMade > 0,
      attempt: job.attemptsMade + 1,
    };
    if (this.busy++ === 0) this.lastProgress = performance.now();
    try {
      await this.options.process(task, this.breaker);
    } catch (error) {
      if (!(error instanceof PostponeError)) throw error;
      await job.moveToDelayed(Date.now() + POSTPONE_MS, token);
      throw new DelayedError();
    } finally {
      this.busy--;
      this.lastProgress = performance.now();
    }
  }

  /** Jobs that failed for good: their documents are tried alone, a document that was alone is set aside. */
  private async sweep(): Promise<void> {
    if (this.sweeping || this.draining) return;
    this.sweeping = true;
    const { producer, quarantine } = this.options;
    try {
      for (;;) {
        const jobs = await producer.queue.getJobs(['failed'], 0, 99, true);
        for (const job of jobs) {
          const pointers = jobPointers(job.data);
          const [only] = pointers;
          if (pointers.length > 1) await producer.enqueue(pointers, 1, job.data.v);
          else if (only) {
            const code = /stalled more than allowable/.test(job.failedReason ?? '') ? 'crash' : 'failed';
            const reason = job.failedReason ?? 'failed';
            await quarantine(only, { code, reason, attempts: job.attemptsMade }, this.breaker);
          }
          await job.remove();
        }
        if (jobs.length < 100) break;
      }
    } catch (error) {
      this.breaker.trip(error);
    } finally {
      this.sweeping = false;
    }
  }
}
