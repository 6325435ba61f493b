import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { isPublicAddress, publicLookup } from '../../src/net/addresses.js';
import { type DeliveryBatch, deliver } from '../../src/sinks/deliver.js';
import type { SinkEntry } from '../../src/sinks/sink.js';
import { signWebhook, WebhookSink } from '../../src/sinks/webhook.js';
import { revisionEntries } from './entries.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const secret = `whsec_${Buffer.from('a very secret thing').toString('base64')}`;
const key = Buffer.from('a very secret thing');

function receiver(answer: (request: IncomingMessage, body: string) => number | [number, string]): Promise<string> {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const result = answer(request, body);
      const [status, location] = typeof result === 'number' ? [result] : result;
      response.writeHead(status as number, location ? { location } : {}).end();
    });
  });
  return new Promise((done) =>
    server!.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server!.address() as AddressInfo).port}/hook`)),
  );
}

const entries = [
  ...revisionEntries('a', 1, 'A > likes > B', '', 1),
  ...revisionEntries('b', 1, 'B > likes > C', '', 3),
];

test('signs each event as Standard Webhooks has it, in order for each document', async () => {
  const seen: string[] = [];
  const url = await receiver((request, body) => {
    const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = request.headers;
    expect(signature).toBe(signWebhook(key, String(id), String(time), body));
    expect(JSON.parse(body).id).toBe(id);
    seen.push(String(id));
    return 204;
  });
  const sink = new WebhookSink({ url, secret, allowPrivate: true });
  await sink.write(entries);
  await sink.close();
  for (const id of ['a', 'b']) {
    const wanted = entries.filter(({ event }) => event.subject === id).map(({ event }) => event.id);
    expect(seen.filter((event) => event.startsWith(`${id}:`))).toEqual(wanted);
  }
});

test('tries again what is worth it, sets aside what is not, stops at 410', async () => {
  let calls = 0;
  const url = await receiver((_, body) => {
    calls++;
    if (calls === 1) return 503;
    return body.includes('"subject":"b"') && body.includes('relation.asserted') ? 400 : 200;
  });
  const acked: string[] = [];
  const aside: string[] = [];
  const batch: DeliveryBatch<SinkEntry> = {
    entries,
    ack: async (done = entries) => void acked.push(...done.map(({ event }) => event.id)),
    setAside: async ({ event }) => void aside.push(event.id),
  };
  const sink = new WebhookSink({ url, allowPrivate: true, concurrency: 1 });
  await deliver(
    sink,
    (async function* () {
      yield batch;
    })(),
    { dataAttempts: 2 },
  );
  expect(aside).toHaveLength(1);
  expect(aside[0]).toContain('asserted');
  expect(acked).toHaveLength(3);
  server?.close();
  const gone = await receiver(() => 410);
  await expect(new WebhookSink({ url: gone, allowPrivate: true }).write(entries)).rejects.toMatchObject({
    name: 'SinkStoppedError',
  });
});

test('follows no redirect', async () => {
  const url = await receiver(() => [302, 'http://169.254.169.254/']);
  await expect(new WebhookSink({ url, allowPrivate: true }).write(entries)).rejects.toThrow(/302/);
});

test.each([
  'http://127.0.0.1:1/',
  'http://169.254.169.254/',
  'http://[::ffff:10.0.0.1]/',
  'http://0x7f000001/',
  'http://2130706433/',
  'http://[::1]/',
  'http://[fd00::1]/',
  'http://[64:ff9b::a00:1]/',
  'http://localhost:1/',
])('refuses to dial %s', async (url) => {
  const sink = new WebhookSink({ url });
  const failure = sink.open().then(() => sink.write(entries));
  await expect(failure).rejects.toMatchObject({ name: 'PrivateAddressError' });
});

test('judges addresses', () => {
  expect(['8.8.8.8', '2606:4700::1111'].every(isPublicAddress)).toBe(true);
  expect(['100.64.0.1', '192.168.1.1', '::', 'fe80::1', '2001:db8::1', '2002:a00:1::', 'x'].some(isPublicAddress)).toBe(
    false,
  );
  expect(typeof publicLookup).toBe('function');
});
