/** The one-time key to an installation without operators. */
export interface SetupToken {
  /** Lower-case hex SHA-256 of the token. */
  readonly hash: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Where the setup token's hash is kept; there is one at most. */
export abstract class SetupTokenStore {
  /** Replaces the one before. */
  abstract put(token: SetupToken): Promise<void>;
  abstract current(): Promise<SetupToken | undefined>;
  abstract clear(): Promise<void>;
}
