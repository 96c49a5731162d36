import { createHash } from 'node:crypto';
import type { Jid } from '@waybill/core';
import {
  Authenticator,
  KeyDerivation,
  deriveScram,
  type Account,
  type Admission,
  type ScramCredentials,
  type ScramHash,
  type SignInAttempt,
} from '@waybill/domain';

const ITERATIONS = 4096;

/** Accounts in memory, their passwords in the clear; remembers what it was told. */
export class FakeAuthenticator extends Authenticator {
  readonly passwords = new Map<string, string>();
  readonly locked = new Set<string>();
  readonly history: string[] = [];
  admission: Admission = { refused: false, delayMs: 0 };
  private readonly derivation = new KeyDerivation();

  admit(): Admission {
    return this.admission;
  }

  scramCredentials(jid: Jid, hash: ScramHash): Promise<ScramCredentials> {
    const salt = createHash('sha256').update(jid.bare).digest().subarray(0, 16);
    const password = this.passwords.get(jid.bare) ?? 'nobody knows';
    return deriveScram(this.derivation, password, hash, { salt, iterations: ITERATIONS });
  }

  checkPlain(jid: Jid, password: string): Promise<boolean> {
    return Promise.resolve(this.passwords.get(jid.bare) === password);
  }

  checkDigest(jid: Jid, streamId: string, digest: string): Promise<boolean> {
    const secret = this.passwords.get(jid.bare);
    const expected = createHash('sha1')
      .update(`${streamId}${secret ?? ''}`)
      .digest('hex');
    return Promise.resolve(secret !== undefined && digest.toLowerCase() === expected);
  }

  signedIn({ jid, mechanism }: SignInAttempt): Promise<Account | undefined> {
    if (this.locked.has(jid.bare)) {
      this.history.push(`locked ${jid.bare} ${mechanism}`);
      return Promise.resolve(undefined);
    }
    this.history.push(`ok ${jid.bare} ${mechanism}`);
    return Promise.resolve({
      id: jid.bare,
      localpart: jid.local ?? '',
      domain: jid.domain,
      jid: jid.bare,
      status: 'active',
      createdAt: 0,
    });
  }

  signInFailed({ jid, mechanism }: SignInAttempt): Promise<void> {
    this.history.push(`failed ${jid.bare} ${mechanism}`);
    return Promise.resolve();
  }
}
