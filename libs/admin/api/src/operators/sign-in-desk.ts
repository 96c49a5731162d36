import {
  addressKey,
  deedEntry,
  OperatorFault,
  type AuditLog,
  type Operator,
  type OperatorDirectory,
  type SecondFactors,
} from '@waybill/domain';
import type { Log } from '@waybill/platform';
import { AttemptThrottle } from '../access/attempt-throttle.js';
import type { ProblemSlug } from '../problems/problems.js';

const WINDOW_MS = 15 * 60_000;

/** RELIABILITY 6d, admin.login; DASHBOARD 3.6 for the setup token. */
export const SIGN_IN_LIMITS = {
  perName: { failures: 10, windowMs: WINDOW_MS },
  perAddress: { failures: 40, windowMs: WINDOW_MS },
  setupPerAddress: { failures: 5, windowMs: WINDOW_MS },
} as const;

/** A sign-in that was refused. */
export interface DeskRefusal {
  readonly refused: ProblemSlug;
  readonly detail?: string;
  readonly retryAfterSeconds?: number;
}

/** What is sent to sign in. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
  readonly code?: string | undefined;
}

export interface DeskParts {
  readonly directory: OperatorDirectory;
  readonly secondFactors: Pick<SecondFactors, 'isOn' | 'check'>;
  readonly audit: AuditLog;
  readonly log: Log;
  readonly countAttempt: (result: 'ok' | 'failed') => void;
  readonly now: () => number;
}

/** That somebody is locked is told only to who knows their password. */
type FailedTry = 'wrong-credentials' | 'wrong-code' | 'operator-locked';

const SETUP_REFUSALS: Readonly<Partial<Record<OperatorFault['code'], ProblemSlug>>> = {
  'setup-token-wrong': 'wrong-setup-token',
  'setup-token-expired': 'wrong-setup-token',
  'set-up-already': 'setup-done',
  'bad-name': 'invalid-request',
  'weak-password': 'weak-password',
};

const nameKey = (name: string) => name.trim().normalize('NFC').toLowerCase().slice(0, 64);

/**
 * Where operators prove who they are. Names that exist and names that don't are refused with the same words after
 * the same work, and throttled alike.
 */
export class SignInDesk {
  private readonly names: AttemptThrottle;
  private readonly addresses: AttemptThrottle;
  private readonly setups: AttemptThrottle;

  constructor(private readonly parts: DeskParts) {
    this.names = new AttemptThrottle(SIGN_IN_LIMITS.perName, parts.now);
    this.addresses = new AttemptThrottle(SIGN_IN_LIMITS.perAddress, parts.now);
    this.setups = new AttemptThrottle(SIGN_IN_LIMITS.setupPerAddress, parts.now);
  }

  /** Signs in with a password and, where that is on, a code of the second factor. */
  async signIn(given: Credentials, address: string): Promise<Operator | DeskRefusal> {
    const { name, password, code } = given;
    const tried = await this.attempt(name, address, async () => {
      const operator = await this.parts.directory.signIn(name, password);
      if (operator === undefined) return 'wrong-credentials';
      if (operator.lockedAt !== undefined) return 'operator-locked';
      const { secondFactors } = this.parts;
      if (!(await secondFactors.isOn(operator.id))) return operator;
      if (code === undefined) return { ...operator, codeMissing: true };
      const actor = { kind: 'operator', name: operator.name, address } as const;
      return (await secondFactors.check(operator, code, actor)) ? operator : 'wrong-code';
    });
    if ('codeMissing' in tried) return { refused: 'second-factor-needed' };
    if (!('refused' in tried)) await this.record('ok', tried.name, address);
    return tried;
  }

  /** Checks the password of somebody who is signed in. */
  async provePassword(
    name: string,
    password: string,
    address: string,
  ): Promise<Operator | DeskRefusal> {
    return this.attempt(
      name,
      address,
      async () => (await this.parts.directory.signIn(name, password)) ?? 'wrong-credentials',
    );
  }

