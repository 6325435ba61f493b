import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Producer } from '../../src/queue/producer.js';
import { queueStatus } from '../../src/queue/status.js';
import type { RedisHandle } from '../../src/redis/open.js';
import { type ChokepointEvent, EVENT_TYPES } from '../../src/schema/event.js';
import { consume } from '../../src/stream/consume.js';
import { run as runToEnd, start } from '../cli/run.js';
import { hasRedisServer, type TemporaryRedis, temporaryRedis } from '../redis/temporary.js';
import { startWorker, until, type WorkerProcess } from './processes.js';

const SHIPPED = fileURLToPath(new URL('../../dictionaries', import.meta.url));
const EXTRACTOR = fileURLToPath(new URL('../../workers/extractor.ts', import.meta.url));
/** A firm that no dictionary holds, and a verb that no frame covers. */
const TEXT = 'Zelkora Data, a cloud provider in Johor, opened a hall in May. CoreWeave snubbed Wistron last year.';
const FIRMS =
  '# Our own firms.\ntype: firm\nentries:\n  # of Asia\n  - { id: old-one, name: Qorvex Trading, kind: trader } # keep\n# the end\n';

const known = { CHOKEPOINT_LOG_LEVEL: 'error' };
let folder: string;
const mine = () => join(folder, 'mine');
const chokepoint = async (args: string[], env: Record<string, string> = {}) => {
  const { code, out, err } = await runToEnd(args, { cwd: folder, env: { ...known, ...env } });
  return { code, stdout: out, stderr: err };
};
const run = (...args: string[]) => chokepoint(args);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'minute-'));
  mkdirSync(mine());
  mkdirSync(join(folder, 'news'));
  writeFileSync(join(folder, 'news', 'wire.txt'), TEXT);
  writeFileSync(join(mine(), 'firms.yaml'), FIRMS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!hasRedisServer)('the minute, from a miss to its mending in production', () => {
  let server: TemporaryRedis;
  let redis: RedisHandle;
  let producer: Producer;
  let worker: WorkerProcess;
  beforeAll(async () => {
    server = await temporaryRedis('redis-server');
    redis = await server.open();
    producer = new Producer(redis);
    worker = await startWorker(server, {
      CHOKEPOINT_EXTRACTOR: EXTRACTOR,
      CHOKEPOINT_DICTIONARIES: [SHIPPED, mine()].join(delimiter),
    });
  });
  afterAll(async () => {
    worker?.child.kill('SIGKILL');
    await producer?.close();
    await server?.stop();
  });

  async function settled(): Promise<void> {
    await until(
      'queue is empty',
      async () => {
        const { jobs } = await queueStatus(redis, producer);
        return jobs.waiting + jobs.active + jobs.delayed + jobs.failed === 0;
      },
      60_000,
    );
  }
  async function drain(): Promise<ChokepointEvent[]> {
    const events: ChokepointEvent[] = [];
    for await (const event of consume({ redis, group: 'minute', idleMs: 300 })) events.push(event);
    return events;
  }
  const stored = (): ChokepointEvent[] =>
    !existsSync(join(folder, 'store'))
      ? []
      : readdirSync(join(folder, 'store'), { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ndjson'))
          .sort()
          .flatMap((name) =>
            readFileSync(join(folder, 'store', name), 'utf8')
              .trim()
              .split('\n'),
          )
          .filter(Boolean)
          .map((line) => JSON.parse(line) as ChokepointEvent);
  const relations = (events: readonly ChokepointEvent[]) =>
    events.flatMap((event) =>
      event.type === EVENT_TYPES.asserted || event.type === EVENT_TYPES.retracted
        ? [`${event.type.split('.').at(-2)} ${event.data.relation.type}`]
        : [],
    );

  test('is walked', { timeout: 240_000 }, async () => {
    // The document goes through: one name without an entry, nothing of the verb.
    await producer.push([{ document: { id: 'wire', text: TEXT } }]);
    await settled();
    const before = await drain();
    expect(relations(before).filter((line) => line.includes('restricts') || line.includes('supplies'))).toEqual([]);

    // `suggest` shows both.
    const listed = await run('dict', 'suggest', 'news', '--into', 'mine', '--json');
    expect(listed.code).toBe(0);
    const suggestions = listed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; key: string });
    expect(suggestions.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['name Zelkora Data', 'frame snub: firm firm']),
    );

    // Accepting them writes YAML; comments stay.
    const decisions = [
      { key: 'name Zelkora Data', decision: 'accept' },
      { key: 'frame snub: firm firm', decision: 'accept', relation: 'supplies' },
    ];
    writeFileSync(join(folder, 'decisions.jsonl'), decisions.map((one) => JSON.stringify(one)).join('\n'));
    const accepted = await run('dict', 'suggest', 'news', '--into', 'mine', '--accept', 'decisions.jsonl');
    expect(accepted).toMatchObject({ code: 0, stderr: '' });
    const entry = '  - { id: zelkora-data, name: Zelkora Data, kind: cloud-provider }\n';
    expect(readFileSync(join(mine(), 'firms.yaml'), 'utf8')).toBe(FIRMS.replace('# the end', `${entry}# the end`));
    expect(readFileSync(join(mine(), 'relations.yaml'), 'utf8')).toContain('{ id: snub, verb: [snub]');

    // `check`, `test` and `diff` are green; `diff` tells what it will do.
    expect(await run('dict', 'check', 'mine')).toMatchObject({ code: 0, stdout: '' });
    expect((await run('dict', 'test', 'mine')).code).toBe(0);
    const diff = await run('dict', 'diff', SHIPPED, 'mine', '--on', 'news', '--limit', '2');
    expect(diff).toMatchObject({ code: 0 });
    expect(diff.stdout).toContain('+ supplies(CoreWeave, Wistron)');
    expect((await run('dict', 'diff', SHIPPED, 'mine', '--on', 'news', '--limit', '1')).code).toBe(1);

    // Extraction with the new dictionary has the new relation.
    const extracted = await run('extract', '--dictionaries', 'mine', 'news/wire.txt');
    const {
      dictionaryVersion,
      mentions,
      relations: found,
    } = JSON.parse(extracted.stdout) as {
      dictionaryVersion: string;
      mentions: { id?: string }[];
      relations: { type: string; subject: { name: string } }[];
    };
    expect(mentions.map(({ id }) => id)).toContain('firm:zelkora-data');
    expect(found).toContainEqual(expect.objectContaining({ type: 'supplies' }));

    // The running worker takes the version; `reprocess` emits the new assertion and nothing else.
    await until('the worker has the new version', () => worker.log().includes(dictionaryVersion), 30_000);
    const again = await chokepoint(['reprocess', '--dictionaries', 'mine'], {
      REDIS_URL: server.url,
      CHOKEPOINT_PARTITIONS: '4',
    });
    expect(again).toMatchObject({ code: 0 });
    await settled();
    expect(relations(await drain())).toEqual(['asserted supplies']);

    // The store has them: the name under its new id, the relation, and each once.
    const env = { REDIS_URL: server.url, CHOKEPOINT_PARTITIONS: '4' };
    const delivery = start(['deliver', 'ndjson:store'], { cwd: folder, env });
    try {
      await until('the store has them', async () => stored().length > before.length, 60_000);
    } finally {
      delivery.kill();
    }
    expect((await delivery.ended).code).toBe(0);
    const kept = stored();
    expect(kept.flatMap((event) => relations([event])).filter((line) => line.includes('supplies'))).toEqual([
      'asserted supplies',
    ]);
    expect(JSON.stringify(kept.findLast(({ type }) => type === EVENT_TYPES.extracted))).toContain('firm:zelkora-data');
  });
});
