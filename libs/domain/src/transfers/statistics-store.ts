import type { DailyTotal } from './transfer-store.js';

/** UTC days, `YYYY-MM-DD`, both inclusive. */
export interface DaySpan {
  readonly since: string;
  readonly until: string;
}

/** What an account sent or received, in all. */
export interface AccountTotal {
  /** Bare JID. */
  readonly account: string;
  readonly transfers: number;
  readonly bytes: number;
}

/** One day of an account. */
export interface AccountDay {
  /** UTC day of the offers, `YYYY-MM-DD`. */
  readonly day: string;
  readonly sentTransfers: number;
  readonly sentBytes: number;
  readonly receivedTransfers: number;
  readonly receivedBytes: number;
}

/** What an account sent and received, in all; bytes as far as they were measured. */
export type AccountTraffic = Omit<AccountDay, 'day'> & {
  /** Bare JID. */
  readonly account: string;
};

/** Sums of what ended, kept up with each commit of the ledger: no question here reads the transfers themselves. */
export abstract class StatisticsStore {
  abstract days(span: DaySpan): Promise<readonly DailyTotal[]>;
  /** Most bytes first. */
  abstract top(
    side: 'sent' | 'received',
    span: DaySpan,
    limit: number,
  ): Promise<readonly AccountTotal[]>;
  /** Those of the accounts that sent or received something, in no order. */
  abstract ofAccounts(
    accounts: readonly string[],
    span: DaySpan,
  ): Promise<readonly AccountTraffic[]>;
  /** Days with something on them, oldest first. */
  abstract ofAccount(account: string, span: DaySpan): Promise<readonly AccountDay[]>;
}
