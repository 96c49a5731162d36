import { createHash } from 'node:crypto';
import { Jid } from '@waybill/core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../audit/audit-entry.js';
import { AccountAuthenticator } from './account-authenticator.js';
import { AccountDirectory, AccountFault, type AccountEvent } from './account-directory.js';
import { AccountStore, type AccountChange, type AccountFilter } from './account-store.js';
import { isLocked, type Account, type AccountCredentials } from './account.js';
import { KeyDerivation } from './key-derivation.js';
import { LegacyVault } from './legacy-vault.js';
import { DecoyCredentials, deriveScram } from './scram.js';
import { SignInStore, type SignIn, type SignInMechanism } from './sign-in.js';
import { SignInThrottle } from './sign-in-throttle.js';

const DAY = 86_400_000;
const actor = { kind: 'operator', name: 'root', address: '192.0.2.9' } as const;
const alice = Jid.from('alice@example.org');
const nobody = Jid.from('nobody@example.org');
const password = 'correct horse battery';

class MemoryAccounts extends AccountStore {
  readonly rows = new Map<string, AccountCredentials>();
  readonly entries: AuditEntry[] = [];
  override add(account: Account, scram: AccountCredentials['scram'], entry: AuditEntry) {
    const free = !this.rows.has(account.jid);
    if (free) this.put({ account, scram }, entry);
    return Promise.resolve(free);
  }
  override find(jid: string) {
    return Promise.resolve(this.rows.get(jid)?.account);
  }
  override credentials(jid: string) {
    return Promise.resolve(this.rows.get(jid));
  }
  override change(jid: string, change: AccountChange, entry: AuditEntry) {
    return this.update(jid, (row) => ({ ...row, account: { ...row.account, ...change } }), entry);
  }
  override setKeys(jid: string, scram: AccountCredentials['scram'], entry: AuditEntry) {
    return this.update(jid, (row) => ({ ...row, scram }), entry);
  }
  override setLegacySignIn(
    jid: string,
    legacy: Parameters<AccountStore['setLegacySignIn']>[1],
    entry: AuditEntry,
  ) {
    const change = (row: AccountCredentials) => ({
      ...row,
      account: { ...row.account, legacySignIn: legacy?.mark },
      legacySecret: legacy?.secret,
    });
    return this.update(jid, change, entry);
  }
  override seen(jid: string, at: number, address: string | undefined) {
    const row = this.rows.get(jid);
    const seen = { lastSeenAt: at, lastSeenAddress: address };
    if (row !== undefined) this.rows.set(jid, { ...row, account: { ...row.account, ...seen } });
    return Promise.resolve();
  }
  override remove(jid: string, entry: AuditEntry) {
    this.entries.push(entry);
    return Promise.resolve(this.rows.delete(jid));
  }
  override list({ legacySignIn: legacy, status }: AccountFilter) {
    const accounts = [...this.rows.values()]
      .map(({ account }) => account)
      .filter((one) => legacy !== true || one.legacySignIn !== undefined)
      .filter((one) => status === undefined || one.status === status);
    return Promise.resolve({ accounts, next: undefined });
  }
  override count() {
    return Promise.resolve(this.rows.size);
  }
  private update(
    jid: string,
    change: (row: AccountCredentials) => AccountCredentials,
    entry: AuditEntry,
  ) {
    const row = this.rows.get(jid);
    if (row !== undefined) this.put(change(row), entry);
    return Promise.resolve(row !== undefined);
  }
  private put(row: AccountCredentials, entry: AuditEntry) {
    this.rows.set(row.account.jid, row);
    this.entries.push(entry);
  }
}

class MemorySignIns extends SignInStore {
  readonly rows: SignIn[] = [];
  failing = false;
  override record(signIn: SignIn) {
    if (this.failing) return Promise.reject(new Error('disk full'));
    this.rows.push(signIn);
    return Promise.resolve();
  }
  override list() {
    return Promise.resolve({ signIns: this.rows, next: undefined });
  }
  override all() {
    return this.list();
  }
  override count() {
    return Promise.resolve(this.rows.length);
  }
  override countLegacy() {
    return Promise.resolve(0);
  }
  override prune() {
    return Promise.resolve(0);
  }
}

