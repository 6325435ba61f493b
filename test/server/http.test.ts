import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Producer } from '../../src/queue/producer.js';
import { queueStatus } from '../../src/queue/status.js';
import { startWorld, type World } from './world.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const MOST = 100_000;

let world: World;
let producer: Producer;
beforeAll(async () => {
  world = await startWorld({ config: { maxDocumentBytes: MOST } });
  producer = new Producer(world.redis);
});
afterAll(async () => {
  await producer?.close();
  await world?.stop();
});

const post = (path: string, body: string | Uint8Array, type = 'application/json', headers = {}) =>
  world.fetch(path, { method: 'POST', body, headers: { 'content-type': type, ...headers } });
const waiting = async () => (await queueStatus(world.redis, producer)).jobs.waiting;

describe('POST /documents', () => {
  test('one document: 202 when it is stored, with the place of its state', async () => {
    const answer = await post('/documents', JSON.stringify({ id: 'a b', text: 'Nvidia rose.' }));
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe('/documents/a%20b');
    expect(await answer.json()).toEqual({ documentId: 'a b', status: 'queued', location: '/documents/a%20b' });
    const state = await (await world.fetch('/documents/a%20b')).json();
    expect(state).toEqual({ documentId: 'a b', status: 'queued', withdrawn: false, revision: 0 });
    expect(await waiting()).toBe(1);
    expect((await world.fetch('/documents/none')).status).toBe(404);
  });

  test('arrays and JSON lines: a result for each, the bad ones alone refused', async () => {
    const array = await post('/documents', JSON.stringify([{ id: 'x', text: 'one' }, { id: 'y' }, 7]));
    expect(array.status).toBe(202);
    const first = (await array.json()) as { accepted: number; results: { status: string; code?: string }[] };
    expect(first.accepted).toBe(1);
    expect(first.results.map(({ status, code }) => code ?? status)).toEqual(['queued', 'invalid', 'invalid']);
    const lines = await post(
      '/documents',
      '{"id":"l1","text":"a"}\n\n{oh\n{"id":"l2","text":"b"}\n',
      'application/x-ndjson',
    );
    const second = (await lines.json()) as { results: { documentId?: string; code?: string }[] };
    expect(second.results.map(({ documentId, code }) => documentId ?? code)).toEqual(['l1', 'not-json', 'l2']);
    expect((await post('/documents', '[{}]')).status).toBe(422);
  });

  test('HTML and text, described by the query', async () => {
    const answer = await post('/documents?id=page&title=T', '<p>Nvidia rose.</p>', 'text/html; charset=UTF-8');
    expect(await answer.json()).toMatchObject({ documentId: 'page', status: 'queued' });
  });

  test('DELETE takes a document back', async () => {
    await post('/documents', JSON.stringify({ id: 'gone', text: 'x' }));
    expect((await world.fetch('/documents/gone', { method: 'DELETE' })).status).toBe(202);
    expect(await (await world.fetch('/documents/gone')).json()).toMatchObject({ withdrawn: true });
    expect((await world.fetch('/documents/nobody', { method: 'DELETE' })).status).toBe(404);
  });

  const deep = `{"text":"x","metadata":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}}`;
  test.each<[what: string, body: string | Uint8Array, type: string, status: number, code: string]>([
    ['a byte too much', JSON.stringify({ text: 'x'.repeat(MOST + 1) }), 'application/json', 413, 'too-large'],
    ['no media type that is known', 'x', 'application/xml', 415, 'media-type'],
    ['another charset', 'x', 'text/plain; charset=latin1', 415, 'charset'],
    ['no JSON', '{oh', 'application/json', 400, 'not-json'],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'application/json', 400, 'not-utf8'],
    ['no document', '{"id":"z"}', 'application/json', 422, 'invalid'],
    ['a bad field', '{"text":"x","publishedAt":"soon"}', 'application/json', 422, 'invalid'],
    ['nothing', '{"text":"  "}', 'application/json', 422, 'empty'],
    ['200 000 levels', deep, 'application/json', 422, 'invalid'],
  ])('%s is refused: nothing is queued', async (_, body, type, status, code) => {
    const before = await waiting();
    const answer = await post('/documents', body, type);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await waiting()).toBe(before);
  });

  test('what lies about __proto__ changes nothing', async () => {
    await post('/documents', '{"id":"p","text":"x","metadata":{"__proto__":{"bad":1},"n":1e400}}');
    expect(({} as { bad?: number }).bad).toBeUndefined();
  });

  test('100 MB are refused by their length before they are sent, and without a length early on', async () => {
    const send = (headers: Record<string, string | number>, chunks: number) =>
      new Promise<{ status: number; sent: number }>((done, fail) => {
        let sent = 0;
        const chunk = Buffer.alloc(1_000_000, 'x');
        const call = request(
          `${world.url}/documents`,
          { method: 'POST', headers: { ...JSON_TYPE, ...headers } },
          (answer) => {
            answer.resume();
            done({ status: answer.statusCode ?? 0, sent });
            call.destroy();
          },
        );
        call.on('error', (error) => fail(new Error(`after ${sent} MB: ${error.message}`)));
        const next = (): void => {
          if (sent >= chunks || call.destroyed) return;
          sent++;
          call.write(chunk, () => setTimeout(next, 5));
        };
        next();
      });
    expect(await send({ 'content-length': 100_000_000 }, 1)).toMatchObject({ status: 413 });
    const { status, sent } = await send({ 'transfer-encoding': 'chunked' }, 100);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(60);
  });
});

