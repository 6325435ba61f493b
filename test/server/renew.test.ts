import { afterAll, beforeAll, expect, test } from 'vitest';
import { Pool } from '../../src/queue/pool/pool.js';
import type { TaskData, VersionedOutcome } from '../../workers/task.js';

const task = new URL('../../workers/task.ts', import.meta.url).href;
const data = (version: string): TaskData => ({
  extractor: new URL('../stream/stand-in-extractor.ts', import.meta.url).href,
  folders: [version],
});
const texts = (count: number) =>
  Array.from({ length: count }, (_, i) => JSON.stringify({ id: `d${i}`, text: 'A > likes > B' }));

let pool: Pool<VersionedOutcome>;
beforeAll(async () => {
  pool = await Pool.start<VersionedOutcome>({ task, data: data('v1'), threads: 2, timeoutMs: 2_000, memoryMb: 96 });
});
afterAll(() => pool.close());

const versions = async (run: ReturnType<typeof pool.run>) =>
  (await run).map((result) => ('ok' in result ? result.ok.dictionaryVersion : result.code));

test('what has begun ends with the old task, what comes later has the new one', async () => {
  const before = versions(pool.run(texts(200)));
  let accepted: unknown;
  await pool.renew(data('v2'), async (info) => {
    accepted = info;
  });
  const after = versions(pool.run(texts(200)));
  expect(accepted).toEqual({ version: 'v2' });
  expect(pool.info).toEqual({ version: 'v2' });
  expect(new Set(await after)).toEqual(new Set(['v2']));
  expect((await before).every((version) => version === 'v1' || version === 'v2')).toBe(true);
});

test('what the task refuses changes nothing', async () => {
  await expect(pool.renew(data('no version!'))).rejects.toThrow(/not a dictionary version/);
  expect(pool.info).toEqual({ version: 'v2' });
  expect(new Set(await versions(pool.run(texts(20))))).toEqual(new Set(['v2']));
});

test('the process for suspects and threads that are begun anew have the new task too', async () => {
  expect(await versions(pool.run(texts(1), true))).toEqual(['v2']);
  await pool.renew(data('v3'));
  expect(await versions(pool.run(texts(1), true))).toEqual(['v3']);
  const trouble = JSON.stringify({ id: 'x', text: 'TROUBLE exit' });
  expect(await versions(pool.run([trouble, ...texts(4)]))).toEqual(['crash', 'v3', 'v3', 'v3', 'v3']);
  expect(new Set(await versions(pool.run(texts(50))))).toEqual(new Set(['v3']));
});
