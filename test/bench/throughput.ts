import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker as Thread } from 'node:worker_threads';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Producer } from '../../src/queue/producer.js';
import { parseInfo } from '../../src/redis/check.js';
import { openRedis } from '../../src/redis/open.js';
import { readConfig } from '../../src/schema/config.js';
import { streamStatus } from '../../src/stream/status.js';
import { denseNews, generalProse } from './texts.js';

/**
 * Documents a second from push to committed event with two worker processes, beside a bare BullMQ worker that does nothing
 * and extraction alone on the same cores, in one run: `node dist/test/bench/throughput.js [documents] [rounds]`. Needs redis-server.
 */
const [documents = 4_000, rounds = 3] = process.argv.slice(2).map(Number);
const EMPTY = { CHOKEPOINT_EXTRACTOR: fileURLToPath(new URL('./no-extraction.js', import.meta.url)) };
/** Documents that each thread works on before it is timed. */
const WARM = 300;
const here = fileURLToPath(import.meta.url);
const workerFile = fileURLToPath(new URL('../../workers/extract.js', import.meta.url));
const loneFile = new URL('./lone.js', import.meta.url);

if (process.argv[2] === 'noop') await noop();
else await main();

/** A second process with nothing but BullMQ in it. */
async function noop(): Promise<never> {
  const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null });
  const worker = new Worker('noop', async () => {}, {
    connection,
    prefix: '{bench}',
    concurrency: 16,
    removeOnComplete: { count: 0 },
  });
  await worker.waitUntilReady();
  process.send?.('ready');
  return new Promise<never>(() => {});
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-bench-'));
  const port = 20_000 + (process.pid % 20_000);
  const settings = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'yes',
  ];
  const server = spawn('redis-server', [...settings, '--hash-max-listpack-value', '256'], { stdio: 'ignore' });
  process.env.REDIS_URL = `redis://127.0.0.1:${port}`;
  await sleep(500);
  try {
    const results: Record<string, number[]> = {};
    for (let round = 0; round < rounds; round++) {
      const add = (name: string, value: number) => {
        results[name] = [...(results[name] ?? []), value];
      };
      add('bare BullMQ, no-op, one document a job', await bare());
      for (const [kind, make] of [
        ['dense domain news', denseNews],
        ['general prose', generalProse],
      ] as const) {
        const texts = Array.from({ length: documents }, (_, i) => make(round * documents + i));
        add(`${kind}: extraction alone, ${availableParallelism()} threads`, await alone(texts));
        for (const perJob of [1, 32]) add(`${kind}: end to end, ${perJob} a job`, await endToEnd(texts, perJob, kind));
      }
      const texts = Array.from({ length: documents }, (_, i) => generalProse(round * documents + i));
      for (const perJob of [1, 32]) {
        add(`the way through without extraction, ${perJob} a job`, await endToEnd(texts, perJob, 'none', EMPTY));
      }
    }
    for (const [name, values] of Object.entries(results)) {
      const sorted = values.sort((a, b) => a - b);
      const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
      console.log(`${name.padEnd(52)} ${Math.round(median).toString().padStart(7)} documents/s`);
    }
    const info = parseInfo(await new Redis(process.env.REDIS_URL).info('memory'));
    console.log(`Redis holds ${info.used_memory_human} at the end`);
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(0);
}

async function bare(): Promise<number> {
  const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null });
  const queue = new Queue('noop', { connection, prefix: '{bench}' });
  const data = { text: 'x'.repeat(3_000) };
  await queue.drain();
  for (let done = 0; done < documents; done += 500) {
    await queue.addBulk(Array.from({ length: 500 }, () => ({ name: 'n', data, opts: { removeOnComplete: true } })));
  }
  const workers = await startAll(2, () => spawn(process.execPath, [here, 'noop'], forked()));
  const began = performance.now();
  while ((await queue.getWaitingCount()) + (await queue.getActiveCount()) > 0) await sleep(20);
  const rate = documents / ((performance.now() - began) / 1000);
  await stopAll(workers);
  await queue.close();
  connection.disconnect();
  return rate;
}

/** Threads that feed themselves with the texts: the most that these cores can do. */
async function alone(texts: readonly string[]): Promise<number> {
  const threads = Array.from({ length: availableParallelism() }, (_, i) => {
    const share = texts.filter((_, n) => n % availableParallelism() === i);
    return new Thread(loneFile, { workerData: { texts: share, warm: WARM } });
  });
  await Promise.all(threads.map((thread) => new Promise((ready) => thread.once('message', ready))));
  const began = performance.now();
  const done = threads.map((thread) => new Promise((end) => thread.once('message', end)));
  for (const thread of threads) thread.postMessage('go');
  await Promise.all(done);
  const rate = texts.length / ((performance.now() - began) / 1000);
  await Promise.all(threads.map((thread) => thread.terminate()));
  return rate;
}

/** Pushes while two workers work, until the last event is committed. */
async function endToEnd(
  texts: readonly string[],
  perJob: number,
  kind: string,
  environment: Record<string, string> = {},
): Promise<number> {
  const redis = await openRedis(readConfig());
  await redis.client.flushall();
  await redis.close();
  const fresh = await openRedis(readConfig());
  const producer = new Producer(fresh);
  const workers = await startAll(2, () =>
    spawn(process.execPath, [workerFile], forked({ CHOKEPOINT_THREADS: '1', ...environment })),
  );
  const work = async (name: string, share: readonly string[]) => {
    for (let first = 0; first < share.length; first += 500) {
      const page = share
        .slice(first, first + 500)
        .map((text, i) => ({ document: { id: `${name}-${first + i}`, text } }));
      await producer.push(page, { documentsPerJob: perJob, waitMs: 60_000 });
    }
    for (;;) {
      const {
        waiting = 0,
        active = 0,
        delayed = 0,
      } = await producer.queue.getJobCounts('waiting', 'active', 'delayed');
      if (waiting + active + delayed === 0) break;
      await sleep(50);
    }
  };
  await work('warm', texts.slice(0, WARM * 2));
  const began = performance.now();
  await work(kind, texts);
  const rate = texts.length / ((performance.now() - began) / 1000);
  const { committed } = await streamStatus(fresh);
  if (committed < texts.length) throw new Error(`${committed} events of ${texts.length} documents`);
  await stopAll(workers);
  await producer.close();
  await fresh.close();
  return rate;
}

function forked(environment: Record<string, string> = {}) {
  return {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'] as ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, CHOKEPOINT_LOG_LEVEL: 'warn', ...environment },
  };
}

async function startAll(count: number, start: () => ChildProcess): Promise<ChildProcess[]> {
  const children = Array.from({ length: count }, start);
  await Promise.all(children.map((child) => new Promise((ready) => child.once('message', ready))));
  return children;
}

async function stopAll(children: readonly ChildProcess[]): Promise<void> {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(children.map((child) => new Promise((end) => child.once('exit', end))));
}
