import { condemn, dismiss, type Slot } from './slot.js';

/** What a lane may take. */
export interface Limits {
  /** Longest that one item may take, in ms. */
  readonly timeoutMs: number;
  /** Most memory of one lane, in MiB. */
  readonly memoryMb: number;
  /** Longest that a lane may take to get ready, in ms; default 60 000. */
  readonly startMs?: number;
}

export const START_MS = 60_000;
const IDLE_MS = 30_000;

/** Kills lanes that are at one item for too long, or take too much memory. */
export class Watch<Result> {
  /** When the lane for suspects was used last. */
  isolatedUsed = 0;
  private readonly baseMb = rssMb();

  constructor(
    private readonly threads: readonly Slot<Result>[],
    private readonly isolated: Slot<Result>,
    private readonly limits: Limits,
  ) {}

  look(): void {
    const now = performance.now();
    const { threads, isolated } = this;
    const { memoryMb } = this.limits;
    for (const slot of threads) this.judge(slot, now);
    const idle = this.judge(isolated, now) && isolated.ready && isolated.items.length === 0;
    if (idle && now - this.isolatedUsed > IDLE_MS) dismiss(isolated);
    // Buffers lie outside a thread's limit: when the process as a whole has grown too far, every busy thread is suspect.
    if (rssMb() > this.baseMb + threads.length * memoryMb * 1.5 + 256) {
      for (const slot of threads) if (slot.items.length > 0) condemn(slot, 'memory');
    }
  }

  /** Why an item has failed that was alone in its lane. */
  verdictOf(slot: Slot<Result>, reason: string): { code: string; reason: string } {
    const { timeoutMs, memoryMb } = this.limits;
    const code = slot.verdict ?? (/memory/i.test(reason) || reason.includes('SIGABRT') ? 'memory' : 'crash');
    if (code === 'timeout') return { code, reason: `took longer than ${timeoutMs} ms` };
    if (code === 'memory') return { code, reason: `needed more than ${memoryMb} MiB` };
    return { code, reason: `brought its process down: ${reason}` };
  }

  /** False for a slot without a lane, or one that has to go. */
  private judge(slot: Slot<Result>, now: number): boolean {
    const { lane } = slot;
    const { timeoutMs, memoryMb, startMs = START_MS } = this.limits;
    if (!lane) return false;
    const busy = slot.items.length > 0;
    if (busy && lane.current() !== slot.at) {
      slot.at = lane.current();
      slot.since = now;
    }
    const preparing = !slot.ready || (!busy && slot.renewal !== undefined);
    if ((busy || preparing) && now - slot.since > (preparing ? startMs : timeoutMs)) condemn(slot, 'timeout');
    else if (lane.memoryMb() > memoryMb * 1.5 + 128) condemn(slot, 'memory');
    else return true;
    return false;
  }
}

function rssMb(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}
