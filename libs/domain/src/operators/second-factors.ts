import { createHash, randomBytes } from 'node:crypto';
import type { LegacyVault } from '../accounts/legacy-vault.js';
import { deedEntry } from '../audit/actor-entries.js';
import type { Actor, AuditEntry } from '../audit/audit-entry.js';
import type { Operator } from './operator.js';
import type { SecondFactorStore, StoredSecondFactor } from './second-factor-store.js';

const RECOVERY_CODES = 10;
// 10 characters of 5 bits: 50 bits each, and ten tries a quarter of an hour
const CODE_CHARACTERS = 10;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Time-based one-time passwords. @see RFC 6238 */
export abstract class TotpEngine {
  /** A new secret in base32. */
  abstract newSecret(): string;
  /** The `otpauth:` URI that an authenticator reads as a QR code. */
  abstract uriOf(secret: string, name: string): string;
  /** @returns the time step whose code this is, within one step of `at`; undefined for a wrong code */
  abstract stepOf(secret: string, code: string, at: number): number | undefined;
}

export type SecondFactorFault = 'already-on' | 'not-on' | 'wrong-code';

export interface SecondFactorParts {
  readonly store: SecondFactorStore;
  readonly engine: TotpEngine;
  readonly vault: LegacyVault;
  readonly now: () => number;
}

const normalise = (typed: string) => typed.slice(0, 64).toUpperCase().replace(/[\s-]/g, '');

/** Codes of high entropy need no slow hash; the operator's id keeps two of them apart. */
const codeHash = (operatorId: string, typed: string) =>
  createHash('sha256')
    .update(`${operatorId}\0${normalise(typed)}`)
    .digest('hex');

function newRecoveryCode(): string {
  const bytes = randomBytes(CODE_CHARACTERS);
  const code = Array.from(bytes, (byte) => ALPHABET[byte & 31]).join('');
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** The second proof that operators give when they sign in, and the codes for when it is lost. */
export class SecondFactors {
  constructor(private readonly parts: SecondFactorParts) {}

  async status(operatorId: string): Promise<{ readonly on: boolean; readonly codesLeft: number }> {
    const known = await this.inUse(operatorId);
    if (known === undefined) return { on: false, codesLeft: 0 };
    return { on: true, codesLeft: await this.parts.store.recoveryCodesLeft(operatorId) };
  }

  async isOn(operatorId: string): Promise<boolean> {
    return (await this.inUse(operatorId)) !== undefined;
  }

  /** Offers a secret; nothing changes until a code of it is confirmed. */
  async enrol({
    id,
    name,
  }: Operator): Promise<{ readonly secret: string; readonly uri: string } | SecondFactorFault> {
    const { engine, vault, store, now } = this.parts;
    const secret = engine.newSecret();
    const sealed = vault.seal(secret, ownerOf(id));
    if (!(await store.offer(id, sealed, now()))) return 'already-on';
    return { secret, uri: engine.uriOf(secret, name) };
  }

  /** @returns recovery codes, for showing once */
  async confirm(
    operator: Operator,
    code: string,
    actor: Actor,
  ): Promise<readonly string[] | SecondFactorFault> {
    const { store, now } = this.parts;
    const known = await store.find(operator.id);
    if (known === undefined) return 'not-on';
    if (known.confirmedAt !== undefined) return 'already-on';
    const step = this.stepOf(operator.id, known, code);
    if (step === undefined) return 'wrong-code';
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    const codeHashes = codes.map((each) => codeHash(operator.id, each));
    const entry = this.entry('second-factor-on', operator, actor);
    const done = await store.confirm(operator.id, { at: now(), step, codeHashes }, entry);
    return done ? codes : 'not-on';
  }

  /**
   * Checks a code of the authenticator, or a recovery code, and uses it up: neither works twice.
   * @see RFC 6238 §5.2
   */
  async check(operator: Operator, code: string, actor: Actor): Promise<boolean> {
    const { store, now } = this.parts;
    const known = await this.inUse(operator.id);
    if (known === undefined) return false;
    const step = this.stepOf(operator.id, known, code);
    if (step !== undefined) return store.useStep(operator.id, step);
    const entry = this.entry('recovery-code-used', operator, actor);
    return store.useRecoveryCode(operator.id, codeHash(operator.id, code), now(), entry);
  }

  async turnOff(operator: Operator, actor: Actor): Promise<boolean> {
    const entry = this.entry('second-factor-off', operator, actor);
    return this.parts.store.remove(operator.id, entry);
  }

  private async inUse(operatorId: string): Promise<StoredSecondFactor | undefined> {
    const known = await this.parts.store.find(operatorId);
    return known?.confirmedAt === undefined ? undefined : known;
  }

  private stepOf(operatorId: string, { secret }: StoredSecondFactor, code: string) {
    const digits = code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(digits)) return undefined;
    const opened = this.parts.vault.open(secret, ownerOf(operatorId));
    if (opened === undefined) return undefined;
    try {
      return this.parts.engine.stepOf(opened.toString('utf8'), digits, this.parts.now());
    } finally {
      opened.fill(0);
    }
  }

  private entry(action: string, operator: Operator, actor: Actor): AuditEntry {
    const data = { operator: operator.id };
    const personal = { operatorName: operator.name };
    const at = this.parts.now();
    return deedEntry({ at, kind: 'operator-action', action, data, personal }, actor);
  }
}

const ownerOf = (operatorId: string) =>
  ({ accountId: operatorId, jid: '', purpose: 'totp' }) as const;
