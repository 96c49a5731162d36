import type { LedgerClock } from './ledger-clock.js';
import type { LiveTransfer } from './live-transfer.js';
import { expectedBytes, type Transfer } from './transfer.js';

/** A transfer as the live view shows it. */
export interface LiveView {
  readonly transfer: Transfer;
  /** 0 to 100; undefined where no size was announced or the bytes take another way. */
  readonly percent: number | undefined;
  readonly rateBytesPerSecond: number | undefined;
  readonly etaSeconds: number | undefined;
}

/** Told with everything that changed since the last call; each transfer once, as it is now. */
export type LiveListener = (changes: readonly LiveView[]) => void;

const FEED_MS = 250;

/** Gathers changes and passes them on a few times a second; costs nothing while nobody listens. */
export class LiveFeed {
  private readonly listeners = new Set<LiveListener>();
  private readonly changed = new Set<LiveTransfer>();
  private cancelTimer: (() => void) | undefined;

  constructor(
    private readonly clock: LedgerClock,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** @returns ends the subscription */
  subscribe(listener: LiveListener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  }

  touch(live: LiveTransfer): void {
    if (this.listeners.size === 0) return;
    this.changed.add(live);
    this.cancelTimer ??= this.clock.after(FEED_MS, () => this.tell());
  }

  stop(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.changed.clear();
  }

  private tell(): void {
    this.cancelTimer = undefined;
    const changes = [...this.changed].map(toView);
    this.changed.clear();
    for (const listener of this.listeners) {
      try {
        listener(changes);
      } catch (error) {
        this.onFault(error);
      }
    }
  }
}

/** The view of a transfer at this moment. */
export function toView(live: LiveTransfer): LiveView {
  const { transfer, percent } = live;
  const rateBytesPerSecond = live.ended ? undefined : live.rateBytesPerSecond;
  const expected = expectedBytes(transfer.declared);
  const etaSeconds =
    expected === undefined || rateBytesPerSecond === undefined || rateBytesPerSecond <= 0
      ? undefined
      : Math.ceil(Math.max(0, expected - live.bytes) / rateBytesPerSecond);
  return { transfer, percent, rateBytesPerSecond, etaSeconds };
}
