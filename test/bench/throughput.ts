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
import { type CoreTime, countCores } from './cores.js';
import { denseNews, domainNews, generalProse } from './texts.js';

/**
 * Documents a second from push to committed event with two worker processes, beside a bare BullMQ worker that does nothing
 * and extraction alone on the same cores, in one run, with the processor time that a document took of each process:
 * `node dist/test/bench/throughput.js [documents] [rounds] [part of a name]`. Needs redis-server.
 */
const [documents = 4_000, rounds = 3] = process.argv.slice(2, 4).map(Number);
/** Only the measurements whose names hold this. */
const only = process.argv[4] ?? '';
const EMPTY = { CHOKEPOINT_EXTRACTOR: fileURLToPath(new URL('./no-extraction.js', import.meta.url)) };
/** As many times the documents where one takes little time, so that each measurement takes seconds. */
const QUICK = 5;
/** Documents that are worked on before the clock runs, by share: compiled code is quick only then, and a worker runs for days. */
const WARM = 0.75;
/** Documents of one push. */
const PAGE = 500;
const here = fileURLToPath(import.meta.url);
const workerFile = fileURLToPath(new URL('../../workers/extract.js', import.meta.url));
const loneFile = new URL('./lone.js', import.meta.url);

interface Rate {
  /** Documents a second. */
  readonly rate: number;
  /** Microseconds of one core that a document took, by process. */
  readonly cores: Record<string, number>;
}

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
    '--auto-aof-rewrite-min-size',
    '512mb',
  ];
  const server = spawn('redis-server', [...settings, '--hash-max-listpack-value', '256'], { stdio: 'ignore' });
  process.env.REDIS_URL = `redis://127.0.0.1:${port}`;
  await sleep(500);
  try {
    const results = new Map<string, Rate[]>();
    for (let round = 0; round < rounds; round++) {
      const measure = async (name: string, run: () => Promise<Rate>) => {
        if (name.includes(only)) results.set(name, [...(results.get(name) ?? []), await run()]);
      };
      const texts = (make: (number: number) => string, count: number) =>
        Array.from({ length: count }, (_, i) => make(round * count + i));
      await measure('bare BullMQ, no-op, one document a job', () => bare(server.pid, false));
      await measure('bare BullMQ, no-op, pushed meanwhile', () => bare(server.pid, true));
      for (const [kind, make, count] of [
        ['dense domain news', domainNews, documents],
        ['templates of domain news', denseNews, documents],
        ['general prose', generalProse, documents * QUICK],
      ] as const) {
        const given = texts(make, count);
        await measure(`${kind}: extraction alone, ${availableParallelism()} threads`, () => alone(given));
        for (const perJob of [1, 32]) {
          await measure(`${kind}: end to end, ${perJob} a job`, () => endToEnd(given, perJob, kind, server.pid));
        }
      }
      const given = texts(generalProse, documents * QUICK);
      for (const perJob of [1, 32]) {
        await measure(`the way through without extraction, ${perJob} a job`, () =>
          endToEnd(given, perJob, 'none', server.pid, EMPTY),
        );
      }
    }
    for (const [name, rates] of results) {
      const sorted = rates.sort((a, b) => a.rate - b.rate);
      const { rate, cores } = sorted[Math.floor(sorted.length / 2)] as Rate;
      const parts = Object.entries(cores).map(([part, us]) => `${part} ${Math.round(us)}`);
      const all = Object.values(cores).reduce((sum, us) => sum + us, 0);
      console.log(
        `${name.padEnd(52)} ${Math.round(rate).toString().padStart(7)} documents/s, of a core µs a document: ` +
          `${Math.round(all)} (${parts.join(', ')})`,
      );
    }
    const info = parseInfo(await new Redis(process.env.REDIS_URL).info('memory'));
    console.log(`Redis holds ${info.used_memory_human} at the end`);
  } finally {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(0);
}

