import {
  addressKey,
  deedEntry,
  OperatorFault,
  type AuditLog,
  type Operator,
  type OperatorDirectory,
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

export interface DeskParts {
  readonly directory: OperatorDirectory;
  readonly audit: AuditLog;
  readonly log: Log;
  readonly countAttempt: (result: 'ok' | 'failed') => void;
  readonly now: () => number;
}

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

  async signIn(name: string, password: string, address: string): Promise<Operator | DeskRefusal> {
    const byName = nameKey(name);
    const byAddress = addressKey(address);
    const wait = Math.max(
      this.names.retryAfterSeconds(byName) ?? 0,
      this.addresses.retryAfterSeconds(byAddress) ?? 0,
    );
    if (wait > 0) return tooMany(wait);
    this.names.begin(byName);
    this.addresses.begin(byAddress);
    const operator = await this.parts.directory.signIn(name, password);
    if (operator === undefined) {
      await this.failed(name, address);
      return { refused: 'wrong-credentials' };
    }
    this.names.clear(byName);
    this.addresses.forgive(byAddress);
    await this.record('ok', operator.name, address);
    return operator;
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
    if (made.code === 'setup-token-wrong') await this.setupFailed(address);
    else this.setups.forgive(key);
    const refused = SETUP_REFUSALS[made.code];
    if (refused === undefined) throw new Error(`setup met ${made.code}`);
    return { refused, detail: made.password ?? made.text };
  }

  private async failed(name: string, address: string): Promise<void> {
    const user = name.slice(0, 64);
    const facts = { ip: address, via: 'web', mech: 'password', reason: 'bad-credentials', user };
    this.parts.log.warn({ event: 'auth.fail', ...facts }, 'dashboard sign-in refused');
    await this.record('failed', user, address);
  }

  private async setupFailed(address: string): Promise<void> {
    const facts = { ip: address, via: 'setup', mech: 'token', reason: 'wrong-token' };
    this.parts.log.warn({ event: 'auth.fail', ...facts }, 'setup token refused');
    const at = this.parts.now();
    const deed = { at, kind: 'operator-action', action: 'setup-token-refused' } as const;
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
