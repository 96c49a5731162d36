import { expect, it } from 'vitest';
import type { ApiKey, KeyScope, OneTimeLink, SavedView } from '@waybill/domain';
import type { Database } from '../database.js';
import { NOON, sampleEntry } from './samples.js';

/** What links, keys, second factors and views promise on either database. */
export function accessContract(db: () => Database): void {
  const entry = sampleEntry({ kind: 'operator-action' });
  const invite: OneTimeLink = {
    id: 'l1',
    kind: 'invite',
    domain: 'example.org',
    note: 'the band',
    uses: 0,
    maxUses: 2,
    createdAt: NOON,
    expiresAt: NOON + 100,
    createdBy: 'root',
  };
  const reset: OneTimeLink = {
    id: 'r1',
    kind: 'account-reset',
    subject: 'alice@example.org',
    uses: 0,
    maxUses: 1,
    createdAt: NOON,
    expiresAt: NOON + 100,
    createdBy: 'root',
  };

  it('uses a link as often as it may be, and not when it is over', async () => {
    const { links } = db();
    await links.add(invite, 'hash', entry);
    expect(await links.findByToken('hash')).toEqual(invite);
    const three = [1, 2, 3].map((i) => links.use('l1', NOON + i, entry));
    expect(await Promise.all(three)).toEqual([true, true, false]);
    await links.giveBack('l1', entry);
    expect(await links.use('l1', NOON + 100, entry)).toBe(false);
    expect(await links.use('l1', NOON + 99, entry)).toBe(true);
    expect(await links.find('l1')).toEqual({ ...invite, uses: 2, lastUsedAt: NOON + 99 });
    await links.giveBack('l1', entry);
    expect(await links.revoke('l1', NOON, entry)).toBe(true);
    expect(await links.revoke('l1', NOON, entry)).toBe(false);
    expect(await links.use('l1', NOON + 1, entry)).toBe(false);
  });

  it('has one open reset link for a person, and pages newest first', async () => {
    const { links } = db();
    for (const [i, id] of ['r1', 'r2', 'r3'].entries()) {
      await links.add({ ...reset, id, createdAt: NOON + i }, `reset ${id}`, entry);
    }
    const first = await links.list('account-reset', 2);
    expect(first.links.map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
      ['r3', undefined],
      ['r2', NOON + 2],
    ]);
    const rest = await links.list('account-reset', 2, first.next);
    expect(rest.links.map(({ id, revokedAt }) => [id, revokedAt])).toEqual([['r1', NOON + 1]]);
    expect(rest.next).toBeUndefined();
    expect(await links.prune(NOON + 101)).toBe(4);
  });

  it('keeps keys by the hash of their secret', async () => {
    const { apiKeys } = db();
    const key: ApiKey = {
      id: 'k1',
      name: 'backup',
      scopes: ['transfers:export', 'transfers:read'],
      createdAt: NOON,
      createdBy: 'root',
      expiresAt: NOON + 9,
    };
    await apiKeys.add(key, 'secret hash', entry);
    expect(await apiKeys.findByHash('secret hash')).toEqual(key);
    expect(await apiKeys.findByHash('another')).toBeUndefined();
    await apiKeys.used('k1', NOON + 1, '192.0.2.1');
    expect(await apiKeys.revoke('k1', NOON + 2, entry)).toBe(true);
    expect(await apiKeys.revoke('k1', NOON + 3, entry)).toBe(false);
    const seen = { lastUsedAt: NOON + 1, lastUsedAddress: '192.0.2.1', revokedAt: NOON + 2 };
    expect(await apiKeys.list()).toEqual([{ ...key, ...seen }]);
  });

  it('leaves out a scope that is known no more', async () => {
    const { apiKeys } = db();
    const scopes = ['moon:write', 'transfers:read'] as unknown as readonly KeyScope[];
    const key = { id: 'k-old', name: 'old', scopes, createdAt: NOON, createdBy: 'root' };
    await apiKeys.add(key, 'hash of old', entry);
    expect((await apiKeys.find('k-old'))?.scopes).toEqual(['transfers:read']);
  });

  it('ends the keys of an operator who is removed, and nobody else’s', async () => {
    const { apiKeys, operators } = db();
    const maker = { id: 'm1', name: 'maker', role: 'auditor', createdAt: NOON } as const;
    await operators.add(maker, 'hash', entry);
    const key: ApiKey = {
      id: 'k-gone',
      name: 'robot',
      scopes: ['users:read'],
      createdAt: NOON,
      createdBy: 'maker',
      createdById: 'm1',
    };
    await apiKeys.add(key, 'hash of one', entry);
    await apiKeys.add({ ...key, id: 'k-stays', createdById: undefined }, 'hash of other', entry);
    expect(await apiKeys.findByHash('hash of one')).toEqual(key);
    await operators.remove('m1', sampleEntry({ at: NOON + 9 }));
    expect(await apiKeys.find('k-gone')).toMatchObject({ revokedAt: NOON + 9 });
    expect((await apiKeys.find('k-stays'))?.revokedAt).toBeUndefined();
  });

  it('takes each time step and each recovery code once, and lets both go with the operator', async () => {
    const { operators, secondFactors } = db();
    const operator = { id: 'f1', name: 'factor', role: 'admin', createdAt: NOON } as const;
    await operators.add(operator, 'hash', entry);
    const secret = { keyId: 'k', nonce: Buffer.alloc(12, 1), sealed: Buffer.alloc(40, 2) };
    const other = { ...secret, keyId: 'k2' };
    expect(await secondFactors.useStep('f1', 1)).toBe(false);
    expect(await secondFactors.offer('f1', secret, NOON)).toBe(true);
    expect(await secondFactors.offer('f1', other, NOON)).toBe(true);
    expect(await secondFactors.useStep('f1', 1)).toBe(false);
    const use = { at: NOON, step: 7, codeHashes: ['a', 'b'] };
    expect(await secondFactors.confirm('f1', use, entry)).toBe(true);
    expect(await secondFactors.confirm('f1', use, entry)).toBe(false);
    expect(await secondFactors.offer('f1', secret, NOON)).toBe(false);
    expect(await secondFactors.find('f1')).toEqual({
      secret: other,
      confirmedAt: NOON,
      lastStep: 7,
    });
    const steps = [7, 8, 8].map((step) => secondFactors.useStep('f1', step));
    expect(await Promise.all(steps)).toEqual([false, true, false]);
    const codes = ['a', 'a', 'c'].map((code) =>
      secondFactors.useRecoveryCode('f1', code, NOON, entry),
    );
    expect(await Promise.all(codes)).toEqual([true, false, false]);
    expect(await secondFactors.recoveryCodesLeft('f1')).toBe(1);
    await operators.remove('f1', entry);
    expect(await secondFactors.find('f1')).toBeUndefined();
    expect(await secondFactors.recoveryCodesLeft('f1')).toBe(0);
    expect(await secondFactors.remove('f1', entry)).toBe(false);
  });

  it('remembers locks and remarks of accounts elsewhere, and forgets what is empty', async () => {
    const { hostAccounts } = db();
    const jid = 'ann@elsewhere.example';
    const host = 'elsewhere.example';
    const lock = { by: 'password', at: NOON, reason: 'lost telephone' } as const;
    await hostAccounts.put({ jid, host, note: '合同', lock: undefined }, entry);
    await hostAccounts.put({ jid, host, note: '合同', lock }, entry);
    expect(await hostAccounts.find(jid)).toEqual({ jid, host, note: '合同', lock });
    expect(await hostAccounts.ofHost(host)).toHaveLength(1);
    await hostAccounts.put({ jid, host, note: undefined, lock: undefined }, entry);
    expect(await hostAccounts.find(jid)).toBeUndefined();
    expect(await hostAccounts.ofHost(host)).toEqual([]);
  });

  it('keeps the views of each operator apart', async () => {
    const { operators, savedViews } = db();
    for (const id of ['v1', 'v2']) {
      await operators.add({ id, name: id, role: 'admin', createdAt: NOON }, 'hash', entry);
    }
    const view: SavedView = {
      id: 'a',
      page: 'transfers',
      name: '失败',
      query: 'status=failed',
      createdAt: NOON,
    };
    await savedViews.add('v1', view);
    expect(await savedViews.list('v1')).toEqual([view]);
    expect(await savedViews.remove('v2', 'a')).toBe(false);
    expect(await savedViews.remove('v1', 'a')).toBe(true);
    expect(await savedViews.list('v1')).toEqual([]);
    for (const id of ['v1', 'v2']) await operators.remove(id, entry);
  });

  it('finds entries of the chain by who did it and to whom', async () => {
    const { audit } = db();
    const personal = { actorName: 'root "r"', jid: 'tom_%@example.org' };
    const data = { action: 'account-locked', account: 'id-of-tom' };
    await audit.append({ at: NOON, kind: 'account-change', data, personal });
    await audit.append({ at: NOON, kind: 'sign-in', data: {}, personal: { operatorName: 'eve' } });
    const count = async (filter: object) => (await audit.list(filter, 9)).entries.length;
    expect(await count({ actor: 'root "r"' })).toBe(1);
    expect(await count({ actor: 'root' })).toBe(0);
    expect(await count({ actor: 'tom_%@example.org' })).toBe(0);
    expect(await count({ actor: 'eve' })).toBe(1);
    expect(await count({ target: 'tom_%@example.org' })).toBe(1);
    expect(await count({ target: 'tomX%@example.org' })).toBe(0);
    expect(await count({ target: 'id-of-tom' })).toBe(1);
    expect(await count({ target: 'id-of-tom', kinds: ['gap'] })).toBe(0);
  });
}
