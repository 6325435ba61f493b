import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listDead, retryDead } from '../../src/queue/dead.js';
import { Producer } from '../../src/queue/producer.js';
import { reprocess } from '../../src/queue/reprocess.js';
import { queueStatus } from '../../src/queue/status.js';
import type { RedisHandle } from '../../src/redis/open.js';
import type { ChokepointEvent } from '../../src/schema/event.js';
import { consume } from '../../src/stream/consume.js';
import { engines, type TemporaryRedis, temporaryRedis } from '../redis/temporary.js';
import { startWorker, until, type WorkerProcess } from './processes.js';

describe.each(engines)('push, work and consume on %s', (engine) => {
  let server: TemporaryRedis;
  let redis: RedisHandle;
  let producer: Producer;
  let worker: WorkerProcess;
  const seen: ChokepointEvent[] = [];
  beforeAll(async () => {
    server = await temporaryRedis(engine);
    redis = await server.open();
    producer = new Producer(redis);
    worker = await startWorker(server, {
      CHOKEPOINT_DOCUMENT_TIMEOUT_MS: '500',
      CHOKEPOINT_LOCK_MS: '5000',
    });
  });
  afterAll(async () => {
    worker?.child.kill('SIGKILL');
    await producer?.close();
    await server?.stop();
  });

  async function settled(ms = 30_000): Promise<void> {
    const empty = async () => {
      const { jobs } = await queueStatus(redis, producer);
      return jobs.waiting + jobs.active + jobs.delayed + jobs.failed === 0;
    };
    await until('queue is empty', empty, ms);
  }
  async function drain(): Promise<ChokepointEvent[]> {
    const events: ChokepointEvent[] = [];
    for await (const event of consume({ redis, group: 'test', idleMs: 200 })) events.push(event);
    seen.push(...events);
    return events;
  }
  const push = (...documents: unknown[]) => producer.push(documents.map((document) => ({ document })));

  test('documents become events', async () => {
    const results = await push(
      { id: 'a', text: 'Ada > leases > Bay' },
      { id: 'b', text: 'Bay > supplies > Cy\nBay > !supplies > Dee' },
      { text: '' },
      'nonsense',
    );
    expect(results.map(({ status }) => status)).toEqual(['queued', 'queued', 'rejected', 'rejected']);
    await settled();
    const events = await drain();
    expect(events.map(({ type }) => type.split('.').at(-2)).sort()).toEqual([
      'asserted',
      'asserted',
      'asserted',
      'extracted',
      'extracted',
    ]);
  });

  test('the same again is known and does nothing', async () => {
    expect(await push({ id: 'a', text: 'Ada > leases > Bay' })).toEqual([{ documentId: 'a', status: 'known' }]);
    await settled();
    expect(await drain()).toEqual([]);
  });

  test('a correction and a withdrawal emit the difference', async () => {
    await push({ id: 'b', text: 'Bay > supplies > Cy\nBay > supplies > Eve' });
    await settled();
    expect((await drain()).map(({ type }) => type.split('.').at(-2))).toEqual(['retracted', 'asserted', 'extracted']);
    expect(await producer.withdraw(['b', 'unknown'])).toEqual([
      { documentId: 'b', status: 'queued' },
      { documentId: 'unknown', status: 'absent' },
    ]);
    await settled();
    expect((await drain()).map(({ type }) => type.split('.').at(-2))).toEqual(['retracted', 'retracted', 'extracted']);
  });

  test('a hostile document is set aside alone, and can be tried again', { timeout: 60_000 }, async () => {
    await push(
      { id: 'c', text: 'C > likes > D' },
      { id: 'loop', text: 'TROUBLE loop' },
      { id: 'd', text: 'D > likes > C' },
    );
    await settled();
    expect((await drain()).map(({ subject }) => subject).sort()).toEqual(['c', 'c', 'd', 'd', 'loop']);
    const [letter] = await listDead(redis);
    expect(letter).toMatchObject({ documentId: 'loop', code: 'timeout' });
    expect(await retryDead(redis, producer, { id: 'loop' })).toEqual(['loop']);
    await settled();
    expect(await drain()).toHaveLength(1);
    expect(await listDead(redis, { code: 'timeout' })).toHaveLength(1);
  });

  test('a new dictionary changes nothing where nothing changed', async () => {
    const fresh = await startWorker(server, { CHOKEPOINT_DICTIONARIES: 'v2' });
    expect(await reprocess(redis, producer, { dictionaryVersion: 'v2' })).toBeGreaterThanOrEqual(3);
    // The old worker puts the job off, 3 s each time that it gets it; a hostile document has the lanes begun anew.
    await settled(100_000);
    const events = await drain();
    expect(events.filter(({ subject }) => subject !== 'loop')).toEqual([]);
    fresh.child.kill('SIGTERM');
    expect(await fresh.ended()).toBe(0);
  }, 120_000);

  test('ends on SIGTERM; ids are unique', async () => {
    worker.child.kill('SIGTERM');
    expect(await worker.ended()).toBe(0);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  });
});
