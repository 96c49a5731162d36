import type { AuditEntry } from '../audit/audit-entry.js';

/** How someone tried to prove who they are. */
export type SignInMechanism =
  | 'SCRAM-SHA-256-PLUS'
  | 'SCRAM-SHA-256'
  | 'SCRAM-SHA-1-PLUS'
  | 'SCRAM-SHA-1'
  | 'PLAIN'
  | 'iq-auth-digest'
  | 'iq-auth-plaintext';

/** Why it did not work. For operators only: the peer hears `not-authorized` in each case. */
export type SignInFailure =
  | 'wrong-password'
  | 'unknown-account'
  | 'locked'
  | 'legacy-not-enabled'
  | 'legacy-expired'
  | 'throttled'
  | 'protocol';

/** Which door somebody came to: our own client streams, or a host server that asked us about one of its users. */
export type SignInVia = 'c2s' | 'http-auth';

export type SignInResult = 'ok' | 'failed';

/** One try to sign in. */
export interface SignIn {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Bare JID as claimed. */
  readonly jid: string;
  /** IP address; of the host server where that asked. */
  readonly address: string;
  readonly via: SignInVia;
  readonly mechanism: SignInMechanism;
  readonly result: SignInResult;
  readonly reason?: SignInFailure | undefined;
}

export interface SignInPage {
  /** Newest first. */
  readonly signIns: readonly SignIn[];
  /** Row to ask on from; undefined on the last page. */
  readonly next: number | undefined;
}

/** Where the history of sign-ins is kept. */
export abstract class SignInStore {
  /** Commits the try with its audit entry. */
  abstract record(signIn: SignIn, entry: AuditEntry): Promise<void>;
  abstract list(jid: string, limit: number, before?: number): Promise<SignInPage>;
  /** All of them, newest first. */
  abstract all(limit: number, before?: number): Promise<SignInPage>;
  abstract count(): Promise<number>;
  /** How many digest logins succeeded since then, so that operators see when the switch can go. */
  abstract countLegacy(sinceAt: number): Promise<number>;
  /** Removes tries before an instant. @returns how many */
  abstract prune(beforeAt: number): Promise<number>;
}
