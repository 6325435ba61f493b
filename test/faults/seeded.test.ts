import { describe, test } from 'vitest';
import { hasRedisServer } from '../redis/temporary.js';
import { seededRun } from './seeded.js';

const given = process.env.CHOKEPOINT_SEED;
const first = Date.now() % 1_000_000;
const count = Number(process.env.CHOKEPOINT_RUNS ?? 4);
const seeds = given ? [Number(given)] : Array.from({ length: count }, (_, i) => first + i);

describe.skipIf(!hasRedisServer)('seeded random runs', () => {
  test.each(seeds)('seed %i', { timeout: 280_000 }, async (seed) => {
    console.log(`seed ${seed}`);
    await seededRun(seed, 60);
  });
});
