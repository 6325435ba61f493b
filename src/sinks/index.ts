/** Downstream stores for the event stream. */
export { isPublicAddress, PrivateAddressError } from '../net/addresses.js';
export { type NdjsonOptions, NdjsonSink } from './ndjson.js';
export { openSink, type SinkOptions } from './open.js';
export { PostgresSink } from './postgres.js';
export { type Sink, SinkDataError, type SinkEntry, SinkStoppedError } from './sink.js';
export { signWebhook, type WebhookOptions, WebhookSink } from './webhook.js';
