const KIB = 1024;

/**
 * How large the pieces are in which files are read and written: large ones cost the least, and what all transfers
 * hold together stays the same however many there are.
 */
export class PieceSizes {
  private transfers = 0;

  constructor(
    private readonly budgetBytes = 32 * KIB * KIB,
    private readonly smallest = 64 * KIB,
    private readonly largest = 2048 * KIB,
  ) {}

  /** A transfer begins. @returns the size of its pieces, a power of two in bytes */
  begin(): number {
    this.transfers++;
    const share = this.budgetBytes / this.transfers;
    const size = 2 ** Math.floor(Math.log2(share));
    return Math.min(this.largest, Math.max(this.smallest, size));
  }

  end(): void {
    this.transfers--;
  }
}
