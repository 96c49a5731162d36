import type { AuditEntry } from '../audit/audit-entry.js';

export const OPERATOR_ROLES = ['owner', 'admin', 'auditor', 'helpdesk'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** Someone who signs in to the dashboard. */
export interface Operator {
  /** UUID. */
  readonly id: string;
  /** Unique, case ignored. */
  readonly name: string;
  readonly role: OperatorRole;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly lastSeenAt?: number | undefined;
  /** Since when they may not sign in, and keys that they made open nothing; undefined for who may. */
  readonly lockedAt?: number | undefined;
  /** BCP 47 tag of the language they chose. */
  readonly locale?: string | undefined;
}

/** Turns a password into a self-describing string that only checking can be done with. */
export abstract class PasswordHasher {
  /** Runs off the main thread. */
  abstract hash(password: string): Promise<string>;
  /** Constant time for strings of one setting. */
  abstract verify(hash: string, password: string): Promise<boolean>;
}

/**
 * Where operators are kept. Changes commit with the audit entry that documents them. One owner who may sign in always
 * stays: what would lock, remove or demote the last one answers false.
 */
export abstract class OperatorStore {
  /** @returns false when the name is taken */
  abstract add(operator: Operator, passwordHash: string, entry: AuditEntry): Promise<boolean>;
  /** Adds the first operator of all. @returns false when there is one already */
  abstract addFirst(operator: Operator, passwordHash: string, entry: AuditEntry): Promise<boolean>;
  abstract find(id: string): Promise<Operator | undefined>;
  /** By name, case ignored. */
  abstract findByName(
    name: string,
  ): Promise<{ readonly operator: Operator; readonly passwordHash: string } | undefined>;
  abstract list(): Promise<readonly Operator[]>;
  abstract count(): Promise<number>;
  /** Ends their sessions as well. @returns false when there is no such operator */
  abstract setPassword(id: string, passwordHash: string, entry: AuditEntry): Promise<boolean>;
  abstract setRole(id: string, role: OperatorRole, entry: AuditEntry): Promise<boolean>;
  /** Locks since `at` and ends their sessions, or unlocks where it is undefined. */
  abstract setLocked(id: string, at: number | undefined, entry: AuditEntry): Promise<boolean>;
  abstract setLocale(id: string, locale: string | undefined): Promise<void>;
  abstract seen(id: string, at: number): Promise<void>;
  /** Removes the operator with their sessions; keys that they made end at the entry's instant. */
  abstract remove(id: string, entry: AuditEntry): Promise<boolean>;
}
