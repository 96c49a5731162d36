/** Something that wants to be called at a certain time, once. */
export interface Timed {
  /** @returns when it wants to be called next (epoch milliseconds); undefined for never */
  due(now: number): number | undefined;
}

/**
 * One timer for everybody: a ring of slots, one passed at each tick. Ten thousand sessions wait in it for the price of
 * a set entry each; nothing is moved when a session is active, as it looks at the clock itself when called.
 * Never early; late by one tick at most.
 */
export class TimerWheel {
  private readonly slots: Set<Timed>[];
  private timer: NodeJS.Timeout | undefined;
  private passed: number;

  /** @param now epoch milliseconds */
  constructor(
    private readonly now: () => number,
    private readonly tickMs = 250,
    slots = 512,
  ) {
    this.slots = Array.from({ length: slots }, () => new Set<Timed>());
    this.passed = Math.floor(now() / tickMs);
  }

  /** Starts ticking; does not keep the process alive. */
  start(): void {
    this.timer ??= setInterval(() => this.tick(), this.tickMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    for (const slot of this.slots) slot.clear();
  }

  /** @returns a token for `cancel` */
  schedule(timed: Timed, dueAt: number): number {
    const furthest = this.passed + this.slots.length - 1;
    const tick = Math.min(Math.max(Math.ceil(dueAt / this.tickMs), this.passed + 1), furthest);
    const index = tick % this.slots.length;
    this.slots[index]?.add(timed);
    return index;
  }

  cancel(timed: Timed, token: number): void {
    this.slots[token]?.delete(timed);
  }

  /** Calls all whose time has come. Those due further away than the ring is long are called early and ask again. */
  tick(): void {
    const now = this.now();
    const target = Math.floor(now / this.tickMs);
    // after a long sleep once around is enough
    this.passed = Math.max(this.passed, target - this.slots.length);
    while (this.passed < target) {
      const index = ++this.passed % this.slots.length;
      const slot = this.slots[index];
      if (slot === undefined || slot.size === 0) continue;
      this.slots[index] = new Set();
      for (const timed of slot) {
        const next = timed.due(now);
        if (next !== undefined) this.schedule(timed, next);
      }
    }
  }
}
