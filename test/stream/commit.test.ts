import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBodies } from '../../src/queue/bodies.js';
import { prepareDocument } from '../../src/queue/prepare.js';
import { putBody } from '../../src/queue/put.js';
import type { RedisHandle } from '../../src/redis/open.js';
import { EVENT_TYPES, eventSchema } from '../../src/schema/event.js';
import { type CommitResult, commitOutcome, commitOutcomes } from '../../src/stream/commit.js';
import type { StreamEntry } from '../../src/stream/entry.js';
import { describeOutcome, packOutcome, withdrawnOutcome } from '../../src/stream/outcome.js';
import { readEvents } from '../../src/stream/read.js';
import { rejectDocument } from '../../src/stream/reject.js';
import { engines, type TemporaryRedis, temporaryRedis } from '../redis/temporary.js';
import { commitContext, standIn } from './make.js';

const NONE = new Set<string>();

describe.each(engines)('commit on %s', (engine) => {
  let server: TemporaryRedis;
  let redis: RedisHandle;
  beforeAll(async () => {
    server = await temporaryRedis(engine);
    redis = await server.open();
  });
  afterAll(() => server.stop());

  /** Accepts a text (undefined: a withdrawal) and returns what a worker of the given dictionary holds of it. */
  async function accept(id: string, text: string | undefined) {
    const entry = text === undefined ? { withdraw: id } : prepareDocument({ id, text }, id, 1e6);
    const put = await putBody(redis.client, redis.keys, entry);
    const [body] = await readBodies(redis.client, redis.keys, [put.pointer]);
    return { put, body: body!, text };
  }
  async function commit(
    { body, text }: Awaited<ReturnType<typeof accept>>,
    version = 'v1',
    ordinal = 1,
    symmetric = NONE,
  ): Promise<CommitResult> {
    const outcome =
      text === undefined
        ? withdrawnOutcome(version)
        : describeOutcome(JSON.parse(body.json), standIn({ id: body.documentId, text }, version), symmetric);
    return commitOutcome(commitContext(redis, version, ordinal), body, outcome);
  }
  async function eventsOf(id: string): Promise<StreamEntry[]> {
    const found: StreamEntry[] = [];
    for await (const entry of readEvents(redis)) if (entry.event.subject === id) found.push(entry);
    return found;
  }
  const verbs = (entries: StreamEntry[]) => entries.map(({ event }) => event.type.split('.').at(-2));

  test('one command commits documents of several partitions, each is told its own result', async () => {
    const ids = Array.from({ length: 40 }, (_, i) => `many-${i}`);
    const documents = await Promise.all(
      ids.map((id, i) => accept(id, `Ada > leases > B${i}${'\nBo > likes > Cy'.repeat(i % 3)}`)),
    );
    const commits = documents.map(({ body }) => {
      const { text = '' } = JSON.parse(body.json) as { text?: string };
      return { subject: body, outcome: packOutcome(describeOutcome({}, standIn({ id: body.documentId, text }), NONE)) };
    });
    expect(new Set(documents.map(({ body }) => body.partition)).size).toBeGreaterThan(1);
    const context = commitContext(redis);
    const results = await commitOutcomes(context, commits);
    expect(results.map(({ asserted }) => asserted)).toEqual(ids.map((_, i) => (i % 3 === 0 ? 1 : 2)));
    const again = await commitOutcomes(context, [...commits].reverse());
    expect(new Set(again.map(({ result }) => result))).toEqual(new Set(['same']));
    const last = new Map<number, number>();
    const told = new Set<string>();
    for await (const { partition, sequence, event } of readEvents(redis)) {
      expect(sequence).toBe((last.get(partition) ?? 0) + 1);
      last.set(partition, sequence);
      if (event.type === EVENT_TYPES.extracted) told.add(event.subject);
    }
    expect([...told].filter((id) => id.startsWith('many-')).length).toBe(ids.length);
  });

  test('emits valid events, sequence without gaps, once', async () => {
    const document = await accept('one', 'Ada > leases > Bay\nBay > supplies > Cy');
    const result = await commit(document);
    expect(result).toEqual({ result: 'ok', revision: 1, asserted: 2, retracted: 0 });
    expect((await commit(document)).result).toBe('same');
    const events = await eventsOf('one');
    expect(verbs(events)).toEqual(['asserted', 'asserted', 'extracted']);
    for (const { event, sequence } of events) {
      expect(eventSchema.parse(event)).toBeTruthy();
      expect(Number(event.sequence)).toBe(sequence);
    }
    expect(events[1]!.sequence).toBe(events[0]!.sequence + 1);
  });

  test('tells A, B, A in full, with ids of their own', async () => {
    for (const text of ['A > likes > B', 'A > likes > C', 'A > likes > B']) await commit(await accept('aba', text));
    const events = await eventsOf('aba');
    expect(verbs(events)).toEqual([
      'asserted',
      'extracted',
      'retracted',
      'asserted',
      'extracted',
      'retracted',
      'asserted',
      'extracted',
    ]);
    expect(new Set(events.map(({ event }) => event.id)).size).toBe(events.length);
    const retracted = events[2]!.event;
    if (retracted.type !== EVENT_TYPES.retracted) throw new Error('not retracted');
    expect(retracted.data).toMatchObject({
      reason: 'corrected',
      relation: { type: 'likes', subject: 'A', object: 'B' },
    });
  });

  test('a sentence inserted above changes no fact', async () => {
    await commit(await accept('shift', 'A > likes > B'));
    const result = await commit(await accept('shift', 'Something new.\nA > likes > B'));
    expect(result).toMatchObject({ result: 'ok', asserted: 0, retracted: 0 });
  });

  test('a withdrawal retracts all', async () => {
    await commit(await accept('gone', 'A > likes > B'));
    expect(await commit(await accept('gone', undefined))).toMatchObject({ asserted: 0, retracted: 1 });
    const last = (await eventsOf('gone')).at(-1)!.event;
    if (last.type !== EVENT_TYPES.extracted) throw new Error('not extracted');
    expect(last.data).toMatchObject({ withdrawn: true, counts: { relations: 0, asserted: 0, retracted: 1 } });
    expect(eventSchema.parse(last)).toBeTruthy();
    expect((await accept('never-seen', undefined).catch(() => undefined))?.put.outcome ?? 'absent').toBe('absent');
  });

  test('refuses an older text and an older dictionary', async () => {
    const old = await accept('late', 'A > likes > B');
    const young = await accept('late', 'A > likes > C');
    expect((await commit(young, 'v2', 2)).result).toBe('ok');
    const before = (await eventsOf('late')).length;
    expect((await commit(old, 'v2', 2)).result).toBe('stale');
    expect((await commit(young, 'v1', 1)).result).toBe('stale');
    expect(await eventsOf('late')).toHaveLength(before);
  });

  test('a dictionary that changes nothing emits nothing', async () => {
    const document = await accept('same-facts', 'A > likes > B');
    await commit(document, 'v1', 1);
    expect((await commit(document, 'v2', 2)).result).toBe('unchanged');
    expect((await commit(document, 'v2', 2)).result).toBe('same');
    expect(await eventsOf('same-facts')).toHaveLength(2);
  });

  test('a known document whose body is gone can be pushed again for a new dictionary', async () => {
    const first = await accept('again', 'A > likes > B');
    await commit(first);
    await redis.client.del(redis.keys.body(first.body));
    const prepared = prepareDocument({ id: 'again', text: 'A > likes > B' }, 'again', 1e6);
    expect((await putBody(redis.client, redis.keys, prepared)).outcome).toBe('known');
    const put = await putBody(redis.client, redis.keys, prepared, { again: true });
    expect(put).toEqual({ outcome: 'queued', pointer: first.put.pointer });
    const [body] = await readBodies(redis.client, redis.keys, [put.pointer]);
    const result = await commit({ put, body: body!, text: 'A > likes > B' }, 'w2', 2);
    expect(result).toMatchObject({ result: 'ok', asserted: 1, retracted: 1 });
  });

  test('another program version may change the outcome of the same text and dictionary', async () => {
    const document = await accept('program', 'A > likes > B');
    await commit(document);
    const context = { ...commitContext(redis), programVersion: '2' };
    const outcome = describeOutcome({}, standIn({ id: 'program', text: 'A > likes > C' }), NONE);
    expect(await commitOutcome(context, document.body, outcome)).toMatchObject({
      result: 'ok',
      asserted: 1,
      retracted: 1,
    });
  });

  test('symmetric arguments make one fact', async () => {
    const symmetric = new Set(['allies']);
    await commit(await accept('sym', 'A > allies > firm:b'), 'v1', 1, symmetric);
    const swapped = { ...standIn({ id: 'sym', text: 'x' }) };
    expect(swapped.relations).toEqual([]);
    const both = await commit(await accept('sym2', 'A > allies > B\nB > allies > A'), 'v1', 1, NONE);
    expect(both.asserted).toBe(2);
  });

  test('eight racing commits of each version make one', async () => {
    for (const text of ['A > likes > B', 'A > likes > C', 'A > likes > B']) {
      const document = await accept('race', text);
      const results = await Promise.all(Array.from({ length: 8 }, () => commit(document)));
      expect(results.filter(({ result }) => result === 'ok')).toHaveLength(1);
    }
    expect(await eventsOf('race')).toHaveLength(8);
  });

  test('a rejection is told once, and undone by a success', async () => {
    const document = await accept('bad', 'A > likes > B');
    const context = commitContext(redis);
    const rejection = { code: 'timeout', reason: 'took\ntoo long\u001b[31m', attempts: 1 };
    expect(await rejectDocument(context, document.body, rejection)).toBe('ok');
    expect(await rejectDocument(context, document.body, rejection)).toBe('same');
    const [event] = await eventsOf('bad');
    expect(eventSchema.parse(event!.event)).toBeTruthy();
    expect(event!.event.data).toMatchObject({ code: 'timeout', reason: 'took too long [31m' });
    expect((await commit(document)).result).toBe('ok');
    expect(await redis.client.hlen(redis.keys.dead(document.body.partition))).toBe(0);
    expect(await rejectDocument(context, document.body, rejection)).toBe('stale');
  });

  test('text that needs escaping survives', async () => {
    const id = 'odd "id" \\ \u2028 é 😀';
    await commit(await accept(id, 'A "x" \\ > likes > B\t😀'));
    const [first] = await eventsOf(id);
    expect(first!.event.data).toMatchObject({ documentId: id, relation: { subject: { name: 'A "x" \\' } } });
  });
});
