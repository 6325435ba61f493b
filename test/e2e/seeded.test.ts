import { describe, test } from 'vitest';
import { seededRun } from '../faults/seeded.js';
import { hasRedisServer } from '../redis/temporary.js';

/** A short part of the fault suite in every run; a seed that found a bug stays here. */
describe.skipIf(!hasRedisServer)('seeded random runs, short', () => {
  test.each([20_261])('seed %i', { timeout: 200_000 }, (seed) => seededRun(seed, 25));
});
