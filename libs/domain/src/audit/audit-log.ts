import type { AuditEntry, AuditKind, AuditRecord } from './audit-entry.js';

/** What is wrong with the first bad entry. */
export type AuditFault =
  /** A number is missing, or out of order. */
  | 'missing-entry'
  /** The entry, after the one before it, does not give its hash. */
  | 'altered-entry'
  /** A personal value does not give its salted hash. */
  | 'altered-personal'
  /** The transfer that the entry describes says something else, or is gone. */
  | 'altered-transfer';

export type AuditVerdict =
  | { readonly intact: true; readonly entries: number; readonly lastHash: string }
  | {
      readonly intact: false;
      /** Entries checked before the bad one. */
      readonly entries: number;
      readonly badSeq: number;
      readonly fault: AuditFault;
    };

export interface AuditFilter {
  readonly kinds?: readonly AuditKind[] | undefined;
  /** Name of who did it: operator, account, key; exact. */
  readonly actor?: string | undefined;
  /** What it was done to: an id or a name among the entry's facts; exact. */
  readonly target?: string | undefined;
  /** Inclusive, epoch milliseconds. */
  readonly sinceAt?: number | undefined;
  /** Exclusive, epoch milliseconds. */
  readonly untilAt?: number | undefined;
}

export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditRecord[];
  /** `seq` to ask on from; undefined on the last page. */
  readonly next: number | undefined;
}

/**
 * The tamper-evident chain. Stores append to it in the commit that writes the rows it documents; `append` is for
 * what has no row of its own.
 */
export abstract class AuditLog {
  /** Resolves when the entry is on disk. */
  abstract append(entry: AuditEntry): Promise<void>;
  /** Newest first; `before` is the `next` of the page before. */
  abstract list(filter: AuditFilter, limit: number, before?: number): Promise<AuditPage>;
  /** Recomputes the chain from its first entry, a slice at a time. */
  abstract verify(): Promise<AuditVerdict>;
  /**
   * Forgets a personal value, such as a bare JID, in the entries that carry it: value and salt go, hashes stay.
   * The names of a transfer stand in the transfer, and go with it.
   * @returns how many entries carried it
   */
  abstract erase(value: string): Promise<number>;
}
