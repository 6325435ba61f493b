import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBodies } from '../../src/queue/bodies.js';
import { listDead } from '../../src/queue/dead.js';
import { prepareDocument } from '../../src/queue/prepare.js';
import { putBody } from '../../src/queue/put.js';
import type { RedisHandle } from '../../src/redis/open.js';
import { consumeBatches, type Gap } from '../../src/stream/batches.js';
import { commitOutcome } from '../../src/stream/commit.js';
import { consume } from '../../src/stream/consume.js';
import { dropGroup, ensureGroup, listGroups } from '../../src/stream/group.js';
import { describeOutcome } from '../../src/stream/outcome.js';
import { readEvents } from '../../src/stream/read.js';
import { streamStatus } from '../../src/stream/status.js';
import { trimEvents } from '../../src/stream/trim.js';
import { engines, type TemporaryRedis, temporaryRedis } from '../redis/temporary.js';
import { commitContext, standIn } from './make.js';

describe.each(engines)('consume on %s', (engine) => {
  let server: TemporaryRedis;
  let redis: RedisHandle;
  beforeAll(async () => {
    server = await temporaryRedis(engine);
    redis = await server.open({ redeliveries: 3 });
    await add(20, 'first');
  });
  afterAll(() => server.stop());

  async function add(count: number, prefix: string): Promise<void> {
    for (let i = 0; i < count; i++) {
      const id = `${prefix}-${i}`;
      const text = `A${i} > likes > B${i}`;
      const { pointer } = await putBody(redis.client, redis.keys, prepareDocument({ id, text }, id, 1e6));
      const [body] = await readBodies(redis.client, redis.keys, [pointer]);
      const outcome = describeOutcome({ text }, standIn({ id, text }), new Set());
      await commitOutcome(commitContext(redis), body!, outcome);
    }
  }
  async function drain(group: string, rest: object = {}): Promise<string[]> {
    const ids: string[] = [];
    for await (const event of consume({ redis, group, idleMs: 50, ...rest })) ids.push(event.id);
    return ids;
  }

  test('a group sees everything once, another group again', async () => {
    const first = await drain('all');
    expect(first).toHaveLength(40);
    expect(new Set(first).size).toBe(40);
    expect(await drain('all')).toEqual([]);
    expect(await drain('other')).toHaveLength(40);
    expect(await listGroups(redis)).toEqual(['all', 'other']);
  });

  test('filters', async () => {
    expect(await drain('types', { types: ['asserted'] })).toHaveLength(20);
    expect(await drain('entity', { entities: ['b3'], types: ['relation.asserted'] })).toHaveLength(1);
    expect(await drain('relation', { relations: ['hates'] })).toHaveLength(0);
    const { groups } = await streamStatus(redis);
    for (const { lag, pending } of groups) expect([lag, pending]).toEqual([0, 0]);
  });

  test('what a body throws on is delivered again', async () => {
    const seen: string[] = [];
    const attempt = async () => {
      for await (const event of consume({ redis, group: 'throws', idleMs: 50 })) {
        seen.push(event.id);
        if (seen.length === 5) throw new Error('no');
      }
    };
    await expect(attempt()).rejects.toThrow('no');
    const rest = await drain('throws');
    expect(rest).toHaveLength(36);
    expect(rest).toContain(seen[4]);
  });

  test('an entry that is delivered too often is set aside', async () => {
    for (let i = 0; i < 3; i++) {
      for await (const _ of consumeBatches(redis, { group: 'poison', count: 1, idleMs: 50 })) break;
    }
    const rest = await drain('poison');
    expect(rest).toHaveLength(39);
    const dead = (await listDead(redis)).filter(({ group }) => group === 'poison');
    expect(dead).toHaveLength(1);
    expect(dead[0]).toMatchObject({ kind: 'event', code: 'undeliverable' });
  });

  test('a dead reader is replaced when its lease runs out, nothing is lost', async () => {
    const held = consumeBatches(redis, { group: 'heir', leaseMs: 300, idleMs: 2_000 });
    const first = await held.next();
    expect(first.done).toBe(false);
    // As a killed process would: no release, no heartbeat.
    const members = redis.keys.members('heir');
    const ids: string[] = [];
    const heir = (async () => {
      for await (const event of consume({ redis, group: 'heir', leaseMs: 300, idleMs: 1_500 })) ids.push(event.id);
    })();
    await new Promise((done) => setTimeout(done, 100));
    await held.return(undefined);
    await heir;
    expect(new Set(ids).size).toBe(40);
    expect(await redis.client.zcard(members)).toBe(0);
  });

  test('two readers share the partitions', async () => {
    const counts = await Promise.all([
      drain('shared', { leaseMs: 600, idleMs: 1_500 }),
      drain('shared', { leaseMs: 600, idleMs: 1_500 }),
    ]);
    expect(new Set(counts.flat()).size).toBe(40);
  });

  test('reads from a time, in order, without a group', async () => {
    const ids: string[] = [];
    for await (const { id } of readEvents(redis)) ids.push(id);
    expect(ids).toHaveLength(40);
    const middle = ids[20]!;
    let count = 0;
    for await (const _ of readEvents(redis, { since: middle })) count++;
    expect(count).toBeGreaterThanOrEqual(20);
    expect(count).toBeLessThan(40);
  });

  test('trimming waits for the slowest group, and a forced trim raises the alarm', async () => {
    await ensureGroup(redis, 'slow');
    await trimEvents(redis, 0);
    expect(await drain('slow')).toHaveLength(40);
    await ensureGroup(redis, 'robbed');
    for (let partition = 0; partition < 4; partition++) {
      const key = redis.keys.events(partition);
      const [first] = (await redis.client.xrange(key, '-', '+', 'COUNT', 1)) as unknown as [string][];
      if (first) await redis.client.xdel(key, first[0]);
    }
    const gaps: Gap[] = [];
    await drain('robbed', { onGap: (gap: Gap) => gaps.push(gap) });
    expect(gaps).toHaveLength(4);
    for (const group of await listGroups(redis)) await dropGroup(redis, group);
    expect(await listGroups(redis)).toEqual([]);
  });
});