/** What the work took since `began`. */
function rateOf(
  count: number,
  began: number,
  parts: { workers: () => CoreTime; redis: () => CoreTime; pusher: () => CoreTime },
): Rate {
  const each = (ms: number) => (ms * 1_000) / count;
  const [workers, redis, pusher] = [parts.workers(), parts.redis(), parts.pusher()];
  return {
    rate: count / ((performance.now() - began) / 1_000),
    cores: {
      'worker main': each(workers.main),
      'worker threads': each(workers.others),
      Redis: each(redis.main + redis.others),
      pusher: each(pusher.main + pusher.others),
    },
  };
}

/** A queue of the same documents and workers that do nothing. `meanwhile`: pushed while they work, as in the way end to end. */
async function bare(server: number | undefined, meanwhile: boolean): Promise<Rate> {
  const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null });
  const queue = new Queue('noop', { connection, prefix: '{bench}' });
  const data = { text: 'x'.repeat(3_000) };
  await queue.drain();
  const fill = async (count: number) => {
    for (let done = 0; done < count; done += PAGE) {
      const jobs = Array.from({ length: PAGE }, () => ({ name: 'n', data, opts: { removeOnComplete: true } }));
      await queue.addBulk(jobs);
    }
  };
  const empty = async () => {
    while ((await queue.getWaitingCount()) + (await queue.getActiveCount()) > 0) await sleep(20);
  };
  const count = documents * QUICK;
  const workers = await startAll(2, () => spawn(process.execPath, [here, 'noop'], forked()));
  await fill(count * WARM);
  await empty();
  if (!meanwhile) {
    await queue.pause();
    await fill(count);
  }
  const parts = counters(workers, server);
  const began = performance.now();
  if (meanwhile) await fill(count);
  else await queue.resume();
  await empty();
  const rate = rateOf(count, began, parts);
  await stopAll(workers);
  await queue.close();
  connection.disconnect();
  return rate;
}

function counters(workers: readonly ChildProcess[], server: number | undefined) {
  return {
    workers: countCores(workers.map(({ pid }) => pid)),
    redis: countCores([server]),
    pusher: countCores([process.pid]),
  };
}

/** Threads that feed themselves with the texts: the most that these cores can do. */
async function alone(texts: readonly string[]): Promise<Rate> {
  const threads = Array.from({ length: availableParallelism() }, (_, i) => {
    const share = texts.filter((_, n) => n % availableParallelism() === i);
    return new Thread(loneFile, { workerData: { texts: share, warm: share.length * WARM } });
  });
  await Promise.all(threads.map((thread) => new Promise((ready) => thread.once('message', ready))));
  const cores = countCores([process.pid]);
  const began = performance.now();
  const done = threads.map((thread) => new Promise((end) => thread.once('message', end)));
  for (const thread of threads) thread.postMessage('go');
  await Promise.all(done);
  const rate = texts.length / ((performance.now() - began) / 1_000);
  const { main, others } = cores();
  await Promise.all(threads.map((thread) => thread.terminate()));
  return { rate, cores: { threads: ((main + others) * 1_000) / texts.length } };
}

/** Pushes while two workers work, until the last event is committed. */
async function endToEnd(
  texts: readonly string[],
  perJob: number,
  kind: string,
  server: number | undefined,
  environment: Record<string, string> = {},
): Promise<Rate> {
  const redis = await openRedis(readConfig());
  await redis.client.flushall();
  await redis.close();
  const fresh = await openRedis(readConfig());
  const producer = new Producer(fresh);
  const workers = await startAll(2, () =>
    spawn(process.execPath, ['--single-threaded-gc', workerFile], forked({ CHOKEPOINT_THREADS: '1', ...environment })),
  );
  const work = async (name: string, share: readonly string[]) => {
    for (let first = 0; first < share.length; first += PAGE) {
      const page = share
        .slice(first, first + PAGE)
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
      await sleep(20);
    }
  };
  await work('warm', texts.slice(0, texts.length * WARM));
  const parts = counters(workers, server);
  const began = performance.now();
  await work(kind, texts);
  const rate = rateOf(texts.length, began, parts);
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
