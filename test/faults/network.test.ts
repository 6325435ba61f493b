import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, test } from 'vitest';
import { until } from '../e2e/processes.js';
import { hasRedisServer } from '../redis/temporary.js';
import { BadNetwork } from './proxy.js';
import { World } from './world.js';

describe.skipIf(!hasRedisServer)('a bad network', () => {
  let world: World;
  let network: BadNetwork;
  afterEach(async () => {
    network?.close();
    await world?.stop();
  });
  const documents = (count: number, prefix = 'd') =>
    Array.from({ length: count }, (_, i) => ({ id: `${prefix}${i}`, text: `A${i} > likes > B\nB > leases > C${i}` }));

  test('4: replies are lost, nothing stands twice', async () => {
    world = await World.create();
    network = await new BadNetwork(world.server.port).open();
    await world.start(1, {}, network.url);
    network.loseEvery = 7;
    await world.push(documents(300), 4);
    await world.settle();
    expect(network.lost).toBeGreaterThan(5);
    const { problems, events } = await world.verdict();
    expect(problems).toEqual([]);
    expect(events).toBe(900);
  });

  test('4, control: a plain XADD under lost replies is caught by the checker', async () => {
    world = await World.create();
    network = await new BadNetwork(world.server.port).open();
    await world.start(1);
    await world.push(documents(50));
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
    // What a pipeline without a ledger does: append the event, and again when no answer came.
    const naive = new Redis(network.url, { maxRetriesPerRequest: null, retryStrategy: () => 10 });
    naive.on('error', () => {});
    network.loseEvery = 5;
    for (let i = 0; i < 100; i++) {
      const json = JSON.stringify({
        specversion: '1.0',
        id: `naive-${i}`,
        source: 'x',
        type: 'chokepoint.document.rejected.v1',
        subject: `naive-${i}`,
        data: {},
      });
      await naive.xadd(world.redis.keys.events(0), '*', 'e', json, 'q', String(i));
    }
    naive.disconnect();
    const { problems } = await world.verdict();
    expect(problems.some((problem) => /stands twice/.test(problem))).toBe(true);
    expect(problems.some((problem) => /comes after/.test(problem))).toBe(true);
  });

  test('8: a partition that outlasts the lock; two workers, one commit', async () => {
    world = await World.create();
    network = await new BadNetwork(world.server.port).open();
    await world.start(1, {}, network.url);
    await world.push([{ id: 'slow', text: 'TROUBLE wait\nA > likes > B' }, ...documents(20)], 21);
    await sleep(200);
    network.set('hold');
    await world.start(1);
    await until('the other worker commits', async () => (await world.verdict()).events >= 62, 30_000);
    network.set('pass');
    await sleep(1_500);
    await world.settle();
    const { problems, events } = await world.verdict();
    expect(problems).toEqual([]);
    expect(events).toBe(62);
  });

  test('10: half-open connections: the worker goes on by itself after the heal', async () => {
    world = await World.create();
    network = await new BadNetwork(world.server.port).open();
    await world.start(1, {}, network.url);
    await world.push(documents(20));
    await world.settle();
    network.set('hold');
    await world.push(documents(20, 'later'));
    await sleep(8_000);
    network.set('pass');
    await world.settle(20_000);
    expect((await world.verdict()).problems).toEqual([]);
  });

  test('11: Redis is away for longer than a blocking read, then back', async () => {
    world = await World.create();
    await world.start(2);
    await world.push(documents(20));
    await world.settle();
    await world.server.kill();
    await sleep(15_000);
    await world.server.start();
    await world.push(documents(20, 'later'));
    await world.settle(20_000);
    expect((await world.verdict()).problems).toEqual([]);
  });

  test('15: SIGTERM with jobs running, with Redis up and with Redis down', async () => {
    world = await World.create();
    const [up] = await world.start(1);
    await world.push(documents(200), 4);
    up?.child.kill('SIGTERM');
    const began = Date.now();
    expect(await up?.ended()).toBe(0);
    expect(Date.now() - began).toBeLessThan(5_500);
    const [down] = await world.start(1, { CHOKEPOINT_SHUTDOWN_MS: '2000' });
    await world.push([{ id: 'slow', text: 'TROUBLE wait\nA > likes > B' }, ...documents(50, 'more')]);
    await sleep(200);
    await world.server.kill();
    const later = Date.now();
    down?.child.kill('SIGTERM');
    expect(await down?.ended()).toBe(0);
    expect(Date.now() - later).toBeLessThan(3_000);
    await world.server.start();
    await world.start(1);
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
  });
});
