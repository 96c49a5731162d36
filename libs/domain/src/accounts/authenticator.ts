import type { Jid } from '@waybill/core';
import type { Account, ScramCredentials, ScramHash } from './account.js';
import type { SignInFailure, SignInMechanism } from './sign-in.js';

/** A try to sign in, as the stream sees it. */
export interface SignInAttempt {
  /** Bare JID as claimed. */
  readonly jid: Jid;
  /** IP address of the client, without port. */
  readonly address: string;
  readonly mechanism: SignInMechanism;
}

/** What an address may do next. */
export interface Admission {
  /** Too many failures: end the stream without looking at the password. */
  readonly refused: boolean;
  /** How long the answer to the next try has to wait, in milliseconds. */
  readonly delayMs: number;
}

/**
 * Tells a stream whether a peer is who it says. For every try: `admit`, one check, then `signedIn` when the check
 * passed or `signInFailed` when it did not.
 *
 * Unknown, locked and wrong give the same answers after the same work.
 * @see RFC 6120 §6.5.10, §13.11
 */
export abstract class Authenticator {
  /** Looks at earlier failures; counts nothing itself. */
  abstract admit(attempt: Pick<SignInAttempt, 'jid' | 'address'>): Admission;
  /**
   * Salt, rounds and keys of an account; stable decoys for a name that is not there, which no proof matches.
   * @see RFC 5802 §5
   */
  abstract scramCredentials(jid: Jid, hash: ScramHash): Promise<ScramCredentials>;
  /** Checks a password against the SCRAM keys; for PLAIN and for `<password/>` of XEP-0078. */
  abstract checkPlain(jid: Jid, password: string): Promise<boolean>;
  /**
   * Checks lower- or upper-case hex SHA-1 over stream id and legacy secret.
   * @see XEP-0078 §3.1
   */
  abstract checkDigest(jid: Jid, streamId: string, digest: string): Promise<boolean>;
  /**
   * The last step of a passed check: looks at the account as it is now and writes the history.
   * @returns the account; undefined (answer `not-authorized`) when it is locked, gone or not allowed this mechanism
   */
  abstract signedIn(attempt: SignInAttempt): Promise<Account | undefined>;
  /** Counts the failure and writes the history. `protocol` marks a malformed exchange. */
  abstract signInFailed(attempt: SignInAttempt, reason?: SignInFailure): Promise<void>;
}
