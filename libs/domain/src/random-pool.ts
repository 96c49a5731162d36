import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4096;

/**
 * Random bytes of cryptographic quality in small portions: asking the system for a few costs microseconds, which
 * counts where every transfer takes some. Bytes are given out once.
 */
class RandomPool {
  private readonly bytes = Buffer.alloc(POOL_BYTES);
  private used = POOL_BYTES;

  /** @param count at most 4096; the buffer is valid until the next call */
  take(count: number): Buffer {
    if (this.used + count > POOL_BYTES) {
      randomFillSync(this.bytes);
      this.used = 0;
    }
    const taken = this.bytes.subarray(this.used, this.used + count);
    this.used += count;
    return taken;
  }
}

/** The process's pool. */
export const randomPool = new RandomPool();
