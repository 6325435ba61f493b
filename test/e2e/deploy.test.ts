import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { Keys } from '../../src/redis/keys.js';
import { CONFIG_VARIABLES, configSchema, readConfig } from '../../src/schema/config.js';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const known = new Set<string>(Object.values(CONFIG_VARIABLES));

/** There is no container engine in the tests: the shape of what is shipped is checked against the code. */
describe('deployment files', () => {
  test('compose: Redis keeps everything, ports are on loopback, health is checked', () => {
    const compose = parse(read('docker-compose.yml'), { merge: true });
    const { redis, worker, deliver } = compose.services;
    const command = redis.command.join(' ');
    expect(command).toMatch(/--appendonly yes/);
    expect(command).toMatch(/--maxmemory-policy noeviction/);
    for (const port of redis.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    for (const service of [redis, worker, deliver]) expect(service.healthcheck.test.length).toBeGreaterThan(1);
    for (const service of [worker, deliver]) {
      expect(service.depends_on.redis.condition).toBe('service_healthy');
      for (const name of Object.keys(service.environment)) expect(known).toContain(name);
      expect(Number.parseInt(service.stop_grace_period, 10) * 1000).toBeGreaterThan(readConfig({}).shutdownMs);
    }
  });

  test('kubernetes: grace above the shutdown, probes, a KEDA trigger on the right key', () => {
    const documents = parseAllDocuments(read('deploy/kubernetes.yaml')).map((document) => document.toJS());
    expect(documents.map(({ kind }) => kind)).toEqual(['Secret', 'Deployment', 'Deployment', 'ScaledObject']);
    for (const { spec } of documents.filter(({ kind }) => kind === 'Deployment')) {
      const pod = spec.template.spec;
      expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThan(readConfig({}).shutdownMs);
      expect(pod.containers[0].livenessProbe.httpGet.path).toBe('/livez');
    }
    const [, redis] = documents[3].spec.triggers;
    expect(redis.metadata.listName).toBe(`${new Keys('cp', 16).queuePrefix}:docs:wait`);
  });

  test('Redpanda Connect reads every partition, and the event field', () => {
    const { input } = parse(read('deploy/redpanda-connect.yaml'));
    const { partitions } = readConfig({});
    const keys = new Keys('cp', partitions);
    expect(input.redis_streams.streams).toEqual(Array.from({ length: partitions }, (_, i) => keys.events(i)));
    expect(input.redis_streams).toMatchObject({ body_key: 'e', start_from_oldest: true });
  });

  test('docs/operations.md tells every setting', () => {
    const text = read('docs/operations.md');
    for (const name of Object.keys(configSchema.shape)) {
      expect(text).toContain(`\`${CONFIG_VARIABLES[name as keyof typeof CONFIG_VARIABLES]}\``);
    }
  });
});
