import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBodies } from '../../src/queue/bodies.js';
import { Breaker } from '../../src/queue/breaker.js';
import { prepareDocument } from '../../src/queue/prepare.js';
import { putBody } from '../../src/queue/put.js';
import { parseInfo } from '../../src/redis/check.js';
import type { RedisHandle } from '../../src/redis/open.js';
import type { CommitResult } from '../../src/stream/commit.js';
import { describeOutcome, packOutcome } from '../../src/stream/outcome.js';
import { Committer } from '../../workers/committer.js';
import { hasRedisServer, type TemporaryRedis, temporaryRedis } from '../redis/temporary.js';
import { commitContext, standIn } from '../stream/make.js';

const NONE = new Set<string>();

describe.skipIf(!hasRedisServer)('committer', () => {
  let server: TemporaryRedis;
  let redis: RedisHandle;
  const breaker = new Breaker({ onOpen: () => {}, onClose: () => {}, probe: async () => {} });
  beforeAll(async () => {
    server = await temporaryRedis('redis-server');
    redis = await server.open();
  });
  afterAll(async () => {
    breaker.stop();
    await server.stop();
  });

  /** Accepts documents of so many facts each, and returns how to commit one of them. */
  async function accept(name: string, count: number, facts = 1) {
    const committer = new Committer();
    const bodies = await Promise.all(
      Array.from({ length: count }, async (_, i) => {
        const text = Array.from({ length: facts + (i % 3) }, (_, n) => `A${n} > likes > B`).join('\n');
        const document = prepareDocument({ id: `${name}-${i}`, text }, name, 1e6);
        const { pointer } = await putBody(redis.client, redis.keys, document);
        const [body] = await readBodies(redis.client, redis.keys, [pointer]);
        return {
          body: body!,
          outcome: packOutcome(describeOutcome({}, standIn({ id: body!.documentId, text }), NONE)),
        };
      }),
    );
    return (i: number, alone = false, context = commitContext(redis)): Promise<CommitResult> =>
      committer.commit(context, bodies[i]!.body, bodies[i]!.outcome, breaker, alone);
  }
  const all = (count: number) => Array.from({ length: count }, (_, i) => i);
  async function commands(run: () => Promise<unknown>): Promise<number> {
    await redis.client.config('RESETSTAT');
    await run();
    const { cmdstat_evalsha = 'calls=0', cmdstat_eval = 'calls=0' } = parseInfo(
      await redis.client.info('commandstats'),
    );
    const refused = Number(/failed_calls=(\d+)/.exec(cmdstat_evalsha)?.[1] ?? 0);
    return [cmdstat_evalsha, cmdstat_eval].reduce((sum, stat) => sum + Number(/calls=(\d+)/.exec(stat)?.[1]), -refused);
  }

  test('documents of one turn go with one command, each is told its own result', async () => {
    const commit = await accept('turn', 20);
    let results: CommitResult[] = [];
    const sent = await commands(async () => {
      results = await Promise.all(all(20).map((i) => commit(i)));
    });
    expect(results.map(({ asserted }) => asserted)).toEqual(all(20).map((i) => 1 + (i % 3)));
    expect(sent).toBe(1);
  });

  test('what comes while a command is under way goes together with the next', async () => {
    const commit = await accept('under-way', 10);
    const sent = await commands(async () => {
      const first = commit(0);
      await new Promise(setImmediate);
      const rest = all(10)
        .slice(1)
        .map((i) => commit(i));
      await Promise.all([first, ...rest]);
    });
    expect(sent).toBe(2);
  });

  test('a suspect goes alone', async () => {
    const commit = await accept('alone', 3);
    expect(await commands(() => Promise.all([commit(0), commit(1, true), commit(2)]))).toBe(2);
  });

  test('a command holds so many documents and bytes, and no more', async () => {
    const many = await accept('many', 130);
    expect(await commands(() => Promise.all(all(130).map((i) => many(i))))).toBe(3);
    const full = await accept('full', 6, 290);
    expect(await commands(() => Promise.all(all(6).map((i) => full(i))))).toBe(3);
  });

  test('documents of another dictionary go apart', async () => {
    const commit = await accept('dictionary', 4);
    const other = commitContext(redis, 'v2', 2);
    const sent = await commands(() => Promise.all(all(4).map((i) => (i % 2 ? commit(i) : commit(i, false, other)))));
    expect(sent).toBe(2);
  });

  test('when a command fails its documents are told, and the next ones go on', async () => {
    const commit = await accept('fails', 4);
    const { pointer } = await putBody(
      redis.client,
      redis.keys,
      prepareDocument({ id: 'fails-2', text: 'x' }, 'x', 1e6),
    );
    await redis.client.set(redis.keys.ledger(pointer), 'no hash');
    const told = await Promise.allSettled(all(4).map((i) => commit(i)));
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    await redis.client.del(redis.keys.ledger(pointer));
    expect((await commit(0)).revision + (await commit(3)).revision).toBe(2);
  });
});
