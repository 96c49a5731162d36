import type { Jid } from '@waybill/core';
import {
  Authenticator,
  type Account,
  type Admission,
  type ScramCredentials,
  type ScramHash,
  type SignInAttempt,
  type SignInFailure,
  type SignInMechanism,
  type SignInVia,
} from '@waybill/domain';
import type { Log, Metrics } from '@waybill/platform';

const MECHANISMS: Readonly<Partial<Record<SignInMechanism, string>>> = {
  'iq-auth-digest': 'legacy-digest',
  'iq-auth-plaintext': 'legacy-plaintext',
};

/** An authenticator whose outcomes stand in log and metrics; everything else is the inner one's. */
export class ReportingAuthenticator extends Authenticator {
  constructor(
    private readonly inner: Authenticator,
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly via: SignInVia = 'c2s',
  ) {
    super();
  }

  override admit(attempt: Pick<SignInAttempt, 'jid' | 'address'>): Admission {
    return this.inner.admit(attempt);
  }

  override scramCredentials(jid: Jid, hash: ScramHash): Promise<ScramCredentials> {
    return this.inner.scramCredentials(jid, hash);
  }

  override checkPlain(jid: Jid, password: string): Promise<boolean> {
    return this.inner.checkPlain(jid, password);
  }

  override checkDigest(jid: Jid, streamId: string, digest: string): Promise<boolean> {
    return this.inner.checkDigest(jid, streamId, digest);
  }

  override async signedIn(attempt: SignInAttempt): Promise<Account | undefined> {
    const account = await this.inner.signedIn(attempt);
    if (account === undefined) this.report(attempt, 'locked');
    else {
      this.metrics.authAttempts.inc({ via: this.via, result: 'ok' });
      this.log.debug(
        { event: 'auth.ok', ip: attempt.address, via: this.via, user: attempt.jid.bare },
        'client signed in',
      );
    }
    return account;
  }

  override signInFailed(attempt: SignInAttempt, reason?: SignInFailure): Promise<void> {
    this.report(attempt, reason);
    return this.inner.signInFailed(attempt, reason);
  }

  /** The address stands before anything that a stranger chose: fail2ban reads this line. @see DASHBOARD 4.8 */
  private report({ jid, address, mechanism }: SignInAttempt, reason?: SignInFailure): void {
    this.metrics.authAttempts.inc({ via: this.via, result: 'failed' });
    const vague = reason === undefined || reason === 'wrong-password';
    this.log.warn(
      {
        event: 'auth.fail',
        // a filter that bans what stands in `ip` would ban the host server
        ...(this.via === 'c2s' ? { ip: address } : { asker: address }),
        via: this.via,
        mech: MECHANISMS[mechanism] ?? mechanism.toLowerCase(),
        reason: vague || reason === 'unknown-account' ? 'bad-credentials' : reason,
        user: jid.bare,
      },
      'client sign-in refused',
    );
  }
}
