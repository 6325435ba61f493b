import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChokepointEvent } from '../../src/schema/event.js';
import { streamStatus } from '../../src/stream/status.js';
import { until } from '../e2e/processes.js';
import type { World } from './world.js';

const DELIVER = fileURLToPath(new URL('../../workers/deliver.ts', import.meta.url));

/** The lines of a folder of NDJSON. @throws SyntaxError for a line that does not parse. */
export function readLines(folder: string): ChokepointEvent[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as ChokepointEvent);
}

/** Starts a delivery worker as a process of its own. */
export async function startDeliver(world: World, ...sinks: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', DELIVER, ...sinks], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, REDIS_URL: world.server.url, CHOKEPOINT_PARTITIONS: '4', CHOKEPOINT_LOCK_MS: '1000' },
  });
  let log = '';
  child.stderr?.on('data', (chunk) => {
    log = (log + chunk).slice(-100_000);
  });
  await new Promise((done) => {
    child.once('message', done);
    child.once('exit', done);
  });
  return { child, log: () => log, ended: new Promise((done) => child.once('exit', done)) };
}

/** Waits until a group has acknowledged everything. */
export async function delivered(world: World, group: string): Promise<void> {
  await until(`${group} has everything`, async () => {
    const status = await streamStatus(world.redis).catch(() => ({ groups: [] }));
    return status.groups.some((entry) => entry.group === group && entry.lag === 0 && entry.pending === 0);
  });
}
