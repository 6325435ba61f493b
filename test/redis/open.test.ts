import { describe, expect, test } from 'vitest';
import { isInfrastructureError } from '../../src/redis/errors.js';
import { Keys } from '../../src/redis/keys.js';
import { openRedis } from '../../src/redis/open.js';
import { ConfigError, readConfig } from '../../src/schema/config.js';
import { freePort, hasRedisServer, temporaryRedis } from './temporary.js';

describe.skipIf(!hasRedisServer)('openRedis', () => {
  test.each([
    [['--maxmemory-policy', 'allkeys-lru'], /maxmemory-policy allkeys-lru/],
    [['--appendonly', 'no'], /appendonly yes/],
  ])('refuses a Redis with %s, unless told to', async (args, message) => {
    const server = await temporaryRedis('redis-server', args as string[]);
    try {
      await expect(server.open()).rejects.toThrow(message as RegExp);
      await (await server.open({ unsafe: true })).close();
    } finally {
      await server.stop();
    }
  });

  test('refuses another number of partitions', async () => {
    const server = await temporaryRedis('redis-server');
    try {
      await server.open({ partitions: 4 });
      await expect(server.open({ partitions: 8 })).rejects.toThrow('set CHOKEPOINT_PARTITIONS=4');
    } finally {
      await server.stop();
    }
  });

  test('says in one line, soon and without the password, that nobody answers', async () => {
    const url = `redis://:secret@127.0.0.1:${await freePort()}`;
    const began = Date.now();
    const failure = await openRedis(readConfig({ REDIS_URL: url }), { warn: () => {} }).catch((error: Error) => error);
    expect(String((failure as Error).message)).toMatch(/^cannot use Redis at redis:\/\/\*\*\*@127\.0\.0\.1/);
    expect(String((failure as Error).message)).not.toMatch(/secret|\n/);
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});

test('settings: defaults, variables, and a one-line complaint', () => {
  expect(readConfig({})).toMatchObject({ partitions: 16, bodyDays: 30, unsafe: false, dictionaries: [] });
  expect(
    readConfig({ CHOKEPOINT_PARTITIONS: '4', CHOKEPOINT_UNSAFE: '1', CHOKEPOINT_DICTIONARIES: 'a:b' }),
  ).toMatchObject({
    partitions: 4,
    unsafe: true,
    dictionaries: ['a', 'b'],
  });
  for (const [name, value] of [
    ['CHOKEPOINT_PARTITIONS', 'many'],
    ['REDIS_URL', 'http://x'],
    ['CHOKEPOINT_NAMESPACE', '{x}'],
  ]) {
    const read = () => readConfig({ [name as string]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}: `));
  }
});

test('keys: one slot a partition, ids spread evenly', () => {
  const keys = new Keys('cp', 16);
  const place = keys.place('a document');
  const tag = `{cp:p${place.partition}}`;
  expect(keys.body(place)).toBe(`${tag}:body:${place.key}`);
  expect(keys.ledger(place).startsWith(`${tag}:`)).toBe(true);
  const counts = new Array(16).fill(0);
  for (let i = 0; i < 16_000; i++) counts[keys.place(`d${i}`).partition]++;
  expect(Math.min(...counts)).toBeGreaterThan(850);
});

test.each([
  ['OOM command not allowed', true],
  ['MISCONF Redis is configured to save RDB snapshots', true],
  ["READONLY You can't write against a read only replica.", true],
  ['LOADING Redis is loading the dataset in memory', true],
  ['CLUSTERDOWN The cluster is down', true],
  ['connect ECONNREFUSED 127.0.0.1:1', true],
  ['Connection is closed.', true],
  ['Command timed out', true],
  ['ERR value is not an integer or out of range', false],
  ['Cannot read properties of undefined', false],
])('%s: infrastructure is %s', (message, expected) => {
  expect(isInfrastructureError(new Error(message))).toBe(expected);
});
