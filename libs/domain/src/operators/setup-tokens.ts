import { sameSecret } from '../accounts/constant-time.js';
import type { OperatorStore } from './operator.js';
import type { SetupTokenStore } from './setup-token-store.js';
import { newTypedToken, typedTokenHash } from './typed-token.js';

const LIFE_MS = 24 * 3_600_000;

export type SetupTokenCheck = 'right' | 'wrong' | 'expired' | 'set-up-already';

/** The one-time key that makes the first operator. */
export class SetupTokens {
  constructor(
    private readonly tokens: SetupTokenStore,
    private readonly operators: OperatorStore,
    private readonly now: () => number,
  ) {}

  /**
   * Makes a new token in place of any earlier one: to be called at each start.
   * @returns the token in groups of four, or undefined when there is an operator already
   */
  async issue(): Promise<string | undefined> {
    if ((await this.operators.count()) > 0) return undefined;
    const createdAt = this.now();
    const token = newTypedToken();
    const hash = typedTokenHash(token);
    await this.tokens.put({ hash, createdAt, expiresAt: createdAt + LIFE_MS });
    return token;
  }

  async check(typed: string): Promise<SetupTokenCheck> {
    if ((await this.operators.count()) > 0) return 'set-up-already';
    const current = await this.tokens.current();
    const right = sameSecret(typedTokenHash(typed), current?.hash ?? typedTokenHash(''));
    if (current === undefined || !right) return 'wrong';
    return current.expiresAt > this.now() ? 'right' : 'expired';
  }

  /** Ends the token's use: the first operator is there. */
  spend(): Promise<void> {
    return this.tokens.clear();
  }
}
