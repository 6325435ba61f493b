import { setTimeout as sleep } from 'node:timers/promises';
import { listDead } from '../../src/queue/dead.js';
import { Producer } from '../../src/queue/producer.js';
import { queueStatus } from '../../src/queue/status.js';
import type { RedisHandle } from '../../src/redis/open.js';
import type { Config } from '../../src/schema/config.js';
import { startWorker, until, type WorkerProcess } from '../e2e/processes.js';
import { type TemporaryRedis, temporaryRedis } from '../redis/temporary.js';
import { check, type Model, readAll, type Verdict } from './checker.js';

export const WORKER_SETTINGS = {
  CHOKEPOINT_LOCK_MS: '1000',
  CHOKEPOINT_DOCUMENT_TIMEOUT_MS: '1000',
  CHOKEPOINT_DOCUMENT_MEMORY_MB: '96',
  CHOKEPOINT_LOG_LEVEL: 'warn',
};

/** A Redis, a producer, some workers and what must come out. */
export class World {
  readonly model: Model = new Map();
  /** Documents that ought to be set aside. */
  readonly hostile = new Set<string>();
  readonly workers: WorkerProcess[] = [];
  private readonly ending = new AbortController();
  private constructor(
    readonly server: TemporaryRedis,
    readonly redis: RedisHandle,
    readonly producer: Producer,
    readonly settings: Record<string, string>,
  ) {}

  static async create(
    options: {
      redis?: string[];
      redisEnvironment?: Record<string, string>;
      config?: Partial<Config>;
      worker?: Record<string, string>;
    } = {},
  ): Promise<World> {
    const server = await temporaryRedis('redis-server', options.redis ?? [], options.redisEnvironment);
    const redis = await server.open(options.config);
    return new World(server, redis, new Producer(redis), { ...WORKER_SETTINGS, ...options.worker });
  }

  async start(count = 1, settings: Record<string, string> = {}, url = this.server.url): Promise<WorkerProcess[]> {
    const started = await Promise.all(
      Array.from({ length: count }, () => startWorker({ url }, { ...this.settings, ...settings }, this.ending.signal)),
    );
    this.workers.push(...started);
    return started;
  }

  /** Starts one worker, again and again until it runs, as a supervisor does. */
  async supervise(): Promise<void> {
    while (!this.ending.signal.aborted) {
      const started = await this.start(1).catch(() => undefined);
      if (started) return;
      await sleep(100);
    }
  }

  /** Pushes until Redis has taken it, as a good producer does. */
  async push(documents: readonly { id: string; text: string }[], documentsPerJob?: number): Promise<void> {
    const items = documents.map((document) => ({ document }));
    const options = documentsPerJob === undefined ? {} : { documentsPerJob };
    await persist(() => this.producer.push(items, { waitMs: 60_000, ...options }));
    for (const { id, text } of documents) this.model.set(id, text);
  }

  async withdraw(id: string): Promise<void> {
    await persist(() => this.producer.withdraw([id]));
    if (this.model.has(id)) this.model.set(id, undefined);
  }

  async settle(ms = 120_000): Promise<void> {
    await until(
      'the queue is worked off',
      async () => {
        const status = await queueStatus(this.redis, this.producer).catch(() => undefined);
        if (!status) return false;
        const { waiting, active, delayed, failed } = status.jobs;
        return waiting + active + delayed + failed === 0;
      },
      ms,
    ).catch(async (error: Error) => {
      const status = await queueStatus(this.redis, this.producer).catch(() => undefined);
      const logs = this.workers.map((worker) => worker.log().slice(-1_500)).join('\n---\n');
      throw new Error(`${error.message}: ${JSON.stringify(status)}\n${logs}`);
    });
  }

  async verdict(version = 'v1'): Promise<Verdict> {
    const verdict = check(await readAll(this.redis), this.model, version);
    for (const { documentId, code, reason } of await listDead(this.redis)) {
      if (!this.hostile.has(documentId)) verdict.problems.push(`${documentId} was set aside: ${code}, ${reason}`);
    }
    return verdict;
  }

  async kill(worker = this.workers[0]): Promise<void> {
    if (!worker) return;
    this.workers.splice(this.workers.indexOf(worker), 1);
    worker.child.kill('SIGKILL');
    await worker.ended();
  }

  async stop(): Promise<void> {
    // Those that are still starting, too.
    this.ending.abort();
    for (const worker of [...this.workers]) await this.kill(worker);
    await this.producer.close();
    await this.server.stop();
  }
}

/** Tries again until it succeeds, at most a minute. */
export async function persist<T>(action: () => Promise<T>, ms = 60_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

/** A small generator of numbers from a seed (mulberry32): the same seed, the same run. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
