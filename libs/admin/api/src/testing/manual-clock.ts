import type { LedgerClock } from '@waybill/domain';

/** A clock that stands still until it is moved; timers run as it passes them, in order. */
export class ManualClock implements LedgerClock {
  private timers: { at: number; task: () => void }[] = [];

  constructor(private at = Date.parse('2026-04-01T12:00:00Z')) {}

  now(): number {
    return this.at;
  }

  soon(task: () => void): void {
    queueMicrotask(task);
  }

  after(milliseconds: number, task: () => void): () => void {
    const timer = { at: this.at + milliseconds, task };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  }

  advance(milliseconds: number): void {
    const end = this.at + milliseconds;
    for (;;) {
      const [next] = this.timers.filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.at = Math.max(this.at, next.at);
      next.task();
    }
    this.at = end;
  }
}
