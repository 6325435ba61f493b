import { z } from 'zod';
import { MAX_DOCUMENT_BYTES } from './document.js';

const count = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
const flag = z
  .union([z.boolean(), z.enum(['', '0', '1', 'true', 'false', 'yes', 'no'])])
  .default(false)
  .transform((value) => value === true || value === '1' || value === 'true' || value === 'yes');

/** Everything that an operator may set, each from an environment variable (`CONFIG_VARIABLES`). */
export const configSchema = z.object({
  redisUrl: z
    .string()
    .regex(/^(rediss?|unix):\/\//, 'must begin with redis://, rediss:// or unix://')
    .optional()
    .describe('Where Redis or Valkey is. Without it a private server is started (see dataDir).'),
  redisCluster: flag.describe('redisUrl names one node of a Redis Cluster.'),
  redisUser: z.string().optional().describe('ACL user; beats the one in redisUrl.'),
  redisPassword: z.string().optional().describe('ACL password; beats the one in redisUrl.'),
  redisCa: z.string().optional().describe('File with the CA certificate (PEM) that signed the certificate of Redis.'),
  dataDir: z.string().min(1).default('.chokepoint').describe('Folder of the embedded server and of local files.'),
  unsafe: flag.describe('Accept a Redis that evicts keys or keeps nothing on disk.'),
  namespace: z
    .string()
    .regex(/^[a-z0-9-]{1,24}$/, 'must be 1 to 24 of a-z, 0-9 and -')
    .default('cp')
    .describe('First part of every key, so that several systems can share one Redis.'),
  environment: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'must be 1 to 32 of a-z, 0-9 and -')
    .default('local')
    .describe('Names the deployment in the source of every event.'),
  partitions: count(16, 1, 1024).describe('Event streams; fixed once the first document is in.'),
  bodyDays: count(30, 0, 3650).describe('Days that the body of a worked-off document is kept for reprocessing.'),
  ledgerDays: count(90, 1, 3650).describe('Days that an untouched document stays known; longer than any re-ingest.'),
  eventDays: count(30, 0, 3650).describe('Days that read events stay in the stream; unread ones always stay.'),
  maxDocumentBytes: count(MAX_DOCUMENT_BYTES, 1, 64 * 1024 * 1024).describe('Largest document, in UTF-8 bytes.'),
  documentsPerJob: count(32, 1, 256).describe('Documents that one job carries when many are pushed at once.'),
  maxWaiting: count(100_000, 1, 10_000_000).describe('Jobs waiting above which a push waits or is refused.'),
  memoryPercent: count(85, 10, 99).describe('Share of the maxmemory of Redis above which a push waits or is refused.'),
  threads: count(0, 0, 256).describe('Extraction threads of a worker; 0: one a core, less one, at least one.'),
  concurrency: count(0, 0, 256).describe('Jobs that a worker holds at once; 0: twelve a thread, at least 48.'),
  attempts: count(5, 1, 100).describe('Runs of a job that fails for an unknown reason.'),
  lockMs: count(30_000, 1_000, 600_000).describe('Milliseconds after which the jobs of a dead worker go to others.'),
  documentTimeoutMs: count(5_000, 50, 600_000).describe('Longest extraction of one document, in milliseconds.'),
  documentMemoryMb: count(512, 32, 16_384).describe('Most memory of one extraction thread, in MiB.'),
  shutdownMs: count(20_000, 100, 600_000).describe('Longest shutdown after SIGTERM, in milliseconds.'),
  redeliveries: count(8, 1, 1000).describe('Deliveries of an event to one group before it is set aside.'),
  dictionaries: z
    .union([z.array(z.string()), z.string().transform((value) => value.split(':').filter(Boolean))])
    .default([])
    .describe('Dictionary folders, separated by colons; none: the bundled ones.'),
  httpPort: count(0, 0, 65_535).describe('Port of health and metrics; 0: none.'),
  httpHost: z.string().default('127.0.0.1').describe('Address that health and metrics listen on.'),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Log level.'),
  trace: flag.describe('Send BullMQ spans through OpenTelemetry; needs the package bullmq-otel.'),
});
export type Config = z.infer<typeof configSchema>;

/** Environment variable of each setting. */
export const CONFIG_VARIABLES: Record<keyof Config, string> = {
  redisUrl: 'REDIS_URL',
  redisCluster: 'CHOKEPOINT_REDIS_CLUSTER',
  redisUser: 'CHOKEPOINT_REDIS_USER',
  redisPassword: 'CHOKEPOINT_REDIS_PASSWORD',
  redisCa: 'CHOKEPOINT_REDIS_CA',
  dataDir: 'CHOKEPOINT_DATA_DIR',
  unsafe: 'CHOKEPOINT_UNSAFE',
  namespace: 'CHOKEPOINT_NAMESPACE',
  environment: 'CHOKEPOINT_ENVIRONMENT',
  partitions: 'CHOKEPOINT_PARTITIONS',
  bodyDays: 'CHOKEPOINT_BODY_DAYS',
  ledgerDays: 'CHOKEPOINT_LEDGER_DAYS',
  eventDays: 'CHOKEPOINT_EVENT_DAYS',
  maxDocumentBytes: 'CHOKEPOINT_MAX_DOCUMENT_BYTES',
  documentsPerJob: 'CHOKEPOINT_DOCUMENTS_PER_JOB',
  maxWaiting: 'CHOKEPOINT_MAX_WAITING',
  memoryPercent: 'CHOKEPOINT_MEMORY_PERCENT',
  threads: 'CHOKEPOINT_THREADS',
  concurrency: 'CHOKEPOINT_CONCURRENCY',
  attempts: 'CHOKEPOINT_ATTEMPTS',
  lockMs: 'CHOKEPOINT_LOCK_MS',
  documentTimeoutMs: 'CHOKEPOINT_DOCUMENT_TIMEOUT_MS',
  documentMemoryMb: 'CHOKEPOINT_DOCUMENT_MEMORY_MB',
  shutdownMs: 'CHOKEPOINT_SHUTDOWN_MS',
  redeliveries: 'CHOKEPOINT_REDELIVERIES',
  dictionaries: 'CHOKEPOINT_DICTIONARIES',
  httpPort: 'CHOKEPOINT_HTTP_PORT',
  httpHost: 'CHOKEPOINT_HTTP_HOST',
  logLevel: 'CHOKEPOINT_LOG_LEVEL',
  trace: 'CHOKEPOINT_TRACE',
};

/** A setting that cannot be used: a usage error, its message is one line for people. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the settings from the environment; `overrides` (command-line flags) win. An empty variable counts as absent.
 * @throws ConfigError naming the variable and what is wrong with it.
 */
export function readConfig(
  environment: Record<string, string | undefined> = process.env,
  overrides: Partial<z.input<typeof configSchema>> = {},
): Config {
  const given: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries(CONFIG_VARIABLES)) {
    const value = (overrides as Record<string, unknown>)[key] ?? environment[variable];
    if (value !== undefined && value !== '') given[key] = value;
  }
  const parsed = configSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = String(issue?.path[0] ?? '');
  throw new ConfigError(`${CONFIG_VARIABLES[key as keyof Config] ?? key}: ${issue?.message ?? 'invalid'}`);
}
