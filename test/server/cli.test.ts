import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishedVersion, readPublished } from '../../src/queue/dictionaries.js';
import type { RedisHandle } from '../../src/redis/open.js';
import { start } from '../cli/run.js';
import { type TemporaryRedis, temporaryRedis } from '../redis/temporary.js';
import { smallDictionary } from './world.js';

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-publish-'));
let server: TemporaryRedis;
let redis: RedisHandle;
let env: Record<string, string>;
beforeAll(async () => {
  smallDictionary(folder);
  server = await temporaryRedis();
  redis = await server.open();
  env = { ...server.environment, CHOKEPOINT_DICTIONARIES: folder };
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('dict publish puts the files into Redis, without tests; --withdraw takes them back', async () => {
  const { code, out } = await start(['dict', 'publish'], { env }).ended;
  expect(code).toBe(0);
  const { dictionaryVersion } = JSON.parse(out) as { dictionaryVersion: string };
  const published = await readPublished(redis.client, redis.keys);
  expect(published?.version).toBe(dictionaryVersion);
  expect(published?.files.map(({ path }) => path)).toContain('firms/own.yaml');
  expect(published?.files.map(({ path }) => path)).not.toContain('firms/own.test.yaml');
  expect((await start(['dict', 'publish', '--withdraw'], { env }).ended).code).toBe(0);
  expect(await publishedVersion(redis.client, redis.keys)).toBeUndefined();
});

test('serve needs a token for others, says where it is, and ends on SIGTERM', async () => {
  const open = await start(['serve', '--host', '0.0.0.0'], { env }).ended;
  expect([open.code, open.err]).toEqual([2, expect.stringContaining('CHOKEPOINT_TOKEN')]);
  expect((await start(['serve', '--port', 'x'], { env }).ended).code).toBe(2);
  const running = start(['serve', '--port', '0'], { env });
  await running.says('the workbench is at http://127.0.0.1:');
  running.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
});

test('broken dictionaries are not published', async () => {
  appendFileSync(join(folder, 'firms', 'own.yaml'), '  - { id: Bad Id, name: x, kind: internet }\n');
  const { code, err } = await start(['dict', 'publish'], { env }).ended;
  expect([code, err]).toEqual([1, expect.stringContaining('the dictionaries have 1 error')]);
  expect(err).toMatch(/own\.yaml:7:\d+ error/);
  expect(await publishedVersion(redis.client, redis.keys)).toBeUndefined();
});
