import { setTimeout as sleep } from 'node:timers/promises';
import { isInfrastructureError } from '../redis/errors.js';

export interface BreakerOptions {
  /** Stops taking work; called when the breaker opens. */
  readonly onOpen: (error: Error) => void;
  /** Takes work again. */
  readonly onClose: () => void;
  /** A small write that succeeds when Redis is usable. */
  readonly probe: () => Promise<unknown>;
}

/** Waits out troubles of Redis: nothing is taken on, and what was begun is tried until it succeeds. */
export class Breaker {
  private opened = 0;
  private stopped = false;

  constructor(private readonly options: BreakerOptions) {}

  /** Milliseconds that it has been open; 0 when closed. */
  get openMs(): number {
    return this.opened === 0 ? 0 : Math.max(1, performance.now() - this.opened);
  }

  /** Opens it and probes in the background until Redis is usable. Does nothing for an error that is not Redis's. */
  trip(error: unknown): void {
    if (this.stopped || this.opened > 0 || !isInfrastructureError(error)) return;
    this.opened = performance.now();
    this.options.onOpen(error as Error);
    void this.mend();
  }

  /**
   * Runs something that Redis may refuse, again and again until it does not. An error that is not Redis's is thrown.
   * After `stop` it never settles: the process is about to end, and another worker takes the job up.
   */
  async run<T>(action: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await action();
      } catch (error) {
        if (this.stopped) return new Promise<never>(() => {});
        if (!isInfrastructureError(error)) throw error;
        this.trip(error);
        await pause(attempt);
      }
    }
  }

  stop(): void {
    this.stopped = true;
  }

  private async mend(): Promise<void> {
    for (let attempt = 0; !this.stopped; attempt++) {
      await pause(attempt);
      try {
        await this.options.probe();
        break;
      } catch {
        // Still not usable.
      }
    }
    this.opened = 0;
    if (!this.stopped) this.options.onClose();
  }
}

function pause(attempt: number): Promise<void> {
  return sleep(Math.min(2_000, 100 * 2 ** attempt) * (0.5 + Math.random() / 2), undefined, { ref: false });
}
