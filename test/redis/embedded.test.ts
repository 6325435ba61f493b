import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbedded } from '../../src/redis/embedded.js';
import { isAlive } from '../../src/redis/lock.js';
import { hasRedisServer } from './temporary.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-embedded-'));
});
afterEach(async () => {
  const state = join(folder, 'redis', 'server.json');
  if (existsSync(state)) {
    const { pid } = JSON.parse(readFileSync(state, 'utf8')) as { pid: number };
    if (pid !== process.pid && isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true });
});

async function call<T>(url: string, run: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url);
  try {
    return await run(client);
  } finally {
    client.disconnect();
  }
}

describe.skipIf(!hasRedisServer)('embedded redis-server', () => {
  test('a transaction that a kill has torn does not come back at a later start', async () => {
    const write =
      "redis.call('INCR', 'count') redis.call('XADD', 'stream', '*', 'count', '1') redis.call('SET', 'text', ARGV[1])";
    const kill = async () => {
      const { pid } = JSON.parse(readFileSync(join(folder, 'redis', 'server.json'), 'utf8')) as { pid: number };
      process.kill(pid, 'SIGKILL');
      while (isAlive(pid)) await sleep(20);
    };
    const counts = (client: Redis) => Promise.all([client.get('count'), client.xlen('stream'), client.get('before')]);
    const first = await openEmbedded(folder);
    await call(first.url, async (client) => {
      await client.set('before', 'stands');
      await client.eval(write, 0, 'x'.repeat(2_000));
    });
    const parts = join(folder, 'redis', 'appendonlydir');
    const file = existsSync(parts)
      ? join(parts, readdirSync(parts).find((name) => name.endsWith('.incr.aof')) as string)
      : join(folder, 'redis', 'appendonly.aof');
    // On a busy disk an answer may come before the write.
    const written = async (text: string) => {
      while (!readFileSync(file, 'utf8').includes(text)) await sleep(20);
    };
    await written('xxx');
    await kill();
    truncateSync(file, statSync(file).size - 500);
    const second = await openEmbedded(folder);
    expect(await call(second.url, counts)).toEqual([null, 0, 'stands']);
    await call(second.url, (client) => client.eval(write, 0, 'short'));
    await written('short');
    await kill();
    const third = await openEmbedded(folder);
    expect(await call(third.url, counts)).toEqual(['1', 1, 'stands']);
    await third.close();
  });

  test('is shared, keeps its data, and ends with the last user', async () => {
    const [first, second] = await Promise.all([openEmbedded(folder), openEmbedded(folder)]);
    expect(second.url).toBe(first.url);
    expect(first).toMatchObject({ engine: 'redis-server', inMemory: false });
    await call(first.url, (client) => client.set('x', '1'));
    await first.close();
    expect(await call(second.url, (client) => client.get('x'))).toBe('1');
    const { pid } = JSON.parse(readFileSync(join(folder, 'redis', 'server.json'), 'utf8')) as { pid: number };
    await second.close();
    expect(isAlive(pid)).toBe(false);
    const third = await openEmbedded(folder);
    expect(await call(third.url, (client) => client.get('x'))).toBe('1');
    expect(await call(third.url, (client) => client.config('GET', 'maxmemory-policy'))).toEqual([
      'maxmemory-policy',
      'noeviction',
    ]);
    await third.close();
  });

  test('lets nobody in who may not read its folder', async () => {
    const server = await openEmbedded(folder);
    expect(statSync(join(folder, 'redis')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'redis', 'redis.conf')).mode & 0o777).toBe(0o600);
    const bare = new Redis({ port: Number(new URL(server.url).port), retryStrategy: () => null });
    bare.on('error', () => {});
    await expect(bare.get('x')).rejects.toThrow(/NOAUTH/);
    bare.disconnect();
    await server.close();
  });

  test('a killed user does not keep it running, a killed server is replaced with its data', async () => {
    const code = `import { openEmbedded } from '${new URL('../../src/redis/embedded.ts', import.meta.url).href}';
      await openEmbedded('${folder}'); console.log('in'); setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: 'pipe' });
    await new Promise((done) => other.stdout.once('data', done));
    const server = await openEmbedded(folder);
    await call(server.url, (client) => client.set('y', '2'));
    other.kill('SIGKILL');
    await new Promise((done) => other.once('exit', done));
    const { pid } = JSON.parse(readFileSync(join(folder, 'redis', 'server.json'), 'utf8')) as { pid: number };
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await sleep(20);
    const again = await openEmbedded(folder);
    expect(await call(again.url, (client) => client.get('y'))).toBe('2');
    const fresh = JSON.parse(readFileSync(join(folder, 'redis', 'server.json'), 'utf8')) as { pid: number };
    await server.close();
    expect(isAlive(fresh.pid)).toBe(true);
    await again.close();
    expect(isAlive(fresh.pid)).toBe(false);
  });

  test('a process that just exits takes the server with it', async () => {
    const code = `import { openEmbedded } from '${new URL('../../src/redis/embedded.ts', import.meta.url).href}';
      await openEmbedded('${folder}');
      const { readFileSync } = await import('node:fs');
      console.log(JSON.parse(readFileSync('${folder}/redis/server.json', 'utf8')).pid); process.exit(0);`;
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code]);
    const pid = Number(output.toString());
    for (let i = 0; i < 100 && isAlive(pid); i++) await sleep(20);
    expect(isAlive(pid)).toBe(false);
  });
});

test('without a binary on PATH it is js-redis-server, joined by others while it lives', async () => {
  const host = await openEmbedded(folder, '/nowhere');
  expect(host).toMatchObject({ engine: 'js-redis-server', inMemory: true });
  const guest = await openEmbedded(folder, '/nowhere');
  expect(guest.url).toBe(host.url);
  await call(guest.url, (client) => client.set('x', '1'));
  await guest.close();
  expect(await call(host.url, (client) => client.get('x'))).toBe('1');
  await host.close();
  const next = await openEmbedded(folder, '/nowhere');
  expect(await call(next.url, (client) => client.get('x'))).toBe(null);
  await next.close();
});
