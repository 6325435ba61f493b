/**
 * Runs the benches one after another, each in a process of its own, so that none warms up for another:
 * `npm run bench` runs those that need no Redis, `npm run bench -- throughput memory` the named ones.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const BENCHES = ['entities', 'extraction', 'reliability'];

const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : BENCHES;
for (const name of wanted) {
  console.error(`\n${name}`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', join(import.meta.dirname, `${name}.js`)], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
