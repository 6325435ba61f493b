import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PostgresSink } from '../../src/sinks/postgres.js';
import { openSql, type Sql } from '../../src/sinks/sql.js';
import { freePort } from '../redis/temporary.js';
import { revisionEntries } from './entries.js';

const BIN = '/usr/lib/postgresql';
const version = existsSync(BIN) ? readdirSync(BIN).sort().at(-1) : undefined;
const bin = version && join(BIN, version, 'bin');
const kinds = bin && existsSync(join(bin, 'initdb')) ? ['postgres', 'pglite'] : ['pglite'];

/** A PostgreSQL of its own on loopback; root may not run one, so it is run as `postgres` then. */
async function startPostgres(folder: string): Promise<{ url: string; stop(): void }> {
  const port = await freePort();
  const root = userInfo().uid === 0;
  const ids = root ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (root) chownSync(folder, ids.uid!, ids.gid!);
  const data = join(folder, 'data');
  execFileSync(join(bin!, 'initdb'), ['-D', data, '-U', 'test', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    stdio: 'ignore',
    ...ids,
  });
  const server = spawn(
    join(bin!, 'postgres'),
    ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    { stdio: 'ignore', ...ids },
  );
  return { url: `postgres://test@127.0.0.1:${port}/postgres`, stop: () => server.kill('SIGKILL') };
}

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

describe.each(kinds)('%s sink', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-pg-'));
  let url = `pglite:${join(folder, 'lite')}`;
  let stop = () => {};
  let sink: PostgresSink;
  let sql: Sql;
  beforeAll(async () => {
    if (kind === 'postgres') ({ url, stop } = await startPostgres(folder));
    sink = new PostgresSink(url);
    for (let tries = 0; ; tries++) {
      try {
        await sink.open();
        break;
      } catch (error) {
        if (tries > 100) throw error;
        await new Promise((done) => setTimeout(done, 100));
      }
    }
    sql = kind === 'postgres' ? await openSql(url) : (sink as unknown as { sql: Sql }).sql;
  }, 90_000);
  afterAll(async () => {
    await sink?.close();
    if (kind === 'postgres') await sql?.close();
    stop();
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

  test('text that PostgreSQL cannot hold is a data error, and the connection goes on', async () => {
    const [entry] = revisionEntries('e', 1, '', '', 60);
    const bad = { ...entry!, event: { ...entry!.event, id: 'nul\0', subject: 'e\0' } };
    await expect(sink.write([bad as never])).rejects.toMatchObject({ name: 'SinkDataError' });
    await sink.write([entry!]);
    await sink.open();
  });
});
