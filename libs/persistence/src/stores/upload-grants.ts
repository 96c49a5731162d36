import { StoreFault, type Upload } from '@waybill/domain';
import type { WriteQueue, WriteTransaction } from '../write-queue.js';
import { uploadCells } from './upload-mapping.js';

/** Slots that are written together. */
const MAX_BATCH = 256;
const MAX_WAITING = 10_000;

interface Grant {
  readonly upload: Upload;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Writes slots. Those that wait for the same commit are one statement, however many ask at once. */
export class UploadGrants {
  private waiting: Grant[] = [];
  private isQueued = false;

  /** @param insert has one parameter, the rows of all slots */
  constructor(
    private readonly queue: WriteQueue,
    private readonly insert: string,
  ) {}

  write(upload: Upload): Promise<void> {
    if (this.waiting.length >= MAX_WAITING) {
      return Promise.reject(new StoreFault('overloaded', 'too many writes wait'));
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ upload, resolve, reject });
      this.queueBatch();
    });
  }

  private queueBatch(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    let batch: readonly Grant[] | undefined;
    const job = (tx: WriteTransaction) => {
      // a job that runs again writes what it wrote before
      batch ??= this.takeBatch();
      tx.write(
        this.insert,
        batch.map(({ upload }) => uploadCells(upload)),
      );
      return Promise.resolve();
    };
    this.queue.submit(job).then(
      () => batch?.forEach(({ resolve }) => resolve()),
      (error: unknown) => this.refuse(batch, error),
    );
  }

  private takeBatch(): readonly Grant[] {
    const batch = this.waiting.splice(0, MAX_BATCH);
    this.isQueued = false;
    if (this.waiting.length > 0) this.queueBatch();
    return batch;
  }

  private refuse(batch: readonly Grant[] | undefined, error: unknown): void {
    // without a batch the job never ran: the queue was full or closed
    if (batch === undefined) this.isQueued = false;
    for (const { reject } of batch ?? this.waiting.splice(0)) reject(error);
  }
}
