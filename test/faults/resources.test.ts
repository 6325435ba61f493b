import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, test } from 'vitest';
import { listDead } from '../../src/queue/dead.js';
import { BackpressureError } from '../../src/queue/pressure.js';
import { Producer } from '../../src/queue/producer.js';
import { queueStatus } from '../../src/queue/status.js';
import { until } from '../e2e/processes.js';
import { hasRedisServer, temporaryRedis } from '../redis/temporary.js';
import { check, readAll } from './checker.js';
import { BadNetwork } from './proxy.js';
import { persist, World } from './world.js';

const canMount = (() => {
  try {
    const folder = `/tmp/chokepoint-mount-${process.pid}`;
    mkdirSync(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasRedisServer)('a Redis in trouble', () => {
  let world: World;
  afterEach(() => world?.stop());
  const documents = (count: number, prefix = 'd') =>
    Array.from({ length: count }, (_, i) => ({ id: `${prefix}${i}`, text: `A${i} > likes > B\nB > leases > C${i}` }));
  const opened = () => world.workers.some((worker) => worker.log().includes('"open":true'));
  const nothingFailed = async () => expect(await listDead(world.redis)).toEqual([]);

  test('12: memory runs out and is given back: no document fails, the breaker opens', async () => {
    world = await World.create();
    await world.push(documents(200), 8);
    const { client } = world.redis;
    await client.config('SET', 'maxmemory', '1');
    await world.start(1);
    await until('the breaker opens', opened);
    await sleep(2_000);
    await client.config('SET', 'maxmemory', '0');
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
    await nothingFailed();
  });

  test('12: a push is refused before memory is full', async () => {
    world = await World.create();
    await world.push(documents(5));
    await world.redis.client.config('SET', 'maxmemory', '2mb');
    await sleep(600);
    const push = world.producer.push([{ document: { id: 'x', text: 'x'.repeat(100) } }]);
    // A fresh Redis takes about 1 MB: half of 2 MB is used, 85 % is the limit.
    await push;
    await world.redis.client.config('SET', 'maxmemory', '1mb');
    await sleep(600);
    const refused = world.producer.push([{ document: { id: 'y', text: 'y' } }]);
    await expect(refused).rejects.toThrow(BackpressureError);
    await world.redis.client.config('SET', 'maxmemory', '0');
  });

  test.skipIf(!canMount)('13: the disk is full, then not: no attempt is spent, the log stays short', async () => {
    const folder = `/tmp/chokepoint-disk-${process.pid}`;
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]);
    try {
      world = await World.create({ redis: ['--dir', folder, '--auto-aof-rewrite-percentage', '0'] });
      await world.push(documents(200), 8);
      const filler = join(folder, 'filler');
      writeFileSync(filler, '');
      await world.start(1);
      try {
        for (;;) writeFileSync(filler, Buffer.alloc(64 * 1024), { flag: 'a' });
      } catch {
        // Full.
      }
      void world.push(documents(2_000, 'more'), 8).catch(() => {});
      await until('the breaker opens', opened).catch(() => {});
      await sleep(4_000);
      const lines = world.workers[0]?.log().split('\n').length ?? 0;
      expect(lines).toBeLessThan(100);
      rmSync(filler);
      await world.push(documents(2_000, 'more'), 8);
      await world.settle();
      expect((await world.verdict()).problems).toEqual([]);
      await nothingFailed();
    } finally {
      await world.stop();
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('14: read-only and without scripts', async () => {
    world = await World.create();
    await world.start(1);
    await world.push(documents(50));
    await world.settle();
    const { client } = world.redis;
    await world.push(documents(50, 'before'), 4);
    await client.replicaof('127.0.0.1', 1);
    await sleep(3_000);
    await client.replicaof('NO', 'ONE');
    await client.script('FLUSH');
    await world.push(documents(50, 'after'), 4);
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
    await nothingFailed();
  });

  test('14: the master dies, its replica is read-only for a while and then promoted', async () => {
    world = await World.create();
    const replica = await temporaryRedis('redis-server', ['--replicaof', `127.0.0.1 ${world.server.port}`]);
    const network = await new BadNetwork(world.server.port).open();
    try {
      await world.start(2, {}, network.url);
      await world.push(documents(200), 4);
      await until('half is done', async () => (await world.verdict()).events > 300);
      await world.redis.client.wait(1, 5_000);
      await world.server.kill();
      network.target = replica.port;
      await sleep(3_000);
      expect(world.workers.some((worker) => /READONLY/.test(worker.log()))).toBe(true);
      const promoted = new Redis(replica.port, '127.0.0.1');
      await promoted.replicaof('NO', 'ONE');
      promoted.disconnect();
      const redis = await replica.open();
      const producer = new Producer(redis);
      // Replication is asynchronous: whoever had no answer, or does not trust it, pushes again.
      await producer.push(documents(200).map((document) => ({ document })));
      await until('the queue is worked off', async () => {
        const { waiting, active, delayed, failed } = (await queueStatus(redis, producer)).jobs;
        return waiting + active + delayed + failed === 0;
      });
      const { problems, events } = check(await readAll(redis), world.model);
      expect(problems).toEqual([]);
      expect(events).toBe(600);
      expect(await listDead(redis)).toEqual([]);
      await producer.close();
    } finally {
      network.close();
      await replica.stop();
    }
  });

  test('14: Redis answers LOADING for some seconds after a restart', async () => {
    world = await World.create();
    await world.start(1);
    // It looks at its connections every 1,024 commands of the append-only file: there have to be several times as many.
    await world.push(documents(800), 4);
    await world.server.kill();
    const started = world.server.start('--key-load-delay', '800');
    const raw = new Redis(world.server.port, '127.0.0.1', { enableReadyCheck: false, maxRetriesPerRequest: null });
    raw.on('error', () => {});
    const replies: string[] = [];
    await until('a LOADING', async () => {
      replies.push(String(await raw.get('x').catch((error: Error) => error.message)));
      return replies.some((reply) => reply.includes('LOADING'));
    });
    raw.disconnect();
    await started;
    await world.push(documents(50, 'later'));
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
    await nothingFailed();
  });

  test('6: the tail of the append-only file is lost; pushing it again restores the exact state', async () => {
    world = await World.create();
    await world.start(1);
    await world.push(documents(100));
    await world.settle();
    await world.kill();
    await world.server.kill();
    const folder = join(world.server.folder, 'appendonlydir');
    const file = readdirSync(folder).find((name) => name.endsWith('.incr.aof')) ?? '';
    const path = join(folder, file);
    truncateSync(path, statSync(path).size - 3_000);
    await world.server.start();
    await world.start(1);
    await world.push(documents(100));
    await world.settle();
    const { problems, events } = await world.verdict();
    expect(problems).toEqual([]);
    expect(events).toBe(300);
  });

  test('7: Redis is wiped: a new epoch tells everything anew', async () => {
    world = await World.create();
    await world.start(1);
    await world.push(documents(20));
    await world.settle();
    const before = (await world.verdict()).fold.documents.get('d0')?.source;
    await world.redis.client.flushall();
    await world.kill();
    await persist(() => world.redis.client.hset(world.redis.keys.shared, 'partitions', 4));
    await world.start(1);
    await world.push(documents(20));
    await world.settle();
    const { problems, fold } = await world.verdict();
    expect(problems).toEqual([]);
    expect(fold.documents.get('d0')?.source).not.toBe(before);
  });

  test('37: a user with the documented rights does all its work and sees its own keys alone', async () => {
    world = await World.create();
    const { client } = world.redis;
    const rules =
      '~{cp:q}:* ~{cp:p*}:* -@all +@read +@write +@blocking +@connection +@scripting +@transaction +info +time +client|setname +client|list -flushall -flushdb -keys -swapdb';
    await client.call('ACL', 'SETUSER', 'worker', 'on', '>secret', ...rules.split(' '));
    await world.start(1, { CHOKEPOINT_REDIS_USER: 'worker', CHOKEPOINT_REDIS_PASSWORD: 'secret' });
    await world.push(documents(20));
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
    const limited = await world.server.open({ redisUser: 'worker', redisPassword: 'secret' });
    for (const command of [['GET', 'other'], ['FLUSHALL'], ['KEYS', '*'], ['CONFIG', 'GET', '*']]) {
      await expect(limited.client.call(...(command as [string]))).rejects.toThrow(/NOPERM/);
    }
    await expect(limited.client.eval("return redis.call('GET', 'other')", 0)).rejects.toThrow(
      /NOPERM|permission|access/i,
    );
  });
});
