import {
  OperatorSessionStore,
  OperatorStore,
  SetupTokenStore,
  type AuditEntry,
  type Operator,
  type OperatorRole,
  type OperatorSession,
  type SetupToken,
} from '@waybill/domain';
import type { OperatorRow, OperatorSessionRow, SetupTokenRow } from '../rows/operator.row.js';
import type { StoreContext } from '../store-context.js';
import type { WriteTransaction } from '../write-queue.js';

const keyOf = (name: string) => name.normalize('NFKC').toLowerCase();
/** Stands in UPDATE and DELETE: the row is not the last owner who may sign in. */
const NOT_LAST_OWNER = `(role <> 'owner' OR locked_at IS NOT NULL
  OR (SELECT count(*) FROM operators WHERE role = 'owner' AND locked_at IS NULL) > 1)`;

function toOperator(row: OperatorRow): Operator {
  return {
    id: row.id,
    name: row.name,
    role: row.role as OperatorRole,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at ?? undefined,
    lockedAt: row.locked_at ?? undefined,
    locale: row.locale ?? undefined,
  };
}

/** The people behind the dashboard. */
export class SqlOperatorStore extends OperatorStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override add(operator: Operator, passwordHash: string, entry: AuditEntry): Promise<boolean> {
    return this.audited(entry, (tx) => insert(tx, operator, passwordHash));
  }

  override addFirst(operator: Operator, passwordHash: string, entry: AuditEntry): Promise<boolean> {
    return this.audited(entry, async (tx) => {
      const others = await tx.all('SELECT id FROM operators LIMIT 1');
      return others.length > 0 ? 0 : insert(tx, operator, passwordHash);
    });
  }

  override async find(id: string): Promise<Operator | undefined> {
    const [row] = await this.context.reader.all<OperatorRow>(
      'SELECT * FROM operators WHERE id = $1',
      [id],
    );
    return row === undefined ? undefined : toOperator(row);
  }

  override async findByName(name: string) {
    const [row] = await this.context.reader.all<OperatorRow>(
      'SELECT * FROM operators WHERE name_key = $1',
      [keyOf(name)],
    );
    return row === undefined
      ? undefined
      : { operator: toOperator(row), passwordHash: row.password_hash };
  }

  override async list(): Promise<readonly Operator[]> {
    const rows = await this.context.reader.all<OperatorRow>(
      'SELECT * FROM operators ORDER BY name_key',
    );
    return rows.map(toOperator);
  }

  override async count(): Promise<number> {
    const [row] = await this.context.reader.all<{ total: number }>(
      'SELECT count(*) AS total FROM operators',
    );
    return row?.total ?? 0;
  }

  override setPassword(id: string, passwordHash: string, entry: AuditEntry): Promise<boolean> {
    return this.audited(entry, async (tx) => {
      await tx.run('DELETE FROM operator_sessions WHERE operator_id = $1', [id]);
      return tx.run('UPDATE operators SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
    });
  }

  override setRole(id: string, role: OperatorRole, entry: AuditEntry): Promise<boolean> {
    const allowed = role === 'owner' ? '1 = 1' : NOT_LAST_OWNER;
    return this.audited(entry, (tx) =>
      tx.run(`UPDATE operators SET role = $2 WHERE id = $1 AND ${allowed}`, [id, role]),
    );
  }

  override setLocked(id: string, at: number | undefined, entry: AuditEntry): Promise<boolean> {
    const allowed = at === undefined ? '1 = 1' : NOT_LAST_OWNER;
    return this.audited(entry, async (tx) => {
      const changed = await tx.run(
        `UPDATE operators SET locked_at = $2 WHERE id = $1 AND ${allowed}`,
        [id, at ?? null],
      );
      if (changed > 0) await tx.run('DELETE FROM operator_sessions WHERE operator_id = $1', [id]);
      return changed;
    });
  }

  override async setLocale(id: string, locale: string | undefined): Promise<void> {
    await this.context.queue.submit((tx) =>
      tx.run('UPDATE operators SET locale = $2 WHERE id = $1', [id, locale ?? null]),
    );
  }

  override async seen(id: string, at: number): Promise<void> {
    await this.context.queue.submit((tx) =>
      tx.run('UPDATE operators SET last_seen_at = $2 WHERE id = $1', [id, at]),
    );
  }

  override remove(id: string, entry: AuditEntry): Promise<boolean> {
    return this.audited(entry, async (tx) => {
      const removed = await tx.run(`DELETE FROM operators WHERE id = $1 AND ${NOT_LAST_OWNER}`, [
        id,
      ]);
      if (removed > 0) {
        await tx.run(
          'UPDATE api_keys SET revoked_at = $2 WHERE created_by_id = $1 AND revoked_at IS NULL',
          [id, entry.at],
        );
      }
      return removed;
    });
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

function insert(tx: WriteTransaction, operator: Operator, passwordHash: string): Promise<number> {
  const { id, name, role, createdAt, locale } = operator;
  return tx.run(
    `INSERT INTO operators (id, name, name_key, role, password_hash, created_at, locale)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name_key) DO NOTHING`,
    [id, name, keyOf(name), role, passwordHash, createdAt, locale ?? null],
  );
}

function toSession(row: OperatorSessionRow): OperatorSession {
  return {
    idHash: row.id_hash,
    operatorId: row.operator_id,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    provenAt: row.proven_at,
    address: row.address,
    userAgent: row.user_agent ?? undefined,
  };
}

/** Signed-in browsers. */
export class SqlOperatorSessionStore extends OperatorSessionStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async add(session: OperatorSession): Promise<void> {
    const { idHash, operatorId, createdAt, lastUsedAt, expiresAt, provenAt } = session;
    await this.write(
      `INSERT INTO operator_sessions (id_hash, operator_id, created_at, last_used_at, expires_at,
         proven_at, address, user_agent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      idHash,
      operatorId,
      createdAt,
      lastUsedAt,
      expiresAt,
      provenAt,
      session.address,
      session.userAgent ?? null,
    );
  }

  override async find(idHash: string): Promise<OperatorSession | undefined> {
    const [row] = await this.context.reader.all<OperatorSessionRow>(
      'SELECT * FROM operator_sessions WHERE id_hash = $1',
      [idHash],
    );
    return row === undefined ? undefined : toSession(row);
  }

  override async touch(idHash: string, usedAt: number): Promise<void> {
    await this.write(
      'UPDATE operator_sessions SET last_used_at = $2 WHERE id_hash = $1',
      idHash,
      usedAt,
    );
  }

  override async setProven(idHash: string, at: number): Promise<void> {
    await this.write('UPDATE operator_sessions SET proven_at = $2 WHERE id_hash = $1', idHash, at);
  }

  override async remove(idHash: string): Promise<void> {
    await this.write('DELETE FROM operator_sessions WHERE id_hash = $1', idHash);
  }

  override async removeAllOf(operatorId: string, exceptIdHash?: string): Promise<void> {
    await this.write(
      'DELETE FROM operator_sessions WHERE operator_id = $1 AND id_hash <> $2',
      operatorId,
      exceptIdHash ?? '',
    );
  }

  override async listOf(operatorId: string): Promise<readonly OperatorSession[]> {
    const rows = await this.context.reader.all<OperatorSessionRow>(
      'SELECT * FROM operator_sessions WHERE operator_id = $1 ORDER BY last_used_at DESC',
      [operatorId],
    );
    return rows.map(toSession);
  }

  override prune(now: number, unusedSinceAt: number): Promise<number> {
    return this.write(
      'DELETE FROM operator_sessions WHERE expires_at <= $1 OR last_used_at < $2',
      now,
      unusedSinceAt,
    );
  }

  private write(sql: string, ...params: (string | number | null)[]): Promise<number> {
    return this.context.queue.submit((tx) => tx.run(sql, params));
  }
}

/** The one setup token. */
export class SqlSetupTokenStore extends SetupTokenStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async put(token: SetupToken): Promise<void> {
    await this.context.queue.submit((tx) =>
      tx.run(
        `INSERT INTO setup_tokens (id, hash, created_at, expires_at) VALUES (1, $1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, created_at = excluded.created_at,
           expires_at = excluded.expires_at`,
        [token.hash, token.createdAt, token.expiresAt],
      ),
    );
  }

  override async current(): Promise<SetupToken | undefined> {
    const [row] = await this.context.reader.all<SetupTokenRow>('SELECT * FROM setup_tokens');
    return row === undefined
      ? undefined
      : { hash: row.hash, createdAt: row.created_at, expiresAt: row.expires_at };
  }

  override async clear(): Promise<void> {
    await this.context.queue.submit((tx) => tx.run('DELETE FROM setup_tokens'));
  }
}