describe('GET /events', () => {
  /** Reads events until there are `count`. */
  async function read(
    count: number,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ id: string; data: string }[]> {
    const end = new AbortController();
    const answer = await world.fetch(path, { headers, signal: end.signal });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    let text = '';
    const events = () =>
      text.split('\n\n').flatMap((block) => {
        const [, id] = /^id: (.*)$/m.exec(block) ?? [];
        const [, data] = /^data: (.*)$/m.exec(block) ?? [];
        return id !== undefined && data !== undefined && text.includes(`${block}\n\n`) ? [{ id, data }] : [];
      });
    const decoder = new TextDecoder();
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    const late = setTimeout(() => end.abort(), 5_000);
    try {
      while (events().length < count) {
        const { value, done } = await reader.read();
        if (done) break;
        text += decoder.decode(value, { stream: true });
      }
    } catch {
      // Late: what there is.
    }
    clearTimeout(late);
    end.abort();
    return events().slice(0, count);
  }
  const add = async (partition: number, subject: string, relation: string) => {
    const event = {
      type: 'chokepoint.relation.asserted.v1',
      subject,
      data: { relation: { type: relation, subject: { name: 'A' }, object: { name: 'B' } } },
    };
    await world.redis.client.xadd(world.redis.keys.events(partition), '*', 'e', JSON.stringify(event), 'q', '1');
  };
  const subjects = (events: { data: string }[]) =>
    events.map(({ data }) => (JSON.parse(data) as { subject: string }).subject);

  test('resumes after any event without a gap or a repetition, over all partitions', async () => {
    for (let i = 0; i < 12; i++) await add(i % 4, `e${i}`, i % 2 ? 'leases' : 'owns');
    const all = await read(12, '/events?since=start');
    expect(subjects(all).sort()).toEqual(Array.from({ length: 12 }, (_, i) => `e${i}`).sort());
    for (const at of [0, 4, 10]) {
      const rest = await read(11 - at, '/events', { 'last-event-id': all[at]?.id ?? '' });
      expect(subjects(rest)).toEqual(subjects(all.slice(at + 1)));
    }
  });

  test('filters', async () => {
    expect(subjects(await read(6, '/events?since=start&relation=leases'))).toHaveLength(6);
    expect(subjects(await read(2, '/events?since=start&entity=a&type=asserted'))).toHaveLength(2);
  });

  test('begins now when it is told nothing', async () => {
    const reading = read(1, '/events');
    await sleep(400);
    await add(1, 'new', 'leases');
    expect(subjects(await reading)).toEqual(['new']);
  });

  test('a position that is none is refused', async () => {
    expect((await world.fetch('/events?since=soon')).status).toBe(400);
    expect((await world.fetch('/events', { headers: { 'last-event-id': '<x>' } })).status).toBe(400);
  });
});

test('POST /extract gives the extraction', async () => {
  const answer = await post('/extract', JSON.stringify({ text: 'ByteDance leases servers from Nvidia.' }));
  const { mentions, relations } = (await answer.json()) as { mentions: unknown[]; relations: { type: string }[] };
  expect(mentions).toHaveLength(2);
  expect(relations.map(({ type }) => type)).toEqual(['leases']);
  expect((await post('/extract', '{}')).status).toBe(422);
});

