import type { AuditEntry } from '../audit/audit-entry.js';
import type { Permission } from './permissions.js';

/**
 * What a key can be given. Making keys, changing roles and rewriting settings are not among it: whoever steals a key
 * must not be able to make the theft last.
 */
export const KEY_SCOPES = [
  'transfers:read',
  'transfers:names',
  'transfers:export',
  'transfers:cancel',
  'users:read',
  'users:write',
  'users:delete',
  'users:export',
  'invites:write',
  'sessions:read',
  'sessions:kick',
  'audit:read',
] as const satisfies readonly Permission[];

export type KeyScope = (typeof KEY_SCOPES)[number];

/** A program's way in. The secret is known to the program only; instants are epoch milliseconds. */
export interface ApiKey {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly createdAt: number;
  /** Operator's name, or `command line`. */
  readonly createdBy: string;
  /** Of the operator; undefined for keys of the command line. While they are locked, it opens nothing. */
  readonly createdById?: string | undefined;
  /** Undefined when it never expires. */
  readonly expiresAt?: number | undefined;
  readonly lastUsedAt?: number | undefined;
  /** IP address. */
  readonly lastUsedAddress?: string | undefined;
  readonly revokedAt?: number | undefined;
}

/** Where keys are kept; of the secret there is only its hash. */
export abstract class ApiKeyStore {
  abstract add(key: ApiKey, keyHash: string, entry: AuditEntry): Promise<void>;
  abstract find(id: string): Promise<ApiKey | undefined>;
  abstract findByHash(keyHash: string): Promise<ApiKey | undefined>;
  /** Newest first. */
  abstract list(): Promise<readonly ApiKey[]>;
  /** @returns false when it is not there or revoked already */
  abstract revoke(id: string, at: number, entry: AuditEntry): Promise<boolean>;
  /** Notes a use; not an audited change. */
  abstract used(id: string, at: number, address: string): Promise<void>;
}
