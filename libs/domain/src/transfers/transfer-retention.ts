import { deedEntry } from '../audit/actor-entries.js';
import type { Actor, AuditEntry } from '../audit/audit-entry.js';

const DAY_MS = 86_400_000;
/** Transfers that one commit deletes: others write in between. */
const SLICE = 2000;

/** What would be deleted. */
export interface RetentionPreview {
  readonly transfers: number;
  /** Epoch milliseconds of the oldest of them. */
  readonly oldestAt: number | undefined;
}

/** What one commit deleted. */
export interface DeletedSlice {
  readonly transfers: number;
  readonly bytes: number;
}

/** Deletes from the ledger; nothing else does. */
export abstract class TransferRetentionStore {
  /** Transfers that have ended and were offered before an instant. */
  abstract preview(beforeAt: number): Promise<RetentionPreview>;
  /**
   * Deletes the oldest of them, with timelines, names in the search and salts of their audit entries.
   * @param entryFor documents what is deleted, in the same commit
   */
  abstract deleteSlice(
    beforeAt: number,
    limit: number,
    entryFor: (deleted: DeletedSlice) => AuditEntry,
  ): Promise<DeletedSlice>;
}

/** How long transfers are kept. Deletes whole UTC days, and says so in the chain; the days' totals stay. */
export class TransferRetention {
  /** Transfers deleted since the start; for metrics. */
  deleted = 0;

  constructor(
    private readonly store: TransferRetentionStore,
    /** Days to keep; undefined for ever. */
    readonly days: number | undefined,
    private readonly now: () => number,
  ) {}

  /** The start of the first day that is kept, epoch milliseconds. */
  cutoff(days: number): number {
    const today = Math.floor(this.now() / DAY_MS) * DAY_MS;
    return today - days * DAY_MS;
  }

  async preview(days: number): Promise<RetentionPreview & { readonly beforeAt: number }> {
    const beforeAt = this.cutoff(days);
    return { ...(await this.store.preview(beforeAt)), beforeAt };
  }

  /** Deletes what is past its time. @returns how many transfers */
  async run(actor: Actor): Promise<number> {
    if (this.days === undefined) return 0;
    const beforeAt = this.cutoff(this.days);
    let total = 0;
    for (;;) {
      const { transfers } = await this.store.deleteSlice(beforeAt, SLICE, (deleted) =>
        this.entry(beforeAt, deleted, actor),
      );
      total += transfers;
      this.deleted += transfers;
      if (transfers < SLICE) return total;
    }
  }

  private entry(before: number, { transfers, bytes }: DeletedSlice, actor: Actor): AuditEntry {
    const data = { before, transfers, bytes, days: this.days ?? 0 };
    const at = this.now();
    return deedEntry({ at, kind: 'retention', action: 'transfers-deleted', data }, actor);
  }
}
