import type { LiveTransfer } from './live-transfer.js';

/**
 * Transfers in order of arrival. A transfer stands in one queue at a time and holds its own links: a `Set` would do,
 * but finding the first of a set walks over everything that was deleted in front of it.
 */
export class TransferQueue {
  private head: LiveTransfer | undefined;
  private tail: LiveTransfer | undefined;
  private count = 0;

  get size(): number {
    return this.count;
  }

  get first(): LiveTransfer | undefined {
    return this.head;
  }

  push(live: LiveTransfer): void {
    live.queue = this;
    live.previous = this.tail;
    if (this.tail === undefined) this.head = live;
    else this.tail.next = live;
    this.tail = live;
    this.count++;
  }

  /** @returns false when it does not stand in this queue */
  remove(live: LiveTransfer): boolean {
    if (live.queue !== this) return false;
    if (live.previous === undefined) this.head = live.next;
    else live.previous.next = live.next;
    if (live.next === undefined) this.tail = live.previous;
    else live.next.previous = live.previous;
    live.queue = undefined;
    live.previous = undefined;
    live.next = undefined;
    this.count--;
    return true;
  }

  /** In order; the transfer that was given out last may be removed meanwhile. */
  *[Symbol.iterator](): IterableIterator<LiveTransfer> {
    let live = this.head;
    while (live !== undefined) {
      const next: LiveTransfer | undefined = live.next;
      yield live;
      live = next;
    }
  }
}
