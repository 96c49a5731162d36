import {
  StatisticsStore,
  type AccountDay,
  type AccountTotal,
  type AccountTraffic,
  type DailyTotal,
  type DaySpan,
} from '@waybill/domain';
import type { AccountDayRow } from '../rows/account-day.row.js';
import type { TransferDayRow } from '../rows/transfer.row.js';
import type { StoreContext } from '../store-context.js';
import { toDailyTotal } from './transfer-mapping.js';

const SUM_COLUMNS = [
  'sent_transfers',
  'sent_bytes',
  'received_transfers',
  'received_bytes',
] as const;
type SumColumn = (typeof SUM_COLUMNS)[number];

interface AccountName {
  readonly account: string;
}

/** The roll-up tables. */
export class SqlStatisticsStore extends StatisticsStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async days({ since, until }: DaySpan): Promise<readonly DailyTotal[]> {
    const rows = await this.context.reader.all<TransferDayRow>(
      `SELECT * FROM transfer_days WHERE day >= $1 AND day <= $2 AND transfers > 0
       ORDER BY day, method, state, reason`,
      [since, until],
    );
    return rows.map(toDailyTotal);
  }

  override async top(
    side: 'sent' | 'received',
    { since, until }: DaySpan,
    limit: number,
  ): Promise<readonly AccountTotal[]> {
    // PostgreSQL sums integers to bigint and bigints to numeric, which arrives as text
    const rows = await this.context.reader.all<{
      account: string;
      transfers: number | string;
      bytes: number | string;
    }>(
      `SELECT account, sum(${side}_transfers) AS transfers, sum(${side}_bytes) AS bytes
       FROM account_days WHERE day >= $1 AND day <= $2 AND ${side}_transfers > 0
       GROUP BY account ORDER BY bytes DESC, account LIMIT $3`,
      [since, until, limit],
    );
    return rows.map(({ account, transfers, bytes }) => ({
      account,
      transfers: Number(transfers),
      bytes: Number(bytes),
    }));
  }

  override async ofAccounts(
    accounts: readonly string[],
    { since, until }: DaySpan,
  ): Promise<readonly AccountTraffic[]> {
    if (accounts.length === 0) return [];
    const places = accounts.map((_, i) => `$${i + 3}`).join(', ');
    // PostgreSQL's sums arrive as text, see above
    const rows = await this.context.reader.all<Record<SumColumn, number | string> & AccountName>(
      `SELECT account, ${SUM_COLUMNS.map((name) => `sum(${name}) AS ${name}`).join(', ')}
       FROM account_days WHERE account IN (${places}) AND day >= $1 AND day <= $2 GROUP BY account`,
      [since, until, ...accounts],
    );
    return rows.map((row) => ({
      account: row.account,
      sentTransfers: Number(row.sent_transfers),
      sentBytes: Number(row.sent_bytes),
      receivedTransfers: Number(row.received_transfers),
      receivedBytes: Number(row.received_bytes),
    }));
  }

  override async ofAccount(
    account: string,
    { since, until }: DaySpan,
  ): Promise<readonly AccountDay[]> {
    const rows = await this.context.reader.all<AccountDayRow>(
      'SELECT * FROM account_days WHERE account = $1 AND day >= $2 AND day <= $3 ORDER BY day',
      [account, since, until],
    );
    return rows.map((row) => ({
      day: row.day,
      sentTransfers: row.sent_transfers,
      sentBytes: row.sent_bytes,
      receivedTransfers: row.received_transfers,
      receivedBytes: row.received_bytes,
    }));
  }
}
