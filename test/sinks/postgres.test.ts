import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PostgresSink } from '../../src/sinks/postgres.js';
import { openSql, type Sql } from '../../src/sinks/sql.js';
import { createExtractor } from '../../workers/extractor.js';
import { documentEntries, revisionEntries } from './entries.js';
import { hasPostgres, startPostgres } from './temporary-postgres.js';

describe.each(hasPostgres ? ['postgres', 'pglite'] : ['pglite'])('%s sink', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-pg-'));
  let url = `pglite:${join(folder, 'lite')}`;
  let stop: () => unknown = () => {};
  let sink: PostgresSink;
  let sql: Sql;
  beforeAll(async () => {
    if (kind === 'postgres') ({ url, stop } = await startPostgres(folder));
    sink = new PostgresSink(url);
    await sink.open();
    sql = kind === 'postgres' ? await openSql(url) : (sink as unknown as { sql: Sql }).sql;
  }, 90_000);
  afterAll(async () => {
    await sink?.close();
    if (kind === 'postgres') await sql?.close();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const standing = async (id: string) =>
    (
      await sql.query(
        'SELECT type, subject, object FROM chokepoint.relations WHERE standing AND document_id = $1 ORDER BY object',
        [id],
      )
    ).rows.map(({ type, subject, object }) => `${type}(${subject}, ${object})`);

  const one = revisionEntries('a', 1, 'A > leases > B\nA > leases > C', '', 1);
  const two = revisionEntries('a', 2, 'A > leases > C\nA > leases > D', 'A > leases > B\nA > leases > C', 4);
  const three = revisionEntries('a', 3, 'A > leases > B', 'A > leases > C\nA > leases > D', 7);

  test('follows corrections, and repetition changes nothing', async () => {
    await sink.write(one);
    expect(await standing('a')).toEqual(['leases(A, B)', 'leases(A, C)']);
    await sink.write(one);
    await sink.write([...two, ...one]);
    expect(await standing('a')).toEqual(['leases(A, C)', 'leases(A, D)']);
    await sink.write(three);
    await sink.write(three);
    expect(await standing('a')).toEqual(['leases(A, B)']);
    const { rows } = await sql.query('SELECT title, revision FROM chokepoint.documents');
    expect(rows).toEqual([{ title: 'Title 3', revision: 3 }]);
    const mentions = await sql.query('SELECT name FROM chokepoint.mentions ORDER BY n');
    expect(mentions.rows.map(({ name }) => name)).toEqual(['A', 'B']);
    const events = await sql.query('SELECT count(*)::int AS n FROM chokepoint.events');
    expect(events.rows[0]!.n).toBe(one.length + two.length + three.length);
    const retracted = await sql.query("SELECT retracted_because FROM chokepoint.relations WHERE object = 'D'");
    expect(retracted.rows).toEqual([{ retracted_because: 'corrected' }]);
  });

  test('all revisions in one batch come to the same', async () => {
    const all = ['one', 'two', 'three'].flatMap((_, i) =>
      revisionEntries(
        'b',
        i + 1,
        ['B > likes > X', 'B > likes > Y', 'B > likes > X'][i]!,
        ['', 'B > likes > X', 'B > likes > Y'][i]!,
        20 + 3 * i,
      ),
    );
    await sink.write(all);
    expect(await standing('b')).toEqual(['likes(B, X)']);
  });

  test('a late event of an older revision is recorded and changes nothing', async () => {
    const late = revisionEntries('c', 2, 'C > likes > Y', 'C > likes > X', 30);
    await sink.write(late);
    await sink.write(revisionEntries('c', 1, 'C > likes > Y', '', 27));
    const { rows } = await sql.query("SELECT revision FROM chokepoint.relations WHERE document_id = 'c' AND standing");
    expect(rows).toEqual([{ revision: 2 }]);
  });

  test('a new ledger replaces what the old one said', async () => {
    await sink.write(revisionEntries('d', 1, 'D > likes > X\nD > likes > Y', '', 40));
    await sink.write(revisionEntries('d', 2, 'D > likes > X\nD > likes > Z', 'D > likes > X\nD > likes > Y', 43));
    await sink.write(revisionEntries('d', 1, 'D > likes > X\nD > likes > W', '', 1, '/chokepoint/test/e2'));
    expect(await standing('d')).toEqual(['likes(D, W)', 'likes(D, X)']);
  });

  test('the query of the README: who leases capacity where, since when, according to whom', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const query = /## Ask the store[\s\S]*?```sql\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const extractor = await createExtractor([new URL('../../dictionaries', import.meta.url).pathname]);
    const texts = [
      'ByteDance has leased two data halls from Corlanda Systems in Johor since January 2026, according to the Financial Times.',
      'Tencent rents servers in Thailand. Kuaishou does not lease servers in Japan.',
      'Baidu has rented servers from Equinix since April 2025, a person familiar with the matter said. Equinix operates a data centre in Singapore.',
    ];
    for (const [i, text] of texts.entries()) {
      const document = { id: `wire-${i}`, source: 'Example Wire', publishedAt: '2026-03-02', text };
      await sink.write(documentEntries(document, extractor, 100 + 10 * i));
    }
    const { rows } = await sql.query(query);
    expect(rows.filter(({ who }) => who !== 'A').map((row) => Object.values(row).slice(0, 5))).toEqual([
      ['Baidu', 'Equinix', 'Singapore', '2025-04/..', 'a person familiar with the matter'],
      ['ByteDance', 'Corlanda Systems', 'Johor', '2026-01/..', 'the Financial Times'],
      ['Tencent', null, 'Thailand', null, 'Example Wire'],
    ]);
    expect(rows.find(({ who }) => who === 'Tencent')?.sentence).toBe('Tencent rents servers in Thailand.');
  });

  test('text that PostgreSQL cannot hold is a data error, and the connection goes on', async () => {
    const [entry] = revisionEntries('e', 1, '', '', 60);
    const bad = { ...entry!, event: { ...entry!.event, id: 'nul\0', subject: 'e\0' } };
    await expect(sink.write([bad as never])).rejects.toMatchObject({ name: 'SinkDataError' });
    await sink.write([entry!]);
    await sink.open();
  });
});
