import { expect, it } from 'vitest';
import type { Database } from '../database.js';
import { NOON, sampleEntry } from './samples.js';

/** What operators, their sessions and the audit chain promise on either database. */
export function operatorContract(db: () => Database): void {
  const owner = { id: 'o1', name: 'Ärmel', role: 'owner', createdAt: NOON } as const;
  const helper = { id: 'o2', name: 'helper', role: 'helpdesk', createdAt: NOON } as const;
  const entry = sampleEntry({ kind: 'operator-action' });

  it('makes the first operator once, and finds names whatever their case', async () => {
    const both = await Promise.all([
      db().operators.addFirst(owner, 'hash', entry),
      db().operators.addFirst({ ...owner, id: 'o9', name: 'other' }, 'hash', entry),
    ]);
    expect(both).toEqual([true, false]);
    expect(await db().operators.add({ ...owner, id: 'o3', name: 'äRMEL' }, 'h', entry)).toBe(false);
    expect(await db().operators.add(helper, 'hash2', entry)).toBe(true);
    const found = await db().operators.findByName('ÄRMEL');
    expect(found).toEqual({ operator: owner, passwordHash: 'hash' });
    expect(await db().operators.count()).toBe(2);
  });

  it('keeps the last owner', async () => {
    expect(await db().operators.remove(owner.id, entry)).toBe(false);
    expect(await db().operators.setRole(owner.id, 'admin', entry)).toBe(false);
    expect(await db().operators.setRole(helper.id, 'owner', entry)).toBe(true);
    expect(await db().operators.setRole(owner.id, 'admin', entry)).toBe(true);
    expect(await db().operators.setRole(helper.id, 'auditor', entry)).toBe(false);
  });

  it('locks and unlocks, ends the sessions, and keeps one owner who may sign in', async () => {
    const { operators, operatorSessions } = db();
    const second = { ...helper, id: 'o4', name: 'second', role: 'owner' } as const;
    await operators.add(second, 'hash', entry);
    const times = { createdAt: NOON, lastUsedAt: NOON, expiresAt: NOON + 100, provenAt: NOON };
    await operatorSessions.add({ idHash: 'l', operatorId: second.id, address: '::1', ...times });
    expect(await operators.setLocked(second.id, NOON + 5, entry)).toBe(true);
    expect(await operators.find(second.id)).toMatchObject({ lockedAt: NOON + 5 });
    expect(await operatorSessions.find('l')).toBeUndefined();
    // the helper is the only owner left who may sign in
    expect(await operators.setLocked(helper.id, NOON + 6, entry)).toBe(false);
    expect(await operators.setRole(helper.id, 'admin', entry)).toBe(false);
    expect(await operators.remove(helper.id, entry)).toBe(false);
    expect(await operators.setLocked(second.id, undefined, entry)).toBe(true);
    expect((await operators.find(second.id))?.lockedAt).toBeUndefined();
    expect(await operators.setLocked(helper.id, NOON + 7, entry)).toBe(true);
    expect(await operators.setLocked(helper.id, undefined, entry)).toBe(true);
    expect(await operators.remove(second.id, entry)).toBe(true);
  });

  it('ends sessions with a new password, and with the operator', async () => {
    const times = { createdAt: NOON, lastUsedAt: NOON, expiresAt: NOON + 100, provenAt: NOON };
    const session = (idHash: string) => ({
      idHash,
      operatorId: owner.id,
      address: '::1',
      ...times,
    });
    await db().operatorSessions.add({ ...session('a'), userAgent: 'x' });
    await db().operatorSessions.add(session('b'));
    expect(await db().operatorSessions.find('a')).toEqual({ ...session('a'), userAgent: 'x' });
    await db().operatorSessions.touch('a', NOON + 50);
    await db().operatorSessions.setProven('a', NOON + 60);
    expect(await db().operatorSessions.listOf(owner.id)).toMatchObject([
      { idHash: 'a', lastUsedAt: NOON + 50, provenAt: NOON + 60 },
      { idHash: 'b' },
    ]);
    expect(await db().operatorSessions.prune(NOON + 1, NOON + 20)).toBe(1);
    await db().operators.setPassword(owner.id, 'new', entry);
    expect(await db().operatorSessions.find('a')).toBeUndefined();
    await db().operatorSessions.add(session('c'));
    await db().operatorSessions.removeAllOf(owner.id, 'c');
    expect(await db().operatorSessions.find('c')).toBeDefined();
    await db().operators.remove(owner.id, entry);
    expect(await db().operatorSessions.find('c')).toBeUndefined();
  });

  it('keeps one setup token', async () => {
    expect(await db().setupTokens.current()).toBeUndefined();
    await db().setupTokens.put({ hash: 'a', createdAt: 1, expiresAt: 2 });
    await db().setupTokens.put({ hash: 'b', createdAt: 3, expiresAt: 4 });
    expect(await db().setupTokens.current()).toEqual({ hash: 'b', createdAt: 3, expiresAt: 4 });
    await db().setupTokens.clear();
    expect(await db().setupTokens.current()).toBeUndefined();
  });

  it('pages the chain newest first, and stays whole when a person is erased', async () => {
    const person = '100%_"person"@example.org';
    const before = await db().audit.list({}, 1);
    const seq = before.entries[0]?.seq ?? 0;
    for (let i = 0; i < 3; i++) {
      const personal = { jid: i === 1 ? 'else@example.org' : person, address: '192.0.2.1' };
      await db().audit.append(sampleEntry({ kind: 'gap', at: NOON + i, data: { i }, personal }));
    }
    const page = await db().audit.list({ kinds: ['gap'], sinceAt: NOON, untilAt: NOON + 9 }, 2);
    expect(page.entries.map((each) => each.seq)).toEqual([seq + 3, seq + 2]);
    expect(page.entries[0]?.personal).toEqual({ jid: person, address: '192.0.2.1' });
    expect(page.next).toBe(seq + 2);
    expect(await db().audit.erase(person)).toBe(2);
    const after = await db().audit.list({ kinds: ['gap'] }, 3);
    expect(after.entries.map(({ personal }) => personal['jid'])).toEqual([
      undefined,
      'else@example.org',
      undefined,
    ]);
    expect(await db().audit.verify()).toMatchObject({ intact: true, entries: seq + 3 });
  });
}
