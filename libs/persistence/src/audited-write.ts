import type { AuditEntry } from '@waybill/domain';
import type { StoreContext } from './store-context.js';
import type { WriteTransaction } from './write-queue.js';

/** Commits a change with its audit entry, or neither where nothing was there to change. @returns whether it was */
export function auditedWrite(
  { queue }: StoreContext,
  entry: AuditEntry,
  change: (tx: WriteTransaction) => Promise<number>,
): Promise<boolean> {
  return queue.submit(async (tx) => {
    if ((await change(tx)) === 0) return false;
    tx.audit(entry);
    return true;
  });
}
