import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '../../src/sinks/sql.js';
import { freePort } from '../redis/temporary.js';

const BIN = '/usr/lib/postgresql';
const version = existsSync(BIN) ? readdirSync(BIN).sort().at(-1) : undefined;
const bin = join(BIN, version ?? '', 'bin');

/** True where PostgreSQL's programs are installed as Debian does it. */
export const hasPostgres = version !== undefined && existsSync(join(bin, 'initdb'));

export interface TemporaryPostgres {
  readonly url: string;
  /** Ends it at once, as a crash does. */
  stop(): Promise<void>;
  /** Starts it again with the same data. */
  start(): Promise<void>;
}

/** A PostgreSQL of its own on loopback; root may not run one, so it is run as `postgres` then. `folder` must be empty. */
export async function startPostgres(folder: string, fsync = false): Promise<TemporaryPostgres> {
  const port = await freePort();
  const ids = userInfo().uid === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (ids.uid !== undefined) chownSync(folder, ids.uid, ids.gid);
  const data = join(folder, 'data');
  const make = ['-D', data, '-U', 'test', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  execFileSync(join(bin, 'initdb'), make, { stdio: 'ignore', ...ids });
  const url = `postgres://test@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | undefined;
  const postgres: TemporaryPostgres = {
    url,
    async stop() {
      const dying = child;
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
      const gone = new Promise((done) => dying.once('exit', done));
      // Immediate shutdown: no checkpoint, recovery at the next start; its children end with it.
      dying.kill('SIGQUIT');
      await gone;
    },
    async start() {
      const settings = ['listen_addresses=127.0.0.1', `fsync=${fsync ? 'on' : 'off'}`].flatMap((line) => ['-c', line]);
      const options = ['-D', data, '-p', String(port), '-k', folder, ...settings];
      child = spawn(join(bin, 'postgres'), options, { stdio: 'ignore', ...ids });
      const deadline = Date.now() + 60_000;
      for (;;) {
        const sql = await openSql(url);
        try {
          await sql.query('SELECT 1');
          return;
        } catch (error) {
          if (Date.now() > deadline) throw error;
          await sleep(100);
        } finally {
          await sql.close();
        }
      }
    },
  };
  await postgres.start();
  return postgres;
}

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}
