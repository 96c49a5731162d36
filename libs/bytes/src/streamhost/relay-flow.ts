import type { Socket } from 'node:net';
import type { StreamDigest } from '../digest/digest-worker.js';
import type { Pace, PaceKeeper } from './pace.js';
import { ReadBuffer, type BufferBudget } from './read-buffers.js';
import type { ByteSink } from './socket-tap.js';

const MAX_READ_BYTES = 1024 * 1024;

/** What every flow of a streamhost shares. */
export interface FlowSupplies {
  readonly budget: BufferBudget;
  readonly paceKeeper: PaceKeeper;
}

/** What is particular to one flow. */
export interface FlowSettings {
  readonly pace: Pace | undefined;
  readonly digest: StreamDigest | undefined;
  /** Most bytes to pass on. */
  readonly maxBytes: number;
  /** More than `maxBytes` came; nothing of the read that went over was passed on. */
  readonly exceeded: () => void;
  /** All that was read, and the FIN behind it, has gone to the kernel. */
  readonly flushed: () => void;
}

/**
 * One direction of a relay: what one socket sends is written to the other, read by read, with one buffer. Reading
 * stops while a write is pending, so a stalled receiver costs one buffer and no more.
 */
export class RelayFlow implements ByteSink {
  /** Bytes read and passed on. */
  bytes = 0;
  /** FIN came and was passed on behind all the bytes. */
  isFlushed = false;

  private readonly buffer: ReadBuffer;
  private stopped = false;
  private closed = false;
  private readonly written = () => this.proceed();

  constructor(
    private readonly source: Socket,
    private readonly target: Socket,
    private readonly supplies: FlowSupplies,
    private readonly settings: FlowSettings,
  ) {
    this.buffer = new ReadBuffer(supplies.budget, settings.pace?.maxReadBytes ?? MAX_READ_BYTES);
  }

  /** Bytes that were taken and have not left for the kernel. */
  get unsentBytes(): number {
    return this.target.writableLength;
  }

  take(bytes: Buffer, reused: boolean): boolean {
    const { settings, buffer, target } = this;
    if (this.closed) return false;
    if (this.bytes + bytes.length > settings.maxBytes) {
      settings.exceeded();
      return false;
    }
    this.bytes += bytes.length;
    const keep = reused && bytes.buffer === buffer.sharedMemory ? Buffer.from(bytes) : bytes;
    if (reused) buffer.adapt(bytes.length);
    target.write(keep, this.written);
    settings.digest?.update(keep);
    for (const bucket of settings.pace?.buckets ?? []) bucket.take(bytes.length);
    // nothing left to write: the kernel took it all and the buffer is free again
    if (target.writableLength === 0 && !this.mustWait()) return true;
    this.stopped = true;
    return false;
  }

  nextBuffer(): Uint8Array {
    return this.buffer.current;
  }

  /** The source has sent its FIN: passes it on. */
  end(): void {
    if (this.closed) return;
    this.target.end(() => {
      this.isFlushed = true;
      if (!this.closed) this.settings.flushed();
    });
  }

  /** Takes and passes on nothing more. */
  close(): void {
    this.closed = true;
    this.buffer.release();
  }

  private mustWait(): boolean {
    const { pace, digest } = this.settings;
    return (digest?.isBehind ?? false) || (pace?.buckets.some((bucket) => bucket.inDebt) ?? false);
  }

  /** Reads on if nothing stands in the way; otherwise is called again when that has gone. */
  private proceed(): void {
    if (!this.stopped || this.closed || this.target.writableLength > 0) return;
    const { pace, digest } = this.settings;
    if (digest?.isBehind === true) return digest.whenReady(this.written);
    if (pace?.buckets.some((bucket) => bucket.inDebt) === true) {
      return this.supplies.paceKeeper.wait(pace, this.written);
    }
    this.stopped = false;
    this.source.resume();
  }
}
