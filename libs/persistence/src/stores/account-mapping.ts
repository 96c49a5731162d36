import type { Account, AccountStatus, ScramCredentials, SealedSecret } from '@waybill/domain';
import type { AccountKeyRow, AccountLegacySecretRow, AccountRow } from '../rows/account.row.js';

const bytes = (text: string) => Buffer.from(text, 'base64');

export function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    localpart: row.localpart,
    domain: row.domain,
    jid: row.jid,
    status: row.status as AccountStatus,
    lockedReason: row.locked_reason ?? undefined,
    lockedUntil: row.locked_until ?? undefined,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at === 0 ? undefined : row.last_seen_at,
    lastSeenAddress: row.last_seen_address ?? undefined,
    note: row.note ?? undefined,
    legacySignIn:
      row.legacy_enabled_at === null
        ? undefined
        : {
            enabledAt: row.legacy_enabled_at,
            expiresAt: row.legacy_expires_at ?? undefined,
            reason: row.legacy_reason ?? '',
          },
  };
}

export function toScram(
  row: Pick<AccountKeyRow, 'salt' | 'iterations' | 'stored_key' | 'server_key'>,
): ScramCredentials {
  return {
    salt: bytes(row.salt),
    iterations: row.iterations,
    storedKey: bytes(row.stored_key),
    serverKey: bytes(row.server_key),
  };
}

export function toSealed(
  row: Pick<AccountLegacySecretRow, 'key_id' | 'nonce' | 'sealed'>,
): SealedSecret {
  return { keyId: row.key_id, nonce: bytes(row.nonce), sealed: bytes(row.sealed) };
}
