import { createHash } from 'node:crypto';
import type { Jid } from '@waybill/core';
import type { AuditEntry } from '../audit/audit-entry.js';
import {
  isLocked,
  type Account,
  type AccountCredentials,
  type LegacySignIn,
  type ScramCredentials,
  type ScramHash,
} from './account.js';
import type { AccountStore } from './account-store.js';
import { Authenticator, type Admission, type SignInAttempt } from './authenticator.js';
import { sameSecret } from './constant-time.js';
import type { KeyDerivation } from './key-derivation.js';
import { newLegacySecret, type LegacyVault } from './legacy-vault.js';
import { preparePassword } from './password-rules.js';
import { deriveScram, type DecoyCredentials } from './scram.js';
import type { SignIn, SignInFailure, SignInStore, SignInVia } from './sign-in.js';
import type { SignInThrottle } from './sign-in-throttle.js';

export interface AuthenticatorParts {
  readonly accounts: AccountStore;
  readonly signIns: SignInStore;
  readonly vault: LegacyVault;
  readonly decoys: DecoyCredentials;
  readonly derivation: KeyDerivation;
  readonly throttle: SignInThrottle;
  readonly now: () => number;
  /** What its history rows say of the door; c2s if left out. */
  readonly via?: SignInVia | undefined;
  /** A history row could not be written; signing in goes on. */
  readonly onLost: (error: unknown, signIn: SignIn) => void;
}

const DECOY_OWNER = { accountId: '', jid: '' };

/** Signs in to accounts kept here. */
export class AccountAuthenticator extends Authenticator {
  private readonly decoySecret;

  constructor(private readonly parts: AuthenticatorParts) {
    super();
    this.decoySecret = parts.vault.seal(newLegacySecret(), DECOY_OWNER);
  }

  override admit({ jid, address }: Pick<SignInAttempt, 'jid' | 'address'>): Admission {
    return this.parts.throttle.admit(address, jid.bare);
  }

  override async scramCredentials(jid: Jid, hash: ScramHash): Promise<ScramCredentials> {
    return this.chooseScram(jid, hash, await this.parts.accounts.credentials(jid.bare));
  }

  override async checkPlain(jid: Jid, password: string): Promise<boolean> {
    const known = await this.parts.accounts.credentials(jid.bare);
    const expected = this.chooseScram(jid, 'SHA-256', known);
    // what cannot be prepared is derived all the same: the answer takes as long as any other
    const prepared = preparePassword(password);
    const text = prepared ?? password.slice(0, 1024);
    const derived = await deriveScram(this.parts.derivation, text, 'SHA-256', expected);
    const right = sameSecret(derived.storedKey, expected.storedKey);
    return right && known !== undefined && prepared !== undefined;
  }

  override async checkDigest(jid: Jid, streamId: string, digest: string): Promise<boolean> {
    const { vault, accounts } = this.parts;
    const known = await accounts.credentials(jid.bare);
    const own = known?.legacySecret;
    const owner =
      known === undefined || own === undefined
        ? DECOY_OWNER
        : { accountId: known.account.id, jid: jid.bare };
    const secret = vault.open(own ?? this.decoySecret, owner) ?? Buffer.alloc(26);
    const expected = createHash('sha1').update(streamId).update(secret).digest('hex');
    const usable = secret[0] !== 0 && own !== undefined;
    secret.fill(0);
    const right = sameSecret(digest.slice(0, 64).toLowerCase(), expected);
    return right && usable && this.isCurrent(known?.account.legacySignIn);
  }

  override async signedIn(attempt: SignInAttempt): Promise<Account | undefined> {
    const account = await this.parts.accounts.find(attempt.jid.bare);
    const obstacle = this.obstacle(attempt, account);
    if (account === undefined || obstacle !== undefined) {
      await this.fail(attempt, obstacle ?? 'unknown-account', account);
      return undefined;
    }
    this.parts.throttle.succeeded(attempt.address, attempt.jid.bare);
    const at = this.parts.now();
    await Promise.all([
      this.write(attempt, account, undefined),
      this.parts.accounts.seen(account.jid, at, attempt.address).catch((error: unknown) => {
        this.parts.onLost(error, this.signInOf(attempt, at, undefined));
      }),
    ]);
    return account;
  }

  override async signInFailed(attempt: SignInAttempt, reason?: SignInFailure): Promise<void> {
    const account = await this.parts.accounts.find(attempt.jid.bare);
    const found = reason ?? this.obstacle(attempt, account) ?? 'wrong-password';
    await this.fail(attempt, found, account);
  }

  /** Decoys are made for every name, known or not, so that both take the same time. */
  private chooseScram(
    jid: Jid,
    hash: ScramHash,
    known: AccountCredentials | undefined,
  ): ScramCredentials {
    const decoy = this.parts.decoys.scram(jid.bare, hash);
    return known?.scram[hash] ?? decoy;
  }

  private isCurrent(legacy: LegacySignIn | undefined): boolean {
    if (legacy === undefined) return false;
    return legacy.expiresAt === undefined || legacy.expiresAt > this.parts.now();
  }

  private obstacle(
    attempt: SignInAttempt,
    account: Account | undefined,
  ): SignInFailure | undefined {
    if (account === undefined) return 'unknown-account';
    if (isLocked(account, this.parts.now())) return 'locked';
    if (attempt.mechanism !== 'iq-auth-digest' || this.isCurrent(account.legacySignIn)) {
      return undefined;
    }
    return account.legacySignIn === undefined ? 'legacy-not-enabled' : 'legacy-expired';
  }

  private async fail(
    attempt: SignInAttempt,
    reason: SignInFailure,
    account: Account | undefined,
  ): Promise<void> {
    // someone who was refused for failing too often has not failed again
    if (reason !== 'throttled') this.parts.throttle.failed(attempt.address, attempt.jid.bare);
    await this.write(attempt, account, reason);
  }

  private async write(
    attempt: SignInAttempt,
    account: Account | undefined,
    reason: SignInFailure | undefined,
  ): Promise<void> {
    const signIn = this.signInOf(attempt, this.parts.now(), reason);
    try {
      await this.parts.signIns.record(signIn, entryOf(signIn, account));
    } catch (error) {
      // a full disk must not keep people from chatting
      this.parts.onLost(error, signIn);
    }
  }

  private signInOf(
    { jid, address, mechanism }: SignInAttempt,
    at: number,
    reason: SignInFailure | undefined,
  ): SignIn {
    const { via = 'c2s' } = this.parts;
    const result = reason === undefined ? 'ok' : 'failed';
    return { at, jid: jid.bare, address, via, mechanism, result, reason };
  }
}

function entryOf(signIn: SignIn, account: Account | undefined): AuditEntry {
  const { at, jid, address, mechanism, result, reason } = signIn;
  return {
    at,
    kind: 'sign-in',
    data: {
      ...(account === undefined ? {} : { account: account.id }),
      mechanism,
      result,
      ...(reason === undefined ? {} : { reason }),
    },
    personal: { jid, address },
  };
}
