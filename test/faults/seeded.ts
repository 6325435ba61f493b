import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { reprocess } from '../../src/queue/reprocess.js';
import { Fold } from '../../src/stream/fold.js';
import { trimEvents } from '../../src/stream/trim.js';
import { delivered, readLines, startDeliver } from './delivery.js';
import { BadNetwork } from './proxy.js';
import { persist, random, World } from './world.js';

const NAMES = ['Ada', 'Bay', 'Cy', 'Dee', 'Eve', 'Fox', 'Gil'];
const VERBS = ['likes', '!likes', 'leases', 'supplies', 'allies'];

/**
 * Random operations and faults from one seed, then the one checker: the fold of the stream is a fresh extraction of the
 * latest documents, ids are unique, sequences contiguous, and the files of the sink come to the same fold.
 */
export async function seededRun(seed: number, steps: number): Promise<void> {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-seeded-'));
  const world = await World.create();
  const network = await new BadNetwork(world.server.port).open();
  let version = 'v1';
  const settings = () => ({ CHOKEPOINT_DICTIONARIES: version });
  const start = () => world.start(1, settings(), next() < 0.5 ? network.url : world.server.url);
  let deliver = await startDeliver(world, `ndjson:${folder}`);
  const trace: string[] = [];
  try {
    await start();
    for (let step = 0; step < steps; step++) {
      const dice = next();
      if (dice < 0.55) {
        const documents = Array.from({ length: 1 + Math.floor(next() * 20) }, () => {
          const lines = Array.from({ length: Math.floor(next() * 4) }, () => {
            return next() < 0.2 ? 'Nothing of note.' : `${pick(NAMES)} > ${pick(VERBS)} > ${pick(NAMES)}`;
          });
          return { id: `d${Math.floor(next() * 40)}`, text: ['Story', ...lines].join('\n') };
        });
        trace.push(`push ${documents.length}`);
        await world.push(documents, next() < 0.5 ? 1 : 8);
      } else if (dice < 0.63) {
        const id = `d${Math.floor(next() * 40)}`;
        trace.push(`withdraw ${id}`);
        await world.withdraw(id);
      } else if (dice < 0.73) {
        trace.push('kill worker');
        await world.kill(pick(world.workers));
        await start();
      } else if (dice < 0.78) {
        trace.push('kill redis');
        await world.server.kill();
        await sleep(next() * 300);
        await world.server.start();
      } else if (dice < 0.84) {
        trace.push('partition');
        network.set(next() < 0.5 ? 'hold' : 'cut');
        await sleep(500 + next() * 1_500);
        network.set('pass');
      } else if (dice < 0.89) {
        network.loseEvery = network.loseEvery === 0 ? 9 : 0;
        trace.push(`lose every ${network.loseEvery}`);
      } else if (dice < 0.94) {
        trace.push('kill deliver');
        deliver.child.kill('SIGKILL');
        await deliver.ended;
        deliver = await startDeliver(world, `ndjson:${folder}`);
      } else if (dice < 0.97) {
        version = version.startsWith('v') ? 'w2' : 'v1';
        trace.push(`dictionary ${version}`);
        for (const worker of [...world.workers]) await world.kill(worker);
        await start();
        await persist(() => reprocess(world.redis, world.producer, { dictionaryVersion: version }));
      } else {
        trace.push('trim');
        // With an age of a day nothing may go: the checker reads from the start.
        await persist(() => trimEvents(world.redis, 1));
      }
      await sleep(next() * 100);
    }
    network.loseEvery = 0;
    await world.start(1, settings());
    await world.settle();
    await delivered(world, 'sink-ndjson');
    deliver.child.kill('SIGTERM');
    await deliver.ended;
    const { problems, fold } = await world.verdict(version);
    const files = new Fold();
    const doubles = readLines(folder).filter((event) => !files.add(event));
    const facts = (state: Fold) =>
      [...state.documents].map(([id, document]) => `${id} ${[...document.facts.keys()].sort()}`).sort();
    expect({ problems, doubles, sink: facts(files) }).toEqual({ problems: [], doubles: [], sink: facts(fold) });
  } catch (error) {
    console.error(`seed ${seed} after: ${trace.join(', ')}`);
    throw error;
  } finally {
    network.close();
    deliver.child.kill('SIGKILL');
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
