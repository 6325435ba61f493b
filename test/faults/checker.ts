import type { RedisHandle } from '../../src/redis/open.js';
import type { StreamEntry } from '../../src/stream/entry.js';
import { Fold } from '../../src/stream/fold.js';
import { describeOutcome } from '../../src/stream/outcome.js';
import { readEvents } from '../../src/stream/read.js';
import { standIn } from '../stream/make.js';

/** Latest text of each document; undefined: withdrawn. */
export type Model = Map<string, string | undefined>;

/** What is wrong with a stream, in words; empty when nothing is. */
export interface Verdict {
  readonly problems: string[];
  readonly events: number;
  readonly fold: Fold;
}

export async function readAll(redis: RedisHandle): Promise<StreamEntry[]> {
  const entries: StreamEntry[] = [];
  for await (const entry of readEvents(redis)) entries.push(entry);
  return entries;
}

/**
 * The one checker: ids are unique, the sequence of each partition is contiguous, the counts that a revision tells hold,
 * and the fold of the stream is a fresh extraction of the latest documents.
 */
export function check(entries: readonly StreamEntry[], model: Model, version = 'v1'): Verdict {
  const problems: string[] = [];
  const fold = new Fold();
  const last = new Map<number, number>();
  const say = (problem: string) => problems.length < 20 && problems.push(problem);
  for (const { event, partition, sequence } of entries) {
    if (!fold.add(event)) say(`event ${event.id} of ${event.subject} stands twice`);
    const before = last.get(partition) ?? 0;
    if (sequence !== before + 1) say(`partition ${partition}: ${sequence} comes after ${before}`);
    last.set(partition, sequence);
  }
  for (const [id, text] of model) {
    const state = fold.documents.get(id);
    if (!state) {
      say(`${id} is missing`);
      continue;
    }
    const wanted = text === undefined ? [] : expectedFacts(id, text, version);
    const found = [...state.facts.keys()].sort();
    if (wanted.join() !== found.join()) say(`${id}: stands ${found.length} facts, wanted ${wanted.length}: ${text}`);
    if (state.withdrawn !== (text === undefined)) say(`${id}: withdrawn is ${state.withdrawn}`);
  }
  for (const id of fold.documents.keys()) if (!model.has(id)) say(`${id} was never pushed`);
  return { problems, events: entries.length, fold };
}

export function expectedFacts(id: string, text: string, version: string): string[] {
  const outcome = describeOutcome({ text }, standIn({ id, text }, version), new Set(['allies']));
  return outcome.facts.map(([fact]) => fact).sort();
}
