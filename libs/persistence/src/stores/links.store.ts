import {
  LinkStore,
  type AuditEntry,
  type LinkCursor,
  type LinkKind,
  type LinkPage,
  type OneTimeLink,
} from '@waybill/domain';
import { auditedWrite } from '../audited-write.js';
import type { OneTimeLinkRow } from '../rows/access.row.js';
import type { SqlValue } from '../sql/sql-client.js';
import type { StoreContext } from '../store-context.js';

const OPEN = 'revoked_at IS NULL AND uses < max_uses';

function toLink(row: OneTimeLinkRow): OneTimeLink {
  return {
    id: row.id,
    kind: row.kind as LinkKind,
    subject: row.subject ?? undefined,
    domain: row.domain ?? undefined,
    note: row.note ?? undefined,
    uses: row.uses,
    maxUses: row.max_uses,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    createdBy: row.created_by,
    revokedAt: row.revoked_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
  };
}

/** Invitations and reset links. */
export class SqlLinkStore extends LinkStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async add(link: OneTimeLink, tokenHash: string, entry: AuditEntry): Promise<void> {
    await auditedWrite(this.context, entry, async (tx) => {
      const { id, kind, subject, domain, note, maxUses, createdAt, expiresAt, createdBy } = link;
      if (subject !== undefined) {
        await tx.run(
          `UPDATE one_time_links SET revoked_at = $3 WHERE kind = $1 AND subject = $2 AND ${OPEN}`,
          [kind, subject, createdAt],
        );
      }
      return tx.run(
        `INSERT INTO one_time_links (id, kind, token_hash, subject, domain, note, uses, max_uses,
           created_at, expires_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10)`,
        [
          id,
          kind,
          tokenHash,
          subject ?? null,
          domain ?? null,
          note ?? null,
          maxUses,
          createdAt,
          expiresAt,
          createdBy,
        ],
      );
    });
  }

  override find(id: string): Promise<OneTimeLink | undefined> {
    return this.one('id', id);
  }

  override findByToken(tokenHash: string): Promise<OneTimeLink | undefined> {
    return this.one('token_hash', tokenHash);
  }

  override async list(kind: LinkKind, limit: number, after?: LinkCursor): Promise<LinkPage> {
    const params: SqlValue[] = [kind, limit + 1];
    const beyond = after === undefined ? '' : 'AND (created_at, id) < ($3, $4)';
    if (after !== undefined) params.push(after.createdAt, after.id);
    const rows = await this.context.reader.all<OneTimeLinkRow>(
      `SELECT * FROM one_time_links WHERE kind = $1 ${beyond}
       ORDER BY created_at DESC, id DESC LIMIT $2`,
      params,
    );
    const links = rows.slice(0, limit).map(toLink);
    const last = rows.length > limit ? links.at(-1) : undefined;
    return { links, next: last && { createdAt: last.createdAt, id: last.id } };
  }

  override use(id: string, at: number, entry: AuditEntry): Promise<boolean> {
    return auditedWrite(this.context, entry, (tx) =>
      tx.run(
        `UPDATE one_time_links SET uses = uses + 1, last_used_at = $2
         WHERE id = $1 AND expires_at > $2 AND ${OPEN}`,
        [id, at],
      ),
    );
  }

  override async giveBack(id: string, entry: AuditEntry): Promise<void> {
    await auditedWrite(this.context, entry, (tx) =>
      tx.run('UPDATE one_time_links SET uses = uses - 1 WHERE id = $1 AND uses > 0', [id]),
    );
  }

  override revoke(id: string, at: number, entry: AuditEntry): Promise<boolean> {
    return auditedWrite(this.context, entry, (tx) =>
      tx.run('UPDATE one_time_links SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
        id,
        at,
      ]),
    );
  }

  override prune(beforeAt: number): Promise<number> {
    return this.context.queue.submit((tx) =>
      tx.run('DELETE FROM one_time_links WHERE expires_at < $1', [beforeAt]),
    );
  }

  private async one(column: 'id' | 'token_hash', value: string): Promise<OneTimeLink | undefined> {
    const [row] = await this.context.reader.all<OneTimeLinkRow>(
      `SELECT * FROM one_time_links WHERE ${column} = $1`,
      [value],
    );
    return row === undefined ? undefined : toLink(row);
  }
}
