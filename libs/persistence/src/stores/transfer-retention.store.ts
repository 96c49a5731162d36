import {
  TransferRetentionStore,
  type AuditEntry,
  type DeletedSlice,
  type RetentionPreview,
} from '@waybill/domain';
import type { StoreContext } from '../store-context.js';
import type { WriteTransaction } from '../write-queue.js';

const ENDED = `state NOT IN ('offered', 'accepted', 'streaming')`;

interface Doomed {
  readonly id: number;
  readonly offered_at: number;
  readonly bytes_sent: number | null;
}

/** Takes transfers that are past their time out of the ledger. */
export class SqlTransferRetentionStore extends TransferRetentionStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async preview(beforeAt: number): Promise<RetentionPreview> {
    const [row] = await this.context.reader.all<{ total: number; oldest: number | null }>(
      `SELECT count(*) AS total, min(offered_at) AS oldest FROM transfers
       WHERE offered_at < $1 AND ${ENDED}`,
      [beforeAt],
    );
    return { transfers: row?.total ?? 0, oldestAt: row?.oldest ?? undefined };
  }

  override deleteSlice(
    beforeAt: number,
    limit: number,
    entryFor: (deleted: DeletedSlice) => AuditEntry,
  ): Promise<DeletedSlice> {
    return this.context.queue.submit(async (tx) => {
      const doomed = await tx.all<Doomed>(
        `SELECT id, offered_at, bytes_sent FROM transfers WHERE offered_at < $1 AND ${ENDED}
         ORDER BY offered_at, id LIMIT $2`,
        [beforeAt, limit],
      );
      if (doomed.length === 0) return { transfers: 0, bytes: 0 };
      await tx.run('INSERT INTO retention_passes (before_at) VALUES ($1)', [beforeAt]);
      await remove(tx, this.idList(), JSON.stringify(doomed.map(({ id }) => id)));
      await tx.run('DELETE FROM retention_passes');
      if (doomed.length < limit) await forgetSalts(tx, beforeAt);
      const bytes = doomed.reduce((sum, { bytes_sent }) => sum + (bytes_sent ?? 0), 0);
      const deleted = { transfers: doomed.length, bytes };
      tx.audit(entryFor(deleted));
      return deleted;
    });
  }

  private idList(): string {
    return this.context.reader.kind === 'sqlite'
      ? 'SELECT value FROM json_each($1)'
      : 'SELECT json_array_elements_text($1::json)::integer';
  }
}

async function remove(tx: WriteTransaction, list: string, ids: string): Promise<void> {
  await tx.run(`DELETE FROM transfer_steps WHERE transfer_id IN (${list})`, [ids]);
  const name = list.includes('json_each') ? 'rowid' : 'transfer_id';
  await tx.run(`DELETE FROM transfer_names WHERE ${name} IN (${list})`, [ids]);
  await tx.run(`DELETE FROM transfers WHERE id IN (${list})`, [ids]);
}

/**
 * Once all of it is gone, what the chain's entries say of people cannot be guessed at either: without the salt a hash
 * fits no name better than another.
 */
async function forgetSalts(tx: WriteTransaction, beforeAt: number): Promise<void> {
  const [left] = await tx.all('SELECT id FROM transfers WHERE offered_at < $1 LIMIT 1', [beforeAt]);
  if (left !== undefined) return;
  await tx.run(
    `DELETE FROM audit_personal WHERE facts IS NULL AND seq IN (
       SELECT seq FROM audit_entries WHERE kind = 'transfer-offered' AND at < $1)`,
    [beforeAt],
  );
}
