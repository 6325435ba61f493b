import type { Log } from '../observe/log.js';
import type { Metrics } from '../observe/metrics.js';
import type { Producer } from '../queue/producer.js';
import type { RedisHandle } from '../redis/open.js';
import type { Desk } from './desk/desk.js';

/** What the routes stand on. */
export interface Services {
  readonly redis: RedisHandle;
  readonly producer: Producer;
  /** Extraction and dictionary work, off the event loop. */
  readonly desk: Desk;
  readonly metrics: Metrics;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** Version of the program. */
  readonly version: string;
  /** Root of the package, where samples and the page lie. */
  readonly root: string;
  /** Without it, only this machine is served. */
  readonly token?: string;
  /** Requests a second that one caller may make to push and extract. */
  readonly rate: number;
  /** Address of the caller, for the rate; tests have none. */
  readonly caller?: (context: unknown) => string;
}
