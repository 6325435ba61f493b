import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { listDead } from '../../src/queue/dead.js';
import { reprocess } from '../../src/queue/reprocess.js';
import { consume } from '../../src/stream/consume.js';
import { trimEvents } from '../../src/stream/trim.js';
import { until } from '../e2e/processes.js';
import { hasRedisServer } from '../redis/temporary.js';
import { readAll } from './checker.js';
import { World } from './world.js';

describe.skipIf(!hasRedisServer)('hostile and changing documents', () => {
  let world: World;
  afterEach(() => world?.stop());
  const documents = (count: number, prefix = 'd') =>
    Array.from({ length: count }, (_, i) => ({ id: `${prefix}${i}`, text: `A${i} > likes > B\nB > leases > C${i}` }));

  test('2: killed exactly between the commit and the end of the job: the second run adds nothing', async () => {
    world = await World.create();
    await world.push(documents(3), 3);
    const script = fileURLToPath(new URL('./fail-point.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: 'ignore',
      env: { ...process.env, REDIS_URL: world.server.url, CHOKEPOINT_PARTITIONS: '4', CHOKEPOINT_LOCK_MS: '1000' },
    });
    const signal = await new Promise((done) => child.once('exit', (_, name) => done(name)));
    expect(signal).toBe('SIGKILL');
    expect((await world.verdict()).events).toBe(9);
    expect(await world.producer.queue.getActiveCount()).toBe(1);
    await world.start(1);
    await world.settle();
    const { problems, events } = await world.verdict();
    expect(problems).toEqual([]);
    expect(events).toBe(9);
  });

  test('16, 17, 18: documents that kill, loop and hoard are set aside alone; their neighbours complete', async () => {
    world = await World.create({ worker: { CHOKEPOINT_DOCUMENT_TIMEOUT_MS: '600' } });
    const troubles = ['kill', 'loop', 'regex', 'heap', 'buffer', 'exit', 'throw'];
    const hostile = troubles.map((trouble) => ({ id: `hostile-${trouble}`, text: `TROUBLE ${trouble}` }));
    const all = [...documents(60), ...hostile, ...documents(60, 'e')];
    await world.push(all, 16);
    for (const { id } of hostile) {
      world.hostile.add(id);
      world.model.delete(id);
    }
    // What the document kills is started again, as an orchestrator would.
    let running = true;
    const keeper = (async () => {
      while (running) {
        const [worker] = await world.start(1);
        await Promise.race([worker?.ended(), until('end', () => !running, 200_000).catch(() => {})]);
        if (running && worker) world.workers.splice(world.workers.indexOf(worker), 1);
      }
    })();
    await sleep(3_000);
    await world.settle();
    running = false;
    await keeper;
    const dead = await listDead(world.redis);
    expect(Object.fromEntries(dead.map(({ documentId, code }) => [documentId.slice(8), code]))).toEqual({
      kill: 'crash',
      loop: 'timeout',
      regex: 'timeout',
      heap: expect.stringMatching(/^(memory|timeout)$/),
      buffer: expect.stringMatching(/^(memory|timeout)$/),
      exit: 'crash',
      throw: 'extractor',
    });
    expect((await world.verdict()).problems).toEqual([]);
  });

  test('29: A → B → A, withdrawn, pushed again; the dictionary goes v1 → w2 → v1', async () => {
    world = await World.create();
    const [first] = await world.start(1);
    for (const object of ['B', 'C', 'B']) {
      await world.push([{ id: 'a', text: `A > likes > ${object}` }]);
      await world.settle();
      expect((await world.verdict()).problems).toEqual([]);
    }
    await world.withdraw('a');
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
    await world.push([{ id: 'a', text: 'A > likes > B' }, ...documents(20)]);
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
    await world.kill(first);
    const [second] = await world.start(1, { CHOKEPOINT_DICTIONARIES: 'w2' });
    await reprocess(world.redis, world.producer, { dictionaryVersion: 'w2' });
    await world.settle();
    expect((await world.verdict('w2')).problems).toEqual([]);
    await world.kill(second);
    await world.start(1);
    await reprocess(world.redis, world.producer, { dictionaryVersion: 'v1' });
    await world.settle();
    expect((await world.verdict('v1')).problems).toEqual([]);
  });

  test('38: old and new workers side by side; the new dictionary wins, nothing is lost', async () => {
    world = await World.create();
    await world.start(1);
    await world.push(documents(40), 4);
    await world.settle();
    await world.start(1, { CHOKEPOINT_DICTIONARIES: 'w2' });
    await reprocess(world.redis, world.producer, { dictionaryVersion: 'w2' });
    await world.settle();
    expect((await world.verdict('w2')).problems).toEqual([]);
  });

  test('30: pushed again after it is done, and while it is among the dead letters', async () => {
    world = await World.create({ worker: { CHOKEPOINT_DOCUMENT_TIMEOUT_MS: '300' } });
    await world.start(1);
    await world.push([...documents(5), { id: 'loop', text: 'TROUBLE loop' }]);
    await world.settle();
    const before = (await readAll(world.redis)).length;
    const again = await world.producer.push(documents(5).map((document) => ({ document })));
    expect(again.every(({ status }) => status === 'known')).toBe(true);
    const [retried] = await world.producer.push([{ document: { id: 'loop', text: 'TROUBLE loop' } }]);
    expect(retried?.status).toBe('queued');
    await world.settle();
    expect(await readAll(world.redis)).toHaveLength(before + 1);
    await world.push([{ id: 'loop', text: 'A > likes > B' }]);
    await world.settle();
    expect(await listDead(world.redis)).toEqual([]);
    expect((await world.verdict()).problems).toEqual([]);
  });

  test('31: versions that are pushed while the first waits: the last one wins', async () => {
    world = await World.create();
    for (const object of ['v1', 'v2', 'v3', 'v4']) await world.push([{ id: 'a', text: `A > likes > ${object}` }]);
    await world.start(2);
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
    await world.push(['x', 'y', 'z'].map((object) => ({ id: 'b', text: `B > likes > ${object}` })));
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
  });

  test('32: a storm of failing documents leaves memory, queue and log bounded', async () => {
    world = await World.create({ worker: { CHOKEPOINT_LOG_LEVEL: 'error' } });
    const [worker] = await world.start(1);
    for (let i = 0; i < 10; i++) {
      const storm = Array.from({ length: 300 }, (_, n) => ({ id: `s${i}-${n}`, text: 'TROUBLE throw' }));
      await world.push(storm);
      for (const { id } of storm) {
        world.hostile.add(id);
        world.model.delete(id);
      }
    }
    await world.settle();
    expect(await listDead(world.redis)).toHaveLength(3_000);
    const { client, keys } = world.redis;
    const queueKeys: string[] = [];
    for (let cursor = '0'; ; ) {
      const [next, page] = await client.scan(cursor, 'MATCH', `${keys.queuePrefix}:docs:*`, 'COUNT', 1000);
      queueKeys.push(...page);
      cursor = next;
      if (cursor === '0') break;
    }
    expect(queueKeys.length).toBeLessThan(20);
    expect(await client.xlen(`${keys.queuePrefix}:docs:events`)).toBeLessThan(10_100);
    expect(worker?.log().length).toBeLessThan(10_000);
  });

  test('28: the clock of Redis jumps ahead and back: ids stay in order, nothing is trimmed early', async () => {
    world = await World.create();
    await world.start(1);
    await world.push(documents(10));
    await world.settle();
    const { client, keys } = world.redis;
    for (let partition = 0; partition < 4; partition++) {
      // What a clock that was a day ahead leaves behind: the last id lies in the future.
      const key = keys.events(partition);
      await client.call('XSETID', key, `${Date.now() + 86_400_000}-0`);
    }
    await world.push(documents(10, 'later'));
    await world.settle();
    const ids: string[] = [];
    for await (const event of consume({ redis: world.redis, group: 'g', idleMs: 100 })) ids.push(event.id);
    expect(ids).toHaveLength(60);
    await trimEvents(world.redis, 1);
    expect((await world.verdict()).problems).toEqual([]);
  });
});
