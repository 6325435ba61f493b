import { type HttpBindings, serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { Log } from '../observe/log.js';
import { createMetrics } from '../observe/metrics.js';
import { Producer } from '../queue/producer.js';
import type { RedisHandle } from '../redis/open.js';
import { isLoopback } from './access.js';
import { createApp } from './app.js';
import { Desk } from './desk/desk.js';

export interface ServeOptions {
  readonly redis: RedisHandle;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly token?: string;
  /** Requests a second of one caller. */
  readonly rate: number;
  /** Dictionary folders of the workbench and of `POST /extract`. */
  readonly folders: readonly string[];
  readonly version: string;
  /** Root of the package. */
  readonly root: string;
}

export interface Served {
  readonly port: number;
  /** Resolves when the dictionaries are loaded. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** Serves HTTP. Without a token only to this machine. @throws Error when others could reach it without a token. */
export async function startServer(options: ServeOptions): Promise<Served> {
  const { redis, log, host, port, token, folders, version, root, rate } = options;
  if (!isLoopback(host) && !token) throw new Error(`${host}: others can reach this address, so a token is needed`);
  const { documentTimeoutMs: timeoutMs, documentMemoryMb: memoryMb } = redis.config;
  const desk = new Desk({ folders, timeoutMs: Math.max(timeoutMs, 30_000), memoryMb: Math.max(memoryMb, 1_024), log });
  const producer = new Producer(redis);
  const metrics = createMetrics({ version });
  const caller = (context: unknown) =>
    getConnInfo(context as Context<{ Bindings: HttpBindings }>).remote.address ?? 'unknown';
  const services = { redis, producer, desk, metrics, log, version, root, rate, caller, ...(token ? { token } : {}) };
  const app = createApp(services);
  const server = await new Promise<ReturnType<typeof serve>>((fulfil, reject) => {
    const starting = serve({ fetch: app.fetch, hostname: host, port }, () => fulfil(starting));
    starting.once('error', reject);
  });
  const ready = desk.start().then(() => metrics.named({ version, dictionary: desk.info?.version ?? '' }));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    ready,
    async close() {
      desk.close();
      const closed = new Promise((done) => server.close(done));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await producer.close();
    },
  };
}
