import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Pool } from '../../src/queue/pool/pool.js';
import type { TaskData, VersionedOutcome } from '../../workers/task.js';

const data: TaskData = {
  extractor: new URL('../stream/stand-in-extractor.ts', import.meta.url).href,
  folders: ['v1'],
};
const task = new URL('../../workers/task.ts', import.meta.url).href;
const document = (id: string, text: string) => JSON.stringify({ id, text });

describe('pool', () => {
  let pool: Pool<VersionedOutcome>;
  beforeAll(async () => {
    pool = await Pool.start<VersionedOutcome>({ task, data, threads: 1, timeoutMs: 400, memoryMb: 96 });
  });
  afterAll(() => pool.close());

  test('tells the dictionary version and keeps the order', async () => {
    expect(pool.info).toEqual({ version: 'v1' });
    const results = await pool.run(Array.from({ length: 100 }, (_, i) => document(`d${i}`, `A${i} > likes > B`)));
    results.forEach((result, i) => {
      if (!('ok' in result)) throw new Error(result.reason);
      expect(Buffer.from(result.ok.packed.bytes).toString()).toContain(`"A${i}"`);
    });
  });

  test.each([
    ['throw', /^extractor$/],
    ['loop', /^timeout$/],
    ['regex', /^timeout$/],
    ['exit', /^crash$/],
    // A heap that bursts can take the whole process of the test along: test/faults has it, with a process of its own.
    // On a busy machine the deadline may come first.
    ['buffer', /^(memory|timeout)$/],
  ])('%s: that document alone fails, as %o; its neighbours complete', { timeout: 30_000 }, async (trouble, code) => {
    const texts = ['A > likes > B', 'C > likes > D', `TROUBLE ${trouble}`, 'E > likes > F', 'G > likes > H'];
    const results = await pool.run(texts.map((text, i) => document(`d${i}`, text)));
    expect(results.map((result) => ('ok' in result ? 'ok' : result.code))).toEqual([
      'ok',
      'ok',
      expect.stringMatching(code),
      'ok',
      'ok',
    ]);
  });

  test('a suspect that kills its process kills no other', { timeout: 30_000 }, async () => {
    const results = await pool.run([document('k', 'TROUBLE kill'), document('n', 'A > likes > B')], true);
    expect(results.map((result) => ('ok' in result ? 'ok' : result.code))).toEqual(['crash', 'ok']);
  });

  test('a task module that fails is told at the start', async () => {
    const broken = Pool.start({ task: 'file:///nowhere.js', data, threads: 1, timeoutMs: 400, memoryMb: 96 });
    await expect(broken).rejects.toThrow(/nowhere/);
  });
});
