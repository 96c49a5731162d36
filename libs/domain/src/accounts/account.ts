/** A locked account cannot sign in; what belongs to it stays. */
export type AccountStatus = 'active' | 'locked';

/** The mark that an account may use the pre-SASL digest login. @see XEP-0078 */
export interface LegacySignIn {
  readonly enabledAt: number;
  /** Undefined when it never expires. */
  readonly expiresAt?: number | undefined;
  readonly reason: string;
}

/** Someone who can sign in to chat. Instants are epoch milliseconds. */
export interface Account {
  /** UUID; what audit entries name, as it says nothing of the person. */
  readonly id: string;
  readonly localpart: string;
  readonly domain: string;
  /** Bare JID, prepared. */
  readonly jid: string;
  readonly status: AccountStatus;
  readonly lockedReason?: string | undefined;
  /** When a lock ends by itself; undefined for one that an operator has to end. */
  readonly lockedUntil?: number | undefined;
  readonly createdAt: number;
  readonly lastSeenAt?: number | undefined;
  /** IP address of the last session. */
  readonly lastSeenAddress?: string | undefined;
  /** An operator's remark. */
  readonly note?: string | undefined;
  readonly legacySignIn?: LegacySignIn | undefined;
}

/** Whether an account may not sign in at an instant. */
export function isLocked({ status, lockedUntil }: Account, now: number): boolean {
  return status === 'locked' && (lockedUntil === undefined || lockedUntil > now);
}

/** The two hashes SCRAM is offered with. @see RFC 5802, RFC 7677 */
export type ScramHash = 'SHA-1' | 'SHA-256';

/** What a server keeps of a password, and what it needs to check a client's proof. @see RFC 5802 §3 */
export interface ScramCredentials {
  readonly salt: Buffer;
  readonly iterations: number;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** Credentials of one account, by hash. */
export type ScramKeys = Readonly<Record<ScramHash, ScramCredentials>>;

/** A legacy secret as it lies in the database. */
export interface SealedSecret {
  /** Names the key that opens it, so that keys can be changed. */
  readonly keyId: string;
  /** 12 bytes. */
  readonly nonce: Buffer;
  /** Ciphertext and 16-byte tag of AES-256-GCM. */
  readonly sealed: Buffer;
}

/** Everything signing in needs of an account, read at once. */
export interface AccountCredentials {
  readonly account: Account;
  readonly scram: ScramKeys;
  readonly legacySecret?: SealedSecret | undefined;
}
