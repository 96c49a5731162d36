import {
  AccountStore,
  type Account,
  type AccountChange,
  type AccountCredentials,
  type AccountCursor,
  type AccountFilter,
  type AccountPage,
  type AccountSort,
  type AuditEntry,
  type LegacySignIn,
  type ScramHash,
  type ScramKeys,
  type SealedSecret,
} from '@waybill/domain';
import type { AccountKeyRow, AccountLegacySecretRow, AccountRow } from '../rows/account.row.js';
import type { SqlValue } from '../sql/sql-client.js';
import type { StoreContext } from '../store-context.js';
import type { WriteTransaction } from '../write-queue.js';
import { toAccount, toScram, toSealed } from './account-mapping.js';

type CredentialsRow = AccountRow & AccountKeyRow & Partial<Omit<AccountLegacySecretRow, 'owner'>>;

/** Column that is sorted by, order, and what lies behind a cursor of value and JID. */
const SORTS: Readonly<
  Record<AccountSort, { column: string; order: string; beyond: (v: string, jid: string) => string }>
> = {
  jid: { column: '0', order: 'jid', beyond: (_, jid) => `jid > ${jid}` },
  '-last-seen': {
    column: 'last_seen_at',
    order: 'last_seen_at DESC, jid DESC',
    beyond: (value, jid) => `(last_seen_at, jid) < (${value}, ${jid})`,
  },
  '-created': {
    column: 'created_at',
    order: 'created_at DESC, jid DESC',
    beyond: (value, jid) => `(created_at, jid) < (${value}, ${jid})`,
  },
};
/** Tables whose rows belong to an account by its bare JID. */
const OWNED = ['roster_items', 'roster_versions', 'offline_messages', 'vcards', 'private_elements'];

const base64 = (bytes: Buffer) => bytes.toString('base64');

/** `%` and `_` in a search are what they look like. */
const containing = (text: string) => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;

