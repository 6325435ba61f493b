import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { mendAppendOnly } from './append-only.js';
import { parseInfo } from './check.js';
import { RedisSetupError } from './errors.js';
import { isAlive, tryLock, unlock } from './lock.js';
import { startStandIn } from './stand-in.js';

/** A private server that all processes with the same data folder share. */
export interface EmbeddedServer {
  readonly url: string;
  readonly engine: 'redis-server' | 'valkey-server' | 'js-redis-server';
  /** True for an engine that forgets everything when its process ends. */
  readonly inMemory: boolean;
  /** Leaves the server; the last one out stops it. */
  close(): Promise<void>;
}

interface State {
  port: number;
  pid: number;
  password: string;
  engine: EmbeddedServer['engine'];
}

const START_MS = 30_000;

/**
 * Finds the running server of `dataDir`, or starts one: a `redis-server` or `valkey-server` from PATH with its data in
 * `dataDir/redis`, else `js-redis-server` inside this process, in memory.
 * @throws RedisSetupError when none comes up within 30 s.
 */
export async function openEmbedded(dataDir: string, path = process.env.PATH ?? ''): Promise<EmbeddedServer> {
  const folder = resolve(dataDir, 'redis');
  mkdirSync(join(folder, 'users'), { recursive: true, mode: 0o700 });
  const lock = join(folder, 'lock');
  const user = join(folder, 'users', `${process.pid}-${randomBytes(4).toString('hex')}`);
  const deadline = Date.now() + START_MS;
  while (!tryLock(lock)) {
    if (Date.now() > deadline) throw new RedisSetupError(`another process holds ${lock} for too long`);
    await sleep(50);
  }
  let state: State | undefined;
  let stopInProcess: (() => Promise<void>) | undefined;
  try {
    state = readState(folder);
    if (state && !(await answers(state, Date.now() + 2_000))) state = undefined;
    if (!state) {
      const binary = findBinary(path);
      if (binary) state = await startBinary(folder, binary, deadline);
      else [state, stopInProcess] = await startInProcess();
      writeFileSync(join(folder, 'server.json'), JSON.stringify(state), { mode: 0o600 });
    }
    writeFileSync(user, '', { mode: 0o600 });
  } finally {
    unlock(lock);
  }
  return handle(folder, user, state, stopInProcess);
}

function handle(
  folder: string,
  user: string,
  state: State,
  stopInProcess: (() => Promise<void>) | undefined,
): EmbeddedServer {
  let left = false;
  const leave = (): boolean => {
    if (left) return false;
    left = true;
    process.off('exit', leave);
    const lock = join(folder, 'lock');
    const deadline = Date.now() + 2_000;
    while (!tryLock(lock) && Date.now() < deadline) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    rmSync(user, { force: true });
    const last = livingUsers(folder) === 0;
    if (last && state.pid !== process.pid) {
      try {
        process.kill(state.pid, 'SIGTERM');
      } catch {
        // Already gone.
      }
    }
    if (last || stopInProcess) rmSync(join(folder, 'server.json'), { force: true });
    unlock(lock);
    return last;
  };
  process.once('exit', leave);
  const secret = state.password ? `:${state.password}@` : '';
  return {
    url: `redis://${secret}127.0.0.1:${state.port}`,
    engine: state.engine,
    inMemory: state.engine === 'js-redis-server',
    async close() {
      const last = leave();
      if (stopInProcess) await stopInProcess();
      const deadline = Date.now() + 5_000;
      while (last && state.pid !== process.pid && isAlive(state.pid) && Date.now() < deadline) await sleep(20);
    },
  };
}

function livingUsers(folder: string): number {
  let living = 0;
  for (const name of readdirSync(join(folder, 'users'))) {
    if (isAlive(Number(name.split('-')[0]))) living++;
    else rmSync(join(folder, 'users', name), { force: true });
  }
  return living;
}

function readState(folder: string): State | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as State;
  } catch {
    return undefined;
  }
}

function findBinary(path: string): string | undefined {
  for (const name of ['redis-server', 'valkey-server']) {
    for (const folder of path.split(delimiter)) {
      const file = join(folder || '.', name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here.
      }
    }
  }
  return undefined;
}

async function startBinary(folder: string, binary: string, deadline: number): Promise<State> {
  const port = await freePort();
  const password = randomBytes(18).toString('base64url');
  const settings = [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir "${folder}"`,
    `requirepass ${password}`,
    'daemonize no',
    'save ""',
    'appendonly yes',
    'appendfsync everysec',
    'maxmemory-policy noeviction',
    'hash-max-listpack-value 256',
  ];
  const file = join(folder, 'redis.conf');
  writeFileSync(file, `${settings.join('\n')}\n`, { mode: 0o600 });
  await mendAppendOnly(folder, binary);
  const log = openSync(join(folder, 'redis.log'), 'a', 0o600);
  const child = spawn(binary, [file], { cwd: folder, detached: true, stdio: ['ignore', log, log] });
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = error;
  });
  child.unref();
  const engine = binary.endsWith('valkey-server') ? 'valkey-server' : 'redis-server';
  const state: State = { port, pid: child.pid ?? 0, password, engine };
  if (failure || !child.pid || !(await answers(state, deadline))) {
    throw new RedisSetupError(`${binary} did not come up, see ${join(folder, 'redis.log')}`);
  }
  return state;
}

async function startInProcess(): Promise<[State, () => Promise<void>]> {
  const { port, close } = await startStandIn();
  return [{ port, pid: process.pid, password: '', engine: 'js-redis-server' }, close];
}

/** Waits until the server of `state`, and no other on its port, answers; false at the deadline or when it is dead. */
async function answers(state: State, deadline: number): Promise<boolean> {
  do {
    if (!isAlive(state.pid)) return false;
    const client = new Redis({
      host: '127.0.0.1',
      port: state.port,
      lazyConnect: true,
      enableOfflineQueue: false,
      connectTimeout: 1_000,
      retryStrategy: null as never,
      ...(state.password ? { password: state.password } : {}),
    });
    client.on('error', () => {});
    try {
      await client.connect();
      const info = parseInfo(await client.info('server'));
      if (state.engine === 'js-redis-server' || Number(info.process_id) === state.pid) return true;
    } catch {
      // Not up yet, still loading, or another server.
    } finally {
      client.disconnect();
    }
    await sleep(50);
  } while (Date.now() < deadline);
  return false;
}

function freePort(): Promise<number> {
  return new Promise((fulfil, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => fulfil(port));
    });
  });
}
