import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { listDead } from '../../src/queue/dead.js';
import { consume } from '../../src/stream/consume.js';
import { ensureGroup } from '../../src/stream/group.js';
import { trimEvents } from '../../src/stream/trim.js';
import { hasRedisServer } from '../redis/temporary.js';
import { Clocks } from './clock.js';
import { World } from './world.js';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const canCompile = (() => {
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return process.platform === 'linux';
  } catch {
    return false;
  }
})();

describe.skipIf(!hasRedisServer || !canCompile)('28: clocks that jump', () => {
  let world: World;
  let clocks: Clocks;
  afterEach(async () => {
    await world?.stop();
    clocks?.close();
  });
  const documents = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, i) => ({ id: `${prefix}${i}`, text: `A${i} > likes > B\nB > leases > C${i}` }));

  test.each(['worker', 'redis'])('an hour and a day, ahead and back, of the %s', async (whose) => {
    clocks = new Clocks();
    world = await World.create({ redisEnvironment: clocks.environment('redis') });
    await ensureGroup(world.redis, 'reader');
    await world.start(2, clocks.environment('worker'));
    const jumps = [HOUR, 0, DAY, 0, -HOUR, -DAY, 0];
    for (const [round, seconds] of jumps.entries()) {
      await world.push(documents(150, `r${round}-`), 4);
      await sleep(100);
      clocks.set(whose, seconds);
      await world.push(documents(50, `s${round}-`), 1);
      await world.settle(30_000);
      if (round === 1 && whose === 'redis') {
        const [now] = (await world.redis.client.call('TIME')) as [string];
        expect(Math.abs(Number(now) - Date.now() / 1000)).toBeLessThan(60);
      }
      // With the days that events stay by default: nothing of this is old, whatever the clock says.
      for (const { removed } of await trimEvents(world.redis)) expect(removed).toBe(0);
    }
    const { problems, events } = await world.verdict();
    expect(problems).toEqual([]);
    expect(events).toBe(jumps.length * 600);
    expect(await listDead(world.redis)).toEqual([]);
    let read = 0;
    for await (const _ of consume({ redis: world.redis, group: 'reader', idleMs: 500 })) read++;
    expect(read).toBe(events);
  });

  test('set back by a day, what a dead worker held is free after the usual time', async () => {
    clocks = new Clocks();
    world = await World.create({ redisEnvironment: clocks.environment('redis') });
    clocks.set('redis', DAY);
    const [dead] = await world.start(1);
    await world.push([{ id: 'slow', text: 'TROUBLE wait\nA > likes > B' }, ...documents(30, 'd')], 4);
    await sleep(250);
    await world.kill(dead);
    clocks.set('redis', 0);
    await world.start(1);
    await world.settle(30_000);
    expect((await world.verdict()).problems).toEqual([]);
  });

  test('the clocks do jump', async () => {
    clocks = new Clocks();
    world = await World.create({ redisEnvironment: clocks.environment('redis') });
    clocks.set('redis', DAY);
    const [redis] = (await world.redis.client.call('TIME')) as [string];
    expect(Number(redis) - Date.now() / 1000).toBeGreaterThan(DAY - 60);
    const environment = clocks.environment('node');
    clocks.set('node', -DAY);
    const late = execFileSync(process.execPath, ['-p', 'Date.now()'], {
      env: { ...process.env, ...environment },
      encoding: 'utf8',
    });
    expect(Date.now() - Number(late)).toBeGreaterThan((DAY - 60) * 1000);
  });
});
