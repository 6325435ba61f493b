import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { listDead } from '../../src/queue/dead.js';
import { EVENT_TYPES } from '../../src/schema/event.js';
import { MAX_FACTS } from '../../src/stream/outcome.js';
import { hasRedisServer } from '../redis/temporary.js';
import { readAll } from './checker.js';
import { World } from './world.js';

const EXTRACTOR = fileURLToPath(new URL('../../workers/extractor.ts', import.meta.url));
const DICTIONARIES = fileURLToPath(new URL('../../dictionaries', import.meta.url));
/** Extraction has this long for a document, as by default. */
const DEADLINE_MS = 5_000;

describe.skipIf(!hasRedisServer)('20: documents that are large in one way', () => {
  let world: World;
  afterEach(() => world?.stop());

  test('facts beyond the cap are left out, and the document event says so', async () => {
    world = await World.create({ worker: { CHOKEPOINT_DOCUMENT_TIMEOUT_MS: '10000' } });
    await world.start(1);
    const lines = (count: number) => Array.from({ length: count }, (_, i) => `A${i} > likes > B`).join('\n');
    await world.push([
      { id: 'more', text: lines(MAX_FACTS + 500) },
      { id: 'just', text: lines(MAX_FACTS / 2) },
    ]);
    await world.settle();
    const { problems, fold } = await world.verdict();
    expect(problems).toEqual([]);
    expect(fold.documents.get('more')?.facts.size).toBe(MAX_FACTS);
    const entries = await readAll(world.redis);
    const truncated = entries.flatMap(({ event }) =>
      event.type === EVENT_TYPES.extracted ? [[event.subject, event.data.truncated ?? false]] : [],
    );
    expect(Object.fromEntries(truncated)).toEqual({ more: true, just: false });
    // A correction of a capped document retracts the facts that the stream knows, and no others.
    await world.push([{ id: 'more', text: 'A0 > likes > B' }]);
    await world.settle();
    expect((await world.verdict()).problems).toEqual([]);
  });

  test('a line of a million words, a name 100,000 times, a million combining marks: done or set aside in bounded time', async () => {
    world = await World.create({
      worker: {
        CHOKEPOINT_EXTRACTOR: EXTRACTOR,
        CHOKEPOINT_DICTIONARIES: DICTIONARIES,
        CHOKEPOINT_DOCUMENT_TIMEOUT_MS: String(DEADLINE_MS),
        CHOKEPOINT_DOCUMENT_MEMORY_MB: '512',
        CHOKEPOINT_MAX_DOCUMENT_BYTES: String(16 * 2 ** 20),
        CHOKEPOINT_LOCK_MS: '5000',
      },
      config: { maxDocumentBytes: 16 * 2 ** 20 },
    });
    await world.start(1);
    const large = {
      words: 'chip '.repeat(1_000_000),
      names: 'Nvidia '.repeat(100_000),
      leases: 'ByteDance leases servers from Equinix and '.repeat(20_000),
      marks: `Nvidia leases a\u0301${'\u0301'.repeat(1_000_000)} from Equinix.`,
      letter: 'a'.repeat(2_000_000),
      quotes: '"('.repeat(200_000),
    };
    const plain = Array.from({ length: 20 }, (_, i) => ({
      id: `plain-${i}`,
      text: 'Kuaishou leases servers from Equinix.',
    }));
    const hostile = Object.entries(large).map(([id, text]) => ({ id, text }));
    const began = performance.now();
    await world.push([...plain.slice(0, 10), ...hostile, ...plain.slice(10)], 8);
    await world.settle();
    const seconds = (performance.now() - began) / 1_000;
    // Each has its time once in a thread and once alone; a process to be alone in takes a while to start.
    expect(seconds).toBeLessThan(hostile.length * (2 * DEADLINE_MS) * 1e-3 + 45);
    const entries = await readAll(world.redis);
    const leaving = entries.filter(({ event }) => event.type === EVENT_TYPES.extracted);
    const dead = await listDead(world.redis);
    console.log(`${seconds.toFixed(1)} s, set aside: ${dead.map(({ documentId, code }) => `${documentId} ${code}`)}`);
    for (const { code } of dead) expect(code).toMatch(/^(timeout|memory)$/);
    expect(leaving.length + dead.length).toBe(plain.length + hostile.length);
    const done = new Set(leaving.map(({ event }) => event.subject));
    for (const { id } of plain) expect(done.has(id), id).toBe(true);
    expect(
      entries.filter(
        ({ event }) => event.type === EVENT_TYPES.asserted && plain.some(({ id }) => id === event.subject),
      ),
    ).toHaveLength(plain.length);
  });
});
