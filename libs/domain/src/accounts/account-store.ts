import type { AuditEntry } from '../audit/audit-entry.js';
import type {
  Account,
  AccountCredentials,
  AccountStatus,
  LegacySignIn,
  ScramKeys,
  SealedSecret,
} from './account.js';

export interface AccountFilter {
  /** Part of the bare JID or note, case ignored. */
  readonly text?: string | undefined;
  readonly status?: AccountStatus | undefined;
  readonly domain?: string | undefined;
  /** Only accounts with a legacy sign-in. */
  readonly legacySignIn?: boolean | undefined;
  /** Only accounts that are older than that, and were not seen since then or ever; epoch milliseconds. */
  readonly notSeenSinceAt?: number | undefined;
}

/** By bare JID, by last seen (newest first), or by creation (newest first). */
export type AccountSort = 'jid' | '-last-seen' | '-created';

/** The last row seen: value of the sort column (0 for never seen) and the bare JID. */
export interface AccountCursor {
  readonly value: number;
  readonly jid: string;
}

export interface AccountPage {
  readonly accounts: readonly Account[];
  readonly next: AccountCursor | undefined;
}

/** What can be changed of an account. A key that is present is written; `undefined` clears it. */
export interface AccountChange {
  readonly status?: AccountStatus;
  readonly lockedReason?: string | undefined;
  readonly lockedUntil?: number | undefined;
  readonly note?: string | undefined;
}

/**
 * Where accounts are kept. Each change commits together with the audit entry that documents it and resolves when
 * both are on disk. Methods that change something answer `false` when there is no such account.
 */
export abstract class AccountStore {
  /** @returns false when the address is taken */
  abstract add(account: Account, keys: ScramKeys, entry: AuditEntry): Promise<boolean>;
  abstract find(jid: string): Promise<Account | undefined>;
  abstract credentials(jid: string): Promise<AccountCredentials | undefined>;
  abstract change(jid: string, change: AccountChange, entry: AuditEntry): Promise<boolean>;
  abstract setKeys(jid: string, keys: ScramKeys, entry: AuditEntry): Promise<boolean>;
  abstract setLegacySignIn(
    jid: string,
    legacy: { readonly mark: LegacySignIn; readonly secret: SealedSecret } | undefined,
    entry: AuditEntry,
  ): Promise<boolean>;
  /** Notes a session's end or start; not an audited change. */
  abstract seen(jid: string, at: number, address: string | undefined): Promise<void>;
  /** Removes the account with its roster, offline messages, vCard and private data. */
  abstract remove(jid: string, entry: AuditEntry): Promise<boolean>;
  abstract list(
    filter: AccountFilter,
    sort: AccountSort,
    limit: number,
    after?: AccountCursor,
  ): Promise<AccountPage>;
  abstract count(filter: AccountFilter): Promise<number>;
}
