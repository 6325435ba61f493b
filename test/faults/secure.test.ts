import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Producer } from '../../src/queue/producer.js';
import { queueStatus } from '../../src/queue/status.js';
import { openRedis } from '../../src/redis/open.js';
import { readConfig } from '../../src/schema/config.js';
import { startWorker, until } from '../e2e/processes.js';
import { freePort, hasRedisServer, type TemporaryRedis, temporaryRedis } from '../redis/temporary.js';
import { check, readAll } from './checker.js';

const canSign = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return hasRedisServer;
  } catch {
    return false;
  }
})();

describe.skipIf(!canSign)('37: TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-tls-'));
  const file = (name: string) => join(folder, name);
  let server: TemporaryRedis;
  let url: string;

  function authority(name: string): void {
    const subject = ['-subj', `/CN=${name}`, '-days', '2'];
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', file(`${name}.key`)];
    execFileSync('openssl', [...request, '-out', file(`${name}.pem`), ...subject], { stdio: 'ignore' });
  }
  /** A certificate for a host, signed by an authority. */
  function certificate(name: string, host: string): void {
    const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', file(`${name}.key`), '-subj', `/CN=${name}`];
    execFileSync('openssl', [...request, '-out', file(`${name}.csr`)], { stdio: 'ignore' });
    writeFileSync(file('extensions'), `subjectAltName=${host}`);
    const sign = ['x509', '-req', '-in', file(`${name}.csr`), '-CA', file('ours.pem'), '-CAkey', file('ours.key')];
    const rest = ['-CAcreateserial', '-days', '2', '-extfile', file('extensions'), '-out', file(`${name}.pem`)];
    execFileSync('openssl', [...sign, ...rest], { stdio: 'ignore' });
  }
  const serve = async (name: string) => {
    const port = await freePort();
    const keys = ['--tls-cert-file', file(`${name}.pem`), '--tls-key-file', file(`${name}.key`)];
    const own = ['--tls-port', String(port), '--tls-ca-cert-file', file('ours.pem'), '--tls-auth-clients', 'no'];
    return { port, server: await temporaryRedis('redis-server', [...own, ...keys]) };
  };
  const open = (config: object) =>
    openRedis(readConfig({}, { redisUrl: url, partitions: 4, ...config } as never), { warn: () => {} });

  beforeAll(async () => {
    authority('ours');
    authority('theirs');
    certificate('server', 'IP:127.0.0.1');
    const served = await serve('server');
    server = served.server;
    url = `rediss://127.0.0.1:${served.port}`;
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('with the right authority a worker does its work', async () => {
    const redis = await open({ redisCa: file('ours.pem') });
    const producer = new Producer(redis);
    const worker = await startWorker({ url }, { CHOKEPOINT_REDIS_CA: file('ours.pem') });
    await producer.push([{ document: { id: 'a', text: 'A > likes > B' } }]);
    await until('the queue is worked off', async () => {
      const { waiting, active } = (await queueStatus(redis, producer)).jobs;
      return waiting + active === 0;
    });
    expect(check(await readAll(redis), new Map([['a', 'A > likes > B']])).problems).toEqual([]);
    worker.child.kill('SIGKILL');
    await worker.ended();
    await producer.close();
    await redis.close();
  });

  test('with another authority, or none, nothing connects', async () => {
    await expect(open({ redisCa: file('theirs.pem') })).rejects.toThrow(/cannot use Redis/);
    await expect(open({})).rejects.toThrow(/cannot use Redis/);
    const worker = startWorker({ url }, { CHOKEPOINT_REDIS_CA: file('theirs.pem') });
    await expect(worker).rejects.toThrow(/did not start \(1\)[\s\S]*cannot use Redis/);
  });

  test('a certificate for another host is refused', async () => {
    certificate('elsewhere', 'DNS:elsewhere.example');
    const other = await serve('elsewhere');
    const redisUrl = `rediss://127.0.0.1:${other.port}`;
    await expect(open({ redisUrl, redisCa: file('ours.pem') })).rejects.toThrow(/cannot use Redis/);
    await other.server.stop();
  });

  test('nothing goes out in the clear where the address says rediss', async () => {
    await expect(open({ redisUrl: `rediss://127.0.0.1:${server.port}` })).rejects.toThrow(/cannot use Redis/);
  });
});
