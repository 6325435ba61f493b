import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import type { RedisHandle } from '../redis/open.js';
import { type DocumentJob, type DocumentPointer, jobId, jobOptions, makeJob, QUEUE_NAME } from './job.js';
import { DocumentError, type PreparedDocument, prepareDocument } from './prepare.js';
import { BackpressureError, Pressure } from './pressure.js';
import { type PutOutcome, putBodies } from './put.js';

/** A document to push, with the name it has in error messages (a file, `file:line`). */
export interface PushItem {
  readonly document: unknown;
  readonly input?: string;
}

/** What became of one pushed document; results stand in the order of the items. */
export type PushResult =
  | { readonly documentId: string; readonly status: PutOutcome }
  | { readonly status: 'rejected'; readonly error: DocumentError };

export interface PushOptions {
  /** Documents in one job; default `config.documentsPerJob`. A single document always makes a job of its own. */
  documentsPerJob?: number;
  /**
   * Works on known documents again: the least dictionary ordinal that may, from `activateDictionary`. For a new dictionary
   * where bodies are not kept.
   */
  again?: number;
  /** Milliseconds to wait while the queue is full; default 0. */
  waitMs?: number;
  signal?: AbortSignal;
}

/** Puts documents on the queue. One for a process; `close` it at the end. */
export class Producer {
  readonly queue: Queue<DocumentJob>;
  private readonly pressure: Pressure;

  constructor(private readonly redis: RedisHandle) {
    this.queue = new Queue<DocumentJob>(QUEUE_NAME, {
      connection: redis.connect('fast-plain'),
      prefix: redis.keys.queuePrefix,
      skipWaitingForReady: true,
      skipVersionCheck: true,
      streams: { events: { maxLen: 100 } },
      defaultJobOptions: jobOptions(redis.config.attempts),
    });
    this.queue.on('error', () => {});
    this.pressure = new Pressure(redis, this.queue);
  }

  /**
   * Validates, stores and queues documents. A bad one is a `rejected` result and hinders no other. When it returns, every
   * document that is `queued` is stored; when it throws, pushing the same again is right and does no work twice.
   * @throws BackpressureError when the queue stays full for `waitMs`.
   */
  async push(items: readonly PushItem[], options: PushOptions = {}): Promise<PushResult[]> {
    await this.admit(options);
    const { client, keys, config } = this.redis;
    const results: PushResult[] = new Array(items.length);
    const prepared: PreparedDocument[] = [];
    const positions: number[] = [];
    for (const [position, { document, input = `document ${position + 1}` }] of items.entries()) {
      try {
        prepared.push(prepareDocument(document, input, config.maxDocumentBytes));
        positions.push(position);
      } catch (error) {
        if (!(error instanceof DocumentError)) throw error;
        results[position] = { status: 'rejected', error };
      }
    }
    const puts = await putBodies(client, keys, prepared, { again: options.again !== undefined });
    const pointers: DocumentPointer[] = [];
    for (const [i, { outcome, pointer }] of puts.entries()) {
      results[positions[i] as number] = { documentId: prepared[i]?.document.id ?? '', status: outcome };
      if (outcome === 'queued') pointers.push(pointer);
    }
    await this.enqueue(pointers, options.documentsPerJob, options.again);
    return results;
  }

  /** Takes documents back: all that they assert is retracted. `absent`: nobody has seen the document. */
  async withdraw(documentIds: readonly string[]): Promise<{ documentId: string; status: PutOutcome }[]> {
    const { client, keys } = this.redis;
    const entries = documentIds.map((withdraw) => ({ withdraw }));
    const puts = await putBodies(client, keys, entries);
    await this.enqueue(puts.filter(({ outcome }) => outcome === 'queued').map(({ pointer }) => pointer));
    return puts.map(({ outcome }, position) => ({ documentId: documentIds[position] ?? '', status: outcome }));
  }

  /** Queues documents that are stored already. `dictionary`: least dictionary ordinal that may work on them. */
  async enqueue(
    pointers: readonly DocumentPointer[],
    documentsPerJob = this.redis.config.documentsPerJob,
    dictionary = 0,
  ): Promise<void> {
    const jobs = [];
    // A job's documents are of few partitions, so that a few commands commit them.
    const sorted = documentsPerJob > 1 ? [...pointers].sort((a, b) => a.partition - b.partition) : pointers;
    for (let first = 0; first < sorted.length; first += documentsPerJob) {
      const data = makeJob(sorted.slice(first, first + documentsPerJob), dictionary);
      jobs.push({ name: 'extract', data, opts: { jobId: jobId(data) } });
    }
    if (jobs.length > 0) await this.queue.addBulk(jobs);
  }

  /** Waits until the queue may take more. @throws BackpressureError after `waitMs`. */
  async admit({ waitMs = 0, signal }: PushOptions = {}): Promise<void> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      const reason = await this.pressure.full();
      if (reason === undefined) return;
      if (Date.now() >= deadline) throw new BackpressureError(`the queue is full: ${reason}`);
      await sleep(Math.min(500, Math.max(1, deadline - Date.now())), undefined, signal ? { signal } : {});
    }
  }

  async close(): Promise<void> {
    await Promise.race([this.queue.close().catch(() => {}), sleep(2_000, undefined, { ref: false })]);
  }
}
