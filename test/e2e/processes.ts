import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TemporaryRedis } from '../redis/temporary.js';

const WORKER = fileURLToPath(new URL('../../workers/extract.ts', import.meta.url));
const EXTRACTOR = fileURLToPath(new URL('../stream/stand-in-extractor.ts', import.meta.url));

export interface WorkerProcess {
  readonly child: ChildProcess;
  /** What it has logged so far. */
  log(): string;
  /** Waits for its end; returns its exit code, or the signal that ended it. */
  ended(): Promise<number | string>;
}

/**
 * Starts an extraction worker as a process of its own, with the stand-in extractor; returns when it takes jobs.
 * `signal` kills it, also while it starts.
 */
export async function startWorker(
  server: Pick<TemporaryRedis, 'url'> & Partial<Pick<TemporaryRedis, 'environment'>>,
  environment: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['--single-threaded-gc', '--import', 'tsx', WORKER], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    killSignal: 'SIGKILL',
    ...(signal ? { signal } : {}),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      REDIS_URL: server.url,
      CHOKEPOINT_PARTITIONS: '4',
      CHOKEPOINT_THREADS: '1',
      CHOKEPOINT_EXTRACTOR: EXTRACTOR,
      CHOKEPOINT_DICTIONARIES: 'v1',
      CHOKEPOINT_LOG_LEVEL: 'info',
      CHOKEPOINT_SHUTDOWN_MS: '5000',
      ...server.environment,
      ...environment,
    },
  });
  // Told of the signal; the end is what counts.
  child.on('error', () => {});
  let log = '';
  child.stderr?.on('data', (chunk) => {
    log = (log + chunk).slice(-200_000);
  });
  const end = new Promise<number | string>((done) => child.once('exit', (code, signal) => done(signal ?? code ?? 0)));
  const ready = new Promise<void>((done) => child.once('message', () => done()));
  const first = await Promise.race([ready.then(() => 'ready'), end, sleep(60_000, 'late', { ref: false })]);
  if (first !== 'ready') throw new Error(`worker did not start (${first}): ${log}`);
  return { child, log: () => log, ended: () => end };
}

/** Waits until a condition holds. @throws Error after `ms`. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await sleep(50);
  }
}
