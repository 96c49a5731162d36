import { expect, it } from 'vitest';
import type { Database } from '../database.js';
import { NOON, sampleAccount, sampleEntry, sampleKeys } from './samples.js';

/** What accounts and everything that belongs to them promise on either database. */
export function accountContract(db: () => Database): void {
  it('gives back an account with keys and legacy secret, and refuses its address twice', async () => {
    const account = sampleAccount('carol', { note: 'ring first' });
    const keys = sampleKeys(1);
    expect(await db().accounts.add(account, keys, sampleEntry())).toBe(true);
    expect(await db().accounts.add(account, sampleKeys(9), sampleEntry())).toBe(false);
    expect(await db().accounts.find(account.jid)).toEqual(account);
    const mark = { enabledAt: NOON, expiresAt: NOON + 1, reason: 'a client of 2006' };
    const secret = { keyId: 'k', nonce: Buffer.alloc(12, 3), sealed: Buffer.alloc(42, 4) };
    await db().accounts.setLegacySignIn(account.jid, { mark, secret }, sampleEntry());
    const known = await db().accounts.credentials(account.jid);
    expect(known).toEqual({
      account: { ...account, legacySignIn: mark },
      scram: keys,
      legacySecret: secret,
    });
    await db().accounts.setLegacySignIn(account.jid, undefined, sampleEntry());
    await db().accounts.setKeys(account.jid, sampleKeys(5), sampleEntry());
    const changed = await db().accounts.credentials(account.jid);
    expect(changed).toEqual({ account, scram: sampleKeys(5), legacySecret: undefined });
  });

  it('changes only what it is told to, and says when there is nobody', async () => {
    const account = sampleAccount('dave', { note: 'n' });
    await db().accounts.add(account, sampleKeys(1), sampleEntry());
    const lock = { status: 'locked', lockedReason: 'lost phone' } as const;
    expect(await db().accounts.change(account.jid, lock, sampleEntry())).toBe(true);
    await db().accounts.seen(account.jid, NOON + 5, '192.0.2.1');
    await db().accounts.seen(account.jid, NOON + 3, '192.0.2.9');
    expect(await db().accounts.find(account.jid)).toEqual({
      ...account,
      ...lock,
      lastSeenAt: NOON + 5,
      lastSeenAddress: '192.0.2.1',
    });
    expect(await db().accounts.change('nobody@example.org', lock, sampleEntry())).toBe(false);
    expect(await db().accounts.remove('nobody@example.org', sampleEntry())).toBe(false);
    expect(await db().accounts.credentials('nobody@example.org')).toBeUndefined();
  });

  it('removes what belongs to an account with it, and nobody else’s', async () => {
    const [gone, stays] = [sampleAccount('erin'), sampleAccount('frank')];
    const item = { contact: 'x@example.org', listed: true, name: 'X', groups: ['a', 'b'] };
    const entry = { ...item, subscription: 'both', ask: false, approved: true } as const;
    for (const { jid, ...rest } of [gone, stays]) {
      await db().accounts.add({ jid, ...rest }, sampleKeys(1), sampleEntry());
      await db().rosters.save(jid, 1, { ...entry, request: undefined });
      await db().vcards.save(jid, '<vCard/>');
      await db().privateXml.save(jid, { ns: 'n', name: 'e', xml: '<e/>' }, 100);
      const message = { receivedAt: NOON + 10, xml: '<message/>' };
      await db().offline.append(jid, message, { maxMessages: 9, maxBytes: 99 });
    }
    expect(await db().accounts.remove(gone.jid, sampleEntry())).toBe(true);
    const left = async (jid: string) => [
      (await db().rosters.load(jid)).entries.length,
      await db().vcards.load(jid),
      await db().privateXml.load(jid, 'n', 'e'),
      (await db().offline.list(jid)).length,
    ];
    expect(await left(gone.jid)).toEqual([0, undefined, undefined, 0]);
    expect(await left(stays.jid)).toEqual([1, '<vCard/>', '<e/>', 1]);
  });

  it.each(['jid', '-last-seen', '-created'] as const)('pages accounts by %s', async (sort) => {
    const domain = `${sort.replace('-', '')}.example`;
    for (let i = 0; i < 7; i++) {
      const jid = `u${i}@${domain}`;
      await db().accounts.add(
        sampleAccount(`u${i}`, { jid, domain }),
        sampleKeys(1),
        sampleEntry(),
      );
      if (i % 2 === 0) await db().accounts.seen(jid, NOON + (i % 4), undefined);
    }
    const seen: string[] = [];
    let after;
    do {
      const page = await db().accounts.list({ domain }, sort, 3, after);
      seen.push(...page.accounts.map(({ jid }) => jid));
      after = page.next;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
    expect(await db().accounts.count({ domain, text: 'U3' })).toBe(1);
    expect(await db().accounts.count({ domain, text: '%' })).toBe(0);
    expect(await db().accounts.count({ domain, status: 'locked' })).toBe(0);
    expect(await db().accounts.count({ domain, legacySignIn: false })).toBe(7);
    // Three were never seen; nobody was away before he was there.
    expect(await db().accounts.count({ domain, notSeenSinceAt: NOON })).toBe(0);
    expect(await db().accounts.count({ domain, notSeenSinceAt: NOON + 1 })).toBe(5);
  });

  it('keeps the history of sign-ins, newest first', async () => {
    const jid = 'history@example.org';
    const base = { jid, address: '192.0.2.1', via: 'c2s', mechanism: 'iq-auth-digest' } as const;
    for (let i = 0; i < 5; i++) {
      const result = i === 2 ? 'failed' : 'ok';
      const reason = i === 2 ? ('wrong-password' as const) : undefined;
      const signIn = { ...base, at: NOON + i, result, reason } as const;
      await db().signIns.record(signIn, sampleEntry({ kind: 'sign-in' }));
    }
    const first = await db().signIns.list(jid, 3);
    expect(first.signIns.map(({ at }) => at - NOON)).toEqual([4, 3, 2]);
    expect(first.signIns[2]).toMatchObject({ result: 'failed', reason: 'wrong-password' });
    const rest = await db().signIns.list(jid, 3, first.next);
    expect(rest).toMatchObject({ signIns: [{ at: NOON + 1 }, { at: NOON }], next: undefined });
    expect(await db().signIns.countLegacy(NOON + 1)).toBe(3);
    expect(await db().signIns.prune(NOON + 2)).toBe(2);
  });

  it('makes a server key once', async () => {
    const [first, again] = [await db().serverKeys.load('a'), await db().serverKeys.load('a')];
    expect(first).toHaveLength(32);
    expect(again).toEqual(first);
    expect(await db().serverKeys.load('b')).not.toEqual(first);
  });

  it('keeps rosters with requests, versions and clearings', async () => {
    const account = 'roster@example.org';
    expect(await db().rosters.load(account)).toEqual({ version: 0, entries: [] });
    const request = { receivedAt: NOON, inner: '<nick>x</nick>' };
    const stranger = { contact: 'b@example.org', listed: false, name: undefined, groups: [] };
    const asking = {
      ...stranger,
      subscription: 'none',
      ask: false,
      approved: false,
      request,
    } as const;
    await db().rosters.save(account, 0, asking);
    expect(await db().rosters.load(account)).toEqual({ version: 0, entries: [asking] });
    const friend = { ...asking, listed: true, subscription: 'both', request: undefined } as const;
    await db().rosters.save(account, 4, friend);
    expect(await db().rosters.load(account)).toEqual({ version: 4, entries: [friend] });
    await db().rosters.remove(account, 5, friend.contact);
    expect(await db().rosters.load(account)).toEqual({ version: 5, entries: [] });
    await db().rosters.clear(account);
    expect(await db().rosters.load(account)).toEqual({ version: 0, entries: [] });
  });

  it('keeps offline messages in order and within bounds, also when they come at once', async () => {
    const account = 'offline@example.org';
    const append = (n: number) =>
      db().offline.append(
        account,
        { receivedAt: NOON + n, xml: `<message>${n}</message>` },
        { maxMessages: 3, maxBytes: 1000 },
      );
    const results = await Promise.all([1, 2, 3, 4].map(append));
    expect(results).toEqual(['stored', 'stored', 'stored', 'full']);
    const waiting = await db().offline.list(account);
    expect(waiting.map(({ receivedAt }) => receivedAt - NOON)).toEqual([1, 2, 3]);
    await db().offline.removeThrough(account, waiting[0]?.id ?? 0);
    expect(await db().offline.expire(NOON + 3)).toBe(1);
    expect(await db().offline.list(account)).toHaveLength(1);
    const big = { receivedAt: NOON, xml: 'é'.repeat(50) };
    const bounds = { maxMessages: 9, maxBytes: 99 };
    expect(await db().offline.append('big@example.org', big, bounds)).toBe('full');
    await db().offline.clear(account);
    expect(await db().offline.list(account)).toEqual([]);
  });

  it('keeps private XML within its bound, replacing elements of one name', async () => {
    const account = 'private@example.org';
    const save = (name: string, xml: string) =>
      db().privateXml.save(account, { ns: 'n', name, xml }, 20);
    expect(await save('a', 'x'.repeat(15))).toBe('stored');
    expect(await save('b', 'x'.repeat(6))).toBe('full');
    expect(await save('a', 'y'.repeat(20))).toBe('stored');
    expect(await db().privateXml.load(account, 'n', 'a')).toBe('y'.repeat(20));
    await db().privateXml.clear(account);
    expect(await db().privateXml.load(account, 'n', 'a')).toBeUndefined();
  });
}
