import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../audit/audit-entry.js';
import { OperatorDirectory, OperatorFault } from './operator-directory.js';
import { OPERATOR_ROLES, OperatorStore, PasswordHasher, type Operator } from './operator.js';
import { PERMISSIONS, roleMay } from './permissions.js';
import { SetupTokenStore, type SetupToken } from './setup-token-store.js';
import { SetupTokens } from './setup-tokens.js';

const DAY = 86_400_000;
const actor = { kind: 'operator', name: 'root', address: '192.0.2.1' } as const;

class MemoryTokens extends SetupTokenStore {
  token: SetupToken | undefined;
  override put(token: SetupToken) {
    this.token = token;
    return Promise.resolve();
  }
  override current() {
    return Promise.resolve(this.token);
  }
  override clear() {
    this.token = undefined;
    return Promise.resolve();
  }
}

class MemoryOperators extends OperatorStore {
  readonly rows = new Map<string, { operator: Operator; passwordHash: string }>();
  readonly entries: AuditEntry[] = [];
  override add(operator: Operator, passwordHash: string, entry: AuditEntry) {
    const taken = [...this.rows.values()].some((row) => row.operator.name === operator.name);
    if (!taken) this.write(operator, passwordHash, entry);
    return Promise.resolve(!taken);
  }
  override addFirst(operator: Operator, passwordHash: string, entry: AuditEntry) {
    const first = this.rows.size === 0;
    if (first) this.write(operator, passwordHash, entry);
    return Promise.resolve(first);
  }
  override find(id: string) {
    return Promise.resolve(this.rows.get(id)?.operator);
  }
  override findByName(name: string) {
    return Promise.resolve([...this.rows.values()].find((row) => row.operator.name === name));
  }
  override list() {
    return Promise.resolve([...this.rows.values()].map((row) => row.operator));
  }
  override count() {
    return Promise.resolve(this.rows.size);
  }
  override setPassword(id: string, passwordHash: string, entry: AuditEntry) {
    const row = this.rows.get(id);
    if (row !== undefined) this.write(row.operator, passwordHash, entry);
    return Promise.resolve(row !== undefined);
  }
  override setRole() {
    return Promise.resolve(false);
  }
  override setLocked(id: string, at: number | undefined, entry: AuditEntry) {
    const row = this.rows.get(id);
    if (row !== undefined) this.write({ ...row.operator, lockedAt: at }, row.passwordHash, entry);
    return Promise.resolve(row !== undefined);
  }
  override setLocale() {
    return Promise.resolve();
  }
  override seen() {
    return Promise.resolve();
  }
  override remove() {
    return Promise.resolve(false);
  }
  private write(operator: Operator, passwordHash: string, entry: AuditEntry) {
    this.rows.set(operator.id, { operator, passwordHash });
    this.entries.push(entry);
  }
}

class PlainHasher extends PasswordHasher {
  readonly verified: string[] = [];
  override hash(password: string) {
    return Promise.resolve(`hash of ${password}`);
  }
  override verify(hash: string, password: string) {
    this.verified.push(hash);
    return Promise.resolve(hash === `hash of ${password}`);
  }
}

describe('operators', () => {
  let now: number;
  let operators: MemoryOperators;
  let hasher: PlainHasher;
  let setup: SetupTokens;
  let directory: OperatorDirectory;
  const owner = { name: 'root', password: 'correct horse battery' };

  beforeEach(() => {
    now = 1_764_000_000_000;
    operators = new MemoryOperators();
    hasher = new PlainHasher();
    setup = new SetupTokens(new MemoryTokens(), operators, () => now);
    directory = new OperatorDirectory({ operators, hasher, setup, now: () => now });
  });

  const code = (result: unknown) => (result instanceof OperatorFault ? result.code : 'ok');

  it('takes the setup token as people type it, once', async () => {
    const token = (await setup.issue()) ?? '';
    expect(token).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{2}$/);
    const typed = token.toLowerCase().replaceAll('-', ' ');
    expect(await setup.check(typed)).toBe('right');
    expect(code(await directory.setUp(typed, owner, '::1'))).toBe('ok');
    expect(operators.entries[0]?.personal).toMatchObject({
      actorName: 'root',
      actorAddress: '::1',
    });
    expect(code(await directory.setUp(token, owner, '::1'))).toBe('set-up-already');
    expect(await setup.issue()).toBeUndefined();
  });

  it('refuses a wrong token, one of an earlier start, and one of yesterday', async () => {
    const old = (await setup.issue()) ?? '';
    const token = (await setup.issue()) ?? '';
    expect(await setup.check(old)).toBe('wrong');
    expect(await setup.check('')).toBe('wrong');
    expect(await setup.check('x'.repeat(100_000))).toBe('wrong');
    now += DAY;
    expect(await setup.check(token)).toBe('expired');
  });

  it('refuses weak passwords and names that are none', async () => {
    const add = (change: object) => directory.add({ ...owner, role: 'admin', ...change }, actor);
    expect(code(await add({ password: 'too short' }))).toBe('weak-password');
    expect(code(await add({ name: ' ' }))).toBe('bad-name');
    expect(code(await add({ name: 'a\u202eb' }))).toBe('bad-name');
    expect(code(await add({ name: 'a b' }))).toBe('bad-name');
    expect(code(await add({}))).toBe('ok');
    expect(code(await add({}))).toBe('exists');
  });

  it('checks a hash for a name that is not there too', async () => {
    await directory.add({ ...owner, role: 'owner' }, actor);
    expect(await directory.signIn('root', owner.password)).toMatchObject({ name: 'root' });
    expect(await directory.signIn('root', 'wrong')).toBeUndefined();
    expect(await directory.signIn('nobody', owner.password)).toBeUndefined();
    expect(hasher.verified).toHaveLength(3);
  });

  it('gives each role what the table says', () => {
    expect(PERMISSIONS.every((permission) => roleMay('owner', permission))).toBe(true);
    const holders = (permission: (typeof PERMISSIONS)[number]) =>
      OPERATOR_ROLES.filter((role) => roleMay(role, permission));
    expect(holders('transfers:names')).toEqual(['owner', 'admin', 'auditor']);
    expect(holders('transfers:cancel')).toEqual(['owner', 'admin', 'helpdesk']);
    expect(holders('users:delete')).toEqual(['owner', 'admin']);
    expect(holders('audit:read')).toEqual(['owner', 'auditor']);
    expect(holders('settings:write')).toEqual(['owner']);
  });
});
