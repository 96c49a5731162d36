import {
  SecondFactorStore,
  type AuditEntry,
  type SealedSecret,
  type StoredSecondFactor,
} from '@waybill/domain';
import { auditedWrite } from '../audited-write.js';
import type { SecondFactorRow } from '../rows/access.row.js';
import type { StoreContext } from '../store-context.js';

const bytes = (text: string) => Buffer.from(text, 'base64');

/** Second factors of operators, sealed, and the hashes of their recovery codes. */
export class SqlSecondFactorStore extends SecondFactorStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async find(operatorId: string): Promise<StoredSecondFactor | undefined> {
    const [row] = await this.context.reader.all<SecondFactorRow>(
      'SELECT * FROM operator_second_factors WHERE operator_id = $1',
      [operatorId],
    );
    if (row === undefined) return undefined;
    return {
      secret: { keyId: row.key_id, nonce: bytes(row.nonce), sealed: bytes(row.sealed) },
      confirmedAt: row.confirmed_at ?? undefined,
      lastStep: row.last_step,
    };
  }

  override offer(operatorId: string, secret: SealedSecret, at: number): Promise<boolean> {
    const { keyId, nonce, sealed } = secret;
    return this.context.queue.submit(async (tx) => {
      const written = await tx.run(
        `INSERT INTO operator_second_factors (operator_id, key_id, nonce, sealed, created_at, last_step)
         VALUES ($1, $2, $3, $4, $5, 0)
         ON CONFLICT (operator_id) DO UPDATE SET key_id = excluded.key_id, nonce = excluded.nonce,
           sealed = excluded.sealed, created_at = excluded.created_at
         WHERE operator_second_factors.confirmed_at IS NULL`,
        [operatorId, keyId, nonce.toString('base64'), sealed.toString('base64'), at],
      );
      return written > 0;
    });
  }

  override confirm(
    operatorId: string,
    use: { readonly at: number; readonly step: number; readonly codeHashes: readonly string[] },
    entry: AuditEntry,
  ): Promise<boolean> {
    return auditedWrite(this.context, entry, async (tx) => {
      const confirmed = await tx.run(
        `UPDATE operator_second_factors SET confirmed_at = $2, last_step = $3
         WHERE operator_id = $1 AND confirmed_at IS NULL`,
        [operatorId, use.at, use.step],
      );
      if (confirmed === 0) return 0;
      await tx.run('DELETE FROM operator_recovery_codes WHERE operator_id = $1', [operatorId]);
      for (const hash of use.codeHashes) {
        await tx.run(
          'INSERT INTO operator_recovery_codes (operator_id, code_hash) VALUES ($1, $2)',
          [operatorId, hash],
        );
      }
      return confirmed;
    });
  }

  override async useStep(operatorId: string, step: number): Promise<boolean> {
    const used = await this.context.queue.submit((tx) =>
      tx.run(
        `UPDATE operator_second_factors SET last_step = $2
         WHERE operator_id = $1 AND confirmed_at IS NOT NULL AND last_step < $2`,
        [operatorId, step],
      ),
    );
    return used > 0;
  }

  override useRecoveryCode(
    operatorId: string,
    codeHash: string,
    at: number,
    entry: AuditEntry,
  ): Promise<boolean> {
    return auditedWrite(this.context, entry, (tx) =>
      tx.run(
        `UPDATE operator_recovery_codes SET used_at = $3
         WHERE operator_id = $1 AND code_hash = $2 AND used_at IS NULL`,
        [operatorId, codeHash, at],
      ),
    );
  }

  override async recoveryCodesLeft(operatorId: string): Promise<number> {
    const [row] = await this.context.reader.all<{ total: number }>(
      `SELECT count(*) AS total FROM operator_recovery_codes
       WHERE operator_id = $1 AND used_at IS NULL`,
      [operatorId],
    );
    return row?.total ?? 0;
  }

  override remove(operatorId: string, entry: AuditEntry): Promise<boolean> {
    return auditedWrite(this.context, entry, async (tx) => {
      await tx.run('DELETE FROM operator_recovery_codes WHERE operator_id = $1', [operatorId]);
      return tx.run(
        'DELETE FROM operator_second_factors WHERE operator_id = $1 AND confirmed_at IS NOT NULL',
        [operatorId],
      );
    });
  }
}
