import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a server keeps its append-only file below its folder: since 7.0 in several parts, before in one. */
const FILES = [join('appendonlydir', 'appendonly.aof.manifest'), 'appendonly.aof'];

/**
 * Cuts a torn transaction off the append-only file of a server that is not running. A server that is killed while it writes can leave
 * the beginning of one; the next start overlooks it, what is written then stands behind it, and the start after that carries out both:
 * events stand twice (seen with Redis 7.0.15; Valkey mended it with https://github.com/valkey-io/valkey/pull/4342).
 * Does nothing where there is no file, or no `redis-check-aof` beside the server.
 * @param binary the server, `redis-server` or `valkey-server`, with its folder
 */
export async function mendAppendOnly(folder: string, binary: string): Promise<void> {
  const file = FILES.map((name) => join(folder, name)).find(existsSync);
  const checker = join(dirname(binary), binary.endsWith('valkey-server') ? 'valkey-check-aof' : 'redis-check-aof');
  if (!file || !existsSync(checker)) return;
  await new Promise<void>((done) => {
    const child = spawn(checker, ['--fix', file], { stdio: ['pipe', 'ignore', 'ignore'] });
    child.stdin.on('error', () => {});
    // It asks before it cuts.
    child.stdin.end('y\n');
    child.once('error', () => done());
    child.once('exit', () => done());
  });
}
