/** How full the table stays when the oldest entries have made room. */
const KEPT_SHARE = 63 / 64;

/**
 * A bounded map whose entries all live equally long, so that the order of insertion is the order of expiry and
 * one sweep from the front ends what is due. At the bound the oldest entries make room, some at a time.
 */
export class ExpiryTable<V> {
  private readonly entries = new Map<string, { readonly value: V; readonly expiresAt: number }>();
  /** No entry expires earlier. */
  private dueAt = Infinity;

  /**
   * @param lifetimeMs how long an entry stays
   * @param maxEntries above this the oldest is given up
   * @param onExpired is told of every entry that was not taken, swept or pushed out
   */
  constructor(
    private readonly lifetimeMs: number,
    private readonly maxEntries: number,
    private readonly onExpired: (value: V) => void = () => undefined,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: string): V | undefined {
    return this.entries.get(key)?.value;
  }

  set(key: string, value: V, now: number): void {
    this.entries.delete(key);
    this.entries.set(key, { value, expiresAt: now + this.lifetimeMs });
    this.dueAt = Math.min(this.dueAt, now + this.lifetimeMs);
    if (this.entries.size > this.maxEntries) this.makeRoom();
  }

  /** Removes and returns the entry. */
  take(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (entry !== undefined) this.entries.delete(key);
    return entry?.value;
  }

  /** Ends everything that is due. */
  sweep(now: number): void {
    if (now < this.dueAt) return;
    for (const [key, entry] of this.entries) {
      this.dueAt = entry.expiresAt;
      if (entry.expiresAt > now) return;
      this.expire(key);
    }
    this.dueAt = Infinity;
  }

  /** Ends everything. */
  clear(): void {
    for (const key of this.entries.keys()) this.expire(key);
  }

  /** Some at a time: a look at a map's first entry passes over all that were deleted before it. */
  private makeRoom(): void {
    const left = Math.min(this.maxEntries, Math.ceil(this.maxEntries * KEPT_SHARE));
    for (const key of this.entries.keys()) {
      if (this.entries.size <= left) return;
      this.expire(key);
    }
  }

  private expire(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.entries.delete(key);
    this.onExpired(entry.value);
  }
}
