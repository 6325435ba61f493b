import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { until } from '../e2e/processes.js';
import { hasRedisServer } from '../redis/temporary.js';
import { random, World } from './world.js';

const ROUNDS = Number(process.env.CHOKEPOINT_KILLS ?? 50);

describe.skipIf(!hasRedisServer)('kills', () => {
  let world: World | undefined;
  afterEach(() => world?.stop());

  test(`1, 5: ${ROUNDS} kills of workers and ${ROUNDS / 5} of Redis over ${ROUNDS * 100} documents`, {
    timeout: 600_000,
  }, async () => {
    const seed = Number(process.env.CHOKEPOINT_SEED ?? Date.now() % 100_000);
    console.log(`seed ${seed}`);
    const next = random(seed);
    // With "everysec" Redis answers before it writes while the disk is behind, and a kill loses what was acknowledged.
    world = await World.create({ redis: ['--appendfsync', 'always'] });
    await world.start(3);
    for (let round = 0; round < ROUNDS; round++) {
      const documents = Array.from({ length: 100 }, (_, i) => {
        const id = `d${round * 100 + i}`;
        return { id, text: `A${i} > likes > B${round}\nB > leases > ${id}` };
      });
      const pushed = world.push(documents, next() < 0.3 ? 1 : 16);
      await sleep(next() * 120);
      if (round % 5 === 4) {
        await world.server.kill();
        await sleep(next() * 300);
        await world.server.start();
      }
      // On a busy machine they start more slowly than they are killed.
      await until('a worker is at work', () => (world?.workers.length ?? 0) > 0, 60_000);
      await world.kill(world.workers[Math.floor(next() * world.workers.length)]);
      await pushed;
      void world.supervise();
      await sleep(next() * 400);
    }
    await world.start(1);
    await world.settle(180_000);
    const { problems, events } = await world.verdict();
    console.log(`${events} events`);
    expect(problems).toEqual([]);
    expect(events).toBe(ROUNDS * 100 * 3);
  });

  test('5: Redis is killed under load with appendfsync always', async () => {
    world = await World.create({ redis: ['--appendfsync', 'always'] });
    await world.start(1);
    for (let round = 0; round < 4; round++) {
      await world.push(Array.from({ length: 100 }, (_, i) => ({ id: `d${round}-${i}`, text: `A${i} > likes > B` })));
      await world.server.kill();
      await world.server.start();
    }
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
  });

  test('3: a worker killed in the middle of an extraction leaves nothing half done', async () => {
    world = await World.create();
    const [worker] = await world.start(1);
    await world.push([{ id: 'slow', text: 'TROUBLE wait\nA > likes > B' }]);
    await sleep(250);
    await world.kill(worker);
    expect((await world.verdict()).events).toBe(0);
    await world.start(1);
    await world.settle();
    const { problems, events } = await world.verdict();
    expect(problems).toEqual([]);
    expect(events).toBe(2);
  });
});
