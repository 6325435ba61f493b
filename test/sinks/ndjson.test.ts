import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NdjsonSink } from '../../src/sinks/ndjson.js';
import { revisionEntries } from './entries.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chokepoint-ndjson-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = () => readdirSync(folder).filter((name) => name.endsWith('.ndjson'));
const lines = () =>
  files().flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: string }),
  );
const first = revisionEntries('a', 1, 'A > likes > B\nA > likes > C', '', 1);

test('writes each event once, also after a restart', async () => {
  const sink = new NdjsonSink({ folder });
  await sink.open();
  await sink.write(first);
  await sink.write(first);
  await sink.close();
  const again = new NdjsonSink({ folder });
  await again.open();
  await again.write(first);
  await again.close();
  expect(lines().map(({ id }) => id)).toEqual(first.map(({ event }) => event.id));
});

test('cuts a torn line and writes it again', async () => {
  const sink = new NdjsonSink({ folder });
  await sink.open();
  await sink.write(first);
  await sink.close();
  const [name] = files();
  const path = join(folder, name!);
  for (const torn of [1, 40]) {
    truncateSync(path, statSync(path).size - torn);
    const again = new NdjsonSink({ folder });
    await again.open();
    await again.write(first);
    await again.close();
    expect(lines()).toHaveLength(3);
  }
  appendFileSync(path, '{"id":"half');
  const last = new NdjsonSink({ folder });
  await last.open();
  await last.write(revisionEntries('b', 1, '', '', 4));
  await last.close();
  expect(lines()).toHaveLength(4);
});

test('rotates by size and still knows the file before', async () => {
  const sink = new NdjsonSink({ folder, rotateBytes: 1 });
  await sink.open();
  for (const entry of first) await sink.write([entry]);
  await sink.write(first);
  await sink.close();
  expect(files().length).toBeGreaterThanOrEqual(3);
  expect(new Set(lines().map(({ id }) => id)).size).toBe(3);
});

test('two processes do not write to one folder', async () => {
  const sink = new NdjsonSink({ folder });
  await sink.open();
  const { writeFileSync } = await import('node:fs');
  writeFileSync(join(folder, '.lock'), String(process.ppid));
  await expect(new NdjsonSink({ folder }).open()).rejects.toThrow(/already writes/);
  await sink.close();
});
