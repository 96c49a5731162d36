import { createHash, randomBytes } from 'node:crypto';
import { sameSecret } from '../accounts/constant-time.js';
import type { OperatorStore } from './operator.js';
import type { SetupTokenStore } from './setup-token-store.js';

const LIFE_MS = 24 * 3_600_000;
// Crockford's: no I, L, O, U, so that it can be typed from a screen
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type SetupTokenCheck = 'right' | 'wrong' | 'expired' | 'set-up-already';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
/** As people type it: case, spaces and dashes do not matter. */
const normalise = (typed: string) => typed.slice(0, 100).toUpperCase().replace(/[\s-]/g, '');

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
    // 26 characters of 5 bits: 130 bits
    const token = Array.from(randomBytes(26), (byte) => ALPHABET[byte & 31]).join('');
    await this.tokens.put({ hash: hashOf(token), createdAt, expiresAt: createdAt + LIFE_MS });
    return token.match(/.{1,4}/g)?.join('-');
  }

  async check(typed: string): Promise<SetupTokenCheck> {
    if ((await this.operators.count()) > 0) return 'set-up-already';
    const current = await this.tokens.current();
    const right = sameSecret(hashOf(normalise(typed)), current?.hash ?? hashOf(''));
    if (current === undefined || !right) return 'wrong';
    return current.expiresAt > this.now() ? 'right' : 'expired';
  }

  /** Ends the token's use: the first operator is there. */
  spend(): Promise<void> {
    return this.tokens.clear();
  }
}
