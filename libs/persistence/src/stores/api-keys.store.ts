import {
  ApiKeyStore,
  KEY_SCOPES,
  type ApiKey,
  type AuditEntry,
  type KeyScope,
} from '@waybill/domain';
import { auditedWrite } from '../audited-write.js';
import type { ApiKeyRow } from '../rows/access.row.js';
import type { StoreContext } from '../store-context.js';

/** The scopes of a row; one that this version does not know opens nothing. */
const scopesOf = (words: string): readonly KeyScope[] =>
  words.split(' ').flatMap((word) => KEY_SCOPES.find((scope) => scope === word) ?? []);

function toKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    scopes: scopesOf(row.scopes),
    createdAt: row.created_at,
    createdBy: row.created_by,
    createdById: row.created_by_id ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
    lastUsedAddress: row.last_used_address ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
  };
}

/** The keys of programs. */
export class SqlApiKeyStore extends ApiKeyStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async add(key: ApiKey, keyHash: string, entry: AuditEntry): Promise<void> {
    const { id, name, scopes, createdAt, createdBy, createdById, expiresAt } = key;
    await auditedWrite(this.context, entry, (tx) =>
      tx.run(
        `INSERT INTO api_keys (id, name, key_hash, scopes, created_at, created_by, created_by_id,
           expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          name,
          keyHash,
          scopes.join(' '),
          createdAt,
          createdBy,
          createdById ?? null,
          expiresAt ?? null,
        ],
      ),
    );
  }

  override find(id: string): Promise<ApiKey | undefined> {
    return this.one('id', id);
  }

  override findByHash(keyHash: string): Promise<ApiKey | undefined> {
    return this.one('key_hash', keyHash);
  }

  override async list(): Promise<readonly ApiKey[]> {
    const rows = await this.context.reader.all<ApiKeyRow>(
      'SELECT * FROM api_keys ORDER BY created_at DESC, id DESC',
    );
    return rows.map(toKey);
  }

  override revoke(id: string, at: number, entry: AuditEntry): Promise<boolean> {
    return auditedWrite(this.context, entry, (tx) =>
      tx.run('UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [id, at]),
    );
  }

  override async used(id: string, at: number, address: string): Promise<void> {
    await this.context.queue.submit((tx) =>
      tx.run('UPDATE api_keys SET last_used_at = $2, last_used_address = $3 WHERE id = $1', [
        id,
        at,
        address,
      ]),
    );
  }

  private async one(column: 'id' | 'key_hash', value: string): Promise<ApiKey | undefined> {
    const [row] = await this.context.reader.all<ApiKeyRow>(
      `SELECT * FROM api_keys WHERE ${column} = $1`,
      [value],
    );
    return row === undefined ? undefined : toKey(row);
  }
}
