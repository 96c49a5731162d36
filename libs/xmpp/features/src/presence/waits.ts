/** Gathers the few deliveries of many that have to be waited for; none of them costs a promise otherwise. */
export class Waits {
  private pending: Promise<void>[] | undefined;

  add(done: void | Promise<void>): void {
    if (done instanceof Promise) (this.pending ??= []).push(done);
  }

  /** @returns nothing when there is nothing to wait for */
  all(): void | Promise<void> {
    if (this.pending === undefined) return;
    return Promise.all(this.pending).then(() => undefined);
  }
}
