import { readFileSync } from 'node:fs';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Config } from '../schema/config.js';

export type RedisClient = Redis | Cluster;

/**
 * - `fast`: for whoever waits for an answer; fails within about a second when Redis is away, and comes back by itself.
 * - `patient`: for workers; waits for Redis as long as it takes, commands are sent again.
 * - `fast-plain`, `patient-plain`: the same without pipelining of its own, for BullMQ and for blocking reads.
 */
export type ConnectionKind = 'fast' | 'fast-plain' | 'patient' | 'patient-plain';

type Settings = Pick<Config, 'redisUrl' | 'redisCluster' | 'redisUser' | 'redisPassword' | 'redisCa'>;

/** Opens a connection. The caller closes it with `disconnect()`. Errors are reported through `onError`, at most one a second. */
export function connect(
  config: Settings,
  kind: ConnectionKind,
  onError: (error: Error) => void = () => {},
): RedisClient {
  const url = config.redisUrl;
  if (!url) throw new Error('connect needs a redisUrl: open the embedded server first');
  const fast = kind === 'fast' || kind === 'fast-plain';
  const options: RedisOptions = {
    ...base(config),
    maxRetriesPerRequest: fast ? 1 : null,
    ...(fast ? { commandTimeout: 15_000 } : {}),
    enableAutoPipelining: kind === 'fast' || kind === 'patient',
    retryStrategy: (times) => backoff(times, fast ? 400 : 2_000),
  };
  const client = config.redisCluster ? cluster(url, options) : single(url, options);
  let last = 0;
  client.on('error', (error: Error) => {
    if (Date.now() - last < 1000) return;
    last = Date.now();
    onError(error);
  });
  return client;
}

/** Whether keys of different hash tags may lie on different servers, so that one command cannot touch them. */
export function isCluster(client: RedisClient): boolean {
  return client instanceof Cluster;
}

function base(config: Settings): RedisOptions {
  return {
    connectTimeout: 5_000,
    keepAlive: 30_000,
    ...(config.redisUser ? { username: config.redisUser } : {}),
    ...(config.redisPassword ? { password: config.redisPassword } : {}),
    ...(config.redisCa ? { tls: { ca: readFileSync(config.redisCa) } } : {}),
  };
}

function single(url: string, options: RedisOptions): Redis {
  return url.startsWith('unix://')
    ? new Redis({ ...options, path: url.slice('unix://'.length) })
    : new Redis(url, options);
}

function cluster(url: string, options: RedisOptions): Cluster {
  const { hostname, port, username, password, protocol } = new URL(url);
  return new Cluster([{ host: hostname, port: Number(port || 6379) }], {
    clusterRetryStrategy: (times) => (options.maxRetriesPerRequest === 1 && times > 3 ? null : backoff(times, 2_000)),
    enableAutoPipelining: options.enableAutoPipelining ?? false,
    redisOptions: {
      ...options,
      ...(protocol === 'rediss:' ? { tls: options.tls ?? {} } : {}),
      ...(username && !options.username ? { username: decodeURIComponent(username) } : {}),
      ...(password && !options.password ? { password: decodeURIComponent(password) } : {}),
    },
  });
}

function backoff(times: number, most: number): number {
  return Math.round(Math.min(50 * 2 ** Math.min(times, 6), most) * (0.5 + Math.random() / 2));
}
