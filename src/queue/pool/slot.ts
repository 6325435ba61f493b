import type { ItemResult, Lane } from './lane.js';

/** What one lane is at. */
export interface Slot<Result> {
  lane: Lane | undefined;
  ready: boolean;
  items: Item<Result>[];
  /** Item that was seen in progress last, and since when. */
  at: number;
  since: number;
  verdict: Verdict | undefined;
  /** The data that its task was prepared with. */
  data: unknown;
  /** Told what came of the renewal that it is at. */
  renewal: ((result: { info: unknown } | { reason: string }) => void) | undefined;
}

export interface Item<Result> {
  readonly text: string;
  readonly settle: (result: ItemResult<Result>) => void;
}

/** Why a lane is killed. */
export type Verdict = 'timeout' | 'memory';

const BATCH_ITEMS = 32;
const BATCH_CHARS = 256 * 1024;

export function emptySlot<Result>(): Slot<Result> {
  const nothing = { lane: undefined, verdict: undefined, data: undefined, renewal: undefined };
  return { ...nothing, ready: false, items: [], at: 0, since: 0 };
}

/** Whether a slot may be given something. */
export function free<Result>({ ready, renewal }: Slot<Result>): boolean {
  return ready && renewal === undefined;
}

/** Takes what one lane is given at once, and leaves some to the other lanes. */
export function takeBatch<Result>(waiting: Item<Result>[], lanes: number): Item<Result>[] {
  const most = Math.min(BATCH_ITEMS, Math.ceil(waiting.length / lanes));
  let chars = 0;
  let count = 0;
  while (count < most && (count === 0 || chars < BATCH_CHARS)) chars += waiting[count++]?.text.length ?? 0;
  return waiting.splice(0, count);
}

/** Gives items to a slot that is free. */
export function hand<Result>(slot: Slot<Result>, items: Item<Result>[]): void {
  slot.items = items;
  slot.at = 0;
  slot.since = performance.now();
  slot.lane?.send(items.map(({ text }) => text));
}

/** Ends a lane that is at nothing; it is given nothing more. */
export function dismiss<Result>(slot: Slot<Result>): void {
  slot.ready = false;
  slot.lane?.kill();
}

/** Ends a lane for what it is at. */
export function condemn<Result>(slot: Slot<Result>, verdict: Verdict): void {
  if (slot.verdict) return;
  slot.verdict = verdict;
  slot.lane?.kill();
}
