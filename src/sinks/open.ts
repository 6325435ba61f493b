import { NdjsonSink } from './ndjson.js';
import { PostgresSink } from './postgres.js';
import type { Sink } from './sink.js';
import { WebhookSink } from './webhook.js';

/** What a sink is told beside its address. */
export interface SinkOptions {
  /** Secret of webhooks, `whsec_…`. */
  readonly secret?: string;
  /** Lets webhooks go to private addresses. */
  readonly allowPrivate?: boolean;
  /** Size in bytes from which NDJSON begins a new file. */
  readonly rotateBytes?: number;
}

/**
 * The sink that an address names: `postgres://…`, `pglite:FOLDER`, `ndjson:FOLDER`, `http(s)://…` (a webhook).
 * @throws Error when it names none; the message is one line for people.
 */
export function openSink(address: string, options: SinkOptions = {}): Sink {
  if (/^postgres(ql)?:\/\//.test(address) || address.startsWith('pglite:')) return new PostgresSink(address);
  if (/^https?:\/\//.test(address)) return new WebhookSink({ url: address, ...options });
  if (address.startsWith('ndjson:')) return new NdjsonSink({ folder: address.slice('ndjson:'.length), ...options });
  throw new Error(`${address}: not a sink; one of postgres://…, pglite:FOLDER, ndjson:FOLDER, https://… is needed`);
}
