#!/usr/bin/env node
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../src/observe/log.js';
import { createMetrics } from '../src/observe/metrics.js';
import { openRedis } from '../src/redis/open.js';
import { ConfigError, readConfig } from '../src/schema/config.js';
import { serveHealth } from '../src/server/health.js';
import { deliver } from '../src/sinks/deliver.js';
import { openSink } from '../src/sinks/open.js';
import { consumeBatches, gapText } from '../src/stream/batches.js';
import { findPackage } from './package.js';

/**
 * The delivery worker: `deliver.js SINK…` writes the stream to each sink, as a group of its own that is named after the
 * sink or by CHOKEPOINT_GROUP. CHOKEPOINT_WEBHOOK_SECRET signs webhooks, CHOKEPOINT_WEBHOOK_PRIVATE=1 lets them go to
 * private addresses.
 */
async function main(addresses: string[]): Promise<void> {
  if (addresses.length === 0) throw new ConfigError('deliver needs a sink, for example ndjson:events');
  const config = readConfig();
  const log = createLog('deliver', config.logLevel);
  const secret = process.env.CHOKEPOINT_WEBHOOK_SECRET;
  const options = {
    allowPrivate: process.env.CHOKEPOINT_WEBHOOK_PRIVATE === '1',
    ...(secret ? { secret } : {}),
  };
  const sinks = addresses.map((address) => openSink(address, options));
  const redis = await openRedis(config, { warn: (message) => log.warn(message) });
  const metrics = createMetrics({ version: findPackage().version });
  const stop = new AbortController();
  const troubled = new Set<string>();
  const health =
    config.httpPort > 0
      ? await serveHealth(
          {
            live: () => undefined,
            ready: () => (troubled.size > 0 ? `waiting for ${[...troubled].join(', ')}` : undefined),
          },
          metrics,
          config.httpHost,
          config.httpPort,
        )
      : undefined;
  const runs = sinks.map(async (sink) => {
    const group = process.env.CHOKEPOINT_GROUP ?? `sink-${sink.name}`;
    const batches = consumeBatches(redis, {
      group,
      signal: stop.signal,
      leaseMs: Math.min(config.lockMs, 15_000),
      onGap(gap) {
        metrics.gaps.inc({ sink: sink.name });
        log.error(gap, gapText(gap));
      },
    });
    await deliver(sink, batches, {
      signal: stop.signal,
      onDelivered(entries) {
        troubled.delete(sink.name);
        for (const { event } of entries) metrics.events.inc({ type: event.type.split('.').at(-2) ?? event.type });
      },
      onTrouble(error, waitMs) {
        troubled.add(sink.name);
        log.warn({ sink: sink.name, reason: error.message, waitMs }, 'sink is in trouble');
      },
    });
    await sink.close();
  });
  const end = (signal: string) => {
    log.info({ signal }, 'stopping');
    stop.abort();
    setTimeout(() => process.exit(0), config.shutdownMs).unref();
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  log.info({ sinks: sinks.map(({ name }) => name) }, 'ready');
  process.send?.({ ready: true });
  try {
    await Promise.all(runs);
  } finally {
    health?.close();
    await Promise.race([redis.close(), sleep(2_000)]);
  }
  process.exit(0);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`chokepoint: ${error.message}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
});
