import type { Config } from '../schema/config.js';
import { checkRedis } from './check.js';
import { type ConnectionKind, connect, type RedisClient } from './connect.js';
import { openEmbedded } from './embedded.js';
import { isInfrastructureError, RedisSetupError } from './errors.js';
import { Keys } from './keys.js';

/** An opened Redis: what queue, stream and workers stand on. */
export interface RedisHandle {
  /** Url to hand to child processes as REDIS_URL; holds a password where there is one. */
  readonly url: string;
  /** What serves: `redis` for one that was given, else the embedded engine. */
  readonly engine: 'redis' | 'redis-server' | 'valkey-server' | 'js-redis-server';
  readonly config: Config;
  readonly keys: Keys;
  /** Shared connection that fails fast; closed by `close`. */
  readonly client: RedisClient;
  /** A new connection of its own; closed by `close` at the latest. */
  connect(kind: ConnectionKind): RedisClient;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Told of things that people should know, one line each. Default: a line on stderr. */
  warn?: (message: string) => void;
}

/**
 * Opens the Redis of the settings, or the embedded server, and refuses one that would lose documents.
 * @throws RedisSetupError with a one-line message when it cannot be used.
 */
export async function openRedis(config: Config, options: OpenOptions = {}): Promise<RedisHandle> {
  const warn = options.warn ?? ((message) => process.stderr.write(`chokepoint: ${message}\n`));
  const embedded = config.redisUrl ? undefined : await openEmbedded(config.dataDir);
  if (embedded?.inMemory) {
    warn(
      'no redis-server or valkey-server on PATH: using js-redis-server, slow and in memory; documents and events end with this process',
    );
  }
  const settings = embedded ? { ...config, redisUrl: embedded.url, redisCluster: false } : config;
  const clients: RedisClient[] = [];
  const open = (kind: ConnectionKind): RedisClient => {
    const client = connect(settings, kind, (error) => warn(`redis: ${error.message.slice(0, 300)}`));
    clients.push(client);
    return client;
  };
  const close = async () => {
    for (const client of clients) client.disconnect();
    await embedded?.close();
  };
  const client = open('fast');
  const keys = new Keys(config.namespace, config.partitions);
  try {
    if (!embedded && !config.unsafe) await checkRedis(client);
    await agree(client, keys);
  } catch (error) {
    await close();
    if (error instanceof RedisSetupError || !isInfrastructureError(error)) throw error;
    throw new RedisSetupError(`cannot use Redis at ${redact(settings.redisUrl ?? '')}: ${(error as Error).message}`);
  }
  return {
    url: settings.redisUrl ?? '',
    engine: embedded?.engine ?? 'redis',
    config: settings,
    keys,
    client,
    connect: open,
    close,
  };
}

/** All processes must count the same partitions, or a document would have two ledgers. */
async function agree(client: RedisClient, keys: Keys): Promise<void> {
  const read = () => client.hget(keys.shared, 'partitions');
  let found = await read();
  if (found === null) {
    await client.hsetnx(keys.shared, 'partitions', String(keys.partitions));
    found = await read();
  }
  const stored = Number(found);
  if (stored !== keys.partitions) {
    throw new RedisSetupError(
      `this Redis was set up with ${stored} partitions, not ${keys.partitions}: set CHOKEPOINT_PARTITIONS=${stored}`,
    );
  }
}

function redact(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//***@');
}
