import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Producer } from '../queue/producer.js';
import { queueStatus } from '../queue/status.js';
import type { RedisHandle } from '../redis/open.js';
import { type ChokepointEvent, EVENT_TYPES } from '../schema/event.js';
import { readEvents } from '../stream/read.js';
import { eventLine } from './event-line.js';
import { Failure } from './exit.js';
import { painter, plain, print } from './output.js';

export interface Followed {
  /** Ids of all documents, and of those that wait to be worked off. */
  readonly all: ReadonlySet<string>;
  readonly queued: ReadonlySet<string>;
  /** How often each document had been worked off before. */
  readonly before: ReadonlyMap<string, number>;
  readonly signal: AbortSignal;
  readonly worker: ChildProcess;
}

export interface Sum {
  relations: number;
  rejected: number;
  readonly types: Set<string>;
}

const GRACE_MS = 2_000;

/**
 * Prints the events of documents, one block a document, until each that was queued is done. What was known lies in the
 * stream already and comes first.
 * @throws Failure when the worker or the time ends before.
 */
export async function follow(redis: RedisHandle, producer: Producer, followed: Followed): Promise<Sum> {
  const { all, before, signal, worker } = followed;
  const paint = painter();
  const sum: Sum = { relations: 0, rejected: 0, types: new Set() };
  const blocks = new Map<string, ChokepointEvent[]>();
  const ends = new Map<string, number>();
  const missing = new Set(followed.queued);
  const stop = new AbortController();
  let failure: string | undefined;
  const ended = (code: number | null) => {
    failure = `the worker ended early, with exit code ${code}`;
    stop.abort();
  };
  worker.once('exit', ended);
  const both = AbortSignal.any([signal, stop.signal]);
  // An empty queue with nothing more in the stream is the end, also when a document gave no event of its own.
  whenIdle(redis, producer, both)
    .then(() => sleep(GRACE_MS, undefined, { signal: both }))
    .then(
      () => stop.abort(),
      () => {},
    );
  for await (const { event } of readEvents(redis, { follow: missing.size > 0, signal: both })) {
    const { subject, type } = event;
    if (!all.has(subject)) continue;
    const block = [...(blocks.get(subject) ?? []), event];
    blocks.set(subject, block);
    if (type !== EVENT_TYPES.extracted && type !== EVENT_TYPES.rejected) continue;
    blocks.delete(subject);
    count(block, sum);
    await print(`\n${paint('bold', plain(heading(event)))}`);
    for (const item of block) await print(`  ${eventLine(item, paint)}`);
    const times = (ends.get(subject) ?? 0) + 1;
    ends.set(subject, times);
    if (times > (before.get(subject) ?? 0) && missing.delete(subject) && missing.size === 0) break;
  }
  worker.off('exit', ended);
  const aborted = signal.aborted;
  stop.abort();
  if (failure !== undefined) throw new Failure(failure);
  if (aborted && missing.size > 0) throw new Failure(`stopped with ${missing.size} documents to go`);
  return sum;
}

/** How often each document has been worked off so far. */
export async function countEnds(redis: RedisHandle): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const { event } of readEvents(redis, { types: ['extracted', 'rejected'] })) {
    counts.set(event.subject, (counts.get(event.subject) ?? 0) + 1);
  }
  return counts;
}

function count(block: readonly ChokepointEvent[], sum: Sum): void {
  for (const event of block) {
    if (event.type === EVENT_TYPES.asserted) {
      sum.relations++;
      sum.types.add(event.data.relation.type);
    } else if (event.type === EVENT_TYPES.retracted) sum.relations--;
    else if (event.type === EVENT_TYPES.rejected) sum.rejected++;
  }
}

function heading(event: ChokepointEvent): string {
  const title = event.type === EVENT_TYPES.extracted ? event.data.document.title : undefined;
  return title ? `${event.subject}: ${title}` : event.subject;
}

/** Resolves when no job waits or runs. */
async function whenIdle(redis: RedisHandle, producer: Producer, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { jobs } = await queueStatus(redis, producer);
    if (jobs.waiting + jobs.active + jobs.delayed === 0) return;
    await sleep(300, undefined, { signal });
  }
}
