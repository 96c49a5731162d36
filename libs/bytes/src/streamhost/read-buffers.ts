/** Steps by which a direction's read buffer grows, in bytes. */
const SIZES = [16 * 1024, 64 * 1024, 256 * 1024, 1024 * 1024] as const;
/** Reads in a row that must leave three quarters of the buffer empty before it shrinks. */
const SMALL_READS = 64;

/**
 * What handshakes and small reads are read into: one for all sockets, since each read is dealt with before the next
 * one happens. Whoever keeps bytes of it copies them.
 */
export const SHARED_BUFFER: Uint8Array = Buffer.allocUnsafeSlow(4 * 1024);

/** What all read buffers may hold together. */
export class BufferBudget {
  private used = 0;

  constructor(private readonly maxBytes: number) {}

  /** Bytes held now. */
  get bytes(): number {
    return this.used;
  }

  /** Exchanges `held` bytes for `wanted`. @returns false when that is too much; nothing changed then */
  exchange(held: number, wanted: number): boolean {
    const used = this.used - held + wanted;
    if (used > this.maxBytes && wanted > held) return false;
    this.used = used;
    return true;
  }
}

/**
 * The read buffer of one direction: the shared one at first; its own as soon as reads fill that, growing while
 * reads fill it and shrinking when they no longer do.
 */
export class ReadBuffer {
  private step = -1;
  private smallReads = 0;
  readonly sharedMemory = SHARED_BUFFER.buffer;
  current = SHARED_BUFFER;

  constructor(
    private readonly budget: BufferBudget,
    private readonly maxBytes: number,
  ) {}

  /** Learns from a read of `size` bytes which buffer the next one gets. */
  adapt(size: number): void {
    const { length } = this.current;
    if (size === length) {
      this.smallReads = 0;
      this.resize(this.step + 1);
    } else if (this.step >= 0 && size < length >> 2) {
      if (++this.smallReads >= SMALL_READS) this.resize(this.step - 1);
    } else this.smallReads = 0;
  }

  /** Gives its memory back to the budget. */
  release(): void {
    this.budget.exchange(this.held, 0);
    this.step = -1;
    this.current = SHARED_BUFFER;
  }

  private get held(): number {
    return this.step < 0 ? 0 : this.current.length;
  }

  private resize(step: number): void {
    this.smallReads = 0;
    const size = step < 0 ? 0 : SIZES[step];
    if (size === undefined || size > this.maxBytes) return;
    if (!this.budget.exchange(this.held, size)) return;
    this.step = step;
    this.current = size === 0 ? SHARED_BUFFER : Buffer.allocUnsafeSlow(size);
  }
}
