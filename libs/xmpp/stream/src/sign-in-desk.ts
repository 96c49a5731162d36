import { randomBytes } from 'node:crypto';
import { Jid } from '@waybill/core';
import type { Account, Authenticator, SignInAttempt, SignInFailure } from '@waybill/domain';

/** The tries of one stream, from the throttle to the history. */
export class SignInDesk {
  /**
   * @param address IP address of the client
   * @param pause resolves after so many milliseconds
   */
  constructor(
    private readonly authenticator: Authenticator,
    private readonly address: string,
    private readonly pause: (ms: number) => Promise<void>,
  ) {}

  /** Waits as long as earlier failures demand. @returns false when this address may not try at all */
  async admit(jid: Jid): Promise<boolean> {
    const { refused, delayMs } = this.authenticator.admit({ jid, address: this.address });
    if (refused) return false;
    if (delayMs > 0) await this.pause(delayMs);
    return true;
  }

  /** Writes the history of a checked try. @returns the account when it may come in */
  async conclude(
    claim: Omit<SignInAttempt, 'address'>,
    passed: boolean,
    reason?: SignInFailure,
  ): Promise<Account | undefined> {
    const attempt = { ...claim, address: this.address };
    if (passed) return this.authenticator.signedIn(attempt);
    await this.authenticator.signInFailed(attempt, reason);
    return undefined;
  }
}

/** A resource nobody can guess. @see RFC 6120 §7.6 */
export function freshResource(): string {
  return randomBytes(9).toString('base64url');
}
