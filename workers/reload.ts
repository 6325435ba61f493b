import { setTimeout as sleep } from 'node:timers/promises';
import { watchFolders } from '../src/dictionary/watch.js';
import type { Log } from '../src/observe/log.js';
import { activateDictionary, publishedVersion, readPublished, registerDictionary } from '../src/queue/dictionaries.js';
import type { Pool } from '../src/queue/pool/pool.js';
import type { RedisHandle } from '../src/redis/open.js';
import type { Pipeline } from './pipeline.js';
import type { TaskData, TaskInfo, VersionedOutcome } from './task.js';

const POLL_MS = 400;

export interface ReloaderOptions {
  readonly redis: RedisHandle;
  readonly pool: Pool<VersionedOutcome>;
  readonly pipeline: Pipeline;
  readonly log: Pick<Log, 'info' | 'warn' | 'error' | 'debug'>;
  /** What the pool was started with, without published files. */
  readonly data: TaskData;
  /** Version that was published when the pool was started with it. */
  readonly published: string | undefined;
  /** Told of each version that is taken. */
  readonly onVersion?: (version: string) => void;
}

/**
 * Brings new dictionaries to the running worker: the published one, and without one the folders whenever their files change. A
 * broken one is refused in the log, and the worker goes on with what it has.
 */
export class Reloader {
  private readonly end = new AbortController();
  private published: string | undefined;
  /** One after the other. */
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly options: ReloaderOptions) {
    this.published = options.published;
  }

  start(): void {
    void this.poll();
    void this.watch();
  }

  close(): void {
    this.end.abort();
  }

  private async poll(): Promise<void> {
    const { redis, log } = this.options;
    const { signal } = this.end;
    while (!signal.aborted) {
      await sleep(POLL_MS, undefined, { signal, ref: false }).catch(() => {});
      try {
        const version = await publishedVersion(redis.client, redis.keys);
        if (version === this.published || signal.aborted) continue;
        this.published = version;
        await this.queue(() => (version === undefined ? this.takeFolders() : this.takePublished()));
      } catch (error) {
        log.debug({ reason: (error as Error).message }, 'asking for a published dictionary waits');
      }
    }
  }

  private async watch(): Promise<void> {
    const { data, log } = this.options;
    for await (const _ of watchFolders(data.folders, { signal: this.end.signal })) {
      if (this.published === undefined) await this.queue(() => this.takeFolders());
      else log.warn({ published: this.published }, 'dictionary files changed, but a published dictionary is in use');
    }
  }

  private queue(action: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(action, action);
    return this.turn;
  }

  private async takePublished(): Promise<void> {
    const { redis, data } = this.options;
    const found = await readPublished(redis.client, redis.keys);
    // Whoever published it has made it the newest.
    if (found) await this.take({ ...data, files: found.files }, registerDictionary, 'published', found.version);
  }

  private takeFolders(): Promise<void> {
    return this.take(this.options.data, activateDictionary, 'files');
  }

  private async take(
    data: TaskData,
    ordinalOf: typeof activateDictionary,
    from: string,
    expected?: string,
  ): Promise<void> {
    const { redis, pool, pipeline, log, onVersion } = this.options;
    const begun = performance.now();
    const before = (pool.info as TaskInfo).version;
    try {
      await pool.renew(data, async (info) => {
        const { version } = info as TaskInfo;
        if (version !== before) {
          pipeline.use(version, await ordinalOf(redis.client, redis.keys, version).catch(() => 0));
          onVersion?.(version);
        }
        const ms = Math.round(performance.now() - begun);
        if (version !== before) log.info({ dictionary: version, before, from, ms }, 'dictionary taken');
        if (expected !== undefined && version !== expected) {
          log.warn(
            { dictionary: version, published: expected },
            'this program reads the published dictionary otherwise',
          );
        }
      });
    } catch (error) {
      log.error(
        { dictionary: before, from, reason: (error as Error).message },
        'dictionary refused, the one before stays',
      );
    }
  }
}
