import { randomUUID } from 'node:crypto';
import { passwordFault, type PasswordFault } from '../accounts/password-rules.js';
import { deedEntry } from '../audit/actor-entries.js';
import type { Actor, AuditEntry } from '../audit/audit-entry.js';
import type { Operator, OperatorRole, OperatorStore, PasswordHasher } from './operator.js';
import type { SetupTokens } from './setup-tokens.js';

const MIN_PASSWORD = 10;
const MAX_NAME = 64;

export type OperatorFaultCode =
  | 'bad-name'
  | 'weak-password'
  | 'exists'
  | 'not-found'
  | 'wrong-password'
  /** The last owner who may sign in can be neither removed nor locked nor given another role. */
  | 'last-owner'
  | 'locked-already'
  | 'not-locked'
  | 'setup-token-wrong'
  | 'setup-token-expired'
  | 'set-up-already';

/** Why a change of operators was not made. */
export class OperatorFault {
  constructor(
    readonly code: OperatorFaultCode,
    readonly text: string,
    readonly password?: PasswordFault,
  ) {}
}

export interface OperatorDirectoryParts {
  readonly operators: OperatorStore;
  readonly hasher: PasswordHasher;
  readonly setup: SetupTokens;
  readonly now: () => number;
}

export interface NewOperator {
  readonly name: string;
  readonly password: string;
  readonly role: OperatorRole;
}

/** The people who sign in to the dashboard, and the rules for changing them. Every change is audited. */
export class OperatorDirectory {
  /** What is checked against when there is no such operator, so that both answers take as long. */
  private decoyHash: Promise<string> | undefined;

  constructor(private readonly parts: OperatorDirectoryParts) {}

  /** Makes the first operator, an owner, with the token from the console. */
  async setUp(
    token: string,
    { name, password }: Omit<NewOperator, 'role'>,
    address: string | undefined,
  ): Promise<Operator | OperatorFault> {
    const check = await this.parts.setup.check(token);
    if (check === 'wrong') return new OperatorFault('setup-token-wrong', 'wrong setup token');
    if (check === 'expired') {
      return new OperatorFault('setup-token-expired', 'the token has expired: restart the server');
    }
    if (check === 'set-up-already') return setUpAlready();
    const made = await this.make({ name, password, role: 'owner' });
    if (made instanceof OperatorFault) return made;
    const entry = this.entry('set-up', made.operator, { kind: 'operator', name, address });
    const { operators, setup } = this.parts;
    if (!(await operators.addFirst(made.operator, made.hash, entry))) return setUpAlready();
    await setup.spend();
    return made.operator;
  }

  async add(operator: NewOperator, actor: Actor): Promise<Operator | OperatorFault> {
    const made = await this.make(operator);
    if (made instanceof OperatorFault) return made;
    const entry = this.entry('operator-added', made.operator, actor);
    const added = await this.parts.operators.add(made.operator, made.hash, entry);
    return added ? made.operator : new OperatorFault('exists', `${operator.name} exists already`);
  }

  /** @returns the operator, or undefined when name or password is wrong; both take as long */
  async signIn(name: string, password: string): Promise<Operator | undefined> {
    const { operators, hasher } = this.parts;
    const known = await operators.findByName(name);
    const hash = known?.passwordHash ?? (await this.decoy());
    const right = await hasher.verify(hash, password);
    return right ? known?.operator : undefined;
  }

  /** Sets a password and ends the operator's sessions. */
  async setPassword(id: string, password: string, actor: Actor): Promise<Operator | OperatorFault> {
    const operator = await this.parts.operators.find(id);
    if (operator === undefined) return notFound();
    const fault = passwordFault(password, [operator.name], MIN_PASSWORD);
    if (fault !== undefined) return new OperatorFault('weak-password', 'choose another', fault);
    const hash = await this.parts.hasher.hash(password);
    const entry = this.entry('operator-password-changed', operator, actor);
    const done = await this.parts.operators.setPassword(id, hash, entry);
    return done ? operator : notFound();
  }

  async setRole(id: string, role: OperatorRole, actor: Actor): Promise<Operator | OperatorFault> {
    const operator = await this.parts.operators.find(id);
    if (operator === undefined) return notFound();
    const change = { before: operator.role, after: role };
    const entry = this.entry('operator-role-changed', { ...operator, role }, actor, change);
    const done = await this.parts.operators.setRole(id, role, entry);
    return done ? { ...operator, role } : lastOwner();
  }

  /** They are signed out, and neither they nor the keys they made come in until they are unlocked. */
  async lock(id: string, actor: Actor): Promise<Operator | OperatorFault> {
    const operator = await this.parts.operators.find(id);
    if (operator === undefined) return notFound();
    if (operator.lockedAt !== undefined) {
      return new OperatorFault('locked-already', `${operator.name} is locked already`);
    }
    const lockedAt = this.parts.now();
    const entry = this.entry('operator-locked', operator, actor);
    const done = await this.parts.operators.setLocked(id, lockedAt, entry);
    return done ? { ...operator, lockedAt } : lastOwner();
  }

  async unlock(id: string, actor: Actor): Promise<Operator | OperatorFault> {
    const operator = await this.parts.operators.find(id);
    if (operator === undefined) return notFound();
    if (operator.lockedAt === undefined) {
      return new OperatorFault('not-locked', `${operator.name} is not locked`);
    }
    const entry = this.entry('operator-unlocked', operator, actor);
    const done = await this.parts.operators.setLocked(id, undefined, entry);
    return done ? { ...operator, lockedAt: undefined } : notFound();
  }

  async remove(id: string, actor: Actor): Promise<Operator | OperatorFault> {
    const operator = await this.parts.operators.find(id);
    if (operator === undefined) return notFound();
    const entry = this.entry('operator-removed', operator, actor);
    return (await this.parts.operators.remove(id, entry)) ? operator : lastOwner();
  }

  private async make({ name, password, role }: NewOperator) {
    const trimmed = name.trim().normalize('NFC');
    if (trimmed === '' || trimmed.length > MAX_NAME || /[\p{C}\p{Z}]/u.test(trimmed)) {
      return new OperatorFault(
        'bad-name',
        `a name has 1 to ${MAX_NAME} printable characters, without spaces`,
      );
    }
    const fault = passwordFault(password, [trimmed], MIN_PASSWORD);
    if (fault !== undefined) return new OperatorFault('weak-password', 'choose another', fault);
    const hash = await this.parts.hasher.hash(password);
    const createdAt = this.parts.now();
    const operator: Operator = { id: randomUUID(), name: trimmed, role, createdAt };
    return { operator, hash };
  }

  private decoy(): Promise<string> {
    this.decoyHash ??= this.parts.hasher.hash(randomUUID());
    return this.decoyHash;
  }

  private entry(
    action: string,
    operator: Operator,
    actor: Actor,
    more: Readonly<Record<string, string>> = {},
  ): AuditEntry {
    const at = this.parts.now();
    const data = { ...more, operator: operator.id, role: operator.role };
    const personal = { operatorName: operator.name };
    return deedEntry({ at, kind: 'operator-action', action, data, personal }, actor);
  }
}

const notFound = () => new OperatorFault('not-found', 'there is no such operator');
const lastOwner = () => new OperatorFault('last-owner', 'one owner who may sign in has to stay');
const setUpAlready = () => new OperatorFault('set-up-already', 'there is an operator already');
