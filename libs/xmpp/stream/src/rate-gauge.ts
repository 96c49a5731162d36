/** A token bucket that may go into debt; whoever draws on it pauses until the debt is paid. */
export class RateGauge {
  private level: number;
  private at: number;

  /**
   * @param perSecond refill; `Infinity` for no bound
   * @param burst what a rested bucket holds
   */
  constructor(
    private perSecond: number,
    private burst: number,
    now: number,
  ) {
    this.level = burst;
    this.at = now;
  }

  /** Another rate from now on, with a full bucket. */
  change(perSecond: number, burst: number): void {
    this.perSecond = perSecond;
    this.burst = burst;
    this.level = burst;
  }

  /** @returns how long to pause, in milliseconds; 0 for not at all */
  draw(amount: number, now: number): number {
    if (this.perSecond === Infinity) return 0;
    const earned = (Math.max(now - this.at, 0) * this.perSecond) / 1000;
    this.at = now;
    this.level = Math.min(this.level + earned, this.burst) - amount;
    return this.level >= 0 ? 0 : Math.ceil((-this.level * 1000) / this.perSecond);
  }
}
