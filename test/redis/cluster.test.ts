import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Producer } from '../../src/queue/producer.js';
import { queueStatus } from '../../src/queue/status.js';
import { openRedis, type RedisHandle } from '../../src/redis/open.js';
import { readConfig } from '../../src/schema/config.js';
import { consume } from '../../src/stream/consume.js';
import { streamStatus } from '../../src/stream/status.js';
import { trimEvents } from '../../src/stream/trim.js';
import { startWorker, until, type WorkerProcess } from '../e2e/processes.js';
import { check, readAll } from '../faults/checker.js';
import { freePort, hasRedisServer } from './temporary.js';

/** Three masters: every script must keep to one slot, every command must find its node. */
describe.skipIf(!hasRedisServer)('a Redis Cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-cluster-'));
  const nodes: ChildProcess[] = [];
  let redis: RedisHandle;
  let producer: Producer;
  let worker: WorkerProcess | undefined;
  beforeAll(async () => {
    const addresses: string[] = [];
    for (let i = 0; i < 3; i++) {
      let port = await freePort();
      // The bus listens on port + 10000.
      while (port > 55_000 || addresses.includes(`127.0.0.1:${port}`)) port = await freePort();
      const dir = join(folder, String(i));
      mkdirSync(dir);
      const settings = [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--dir',
        dir,
        '--save',
        '',
        '--appendonly',
        'yes',
      ];
      nodes.push(spawn('redis-server', [...settings, '--cluster-enabled', 'yes'], { stdio: 'ignore' }));
      addresses.push(`127.0.0.1:${port}`);
    }
    await sleep(1_000);
    execFileSync('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes'], { stdio: 'ignore' });
    const url = `redis://${addresses[0]}`;
    const config = readConfig({ REDIS_URL: url, CHOKEPOINT_REDIS_CLUSTER: '1', CHOKEPOINT_PARTITIONS: '4' });
    await until('the cluster is up', async () => {
      redis = await openRedis(config, { warn: () => {} }).catch(() => redis);
      return redis !== undefined;
    });
    producer = new Producer(redis);
    worker = await startWorker({ url }, { CHOKEPOINT_REDIS_CLUSTER: '1', CHOKEPOINT_DOCUMENT_TIMEOUT_MS: '2000' });
  }, 90_000);
  afterAll(async () => {
    worker?.child.kill('SIGKILL');
    await producer?.close();
    await redis?.close();
    for (const node of nodes) node.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('push, work, correct, consume, trim', async () => {
    const model = new Map<string, string>();
    const settled = () =>
      until('the queue is worked off', async () => {
        const { jobs } = await queueStatus(redis, producer);
        return jobs.waiting + jobs.active + jobs.delayed + jobs.failed === 0;
      });
    for (const object of ['B', 'C']) {
      const documents = Array.from({ length: 30 }, (_, i) => ({ id: `d${i}`, text: `A${i} > likes > ${object}` }));
      await producer.push(documents.map((document) => ({ document })));
      for (const { id, text } of documents) model.set(id, text);
      await settled();
    }
    expect(check(await readAll(redis), model).problems).toEqual([]);
    const ids = new Set<string>();
    for await (const { id } of consume({ redis, group: 'g', idleMs: 500 })) ids.add(id);
    expect(ids.size).toBe(30 * 5);
    expect((await streamStatus(redis)).groups).toEqual([{ group: 'g', lag: 0, pending: 0, oldestPendingSeconds: 0 }]);
    await trimEvents(redis, 1);
  });
});
