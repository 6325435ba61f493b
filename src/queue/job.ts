import { hash } from 'node:crypto';
import type { JobsOptions } from 'bullmq';
import type { Place } from '../redis/keys.js';

export const QUEUE_NAME = 'docs';

/** One document in a job: a pointer; the body lies under its own key, so that the latest version is worked on. */
export interface DocumentPointer extends Place {
  /** Order of acceptance within the partition; grows with every new version. */
  readonly order: number;
}

/** What a job carries. Kept small: BullMQ copies it around. */
export interface DocumentJob {
  /** [key, partition, order] of each document. */
  d: [string, number, number][];
  /** Least dictionary ordinal that may work on it; 0: any. */
  v: number;
}

/** Options of every job. Completed jobs vanish: the ledger, not the queue, knows what is done. Failed ones are swept up. */
export function jobOptions(attempts: number): JobsOptions {
  return {
    attempts,
    backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
    removeOnComplete: true,
    removeOnFail: false,
    stackTraceLimit: 3,
  };
}

/** The same documents in the same versions make the same id, so that pushing twice adds one job. */
export function jobId(job: DocumentJob, lane = 'd'): string {
  const digest = hash('sha256', JSON.stringify([job.d, job.v]), 'base64url');
  return `${lane}-${digest.slice(0, 22)}`;
}

export function makeJob(pointers: readonly DocumentPointer[], dictionary = 0): DocumentJob {
  return { d: pointers.map(({ key, partition, order }) => [key, partition, order]), v: dictionary };
}

export function jobPointers(job: DocumentJob): DocumentPointer[] {
  return job.d.map(([key, partition, order]) => ({ key, partition, order }));
}
