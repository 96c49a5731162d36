/** A signed-in browser. Instants are epoch milliseconds. */
export interface OperatorSession {
  /** Lower-case hex SHA-256 of the cookie's value: a copy of the database opens no session. */
  readonly idHash: string;
  readonly operatorId: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** The latest end, whatever its use. */
  readonly expiresAt: number;
  /** When the password was last proven, for actions that ask for it again. */
  readonly provenAt: number;
  /** IP address at sign-in. */
  readonly address: string;
  readonly userAgent?: string | undefined;
}

/** Where operator sessions are kept. */
export abstract class OperatorSessionStore {
  abstract add(session: OperatorSession): Promise<void>;
  abstract find(idHash: string): Promise<OperatorSession | undefined>;
  abstract touch(idHash: string, usedAt: number): Promise<void>;
  abstract setProven(idHash: string, at: number): Promise<void>;
  abstract remove(idHash: string): Promise<void>;
  abstract removeAllOf(operatorId: string, exceptIdHash?: string): Promise<void>;
  abstract listOf(operatorId: string): Promise<readonly OperatorSession[]>;
  /** Removes what is over, or has not been used since. @returns how many */
  abstract prune(now: number, unusedSinceAt: number): Promise<number>;
}