/** Accounts with their keys and legacy secrets. */
export class SqlAccountStore extends AccountStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override add(account: Account, keys: ScramKeys, entry: AuditEntry): Promise<boolean> {
    return this.context.queue.submit(async (tx) => {
      const { id, jid, localpart, domain, status, createdAt, note } = account;
      const added = await tx.run(
        `INSERT INTO accounts (id, jid, localpart, domain, status, created_at, last_seen_at, note)
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7) ON CONFLICT (jid) DO NOTHING`,
        [id, jid, localpart, domain, status, createdAt, note ?? null],
      );
      if (added === 0) return false;
      await writeKeys(tx, id, keys);
      tx.audit(entry);
      return true;
    });
  }

  override async find(jid: string): Promise<Account | undefined> {
    const [row] = await this.context.reader.all<AccountRow>(
      'SELECT * FROM accounts WHERE jid = $1',
      [jid],
    );
    return row === undefined ? undefined : toAccount(row);
  }

  override async credentials(jid: string): Promise<AccountCredentials | undefined> {
    const rows = await this.context.reader.all<CredentialsRow>(
      `SELECT a.*, k.hash, k.salt, k.iterations, k.stored_key, k.server_key, s.key_id, s.nonce, s.sealed
       FROM accounts a
       JOIN account_keys k ON k.account_id = a.id
       LEFT JOIN account_legacy_secrets s ON s.account_id = a.id
       WHERE a.jid = $1`,
      [jid],
    );
    const [first] = rows;
    if (first === undefined) return undefined;
    const scram = Object.fromEntries(
      rows.map((row) => [row.hash as ScramHash, toScram(row)]),
    ) as unknown as ScramKeys;
    const { key_id, nonce, sealed } = first;
    const legacySecret =
      typeof key_id === 'string' && typeof nonce === 'string' && typeof sealed === 'string'
        ? toSealed({ key_id, nonce, sealed })
        : undefined;
    return { account: toAccount(first), scram, legacySecret };
  }

  override change(jid: string, change: AccountChange, entry: AuditEntry): Promise<boolean> {
    const values: [column: string, value: SqlValue][] = [];
    if (change.status !== undefined) values.push(['status', change.status]);
    if ('lockedReason' in change) values.push(['locked_reason', change.lockedReason ?? null]);
    if ('lockedUntil' in change) values.push(['locked_until', change.lockedUntil ?? null]);
    if ('note' in change) values.push(['note', change.note ?? null]);
    const sets = values.map(([column], i) => `${column} = $${i + 2}`).join(', ');
    return this.audited(entry, (tx) =>
      tx.run(`UPDATE accounts SET ${sets === '' ? 'jid = jid' : sets} WHERE jid = $1`, [
        jid,
        ...values.map(([, value]) => value),
      ]),
    );
  }

  override setKeys(jid: string, keys: ScramKeys, entry: AuditEntry): Promise<boolean> {
    return this.audited(entry, async (tx) => {
      const id = await idOf(tx, jid);
      if (id === undefined) return 0;
      await tx.run('DELETE FROM account_keys WHERE account_id = $1', [id]);
      await writeKeys(tx, id, keys);
      return 1;
    });
  }

  override setLegacySignIn(
    jid: string,
    legacy: { readonly mark: LegacySignIn; readonly secret: SealedSecret } | undefined,
    entry: AuditEntry,
  ): Promise<boolean> {
    return this.audited(entry, async (tx) => {
      const id = await idOf(tx, jid);
      if (id === undefined) return 0;
      await tx.run('DELETE FROM account_legacy_secrets WHERE account_id = $1', [id]);
      if (legacy !== undefined) {
        const { keyId, nonce, sealed } = legacy.secret;
        await tx.run(
          'INSERT INTO account_legacy_secrets (account_id, key_id, nonce, sealed) VALUES ($1, $2, $3, $4)',
          [id, keyId, base64(nonce), base64(sealed)],
        );
      }
      const { enabledAt, expiresAt, reason } = legacy?.mark ?? {};
      return tx.run(
        `UPDATE accounts SET legacy_enabled_at = $2, legacy_expires_at = $3, legacy_reason = $4
         WHERE id = $1`,
        [id, enabledAt ?? null, expiresAt ?? null, reason ?? null],
      );
    });
  }

  override async seen(jid: string, at: number, address: string | undefined): Promise<void> {
    await this.context.queue.submit((tx) =>
      tx.run(
        `UPDATE accounts SET last_seen_at = $2, last_seen_address = coalesce($3, last_seen_address)
         WHERE jid = $1 AND last_seen_at <= $2`,
        [jid, at, address ?? null],
      ),
    );
  }

  override remove(jid: string, entry: AuditEntry): Promise<boolean> {
    return this.audited(entry, async (tx) => {
      const removed = await tx.run('DELETE FROM accounts WHERE jid = $1', [jid]);
      if (removed === 0) return 0;
      for (const table of OWNED) await tx.run(`DELETE FROM ${table} WHERE account = $1`, [jid]);
      await tx.run('DELETE FROM sign_ins WHERE jid = $1', [jid]);
      return removed;
    });
  }

  override async list(
    filter: AccountFilter,
    sort: AccountSort,
    limit: number,
    after?: AccountCursor,
  ): Promise<AccountPage> {
    const { column, order, beyond } = SORTS[sort];
    const { conditions, params, add } = narrowed(filter);
    if (after !== undefined) {
      const value = sort === 'jid' ? '' : add(after.value);
      conditions.push(beyond(value, add(after.jid)));
    }
    const rows = await this.context.reader.all<AccountRow & { sort_value: number }>(
      `SELECT *, ${column} AS sort_value FROM accounts
       WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ${add(limit + 1)}`,
      params,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      accounts: page.map(toAccount),
      next:
        rows.length > limit && last !== undefined
          ? { value: last.sort_value, jid: last.jid }
          : undefined,
    };
  }

  override async count(filter: AccountFilter): Promise<number> {
    const { conditions, params } = narrowed(filter);
    const [row] = await this.context.reader.all<{ total: number }>(
      `SELECT count(*) AS total FROM accounts WHERE ${conditions.join(' AND ')}`,
      params,
    );
    return row?.total ?? 0;
  }

  private audited(
    entry: AuditEntry,
    change: (tx: WriteTransaction) => Promise<number>,
  ): Promise<boolean> {
    return this.context.queue.submit(async (tx) => {
      if ((await change(tx)) === 0) return false;
      tx.audit(entry);
      return true;
    });
  }
}

function narrowed(filter: AccountFilter) {
  const params: SqlValue[] = [];
  const conditions = ['1 = 1'];
  const add = (value: SqlValue) => `$${params.push(value)}`;
  if (filter.text !== undefined && filter.text !== '') {
    const pattern = add(containing(filter.text));
    conditions.push(
      `(jid LIKE ${pattern} ESCAPE '\\' OR lower(coalesce(note, '')) LIKE ${pattern} ESCAPE '\\')`,
    );
  }
  if (filter.status !== undefined) conditions.push(`status = ${add(filter.status)}`);
  if (filter.domain !== undefined) conditions.push(`domain = ${add(filter.domain)}`);
  if (filter.legacySignIn !== undefined) {
    conditions.push(`legacy_enabled_at IS ${filter.legacySignIn ? 'NOT NULL' : 'NULL'}`);
  }
  if (filter.notSeenSinceAt !== undefined) {
    // Who came only yesterday was not away: those never seen count from the day they were added.
    const since = add(filter.notSeenSinceAt);
    conditions.push(`last_seen_at < ${since} AND created_at < ${since}`);
  }
  return { conditions, params, add };
}

async function idOf(tx: WriteTransaction, jid: string): Promise<string | undefined> {
  const [row] = await tx.all<{ id: string }>('SELECT id FROM accounts WHERE jid = $1', [jid]);
  return row?.id;
}

async function writeKeys(tx: WriteTransaction, id: string, keys: ScramKeys): Promise<void> {
  for (const [hash, each] of Object.entries(keys)) {
    await tx.run(
      `INSERT INTO account_keys (account_id, hash, salt, iterations, stored_key, server_key)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        id,
        hash,
        base64(each.salt),
        each.iterations,
        base64(each.storedKey),
        base64(each.serverKey),
      ],
    );
  }
}
