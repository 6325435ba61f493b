import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { mendAppendOnly } from '../../src/redis/append-only.js';
import { openRedis, type RedisHandle } from '../../src/redis/open.js';
import { type StandIn, startStandIn } from '../../src/redis/stand-in.js';
import { type Config, readConfig } from '../../src/schema/config.js';

export type Engine = 'redis-server' | 'js-redis-server';

/** True where a real redis-server is installed. */
export const hasRedisServer = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Where it lies. */
const BINARY = hasRedisServer ? execFileSync('sh', ['-c', 'command -v redis-server'], { encoding: 'utf8' }).trim() : '';

export const engines: Engine[] = hasRedisServer ? ['redis-server', 'js-redis-server'] : ['js-redis-server'];

export interface TemporaryRedis {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** 0 for js-redis-server, which runs in this process. */
  readonly pid: number;
  /** Tells processes of this server; the stand-in keeps nothing on disk, and they have to accept that. */
  readonly environment: Record<string, string>;
  /** Settings for `openRedis` on this server. */
  config(overrides?: Partial<Config>): Config;
  open(overrides?: Partial<Config>): Promise<RedisHandle>;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port with the same data (js-redis-server: with none), and waits until it answers. */
  start(...extra: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis for one test, on a port of its own, gone at `stop`. */
export async function temporaryRedis(
  engine: Engine = engines[0] as Engine,
  args: string[] = [],
  environment: Record<string, string> = {},
): Promise<TemporaryRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-redis-'));
  const inProcess = engine === 'js-redis-server';
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let standIn: StandIn | undefined;
  const handles: RedisHandle[] = [];
  const server: TemporaryRedis = {
    url,
    port,
    folder,
    get pid() {
      return child?.pid ?? 0;
    },
    environment: {
      REDIS_URL: url,
      CHOKEPOINT_PARTITIONS: '4',
      CHOKEPOINT_UNSAFE: inProcess ? '1' : '0',
    },
    config: (overrides = {}) =>
      readConfig({}, { redisUrl: url, unsafe: inProcess, partitions: 4, ...overrides } as never),
    async open(overrides) {
      const handle = await openRedis(server.config(overrides), { warn: () => {} });
      handles.push(handle);
      return handle;
    },
    async kill(signal = 'SIGKILL') {
      await standIn?.close();
      standIn = undefined;
      const dying = child;
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
      const gone = new Promise((done) => dying.once('exit', done));
      dying.kill(signal);
      await gone;
    },
    async start(...extra) {
      if (inProcess) {
        standIn = await startStandIn(port);
        return;
      }
      const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
      const durable = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'];
      await mendAppendOnly(folder, BINARY);
      const all = [...settings, ...durable, '--enable-debug-command', 'yes', ...args, ...extra];
      child = spawn('redis-server', all, { stdio: 'ignore', env: { ...process.env, ...environment } });
      await answers(port);
    },
    async stop() {
      for (const handle of handles) await handle.close();
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

async function answers(port: number): Promise<void> {
  const client = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => {});
  const deadline = Date.now() + 20_000;
  for (;;) {
    const reply = await Promise.race([client.ping().catch(() => ''), sleep(500)]);
    if (reply === 'PONG') break;
    if (Date.now() > deadline) throw new Error(`no redis-server on port ${port}`);
    await sleep(30);
  }
  client.disconnect();
}

export function freePort(): Promise<number> {
  return new Promise((fulfil, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => fulfil(port));
    });
  });
}
