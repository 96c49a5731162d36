/** How many failures are let through, and for how long they count. */
export interface AttemptLimit {
  readonly failures: number;
  readonly windowMs: number;
}

interface Window {
  count: number;
  startedAt: number;
}

const MAX_REMEMBERED = 10_000;

/**
 * Counts failures by key, such as an address or a name, in windows that start with the first one. A try counts when
 * it begins and is forgiven when it succeeds, so that many at once are no way around the limit.
 */
export class AttemptThrottle {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly limit: AttemptLimit,
    private readonly now: () => number,
    private readonly maxRemembered: number = MAX_REMEMBERED,
  ) {}

  /** @returns seconds to wait; undefined when the next try is welcome */
  retryAfterSeconds(key: string): number | undefined {
    const window = this.current(key);
    if (window === undefined || window.count < this.limit.failures) return undefined;
    return Math.max(1, Math.ceil((window.startedAt + this.limit.windowMs - this.now()) / 1000));
  }

  begin(key: string): void {
    const window = this.current(key);
    if (window !== undefined) {
      window.count++;
      return;
    }
    this.windows.delete(key);
    this.windows.set(key, { count: 1, startedAt: this.now() });
    if (this.windows.size <= this.maxRemembered) return;
    // the oldest window goes: it would have ended first
    for (const oldest of this.windows.keys()) {
      this.windows.delete(oldest);
      return;
    }
  }

  /** The try was no failure. */
  forgive(key: string): void {
    const window = this.current(key);
    if (window !== undefined && --window.count <= 0) this.windows.delete(key);
  }

  /** Forgets a key's failures. */
  clear(key: string): void {
    this.windows.delete(key);
  }

  private current(key: string): Window | undefined {
    const window = this.windows.get(key);
    return window !== undefined && window.startedAt + this.limit.windowMs > this.now()
      ? window
      : undefined;
  }
}
