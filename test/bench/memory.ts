import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Producer } from '../../src/queue/producer.js';
import { parseInfo } from '../../src/redis/check.js';
import { openRedis } from '../../src/redis/open.js';
import { readConfig } from '../../src/schema/config.js';
import { consume } from '../../src/stream/consume.js';
import { trimEvents } from '../../src/stream/trim.js';

/**
 * Whether memory stays flat: many small documents, versions of a few thousand ids, go through one worker with the shipped
 * dictionaries while a group reads the events and what is read is trimmed: `node dist/test/bench/memory.js [documents] [ids]`.
 * Fails when worker or Redis is more than a tenth larger in the last third than in the second. Needs redis-server.
 */
const [documents = 100_000, ids = 4_000] = process.argv.slice(2).map(Number);
const PAGE = 1_000;
const FIRMS = ['ByteDance', 'Tencent', 'Alibaba', 'Baidu', 'Kuaishou'];
const LESSORS = ['Equinix', 'Oracle', 'CoreWeave', 'Microsoft'];

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-memory-'));
const port = 20_000 + (process.pid % 20_000);
const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes'];
const server = spawn('redis-server', settings, { stdio: 'ignore' });
process.env.REDIS_URL = `redis://127.0.0.1:${port}`;
await sleep(700);
const redis = await openRedis(readConfig());
const producer = new Producer(redis);
const worker = spawn(
  process.execPath,
  ['--single-threaded-gc', fileURLToPath(new URL('../../workers/extract.js', import.meta.url))],
  {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, CHOKEPOINT_THREADS: '1', CHOKEPOINT_BODY_DAYS: '0', CHOKEPOINT_LOG_LEVEL: 'warn' },
  },
);
try {
  await new Promise((ready) => worker.once('message', ready));
  const end = new AbortController();
  let events = 0;
  const reading = (async () => {
    for await (const _ of consume({ redis, group: 'bench', signal: end.signal })) events++;
  })();
  const samples: { done: number; worker: number; redis: number }[] = [];
  const began = performance.now();
  for (let done = 0; done < documents; done += PAGE) {
    const page = Array.from({ length: PAGE }, (_, i) => {
      const n = done + i;
      const text = `${FIRMS[n % 5]} leases servers from ${LESSORS[Math.floor(n / ids) % 4]}. Story ${n}, note ${n % 97}.`;
      return { document: { id: `d${n % ids}`, title: `Title ${n}`, text } };
    });
    await producer.push(page, { waitMs: 60_000 });
    await settled();
    await trimEvents(redis, 0);
    if ((done + PAGE) % (PAGE * 5) === 0) {
      const sample = { done: done + PAGE, worker: residentMb(worker.pid), redis: await usedMb() };
      samples.push(sample);
      console.log(
        `${String(sample.done).padStart(7)} documents  worker ${sample.worker.toFixed(0)} MB  Redis ${sample.redis.toFixed(1)} MB`,
      );
    }
  }
  end.abort();
  await reading;
  const rate = documents / ((performance.now() - began) / 1000);
  console.log(`${Math.round(rate)} documents/s, ${events} events read`);
  const third = Math.floor(samples.length / 3);
  for (const what of ['worker', 'redis'] as const) {
    const mean = (from: number, to: number) => {
      const part = samples.slice(from, to).map((sample) => sample[what]);
      return part.reduce((sum, value) => sum + value, 0) / part.length;
    };
    const ratio = mean(2 * third, samples.length) / mean(third, 2 * third);
    console.log(`${what}: the last third has ${ratio.toFixed(3)} times the second`);
    if (!(ratio < 1.1)) process.exitCode = 1;
  }
} finally {
  worker.kill('SIGKILL');
  server.kill('SIGKILL');
  await sleep(200);
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

async function settled(): Promise<void> {
  for (;;) {
    const { waiting = 0, active = 0 } = await producer.queue.getJobCounts('waiting', 'active');
    if (waiting + active === 0) return;
    await sleep(10);
  }
}

async function usedMb(): Promise<number> {
  return Number(parseInfo(await redis.client.info('memory')).used_memory) / 1e6;
}

/** Resident memory of a process in MB. */
function residentMb(pid: number | undefined): number {
  return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 1e6;
}
