import type { Ticker } from './ticker.js';

const REFILL_MILLISECONDS = 50;

/** Tokens that flow in at a steady rate; a token is a byte. May run into debt, which is waited for. */
export class TokenBucket {
  private tokens: number;

  /** Starts with one second's worth. */
  constructor(readonly bytesPerSecond: number) {
    this.tokens = bytesPerSecond;
  }

  get inDebt(): boolean {
    return this.tokens < 0;
  }

  take(bytes: number): void {
    this.tokens -= bytes;
  }

  refill(milliseconds: number): void {
    const more = (this.bytesPerSecond * milliseconds) / 1000;
    this.tokens = Math.min(this.bytesPerSecond, this.tokens + more);
  }
}

/** The buckets that one relay draws from. */
export interface Pace {
  readonly buckets: readonly TokenBucket[];
  /** Most bytes to read at once, so that a slow rate stays smooth. */
  readonly maxReadBytes: number;
}

/** Limits the rate of relays: of all together, and of those of each account. */
export class PaceKeeper {
  private readonly total: TokenBucket | undefined;
  private readonly accounts = new Map<string, { bucket: TokenBucket; relays: number }>();
  private readonly waiting = new Set<() => void>();
  private stop: (() => void) | undefined;
  private refilledAt = 0;

  /** @param rates bytes per second; undefined is no limit */
  constructor(
    private readonly ticker: Ticker,
    private readonly rates: {
      readonly total?: number | undefined;
      readonly perAccount?: number | undefined;
    },
  ) {
    this.total = rates.total === undefined ? undefined : new TokenBucket(rates.total);
  }

  /** The pace of a new relay of `account`; undefined where nothing is limited. Ends with {@link leave}. */
  join(account: string): Pace | undefined {
    const buckets = this.total === undefined ? [] : [this.total];
    if (this.rates.perAccount !== undefined) {
      const known = this.accounts.get(account);
      const entry = known ?? { bucket: new TokenBucket(this.rates.perAccount), relays: 0 };
      entry.relays++;
      this.accounts.set(account, entry);
      buckets.push(entry.bucket);
    }
    if (buckets.length === 0) return undefined;
    this.run();
    const slowest = Math.min(...buckets.map((bucket) => bucket.bytesPerSecond));
    return { buckets, maxReadBytes: Math.max(16 * 1024, slowest / 8) };
  }

  leave(account: string): void {
    const entry = this.accounts.get(account);
    if (entry !== undefined && --entry.relays === 0) this.accounts.delete(account);
  }

  /** Calls `resume` once none of the buckets is in debt. */
  wait(pace: Pace, resume: () => void): void {
    const attempt = () => {
      if (pace.buckets.some((bucket) => bucket.inDebt)) return;
      this.waiting.delete(attempt);
      resume();
    };
    this.waiting.add(attempt);
  }

  close(): void {
    this.stop?.();
    this.stop = undefined;
    this.waiting.clear();
  }

  private run(): void {
    if (this.stop !== undefined) return;
    this.refilledAt = this.ticker.now();
    this.stop = this.ticker.every(REFILL_MILLISECONDS, () => this.refill());
  }

  private refill(): void {
    const now = this.ticker.now();
    const elapsed = Math.max(0, now - this.refilledAt);
    this.refilledAt = now;
    this.total?.refill(elapsed);
    for (const { bucket } of this.accounts.values()) bucket.refill(elapsed);
    for (const attempt of this.waiting) attempt();
    if (this.accounts.size === 0 && this.waiting.size === 0 && this.total === undefined)
      this.close();
  }
}
