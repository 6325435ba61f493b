import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../e2e/processes.js';
import { hasRedisServer } from '../redis/temporary.js';
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