describe('accounts', () => {
  let now: number;
  let accounts: MemoryAccounts;
  let signIns: MemorySignIns;
  let directory: AccountDirectory;
  let authenticator: AccountAuthenticator;
  let events: AccountEvent[];
  let lost: unknown[];
  const derivation = new KeyDerivation();

  beforeEach(async () => {
    now = 1_764_000_000_000;
    accounts = new MemoryAccounts();
    signIns = new MemorySignIns();
    lost = [];
    events = [];
    const vault = new LegacyVault([{ id: 'k', key: Buffer.alloc(32, 1) }]);
    const clock = () => now;
    const domains = ['example.org'];
    const rules = { domains, iterations: 4096, now: clock, vault, derivation, accounts };
    directory = new AccountDirectory(rules);
    directory.observe((event) => events.push(event));
    authenticator = new AccountAuthenticator({
      accounts,
      signIns,
      vault,
      decoys: new DecoyCredentials(Buffer.alloc(32, 2), 4096),
      derivation,
      throttle: new SignInThrottle(clock),
      now: clock,
      onLost: (error) => lost.push(error),
    });
    await directory.add({ jid: alice, password }, actor);
  });

  const attempt = (jid = alice, mechanism: SignInMechanism = 'PLAIN') => ({
    jid,
    address: '192.0.2.1',
    mechanism,
  });
  const digest = (streamId: string, secret: string) =>
    createHash('sha1')
      .update(streamId + secret)
      .digest('hex');
  const code = (result: unknown) => (result instanceof AccountFault ? result.code : 'ok');

  describe('AccountDirectory', () => {
    it('adds with a given or a generated password, on its own domains only', async () => {
      const add = (jid: string, given?: string) =>
        directory.add({ jid: Jid.from(jid), password: given }, actor);
      expect(code(await add('alice@example.org', password))).toBe('exists');
      expect(code(await add('x@elsewhere.org', password))).toBe('foreign-domain');
      expect(code(await add('example.org', password))).toBe('not-an-account');
      expect(code(await add('x@example.org/r', password))).toBe('not-an-account');
      expect(await add('x@example.org', 'xxxx')).toMatchObject({
        code: 'weak-password',
        password: 'too-short',
      });
      const made = await add('bob@example.org');
      if (made instanceof AccountFault || made.password === undefined) throw new Error('no');
      expect(await authenticator.checkPlain(Jid.from('bob@example.org'), made.password)).toBe(true);
    });

    it('audits each change with its actor, and no secret', async () => {
      await directory.setPassword(alice, 'another password', actor);
      await directory.lock(alice, 'lost phone', actor);
      await directory.remove(alice, actor);
      const { id } = [...accounts.entries].map(({ data }) => ({ id: data['account'] }))[0] ?? {};
      expect(accounts.entries.map(({ data }) => data['action'])).toEqual([
        'account-added',
        'password-changed',
        'account-locked',
        'account-removed',
      ]);
      for (const entry of accounts.entries) {
        expect(entry.data['account']).toBe(id);
        expect(entry.personal).toMatchObject({
          jid: alice.bare,
          actorName: 'root',
          actorAddress: '192.0.2.9',
        });
      }
      expect(JSON.stringify(accounts.entries)).not.toContain('password"');
    });

    it('tells who listens, so that sessions end at once', async () => {
      await directory.lock(alice, undefined, actor);
      await directory.unlock(alice, actor);
      await directory.remove(alice, actor);
      expect(events.map(({ kind }) => kind)).toEqual(['added', 'locked', 'unlocked', 'removed']);
      expect(code(await directory.lock(alice, undefined, actor))).toBe('not-found');
    });

    it('ends a lock by itself, and says in the chain what was and what is', async () => {
      const locked = await directory.lock(alice, 'holiday', actor, now + DAY);
      expect(locked).toMatchObject({ status: 'locked', lockedUntil: now + DAY });
      expect(accounts.entries.at(-1)).toMatchObject({
        data: { before: 'active', after: 'locked', until: now + DAY },
        personal: { reasonAfter: 'holiday' },
      });
      expect(await directory.endExpiredLocks()).toBe(0);
      now += DAY;
      expect(isLocked(locked as Account, now)).toBe(false);
      expect(await directory.endExpiredLocks()).toBe(1);
      expect(accounts.entries.at(-1)?.data).toMatchObject({ actor: 'server', after: 'active' });
      expect(code(await directory.lock(alice, undefined, actor, now))).toBe('bad-value');
    });

    it('ends legacy sign-ins that are past their date', async () => {
      await directory.enableLegacySignIn(alice, { reason: 'old client' }, actor);
      now += 89 * DAY;
      expect(await directory.endExpiredLegacySignIns()).toBe(0);
      now += DAY;
      expect(await directory.endExpiredLegacySignIns()).toBe(1);
      expect(events.at(-1)).toEqual({
        kind: 'legacy-sign-in-ended',
        by: 'server',
        jid: alice.bare,
      });
      expect(code(await directory.disableLegacySignIn(alice, actor))).toBe('no-legacy-sign-in');
    });

    it('refuses odd expiry dates and endless texts', async () => {
      const enable = (expiresInDays: number, reason = 'r') =>
        directory.enableLegacySignIn(alice, { reason, expiresInDays }, actor);
      for (const days of [0, -1, NaN, Infinity, 1e9]) {
        expect(code(await enable(days))).toBe('bad-value');
      }
      expect(code(await enable(1, 'x'.repeat(1001)))).toBe('bad-value');
      expect(code(await directory.setNote(alice, 'x'.repeat(1001), actor))).toBe('bad-value');
    });
  });

  describe('AccountAuthenticator', () => {
    it('checks passwords, prepared as SASLprep says', async () => {
      const bob = Jid.from('bob@example.org');
      await directory.add({ jid: bob, password: 'I\u00adX and the rest' }, actor);
      expect(await authenticator.checkPlain(bob, 'IX and the rest')).toBe(true);
      expect(await authenticator.checkPlain(alice, password)).toBe(true);
      const wrong = ['', 'wrong', `${password}\u0000`, '\u0007', 'x'.repeat(100_000)];
      for (const each of wrong) expect(await authenticator.checkPlain(alice, each)).toBe(false);
      expect(await authenticator.checkPlain(nobody, password)).toBe(false);
    });

    it('gives SCRAM credentials that fit the password, and stable decoys for nobody', async () => {
      const real = await authenticator.scramCredentials(alice, 'SHA-256');
      expect(await deriveScram(derivation, password, 'SHA-256', real)).toEqual(real);
      const decoy = await authenticator.scramCredentials(nobody, 'SHA-256');
      expect(await authenticator.scramCredentials(nobody, 'SHA-256')).toEqual(decoy);
      expect(decoy.iterations).toBe(real.iterations);
      expect(decoy.salt.length).toBe(real.salt.length);
    });

    it('checks digests against the legacy secret, never against the password', async () => {
      expect(await authenticator.checkDigest(alice, 's1', digest('s1', password))).toBe(false);
      const made = await directory.enableLegacySignIn(alice, { reason: 'old client' }, actor);
      if (made instanceof AccountFault) throw new Error(made.text);
      const right = digest('s1', made.secret);
      expect(await authenticator.checkDigest(alice, 's1', right)).toBe(true);
      expect(await authenticator.checkDigest(alice, 's1', right.toUpperCase())).toBe(true);
      expect(await authenticator.checkDigest(alice, 's2', right)).toBe(false);
      expect(await authenticator.checkDigest(nobody, 's1', right)).toBe(false);
      expect(await authenticator.checkDigest(alice, 's1', digest('s1', password))).toBe(false);
      expect(await authenticator.checkDigest(alice, 's1', '')).toBe(false);
      now += 90 * DAY;
      expect(await authenticator.checkDigest(alice, 's1', right)).toBe(false);
    });

    it('keeps a history with mechanism, address and reason', async () => {
      expect(await authenticator.signedIn(attempt())).toMatchObject({ jid: alice.bare });
      await authenticator.signInFailed(attempt());
      await authenticator.signInFailed(attempt(nobody, 'SCRAM-SHA-1'));
      expect(await authenticator.signedIn(attempt(alice, 'iq-auth-digest'))).toBeUndefined();
      await directory.lock(alice, undefined, actor);
      expect(await authenticator.signedIn(attempt())).toBeUndefined();
      expect(signIns.rows.map(({ result, reason }) => reason ?? result)).toEqual([
        'ok',
        'wrong-password',
        'unknown-account',
        'legacy-not-enabled',
        'locked',
      ]);
      const account = await accounts.find(alice.bare);
      expect(account).toMatchObject({ lastSeenAt: now, lastSeenAddress: '192.0.2.1' });
    });

    it('delays and refuses who fails too often', async () => {
      for (let i = 0; i < 20; i++) await authenticator.signInFailed(attempt());
      expect(authenticator.admit(attempt())).toEqual({ refused: true, delayMs: 60_000 });
      expect(authenticator.admit({ ...attempt(), address: '192.0.2.2' })).toEqual({
        refused: false,
        delayMs: 0,
      });
    });

    it('lets people in when the history cannot be written', async () => {
      signIns.failing = true;
      expect(await authenticator.signedIn(attempt())).toBeDefined();
      expect(lost).toHaveLength(1);
    });
  });
});

describe('the digest of XEP-0078', () => {
  it('is SHA-1 over stream id and secret', () => {
    const hash = createHash('sha1').update('3EE948B0').update('Calli0pe').digest('hex');
    expect(hash).toBe('48fc78be9ec8f86d8ce1c39c320c97c21d62334d');
  });
});
