#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLog } from '../src/observe/log.js';
import { createMetrics } from '../src/observe/metrics.js';
import { loadTelemetry } from '../src/observe/telemetry.js';
import { readPublished, registerDictionary } from '../src/queue/dictionaries.js';
import { Pool } from '../src/queue/pool/pool.js';
import { Producer } from '../src/queue/producer.js';
import { DocumentWorker, type WorkerEvent } from '../src/queue/worker.js';
import { openRedis } from '../src/redis/open.js';
import { ConfigError, readConfig } from '../src/schema/config.js';
import { collectGauges } from '../src/server/gauges.js';
import { serveHealth } from '../src/server/health.js';
import { trimEvents } from '../src/stream/trim.js';
import { findPackage } from './package.js';
import { Pipeline } from './pipeline.js';
import { Reloader } from './reload.js';
import type { TaskData, TaskInfo, VersionedOutcome } from './task.js';

/** The extraction worker: wiring alone. Settings come from the environment, see `configSchema`. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const TRIM_MS = 60_000;
const WEDGED_MS = 300_000;

async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog('extract', config.logLevel);
  const redis = await openRedis(config, { warn: (message) => log.warn(message) });
  const threads = config.threads || Math.max(1, availableParallelism() - 1);
  const extractor = process.env.CHOKEPOINT_EXTRACTOR;
  const program = findPackage();
  const data: TaskData = {
    extractor: extractor ? pathToFileURL(extractor).href : new URL(`./extractor${EXTENSION}`, import.meta.url).href,
    folders: config.dictionaries.length > 0 ? config.dictionaries : [join(program.root, 'dictionaries')],
  };
  let metrics: ReturnType<typeof createMetrics> | undefined;
  const found = await readPublished(redis.client, redis.keys).catch(() => undefined);
  const start = (given: TaskData) =>
    Pool.start<VersionedOutcome>({
      task: new URL(`./task${EXTENSION}`, import.meta.url).href,
      data: given,
      threads,
      timeoutMs: config.documentTimeoutMs,
      memoryMb: config.documentMemoryMb,
      onLaneEnd: (reason) => {
        log.warn({ reason }, 'extraction thread ended');
        metrics?.lanes.inc({ reason: reason === 'timeout' || reason === 'memory' ? reason : 'crash' });
      },
    });
  const pool = await (found
    ? start({ ...data, files: found.files }).catch((error: Error) => {
        log.error({ published: found.version, reason: error.message }, 'published dictionary refused, using files');
        return start(data);
      })
    : start(data));
  const { version } = pool.info as TaskInfo;
  metrics = createMetrics({ version: program.version, dictionary: version });
  const client = redis.connect('patient');
  const context = {
    client,
    keys: redis.keys,
    dictionaryVersion: version,
    // A Redis that takes no writes now is asked again with the first job.
    dictionaryOrdinal: await registerDictionary(redis.client, redis.keys, version).catch(() => 0),
    programVersion: program.version,
    environment: config.environment,
    ledgerDays: config.ledgerDays,
    bodyDays: config.bodyDays,
    epoch: randomBytes(9).toString('base64url'),
  };
  const pipeline = new Pipeline(context, pool, metrics, (documentId, outcome, reason) => {
    if (reason === undefined) log.debug({ documentId, outcome }, 'document');
    else log.warn({ documentId, outcome, reason }, 'document');
  });
  const producer = new Producer(redis);
  const gauges = metrics;
  const worker = new DocumentWorker(redis, {
    concurrency: config.concurrency || Math.max(48, threads * 12),
    producer,
    process: (task, breaker) => pipeline.process(task, breaker),
    quarantine: (pointer, rejection, breaker) => pipeline.quarantine(pointer, rejection, breaker),
    onEvent: (event) => {
      tell(event);
    },
    ...(config.trace ? { telemetry: await loadTelemetry() } : {}),
  });

  function tell(event: WorkerEvent): void {
    if (event.type === 'stalled') gauges.stalled.inc();
    if (event.type === 'breaker') gauges.breaker.set(event.open ? 1 : 0);
    log[event.type === 'breaker' && !event.open ? 'info' : 'warn'](event, `worker ${event.type}`);
  }

  const reloader = new Reloader({
    redis,
    pool,
    pipeline,
    log,
    data,
    published: found?.version,
    onVersion: (dictionary) => gauges.named({ version: program.version, dictionary }),
  });

  let draining = false;
  const wedged = () =>
    pool.ready === 0 || (worker.breaker.openMs === 0 && worker.busy > 0 && worker.idleMs > WEDGED_MS);
  const health =
    config.httpPort > 0
      ? await serveHealth(
          {
            live: () => (wedged() ? 'no extraction thread is ready, or no job ended for long' : undefined),
            ready: () => (draining ? 'draining' : worker.breaker.openMs > 0 ? 'waiting for Redis' : undefined),
            collect: () => collectGauges(redis, producer, gauges),
          },
          metrics,
          config.httpHost,
          config.httpPort,
        )
      : undefined;
  const trimmer = setInterval(() => {
    trimEvents(redis).catch((error: Error) => log.debug({ reason: error.message }, 'trimming waits'));
  }, TRIM_MS);

  const stop = async (signal: string) => {
    if (draining) return;
    draining = true;
    log.info({ signal }, 'stopping');
    clearInterval(trimmer);
    reloader.close();
    const deadline = setTimeout(() => process.exit(0), config.shutdownMs);
    const finished = await worker.close(config.shutdownMs * 0.8);
    if (!finished) log.warn('jobs were left to others');
    pool.close();
    health?.close();
    await producer.close();
    await redis.close();
    clearTimeout(deadline);
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  worker.start();
  reloader.start();
  log.info({ dictionary: version, threads, engine: redis.engine }, 'ready');
  process.send?.({ ready: true });
}

main().catch((error: Error) => {
  process.stderr.write(`chokepoint: ${error.message}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
});