  /** Checks a code of somebody who is signed in. */
  async proveCode(
    operator: Operator,
    code: string,
    address: string,
  ): Promise<Operator | DeskRefusal> {
    const actor = { kind: 'operator', name: operator.name, address } as const;
    return this.attempt(operator.name, address, async () =>
      (await this.parts.secondFactors.check(operator, code, actor)) ? operator : 'wrong-code',
    );
  }

  /** One try, counted against name and address when it begins and forgiven when it succeeds. */
  private async attempt<T extends Operator>(
    name: string,
    address: string,
    check: () => Promise<T | FailedTry>,
  ): Promise<T | DeskRefusal> {
    const byName = nameKey(name);
    const byAddress = addressKey(address);
    const wait = Math.max(
      this.names.retryAfterSeconds(byName) ?? 0,
      this.addresses.retryAfterSeconds(byAddress) ?? 0,
    );
    if (wait > 0) return tooMany(wait);
    this.names.begin(byName);
    this.addresses.begin(byAddress);
    const outcome = await check();
    if (typeof outcome === 'string') {
      await this.failed(name, address, outcome);
      return { refused: outcome };
    }
    // a password alone must not wipe out the wrong codes before it
    if ('codeMissing' in outcome) this.names.forgive(byName);
    else this.names.clear(byName);
    this.addresses.forgive(byAddress);
    return outcome;
  }

  /** A one-time link of somebody who is not signed in: five wrong ones block their address, as with setup. */
  async withToken<T>(
    address: string,
    use: () => Promise<T | 'wrong-token'>,
  ): Promise<T | DeskRefusal> {
    const key = addressKey(address);
    const wait = this.setups.retryAfterSeconds(key);
    if (wait !== undefined) return tooMany(wait);
    this.setups.begin(key);
    const outcome = await use();
    if (outcome !== 'wrong-token') {
      this.setups.forgive(key);
      return outcome;
    }
    await this.tokenRefused('link', address);
    return { refused: 'link-invalid' };
  }

  async setUp(
    token: string,
    operator: { readonly name: string; readonly password: string },
    address: string,
  ): Promise<Operator | DeskRefusal> {
    const key = addressKey(address);
    const wait = this.setups.retryAfterSeconds(key);
    if (wait !== undefined) return tooMany(wait);
    this.setups.begin(key);
    const made = await this.parts.directory.setUp(token, operator, address);
    if (!(made instanceof OperatorFault)) {
      this.setups.clear(key);
      return made;
    }
    if (made.code === 'setup-token-wrong') await this.tokenRefused('setup', address);
    else this.setups.forgive(key);
    const refused = SETUP_REFUSALS[made.code];
    if (refused === undefined) throw new Error(`setup met ${made.code}`);
    return { refused, detail: made.password ?? made.text };
  }

  private async failed(name: string, address: string, slug: FailedTry): Promise<void> {
    const user = name.slice(0, 64);
    const mech = slug === 'wrong-code' ? 'totp' : 'password';
    const reason = slug === 'operator-locked' ? 'locked' : 'bad-credentials';
    const facts = { ip: address, via: 'web', mech, reason, user };
    this.parts.log.warn({ event: 'auth.fail', ...facts }, 'dashboard sign-in refused');
    await this.record('failed', user, address);
  }

  private async tokenRefused(via: 'setup' | 'link', address: string): Promise<void> {
    const facts = { ip: address, via, mech: 'token', reason: 'wrong-token' };
    this.parts.log.warn({ event: 'auth.fail', ...facts }, 'one-time token refused');
    const at = this.parts.now();
    const deed = { at, kind: 'operator-action', action: `${via}-token-refused` } as const;
    await this.parts.audit.append(deedEntry(deed, { kind: 'operator', address }));
  }

  private async record(result: 'ok' | 'failed', operatorName: string, address: string) {
    this.parts.countAttempt(result);
    await this.parts.audit.append({
      at: this.parts.now(),
      kind: 'sign-in',
      data: { mechanism: 'password', result, via: 'web' },
      personal: { operatorName, address },
    });
  }
}

function tooMany(retryAfterSeconds: number): DeskRefusal {
  return {
    refused: 'too-many-attempts',
    detail: `Try again in ${retryAfterSeconds} seconds`,
    retryAfterSeconds,
  };
}
