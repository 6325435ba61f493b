const MOST_CALLERS = 10_000;

/** A token bucket for each caller: so many requests a second, with a burst on top. */
export class RateLimit {
  private readonly callers = new Map<string, { tokens: number; at: number }>();

  constructor(
    private readonly perSecond: number,
    private readonly burst = perSecond * 2,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes a token. Returns 0 when there was one, else the seconds after which there will be. */
  take(caller: string): number {
    const at = this.now();
    const known = this.callers.get(caller) ?? { tokens: this.burst, at };
    const tokens = Math.min(this.burst, known.tokens + ((at - known.at) / 1000) * this.perSecond);
    const allowed = tokens >= 1;
    this.callers.delete(caller);
    this.callers.set(caller, { tokens: allowed ? tokens - 1 : tokens, at });
    // The one that was heard of longest ago is forgotten: its bucket is the fullest.
    if (this.callers.size > MOST_CALLERS) this.callers.delete(this.callers.keys().next().value ?? '');
    return allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / this.perSecond));
  }
}
