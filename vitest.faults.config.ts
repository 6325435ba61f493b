import { defineConfig } from 'vitest/config';

/** The fault suite: real processes, real kills. One file at a time: the machine's cores are part of the experiment. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
