import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BackpressureError } from '../../src/queue/pressure.js';
import { parseInfo } from '../../src/redis/check.js';
import { openSql } from '../../src/sinks/sql.js';
import { consume } from '../../src/stream/consume.js';
import { ensureGroup } from '../../src/stream/group.js';
import { streamStatus } from '../../src/stream/status.js';
import { trimEvents } from '../../src/stream/trim.js';
import { until } from '../e2e/processes.js';
import { hasRedisServer } from '../redis/temporary.js';
import { hasPostgres, startPostgres } from '../sinks/temporary-postgres.js';
import { readAll } from './checker.js';
import { delivered, readLines, startDeliver } from './delivery.js';
import { random, World } from './world.js';

describe.skipIf(!hasRedisServer)('delivery under faults', () => {
  let world: World;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'chokepoint-deliver-'));
  });
  afterEach(async () => {
    await world?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('25, 26: the writer is killed again and again: every line parses, none is missing, none stands twice', {
    timeout: 200_000,
  }, async () => {
    const next = random(7);
    world = await World.create();
    await world.start(1);
    for (let round = 0; round < 8; round++) {
      const deliver = await startDeliver(world, `ndjson:${folder}`);
      await world.push(
        Array.from({ length: 200 }, (_, i) => ({ id: `d${round}-${i}`, text: `A${i} > likes > B\nB > leases > C` })),
      );
      await sleep(next() * 400);
      deliver.child.kill('SIGKILL');
      await deliver.ended;
    }
    const last = await startDeliver(world, `ndjson:${folder}`);
    await world.settle();
    await delivered(world, 'sink-ndjson');
    last.child.kill('SIGTERM');
    await last.ended;
    const lines = readLines(folder).map(({ id }) => id);
    const stream = (await readAll(world.redis)).map(({ event }) => event.id);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.sort()).toEqual(stream.sort());
  });

  test.skipIf(!hasPostgres)(
    '25: PostgreSQL and its writer are killed again and again: the tables are the fold',
    {
      timeout: 240_000,
    },
    async () => {
      const next = random(11);
      const postgres = await startPostgres(folder, true);
      try {
        world = await World.create();
        await world.start(1);
        for (let round = 0; round < 8; round++) {
          const deliver = await startDeliver(world, postgres.url);
          // Corrections and withdrawals of what earlier rounds have said.
          const text = (i: number) => `A${i} > likes > B${(round * i) % 5}\nB > leases > C${round % 3}`;
          await world.push(
            Array.from({ length: 150 }, (_, i) => ({ id: `d${(round * 50 + i) % 300}`, text: text(i) })),
          );
          await world.withdraw(`d${round}`);
          await sleep(next() * 600);
          if (round % 3 === 1) {
            await postgres.stop();
            await sleep(next() * 300);
            await postgres.start();
          }
          await sleep(next() * 400);
          deliver.child.kill('SIGKILL');
          await deliver.ended;
        }
        const last = await startDeliver(world, postgres.url);
        await world.settle();
        await delivered(world, 'sink-postgres');
        last.child.kill('SIGTERM');
        await last.ended;
        const { problems, fold, events } = await world.verdict();
        expect(problems).toEqual([]);
        const sql = await openSql(postgres.url);
        const facts = await sql.query('SELECT document_id, fact_id FROM chokepoint.relations WHERE standing');
        const wanted = [...fold.documents].flatMap(([id, { facts }]) =>
          [...facts.keys()].map((fact) => `${id} ${fact}`),
        );
        expect(facts.rows.map(({ document_id, fact_id }) => `${document_id} ${fact_id}`).sort()).toEqual(wanted.sort());
        const documents = await sql.query('SELECT document_id, revision, withdrawn FROM chokepoint.documents');
        const state = (id: unknown, revision: unknown, withdrawn: unknown) => `${id} ${revision} ${withdrawn}`;
        expect(
          documents.rows.map(({ document_id, revision, withdrawn }) => state(document_id, revision, withdrawn)).sort(),
        ).toEqual([...fold.documents].map(([id, d]) => state(id, d.revision, d.withdrawn)).sort());
        const mentions = await sql.query('SELECT count(*)::int AS n FROM chokepoint.mentions');
        expect(mentions.rows[0]?.n).toBe([...fold.documents.values()].reduce((n, d) => n + d.mentions.length, 0));
        const stored = await sql.query('SELECT count(*)::int AS n FROM chokepoint.events');
        expect(stored.rows[0]?.n).toBe(events);
        await sql.close();
      } finally {
        await postgres.stop();
      }
    },
  );

  test('23: a group that does not acknowledge: nothing it needs is trimmed, pushers are held back, then all goes on', {
    timeout: 120_000,
  }, async () => {
    world = await World.create({ worker: { CHOKEPOINT_BODY_DAYS: '0' } });
    await world.start(1);
    const { client } = world.redis;
    await ensureGroup(world.redis, 'slow');
    const used = Number(parseInfo(await client.info('memory')).used_memory);
    await client.config('SET', 'maxmemory', String(used + 64 * 2 ** 20));
    const page = (round: number) =>
      Array.from({ length: 20 }, (_, i) => {
        const lines = Array.from({ length: 40 }, (_, n) => `A${n} > likes > B${i}`);
        return { id: `d${round}-${i}`, text: lines.join('\n') };
      });
    let rounds = 0;
    let refused: unknown;
    for (; rounds < 120 && !refused; rounds++) {
      await world.producer.push(page(rounds).map((document) => ({ document }))).then(
        () => page(rounds).forEach(({ id, text }) => void world.model.set(id, text)),
        (error) => {
          refused = error;
        },
      );
      await world.settle();
    }
    expect(refused).toBeInstanceOf(BackpressureError);
    for (const report of await trimEvents(world.redis, 0)) expect(report.removed).toBe(0);
    const { events, groups } = await streamStatus(world.redis);
    // The alarm: the lag stands in status and metrics.
    expect(groups.find(({ group }) => group === 'slow')?.lag).toBe(events);
    expect((await world.verdict()).problems).toEqual([]);
    let read = 0;
    for await (const _ of consume({ redis: world.redis, group: 'slow', idleMs: 300 })) read++;
    expect(read).toBe(events);
    await trimEvents(world.redis, 0);
    await world.push(page(rounds + 1));
    await world.settle();
  });

  test('26: the disk of the sink is full, then not', { timeout: 120_000 }, async (context) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      context.skip('no file system can be mounted here');
    }
    try {
      world = await World.create();
      await world.start(1);
      const filler = join(disk, 'filler');
      writeFileSync(filler, Buffer.alloc(900 * 1024));
      await world.push(
        Array.from({ length: 300 }, (_, i) => ({ id: `d${i}`, text: `A${i} > likes > B\nB > leases > C` })),
      );
      const deliver = await startDeliver(world, `ndjson:${disk}`);
      await until('the sink is in trouble', () => deliver.log().includes('sink is in trouble'));
      rmSync(filler);
      execFileSync('mount', ['-o', 'remount,size=8m', disk]);
      await world.settle();
      await delivered(world, 'sink-ndjson');
      deliver.child.kill('SIGTERM');
      await deliver.ended;
      const lines = readLines(disk).map(({ id }) => id);
      expect(new Set(lines).size).toBe(lines.length);
      expect(lines).toHaveLength(900);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });
});
