import { randomBytes } from 'node:crypto';
import { createMetrics } from '../../src/observe/metrics.js';
import { Pool } from '../../src/queue/pool/pool.js';
import { Producer } from '../../src/queue/producer.js';
import { DocumentWorker } from '../../src/queue/worker.js';
import { openRedis } from '../../src/redis/open.js';
import { readConfig } from '../../src/schema/config.js';
import { Pipeline } from '../../workers/pipeline.js';
import type { VersionedOutcome } from '../../workers/task.js';

/** A worker that is killed right between the commit and the end of its first job. */
const redis = await openRedis(readConfig());
const pool = await Pool.start<VersionedOutcome>({
  task: new URL('../../workers/task.ts', import.meta.url).href,
  data: { extractor: new URL('../stream/stand-in-extractor.ts', import.meta.url).href, folders: ['v1'] },
  threads: 1,
  timeoutMs: 1_000,
  memoryMb: 96,
});
const context = {
  client: redis.connect('patient'),
  keys: redis.keys,
  dictionaryVersion: 'v1',
  dictionaryOrdinal: 1,
  programVersion: '0',
  environment: 'test',
  ledgerDays: 1,
  bodyDays: 1,
  epoch: randomBytes(6).toString('hex'),
};
const pipeline = new Pipeline(context, pool, createMetrics({ version: 'test' }));
const worker = new DocumentWorker(redis, {
  concurrency: 1,
  producer: new Producer(redis),
  async process(task, breaker) {
    await pipeline.process(task, breaker);
    process.kill(process.pid, 'SIGKILL');
  },
  quarantine: (pointer, rejection, breaker) => pipeline.quarantine(pointer, rejection, breaker),
});
worker.start();
process.send?.({ ready: true });