test('health, metrics and the descriptions of the interface', async () => {
  for (const path of ['/livez', '/readyz']) expect((await world.fetch(path)).status).toBe(200);
  expect(await (await world.fetch('/metrics')).text()).toContain('chokepoint_queue_jobs{state="waiting"}');
  const api = (await (await world.fetch('/openapi.json')).json()) as Record<string, never>;
  expect(api).toMatchObject({ openapi: '3.1.0', paths: { '/documents': { post: {} }, '/events': { get: {} } } });
  const text = JSON.stringify(api);
  for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
    expect(api).toHaveProperty(`components.schemas.${name}`);
  }
  const events = await (await world.fetch('/asyncapi.json')).json();
  expect(events).toMatchObject({
    asyncapi: '3.0.0',
    channels: { sse: { address: '/events' } },
    components: { messages: { asserted: { payload: { type: 'object' } } } },
  });
});

describe('who may', () => {
  test('pages of other sites, and names that are not this machine, are refused', async () => {
    expect(
      (await post('/documents', '{"text":"x"}', 'application/json', { origin: 'http://evil.example' })).status,
    ).toBe(403);
    const status = await new Promise<number>((done) => {
      request(`${world.url}/workbench/state`, { headers: { host: 'evil.example' } }, (answer) => {
        answer.resume();
        done(answer.statusCode ?? 0);
      }).end();
    });
    expect(status).toBe(403);
  });

  test('with a token: 401 without, 403 with a wrong one, and a cookie for browsers', async () => {
    const guarded = await startWorld({ token: 'secret' });
    try {
      const body = { method: 'POST', body: '{"text":"x"}', headers: JSON_TYPE as Record<string, string> };
      expect((await guarded.fetch('/documents', body)).status).toBe(401);
      const wrong = { ...JSON_TYPE, authorization: 'Bearer secreu' };
      expect((await guarded.fetch('/documents', { ...body, headers: wrong })).status).toBe(403);
      expect(await guarded.redis.client.exists(guarded.redis.keys.place('x').key)).toBe(0);
      const right = { ...JSON_TYPE, authorization: 'Bearer secret' };
      expect((await guarded.fetch('/documents', { ...body, headers: right })).status).toBe(202);
      for (const path of ['/', '/livez', '/openapi.json']) expect((await guarded.fetch(path)).status).toBe(200);
      for (const path of ['/metrics', '/events', '/workbench/state'])
        expect((await guarded.fetch(path)).status).toBe(401);
      const login = (token: string) =>
        guarded.fetch('/session', { method: 'POST', body: JSON.stringify({ token }), headers: JSON_TYPE });
      expect((await login('no')).status).toBe(403);
      const session = await login('secret');
      expect(session.status).toBe(204);
      const [cookie = ''] = (session.headers.get('set-cookie') ?? '').split(';');
      expect(session.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
      expect((await guarded.fetch('/workbench/state', { headers: { cookie } })).status).toBe(200);
      expect((await guarded.fetch('/workbench/state', { headers: { cookie: `${cookie}x` } })).status).toBe(401);
    } finally {
      await guarded.stop();
    }
  });

  test('an open address needs a token', async () => {
    await expect(startWorld({ host: '0.0.0.0' })).rejects.toThrow(/token/);
  });

  test('a flood is turned away with 429, a full queue and a Redis that is gone with 503', async () => {
    const small = await startWorld({ rate: 5, config: { maxWaiting: 1 } });
    const push = (id: string) =>
      small.fetch('/documents', { method: 'POST', body: JSON.stringify({ id, text: 'x' }), headers: JSON_TYPE });
    try {
      expect((await push('a')).status).toBe(202);
      await sleep(600);
      const full = await push('b');
      expect([full.status, full.headers.get('retry-after')]).toEqual([503, '5']);
      const flood = await Promise.all(Array.from({ length: 30 }, (_, i) => push(`f${i}`)));
      const limited = flood.find(({ status }) => status === 429);
      expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0);
      await small.temporary.kill();
      await sleep(1_500);
      expect((await small.fetch('/readyz')).status).toBe(503);
      expect((await small.fetch('/livez')).status).toBe(200);
      const away = await push('c');
      expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
    } finally {
      await small.stop();
    }
  });
});
