import { StoreFault, type Upload } from '@waybill/domain';
import type { WriteQueue, WriteTransaction } from '../write-queue.js';
import { uploadCells } from './upload-mapping.js';

/** Of one statement. */
const MAX_ROWS = 512;
const MAX_WAITING = 20_000;
/** How long a slot may wait for company. */
const FLUSH_MS = 250;
/** Pause before the database is tried again. */
const RETRY_MS = 1_000;

interface Slot {
  readonly upload: Upload;
  /** On its way to the disk. */
  taken: boolean;
}

/**
 * Writes slots behind their answers, many with one statement. Until they are on disk they are found here.
 * @see docs/decisions/0051-slots-wait-for-company.md
 */
export class UploadSlots {
  private readonly unwritten = new Map<string, Slot>();
  private readonly byToken = new Map<string, Slot>();
  private readonly writing = new Set<Promise<void>>();
  /** A job waits that will take what waits then. */
  private isQueued = false;
  private timer: NodeJS.Timeout | undefined;

  /** @param insert has one parameter, the rows of all slots */
  constructor(
    private readonly queue: WriteQueue,
    private readonly insert: string,
  ) {}

  /** @throws StoreFault when too many wait */
  add(upload: Upload): void {
    if (this.unwritten.size >= MAX_WAITING) {
      throw new StoreFault('overloaded', 'too many slots wait for the database');
    }
    const slot = { upload, taken: false };
    this.unwritten.set(upload.id, slot);
    this.byToken.set(upload.token, slot);
    this.later(FLUSH_MS);
  }

  find(id: string): Upload | undefined {
    return this.unwritten.get(id)?.upload;
  }

  findByToken(token: string): Upload | undefined {
    return this.byToken.get(token)?.upload;
  }

  /** Within a transaction: takes a slot that still waits, so that it is written there. @returns undefined for any other */
  takeOut(id: string): Upload | undefined {
    const slot = this.unwritten.get(id);
    if (slot === undefined || slot.taken) return undefined;
    this.forget(slot);
    return slot.upload;
  }

  /**
   * Writes what waits; resolves when that, and what is on its way, is on disk. What is submitted to the queue after this
   * call is written after it.
   * @throws StoreFault when the database fails; what waits goes on waiting
   */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.unwritten.size === 0) return;
    if (!this.isQueued) {
      const written = this.write();
      this.writing.add(written);
      const done = () => this.writing.delete(written);
      written.then(done, done);
    }
    await Promise.all(this.writing);
  }

  private later(milliseconds: number): void {
    this.timer ??= setTimeout(() => {
      // a database that fails is told of where something waits for it
      this.flush().catch(() => undefined);
    }, milliseconds).unref();
  }

  private async write(): Promise<void> {
    this.isQueued = true;
    let batch: readonly Slot[] | undefined;
    const job = (tx: WriteTransaction) => {
      // only now: a file that came meanwhile has taken its slot along. A job that runs again writes what it wrote before
      batch ??= this.takeAll();
      for (let at = 0; at < batch.length; at += MAX_ROWS) {
        const rows = batch.slice(at, at + MAX_ROWS);
        tx.write(
          this.insert,
          rows.map(({ upload }) => uploadCells(upload)),
        );
      }
      return Promise.resolve();
    };
    try {
      await this.queue.submit(job);
      for (const slot of batch ?? []) this.forget(slot);
    } catch (error) {
      // without a batch the job never ran: the queue was full or closed
      if (batch === undefined) this.isQueued = false;
      for (const slot of batch ?? []) slot.taken = false;
      this.later(RETRY_MS);
      throw error;
    }
  }

  private takeAll(): readonly Slot[] {
    this.isQueued = false;
    const batch = [...this.unwritten.values()].filter(({ taken }) => !taken);
    for (const slot of batch) slot.taken = true;
    return batch;
  }

  private forget({ upload }: Slot): void {
    this.unwritten.delete(upload.id);
    this.byToken.delete(upload.token);
  }
}
