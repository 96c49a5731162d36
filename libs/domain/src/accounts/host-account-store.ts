import type { AuditEntry } from '../audit/audit-entry.js';

/** How an account of a host server was locked. */
export interface HostLock {
  /** `disabled`: the host server keeps it out; `password`: its password was replaced by one that nobody knows. */
  readonly by: 'disabled' | 'password';
  /** Epoch milliseconds. */
  readonly at: number;
  readonly reason: string | undefined;
}

/** What is remembered here of an account that a host server keeps. */
export interface HostAccountNote {
  /** Bare JID, prepared. */
  readonly jid: string;
  readonly host: string;
  /** An operator's remark. */
  readonly note: string | undefined;
  readonly lock: HostLock | undefined;
}

/** What is remembered of host servers' accounts. Each change commits with the audit entry that documents it. */
export abstract class HostAccountStore {
  abstract find(jid: string): Promise<HostAccountNote | undefined>;
  abstract ofHost(host: string): Promise<readonly HostAccountNote[]>;
  /** Writes what is remembered; something without note and lock is forgotten. */
  abstract put(note: HostAccountNote, entry: AuditEntry): Promise<void>;
}
