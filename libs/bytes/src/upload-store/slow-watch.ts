import type { Ticker } from '../streamhost/ticker.js';

const TICK_MS = 1_000;

interface Watched {
  readonly bytes: () => number;
  readonly cut: () => void;
  fromAt: number;
  fromBytes: number;
  cutOff: boolean;
}

/** Ends transfers that bring fewer bytes than they must. One timer for all of them. */
export class SlowWatch {
  private readonly watched = new Set<Watched>();
  private stopTicking: (() => void) | undefined;

  constructor(
    private readonly ticker: Ticker,
    private readonly rule: { readonly windowMs: number; readonly bytesPerSecond: number },
  ) {}

  watch(bytes: () => number, cut: () => void): { expired(): boolean; end(): void } {
    const one: Watched = { bytes, cut, fromAt: this.ticker.now(), fromBytes: 0, cutOff: false };
    this.watched.add(one);
    this.stopTicking ??= this.ticker.every(TICK_MS, () => this.look());
    return {
      expired: () => one.cutOff,
      end: () => {
        this.watched.delete(one);
        if (this.watched.size > 0) return;
        this.stopTicking?.();
        this.stopTicking = undefined;
      },
    };
  }

  private look(): void {
    const now = this.ticker.now();
    const { windowMs, bytesPerSecond } = this.rule;
    for (const one of this.watched) {
      const elapsed = now - one.fromAt;
      if (elapsed < windowMs) continue;
      const bytes = one.bytes();
      if ((bytes - one.fromBytes) * 1000 < bytesPerSecond * elapsed) {
        one.cutOff = true;
        one.cut();
      }
      one.fromAt = now;
      one.fromBytes = bytes;
    }
  }
}
