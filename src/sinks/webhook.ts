import { createHmac } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { publicLookup, refusePrivateHost } from '../net/addresses.js';
import { type Sink, SinkDataError, type SinkEntry, SinkStoppedError } from './sink.js';

export interface WebhookOptions {
  /** http or https. */
  readonly url: string;
  /** Standard Webhooks secret: `whsec_` and base64; without it requests are not signed. */
  readonly secret?: string;
  /** Lets private addresses be dialled, for receivers in the same network. */
  readonly allowPrivate?: boolean;
  /** Longest wait for an answer in ms; default 10 000. */
  readonly timeoutMs?: number;
  /** Documents whose events are sent side by side; default 8. */
  readonly concurrency?: number;
}

/**
 * Posts each event (https://www.standardwebhooks.com): `webhook-id` is the event's id, so that the receiver can tell a
 * repetition. A document's events come one after the other. 2xx: taken; 410: stop; 408, 425, 429 and 5xx: again later;
 * anything else, a redirect too: never.
 */
export class WebhookSink implements Sink {
  readonly name = 'webhook';
  private readonly url: URL;
  private readonly key: Buffer | undefined;
  private readonly agent: HttpAgent | HttpsAgent;

  constructor(private readonly options: WebhookOptions) {
    this.url = new URL(options.url);
    if (this.url.protocol !== 'https:' && this.url.protocol !== 'http:')
      throw new Error('a webhook url is http or https');
    this.key = options.secret ? Buffer.from(options.secret.replace(/^whsec_/, ''), 'base64') : undefined;
    this.agent = new (this.url.protocol === 'https:' ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 16 });
  }

  /** @throws PrivateAddressError when the url names a private address and none is allowed. */
  async open(): Promise<void> {
    if (!this.options.allowPrivate) refusePrivateHost(this.url);
  }

  async write(entries: readonly SinkEntry[]): Promise<void> {
    const documents = new Map<string, SinkEntry[]>();
    for (const entry of entries) {
      const list = documents.get(entry.event.subject);
      if (list) list.push(entry);
      else documents.set(entry.event.subject, [entry]);
    }
    const lanes = [...documents.values()];
    const run = async () => {
      for (let lane = lanes.shift(); lane; lane = lanes.shift()) for (const entry of lane) await this.post(entry);
    };
    const all = await Promise.allSettled(Array.from({ length: this.options.concurrency ?? 8 }, run));
    const failed = all.filter((result) => result.status === 'rejected').map(({ reason }) => reason as Error);
    if (failed.length > 0) throw failed.find((error) => !(error instanceof SinkDataError)) ?? failed[0];
  }

  async close(): Promise<void> {
    this.agent.destroy();
  }

  private async post({ event, json }: SinkEntry): Promise<void> {
    if (!this.options.allowPrivate) refusePrivateHost(this.url);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers: Record<string, string | number> = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'content-length': Buffer.byteLength(json),
      'webhook-id': event.id,
      'webhook-timestamp': timestamp,
    };
    if (this.key) headers['webhook-signature'] = signWebhook(this.key, event.id, timestamp, json);
    const status = await this.send(headers, json);
    if (status >= 200 && status < 300) return;
    if (status === 410) throw new SinkStoppedError('the receiver answered 410 Gone');
    const again = status === 408 || status === 425 || status === 429 || status >= 500;
    throw new (again ? Error : SinkDataError)(`the receiver answered ${status}`);
  }

  private send(headers: Record<string, string | number>, body: string): Promise<number> {
    const request = this.url.protocol === 'https:' ? httpsRequest : httpRequest;
    const { allowPrivate, timeoutMs = 10_000 } = this.options;
    return new Promise((fulfil, reject) => {
      const sent = request(
        this.url,
        {
          method: 'POST',
          headers,
          agent: this.agent,
          signal: AbortSignal.timeout(timeoutMs),
          ...(allowPrivate ? {} : { lookup: publicLookup }),
        },
        (response) => {
          response.resume();
          response.once('end', () => fulfil(response.statusCode ?? 0));
          response.once('error', reject);
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  }
}

/** The value of `webhook-signature`: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`. */
export function signWebhook(key: Buffer, id: string, timestamp: string, body: string): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
