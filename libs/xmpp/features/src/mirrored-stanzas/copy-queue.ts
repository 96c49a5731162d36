import type { Stanza } from '@waybill/core';

/** Bounds of what waits to be looked at. */
export interface CopyQueueLimits {
  readonly maxCopies: number;
  /** Characters of markup. */
  readonly maxChars: number;
}

/** Copies that wait, first in, first out. What does not fit is refused; nothing that was taken is given up. */
export class CopyQueue {
  private copies: Stanza[] = [];
  private head = 0;
  private chars = 0;

  constructor(private readonly limits: CopyQueueLimits) {}

  get size(): number {
    return this.copies.length - this.head;
  }

  /**
   * @param share the part of the bounds that this kind of copy may fill, 0 to 1
   * @returns false when there is no room
   */
  push(copy: Stanza, share: number): boolean {
    const { maxCopies, maxChars } = this.limits;
    const chars = this.chars + copy.markup.length;
    if (this.size >= maxCopies * share || chars > maxChars * share) return false;
    this.copies.push(copy);
    this.chars = chars;
    return true;
  }

  shift(): Stanza | undefined {
    const copy = this.copies[this.head];
    if (copy === undefined) return undefined;
    this.head++;
    this.chars -= copy.markup.length;
    // moving what is left costs less than one look at each, and lets the memory go
    if (this.head * 2 > this.copies.length) {
      this.copies = this.copies.slice(this.head);
      this.head = 0;
    }
    return copy;
  }

  clear(): void {
    this.copies = [];
    this.head = 0;
    this.chars = 0;
  }
}
