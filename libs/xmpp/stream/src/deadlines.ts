import type { C2sLimits } from './c2s-limits.js';
import type { Timed, TimerWheel } from './timer-wheel.js';

const SECOND_MS = 1_000;

/** What a stream's patience with its client depends on. Instants are epoch milliseconds, 0 for never. */
export interface StreamTimes {
  readonly openedAt: number;
  /** Start of a TLS handshake that is going on. */
  readonly handshakeAt: number;
  readonly bound: boolean;
  readonly lastReadAt: number;
  /** When a ping was sent that nothing has followed yet. */
  readonly pingedAt: number;
}

/**
 * Looks at the deadlines of a stream.
 * @returns when to look again, or what has to be done now
 * @see RFC 6120 §4.6, §4.9.3.4; XEP-0205 §4.3: before login the deadline is absolute, traffic does not extend it
 */
export function checkDeadlines(
  times: StreamTimes,
  limits: C2sLimits,
  now: number,
): number | 'timeout' | 'ping' {
  if (!times.bound) {
    const loginEnd = times.openedAt + limits.preAuth.deadlineSeconds * SECOND_MS;
    const handshakeEnd = times.handshakeAt + limits.tlsHandshakeTimeoutSeconds * SECOND_MS;
    const end = times.handshakeAt === 0 ? loginEnd : Math.min(loginEnd, handshakeEnd);
    return now < end ? end : 'timeout';
  }
  if (times.pingedAt !== 0) {
    const end = times.pingedAt + limits.pingTimeoutSeconds * SECOND_MS;
    return now < end ? end : 'timeout';
  }
  const quietAt = times.lastReadAt + limits.idlePingSeconds * SECOND_MS;
  return now < quietAt ? quietAt : 'ping';
}

/** One stream's place on the wheel. */
export class Alarm implements Timed {
  private at = 0;
  private token = -1;

  /** @param ring does what is due and says when to be called next */
  constructor(
    private readonly wheel: TimerWheel,
    private readonly owner: Timed,
  ) {}

  /** Rings at that time or earlier. */
  setBy(at: number): void {
    if (this.token >= 0) {
      if (this.at <= at) return;
      this.wheel.cancel(this, this.token);
    }
    this.at = at;
    this.token = this.wheel.schedule(this, at);
  }

  cancel(): void {
    if (this.token >= 0) this.wheel.cancel(this, this.token);
    this.token = -1;
  }

  due(now: number): undefined {
    this.token = -1;
    const next = this.owner.due(now);
    if (next !== undefined) this.setBy(next);
  }
}
