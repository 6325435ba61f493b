import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChokepointEvent } from '../../src/schema/event.js';
import { jsonLines, type Running, run, start } from '../cli/run.js';
import { engines, type TemporaryRedis, temporaryRedis } from '../redis/temporary.js';
import { until } from './processes.js';

type Asserted = Extract<ChokepointEvent, { type: 'chokepoint.relation.asserted.v1' }>;

function facts(out: string): string[] {
  const events = jsonLines<ChokepointEvent>(out).filter(({ type }) => type.includes('asserted')) as Asserted[];
  return events.map(({ data: { relation } }) => `${relation.type}(${relation.subject.name}, ${relation.object.name})`);
}

describe.each(engines)('push, work and events, each a process of its own, on %s', (engine) => {
  let server: TemporaryRedis;
  let cwd: string;
  let env: Record<string, string>;
  let worker: Running;
  beforeAll(async () => {
    server = await temporaryRedis(engine);
    cwd = mkdtempSync(join(tmpdir(), 'chokepoint-e2e-'));
    env = { ...server.environment, CHOKEPOINT_THREADS: '1' };
    worker = start(['work'], { cwd, env });
    await worker.says('"ready"');
  });
  afterAll(async () => {
    worker?.kill('SIGKILL');
    await server?.stop();
    rmSync(cwd, { recursive: true, force: true });
  });

  async function settled(): Promise<void> {
    await until('nothing waits', async () => {
      const [status] = jsonLines<{ queue: { jobs: Record<string, number> } }>(
        (await run(['status', '--json'], { cwd, env })).out,
      );
      return Object.values(status?.queue.jobs ?? { none: 1 }).every((count) => count === 0);
    });
  }

  test('a pushed document reaches a waiting consumer', { timeout: 120_000 }, async () => {
    const consumer = start(['events', '--json', '--type', 'asserted', '--limit', '2'], { cwd, env });
    writeFileSync(join(cwd, 'story.txt'), 'DeepSeek stockpiled the H20. Tencent leases servers from Equinix.');
    const pushed = await run(['push', 'story.txt'], { cwd, env });
    expect([pushed.code, jsonLines(pushed.out)]).toEqual([
      0,
      [{ input: 'story.txt', documentId: 'story', status: 'queued' }],
    ]);
    const { code, out } = await consumer.ended;
    expect(code).toBe(0);
    expect(facts(out).sort()).toEqual(['leases(Tencent, Equinix)', 'stockpiled(DeepSeek, H20)']);
  });

  test('bad input is refused line by line, and the worker goes on', { timeout: 120_000 }, async () => {
    writeFileSync(join(cwd, 'bad.jsonl'), '{"text":""}\nnonsense\n{"id":"late","text":"Baidu hoarded H20 chips."}\n');
    writeFileSync(join(cwd, 'latin.txt'), Buffer.from([0x63, 0xe9]));
    writeFileSync(join(cwd, 'big.txt'), Buffer.alloc(20_000_000, 'x'));
    const { code, out, err } = await run(['push', 'latin.txt', 'big.txt', 'bad.jsonl', 'missing.txt'], { cwd, env });
    expect(code).toBe(1);
    expect(
      jsonLines(out)
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['queued', 'rejected', 'rejected', 'rejected', 'rejected', 'rejected']);
    expect(err.trim().split('\n').slice(0, -1).sort()).toEqual([
      'chokepoint: bad.jsonl:1: is empty',
      expect.stringMatching(/^chokepoint: bad\.jsonl:2: is not JSON/),
      'chokepoint: big.txt: has 20000000 bytes, at most 2097152 are taken',
      'chokepoint: latin.txt: is not valid UTF-8',
      'chokepoint: missing.txt: does not exist',
    ]);
    await settled();
    const events = await run(['events', '--once', '--json', '--entity', 'Baidu', '--type', 'asserted'], { cwd, env });
    expect(facts(events.out)).toEqual(['stockpiled(Baidu, H20)']);
    expect((await run(['dead', 'list'], { cwd, env })).code).toBe(0);
  });

  test('a group reads once, and again when told to', { timeout: 120_000 }, async () => {
    const read = async (...more: string[]) =>
      jsonLines((await run(['events', '--once', '--json', '--group', 'g', ...more], { cwd, env })).out).length;
    expect(await read('--limit', '2')).toBe(2);
    const rest = await read();
    expect(rest).toBeGreaterThan(0);
    expect(await read()).toBe(0);
    expect(await read('--replay')).toBe(rest + 2);
  });

  test('a withdrawal retracts', { timeout: 120_000 }, async () => {
    const { code, err } = await run(['push', '--withdraw', 'story', '--withdraw', 'nobody'], { cwd, env });
    expect([code, err]).toEqual([1, 'chokepoint: nobody: unknown, nothing to withdraw\n1 queued, 1 absent\n']);
    await settled();
    const { out } = await run(['events', '--once', '--type', 'retracted'], { cwd, env });
    expect(out).toContain('retracted DeepSeek —stockpiled→ H20   (withdrawn)');
  });

  test('whoever stops reading ends it, without a word', { timeout: 60_000 }, async () => {
    const watcher = start(['events'], { cwd, env });
    await watcher.says('stockpiled');
    watcher.kill('SIGINT');
    expect(await watcher.ended).toMatchObject({ code: 0, err: '' });
  });

  test('the worker ends on SIGTERM', async () => {
    worker.kill('SIGTERM');
    expect((await worker.ended).code).toBe(0);
  });
});

describe.each(engines)('the demo, without any setting, on %s', (engine) => {
  let cwd: string;
  let env: Record<string, string>;
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'chokepoint-demo-'));
    env = engine === 'js-redis-server' ? { PATH: '/nowhere' } : {};
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  test('prints events and a sum, writes a page, and ends by itself', { timeout: 90_000 }, async () => {
    const { code, out, err } = await run(['demo'], { cwd, env });
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/DeepSeek —stockpiled→ Nvidia {3}".*stockpiled Nvidia chips.*"/);
    expect(err).toMatch(/14 documents, \d+ relations of 15 types, in [\d.]+ s\npage: demo\.html/);
    expect(readFileSync(join(cwd, 'demo.html'), 'utf8')).toContain('<svg class="arcs"');
  });

  test.runIf(engine === 'redis-server')(
    'leaves a stream that outlives the embedded server',
    { timeout: 90_000 },
    async () => {
      expect(existsSync(join(cwd, '.chokepoint', 'redis', 'server.json'))).toBe(false);
      const { out } = await run(['events', '--once', '--json'], { cwd, env });
      expect(facts(out)).toContain('stockpiled(DeepSeek, Nvidia)');
      const again = await run(['demo'], { cwd, env });
      expect([again.code, again.err]).toEqual([0, expect.stringContaining('14 were known and cost nothing')]);
      expect((await run(['events', '--once', '--json'], { cwd, env })).out).toBe(out);
    },
  );

  test.runIf(engine === 'js-redis-server')('push alone refuses to push into nothing', { timeout: 60_000 }, async () => {
    writeFileSync(join(cwd, 'a.txt'), 'Nvidia unveiled it.');
    const { code, out, err } = await run(['push', 'a.txt'], { cwd, env });
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('nothing was pushed');
  });
});
