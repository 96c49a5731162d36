import {
  HostAccountStore,
  type AuditEntry,
  type HostAccountNote,
  type HostLock,
} from '@waybill/domain';
import type { HostAccountRow } from '../rows/host-account.row.js';
import type { StoreContext } from '../store-context.js';

/** What is remembered of the accounts that host servers keep. */
export class SqlHostAccountStore extends HostAccountStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async find(jid: string): Promise<HostAccountNote | undefined> {
    const sql = 'SELECT * FROM host_accounts WHERE jid = $1';
    const [row] = await this.context.reader.all<HostAccountRow>(sql, [jid]);
    return row && toNote(row);
  }

  override async ofHost(host: string): Promise<readonly HostAccountNote[]> {
    const sql = 'SELECT * FROM host_accounts WHERE host = $1 ORDER BY jid';
    return (await this.context.reader.all<HostAccountRow>(sql, [host])).map(toNote);
  }

  override async put(account: HostAccountNote, entry: AuditEntry): Promise<void> {
    const { jid, host, note, lock } = account;
    await this.context.queue.submit(async (tx) => {
      await tx.run('DELETE FROM host_accounts WHERE jid = $1', [jid]);
      if (note !== undefined || lock !== undefined) {
        await tx.run(
          `INSERT INTO host_accounts (jid, host, note, locked_by, locked_at, locked_reason)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [jid, host, note ?? null, lock?.by ?? null, lock?.at ?? null, lock?.reason ?? null],
        );
      }
      tx.audit(entry);
    });
  }
}

function toNote(row: HostAccountRow): HostAccountNote {
  const { jid, host, note, locked_by, locked_at, locked_reason } = row;
  const by: HostLock['by'] = locked_by === 'password' ? 'password' : 'disabled';
  const lock =
    locked_at === null
      ? undefined
      : { by, at: Number(locked_at), reason: locked_reason ?? undefined };
  return { jid, host, note: note ?? undefined, lock };
}
