import {
  StatisticsStore,
  TransferRetentionStore,
  type AccountDay,
  type AccountTotal,
} from '@waybill/domain';
import type { MemoryTransfers } from './memory-transfers.js';

/** Totals as a test sets them. */
export class MemoryStatistics extends StatisticsStore {
  totals: readonly AccountTotal[] = [];
  accountDays: readonly AccountDay[] = [];

  constructor(private readonly transfers: MemoryTransfers) {
    super();
  }

  override days() {
    return Promise.resolve(this.transfers.days);
  }

  override top() {
    return Promise.resolve(this.totals);
  }

  override ofAccounts(accounts: readonly string[]) {
    const sum = (pick: (day: AccountDay) => number) =>
      this.accountDays.reduce((total, day) => total + pick(day), 0);
    const traffic = {
      sentTransfers: sum((day) => day.sentTransfers),
      sentBytes: sum((day) => day.sentBytes),
      receivedTransfers: sum((day) => day.receivedTransfers),
      receivedBytes: sum((day) => day.receivedBytes),
    };
    return Promise.resolve(accounts.map((account) => ({ ...traffic, account })));
  }

  override ofAccount() {
    return Promise.resolve(this.accountDays);
  }
}

/** A retention with nothing to delete. */
export class MemoryTransferRetention extends TransferRetentionStore {
  override preview() {
    return Promise.resolve({ transfers: 3, oldestAt: 0 });
  }

  override deleteSlice() {
    return Promise.resolve({ transfers: 0, bytes: 0 });
  }
}
