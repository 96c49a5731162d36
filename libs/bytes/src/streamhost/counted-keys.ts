/** How many there are of each key. Keys without any take no memory. */
export class CountedKeys {
  private readonly counts = new Map<string, number>();
  private sum = 0;

  /** Of all keys together. */
  get total(): number {
    return this.sum;
  }

  count(key: string): number {
    return this.counts.get(key) ?? 0;
  }

  add(key: string): void {
    this.counts.set(key, this.count(key) + 1);
    this.sum++;
  }

  remove(key: string): void {
    const count = this.counts.get(key);
    if (count === undefined) return;
    this.sum--;
    if (count === 1) this.counts.delete(key);
    else this.counts.set(key, count - 1);
  }
}
