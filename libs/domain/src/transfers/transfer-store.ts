import type { TransferFacets } from './transfer-facets.js';
import type {
  Transfer,
  TransferMethod,
  TransferPath,
  TransferReason,
  TransferState,
  TransferStep,
} from './transfer.js';

/** One change to the ledger: the transfer as it now is, and the steps that made it so. */
export interface TransferRecord {
  readonly transfer: Transfer;
  /** The transfer is new to the store. */
  readonly created: boolean;
  readonly steps: readonly TransferStep[];
}

/** What a list of transfers is narrowed by. */
export interface TransferFilter {
  /** Part of the file name; two characters are enough in any script. */
  readonly text?: string | undefined;
  readonly sender?: string | undefined;
  readonly receiver?: string | undefined;
  /** Bare JID of either side. */
  readonly party?: string | undefined;
  readonly states?: readonly TransferState[] | undefined;
  readonly methods?: readonly TransferMethod[] | undefined;
  readonly reasons?: readonly TransferReason[] | undefined;
  readonly minBytes?: number | undefined;
  readonly maxBytes?: number | undefined;
  /** Inclusive, epoch milliseconds. */
  readonly sinceAt?: number | undefined;
  /** Exclusive, epoch milliseconds. */
  readonly untilAt?: number | undefined;
  readonly host?: string | undefined;
  readonly paths?: readonly TransferPath[] | undefined;
  /** Of the file, in hex: as measured or as declared. */
  readonly hash?: string | undefined;
  readonly shortId?: string | undefined;
}

export type TransferSort = '-time' | '-bytes' | '-duration' | '-rate';

/** The last row seen, by the value of the sort column and the row's order of insertion. */
export interface TransferCursor {
  readonly value: number;
  readonly row: number;
}

export interface TransferPage {
  readonly transfers: readonly Transfer[];
  /** Where the next page starts; undefined on the last one. */
  readonly next: TransferCursor | undefined;
}

export interface TransferTotals {
  readonly total: number;
  /** `total` is a lower bound. */
  readonly capped: boolean;
}

/** Sums of one day and outcome, from the roll-up table. */
export interface DailyTotal {
  /** UTC day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly method: TransferMethod;
  readonly state: TransferState;
  readonly reason: TransferReason | undefined;
  readonly transfers: number;
  readonly bytes: number;
}

/** Where transfers are kept. */
export abstract class TransferStore {
  /** Commits the records in one go. Resolves when they are on disk. */
  abstract record(records: readonly TransferRecord[]): Promise<void>;
  abstract find(id: string): Promise<Transfer | undefined>;
  abstract findByShortId(shortId: string): Promise<Transfer | undefined>;
  abstract steps(transferId: string): Promise<readonly TransferStep[]>;
  abstract list(
    filter: TransferFilter,
    sort: TransferSort,
    limit: number,
    after?: TransferCursor,
  ): Promise<TransferPage>;
  /** Counts up to a cap; where it is left out, 10 000, or 1000 with a text. */
  abstract count(filter: TransferFilter, cap?: number): Promise<TransferTotals>;
  /** Counts by state, method and reason what a filter leaves; where that is much, what it leaves of the newest. */
  abstract facets(filter: TransferFilter): Promise<TransferFacets>;
  /** Everything that has not ended: what a restart has to settle. */
  abstract open(): Promise<readonly Transfer[]>;
  abstract daily(sinceDay: string): Promise<readonly DailyTotal[]>;
}
