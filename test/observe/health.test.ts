import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMetrics } from '../../src/observe/metrics.js';
import { Producer } from '../../src/queue/producer.js';
import type { RedisHandle } from '../../src/redis/open.js';
import { collectGauges } from '../../src/server/gauges.js';
import { healthApp, serveHealth } from '../../src/server/health.js';
import { ensureGroup } from '../../src/stream/group.js';
import { type TemporaryRedis, temporaryRedis } from '../redis/temporary.js';

let server: TemporaryRedis;
let redis: RedisHandle;
beforeAll(async () => {
  server = await temporaryRedis();
  redis = await server.open();
});
afterAll(() => server.stop());

test('health says what is wrong', async () => {
  const metrics = createMetrics({ version: '1', dictionary: 'abc' });
  let problem: string | undefined;
  const app = healthApp({ live: () => undefined, ready: () => problem }, metrics);
  expect((await app.request('/livez')).status).toBe(200);
  expect((await app.request('/readyz')).status).toBe(200);
  problem = 'waiting for Redis';
  const answer = await app.request('/readyz');
  expect([answer.status, await answer.text()]).toEqual([503, 'waiting for Redis\n']);
  expect((await app.request('/livez')).status).toBe(200);
});

test('metrics are served with their names', async () => {
  const metrics = createMetrics({ version: '1', dictionary: 'abc' });
  const producer = new Producer(redis);
  await producer.push([{ document: { id: 'a', text: 'b' } }]);
  await ensureGroup(redis, 'g');
  const served = await serveHealth(
    { live: () => undefined, ready: () => undefined, collect: () => collectGauges(redis, producer, metrics) },
    metrics,
    '127.0.0.1',
    0,
  );
  const text = await (await fetch(`http://127.0.0.1:${served.port}/metrics`)).text();
  for (const line of [
    'chokepoint_queue_jobs{state="waiting"} 1',
    'chokepoint_group_lag{group="g"} 0',
    'chokepoint_stream_length 0',
    'chokepoint_dlq_entries 0',
    'chokepoint_build_info{version="1",dictionary="abc"} 1',
    '# TYPE chokepoint_document_duration_seconds histogram',
    '# TYPE chokepoint_sequence_gaps_total counter',
  ]) {
    expect(text).toContain(line);
  }
  served.close();
  await producer.close();
});
