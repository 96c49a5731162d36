import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createdUser,
  sessionPage,
  signInPage,
  userDetail,
  userPage,
  userSummary,
} from '../schemas/users.js';
import { AdminFixture } from '../testing/admin-fixture.js';

let fixture: AdminFixture;
beforeEach(async () => {
  fixture = await AdminFixture.start();
});
afterEach(() => fixture.stop());

const alice = '/users/alice%40example.org';
const problem = (slug: string) => ({ type: `urn:waybill:problem:${slug}` });
/** What the audit log says was done, the newest last. */
const deeds = () =>
  fixture.parts.entries
    .filter(({ kind }) => kind === 'account-change')
    .map(({ data, personal }) => [data['action'], personal['actorName'], personal['jid']]);

describe('adding an account', () => {
  it('makes up a password and shows it once', async () => {
    const call = await fixture.as('helpdesk');
    const answer = await call('POST', '/users').send({ jid: 'Alice@Example.org', note: '前台' });
    expect(answer.status).toBe(201);
    const { user, password } = createdUser.parse(answer.body);
    expect(user).toMatchObject({ jid: 'alice@example.org', status: 'active', note: '前台' });
    expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
    expect(deeds()).toEqual([['account-added', 'helpdesk', 'alice@example.org']]);
    expect(JSON.stringify(fixture.parts.entries)).not.toContain(password);
    const { text } = await call('GET', alice).expect(200);
    expect(text).not.toContain(password);
  });

  it('takes a given password, and parts for an address', async () => {
    const call = await fixture.as('owner');
    const body = { localpart: 'bob', password: 'dogs chase cats' };
    const first = await call('POST', '/users').send(body).expect(201);
    expect(first.body).toMatchObject({ user: { jid: 'bob@example.org' }, password: null });
    const other = await call('POST', '/users')
      .send({ ...body, domain: 'example.net' })
      .expect(201);
    expect(other.body).toMatchObject({ user: { jid: 'bob@example.net' } });
  });

  it.each([
    [{ jid: 'alice@example.org' }, 409, 'account-exists'],
    [{ jid: 'alice@elsewhere.org' }, 422, 'unknown-domain'],
    [{ jid: 'bob@example.org', password: 'short' }, 422, 'weak-password'],
    [{ jid: 'example.org' }, 400, 'invalid-jid'],
    [{ jid: 'bob@example.org/home' }, 400, 'invalid-jid'],
    [{ jid: 'b"b@example.org' }, 400, 'invalid-jid'],
    [{ jid: 'bob@example.org', localpart: 'bob' }, 400, 'invalid-request'],
    [{}, 400, 'invalid-request'],
  ])('refuses %j', async (body, status, slug) => {
    await fixture.addAccount('alice@example.org');
    const call = await fixture.as('owner');
    const answer = await call('POST', '/users').send(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(problem(slug));
  });
});

describe('one account', () => {
  beforeEach(() => fixture.addAccount('alice@example.org'));

  it('is shown with its sessions and the traffic of thirty days', async () => {
    fixture.bind('alice@example.org/a');
    const day = { sentTransfers: 1, sentBytes: 4, receivedTransfers: 0, receivedBytes: 0 };
    fixture.parts.statistics.accountDays = [
      { day: '2026-03-31', ...day },
      { day: '2026-04-01', ...day, receivedTransfers: 2, receivedBytes: 5 },
    ];
    const call = await fixture.as('owner');
    const { body } = await call('GET', alice).expect(200);
    expect(userDetail.parse(body)).toMatchObject({
      sessions: 1,
      sent30d: { transfers: 2, bytes: 8 },
      received30d: { transfers: 2, bytes: 5 },
    });
  });

  it('has its days and its contacts', async () => {
    const call = await fixture.as('helpdesk');
    const span = { since: '2026-03-03', until: '2026-04-01' };
    expect((await call('GET', `${alice}/activity`).expect(200)).body).toEqual({
      ...span,
      items: [],
    });
    const roster = await call('GET', `${alice}/roster`).expect(200);
    expect(roster.body).toMatchObject({
      items: [{ jid: 'bob@example.org', subscription: 'both' }],
    });
    await call('GET', `${alice}/activity?since=2026-04-02&until=2026-04-01`).expect(400);
    await call('GET', '/users/nobody%40example.org/roster').expect(404);
  });

  it('takes a note, and loses it', async () => {
    const call = await fixture.as('owner');
    const noted = await call('PATCH', alice).send({ note: '=1+1 \u202Egnp' }).expect(200);
    expect(noted.body).toMatchObject({ note: '=1+1 \u202Egnp' });
    const cleared = await call('PATCH', alice).send({ note: null }).expect(200);
    expect(cleared.body).toMatchObject({ note: null });
    expect(deeds().slice(1)).toEqual([
      ['note-changed', 'owner', 'alice@example.org'],
      ['note-changed', 'owner', 'alice@example.org'],
    ]);
  });

  it('is locked and unlocked', async () => {
    const call = await fixture.as('helpdesk');
    const locked = await call('POST', `${alice}/lock`).send({ reason: 'left' }).expect(200);
    expect(userSummary.parse(locked.body)).toMatchObject({
      status: 'locked',
      lockedReason: 'left',
    });
    const open = await call('POST', `${alice}/unlock`).expect(200);
    expect(open.body).toMatchObject({ status: 'active', lockedReason: null });
    expect(deeds().slice(1)).toEqual([
      ['account-locked', 'helpdesk', 'alice@example.org'],
      ['account-unlocked', 'helpdesk', 'alice@example.org'],
    ]);
  });

  it('gets another password', async () => {
    const call = await fixture.as('owner');
    const made = await call('POST', `${alice}/password`).send({}).expect(200);
    expect(made.body).toEqual({ password: expect.stringMatching(/^[a-z2-9-]{23}$/) as string });
    const given = await call('POST', `${alice}/password`).send({ password: 'dogs chase cats' });
    expect(given.body).toEqual({ password: null });
    await call('POST', `${alice}/password`).send({ password: 'alice' }).expect(422);
  });

  it('is given a legacy sign-in, shown once, and loses it', async () => {
    const call = await fixture.as('admin');
    const path = `${alice}/legacy-sign-in`;
    await call('POST', path).send({}).expect(400);
    const { body } = await call('POST', path).send({ reason: 'MiniClient', expiresInDays: 30 });
    const { secret, expiresAt } = body as { secret: string; expiresAt: string };
    expect(secret).toMatch(/^[a-z2-7]{26}$/);
    expect(expiresAt).toBe('2026-05-01T12:00:00.000Z');
    const shown = await call('GET', alice);
    expect(shown.text).not.toContain(secret);
    expect(shown.body).toMatchObject({ legacySignIn: { reason: 'MiniClient', expiresAt } });
    await call('DELETE', path).expect(204);
    const again = await call('DELETE', path).expect(409);
    expect(again.body).toMatchObject(problem('no-legacy-sign-in'));
    const endless = await call('POST', path).send({ reason: 'x', expiresInDays: 'never' });
    expect(endless.body).toMatchObject({ expiresAt: null });
  });

  it('is deleted', async () => {
    const call = await fixture.as('admin');
    await call('DELETE', alice).expect(204);
    await call('GET', alice).expect(404);
    await call('DELETE', alice).expect(404);
  });

  it('shows who tried to sign in, page by page', async () => {
    const attempt = {
      jid: 'alice@example.org',
      address: '192.0.2.7',
      via: 'c2s',
      mechanism: 'PLAIN',
    } as const;
    const { signIns } = fixture.parts;
    await signIns.record({ ...attempt, at: 1, result: 'ok' });
    await signIns.record({ ...attempt, at: 2, result: 'failed', reason: 'wrong-password' });
    await signIns.record({ ...attempt, at: 3, result: 'ok' });
    const call = await fixture.as('owner');
    const first = signInPage.parse((await call('GET', `${alice}/sign-ins?limit=2`)).body);
    expect(first.items.map(({ result, reason }) => [result, reason])).toEqual([
      ['ok', null],
      ['failed', 'wrong-password'],
    ]);
    const after = encodeURIComponent(first.next ?? '');
    const last = await call('GET', `${alice}/sign-ins?limit=2&after=${after}`).expect(200);
    expect(last.body).toMatchObject({ items: [{ at: '1970-01-01T00:00:00.001Z' }], next: null });
    await fixture.addAccount('bob@example.org');
    const foreign = await call('GET', `/users/bob%40example.org/sign-ins?after=${after}`);
    expect(foreign.body).toMatchObject(problem('cursor-mismatch'));
  });

  it.each(['nobody%40example.org', 'alice%40example.org%00'])('is not found as %s', async (jid) => {
    const call = await fixture.as('owner');
    const { status } = await call('GET', `/users/${jid}`);
    expect([400, 404]).toContain(status);
  });
});

describe('the list of accounts', () => {
  it('is searched, sorted and paged', async () => {
    for (const name of ['dora', 'anna', 'carl', 'bert']) {
      await fixture.addAccount(`${name}@example.org`);
      fixture.parts.clock.advance(1000);
    }
    const call = await fixture.as('owner');
    const names = async (query: string) => {
      const parsed = userPage.parse((await call('GET', `/users${query}`).expect(200)).body);
      return { names: parsed.items.map(({ localpart }) => localpart), ...parsed };
    };
    const first = await names('?limit=3');
    expect(first).toMatchObject({ names: ['anna', 'bert', 'carl'], total: { count: 4 } });
    const after = encodeURIComponent(first.next ?? '');
    expect(await names(`?limit=3&after=${after}`)).toMatchObject({ names: ['dora'], next: null });
    expect((await names('?sort=-created')).names).toEqual(['bert', 'carl', 'anna', 'dora']);
    expect((await names('?q=ar')).names).toEqual(['carl']);
    await call('GET', `/users?sort=-created&after=${after}`).expect(400);
  });
});

describe('sessions', () => {
  it('are listed by full JID, searched and paged', async () => {
    for (const resource of ['c', 'a', 'b']) fixture.bind(`alice@example.org/${resource}`);
    fixture.bind('bob@example.org/=1+1 <b>');
    const call = await fixture.as('helpdesk');
    const first = sessionPage.parse((await call('GET', '/sessions?limit=3')).body);
    expect(first.items.map(({ jid }) => jid)).toEqual([
      'alice@example.org/a',
      'alice@example.org/b',
      'alice@example.org/c',
    ]);
    expect(first.items[0]).toMatchObject({ priority: 5, show: 'away', tls: 'TLSv1.3' });
    const after = encodeURIComponent(first.next ?? '');
    const last = sessionPage.parse((await call('GET', `/sessions?limit=3&after=${after}`)).body);
    expect(last).toMatchObject({
      items: [{ jid: 'bob@example.org/=1+1 <b>' }],
      next: null,
      total: { count: 4 },
    });
    expect((await call('GET', '/sessions?q=BOB')).body).toMatchObject({ total: { count: 1 } });
    await call('GET', `/sessions?q=bob&after=${after}`).expect(400);
  });

  it('end together as they are narrowed, unless others match by now', async () => {
    for (const resource of ['a', 'b']) fixture.bind(`dora@example.org/${resource}`);
    fixture.bind('zoe@example.org/a');
    const call = await fixture.as('helpdesk');
    const end = (body: object) => call('POST', '/sessions/bulk-end').send(body);
    const stale = await end({ q: 'dora@', expected: 3 });
    expect(stale.body).toMatchObject({ type: 'urn:waybill:problem:count-changed' });
    expect(fixture.parts.sessions.countOf('dora@example.org')).toBe(2);
    expect((await end({ q: 'DORA@', expected: 2 })).body).toEqual({ ended: 2 });
    expect(fixture.parts.sessions.countOf('dora@example.org')).toBe(0);
    expect(fixture.parts.sessions.countOf('zoe@example.org')).toBe(1);
    const entries = fixture.parts.entries.filter(({ personal }) =>
      personal['jid']?.startsWith('dora@'),
    );
    expect(entries).toHaveLength(2);
  });

  it('end, with an entry that says who did it', async () => {
    const { id } = fixture.bind('alice@example.org/a');
    const call = await fixture.as('helpdesk');
    await call('DELETE', `/sessions/${id}`).expect(204);
    await call('DELETE', `/sessions/${id}`).expect(404);
    expect(fixture.parts.entries.at(-1)).toMatchObject({
      kind: 'operator-action',
      data: { action: 'session-ended', before: 'bound', after: 'ended' },
      personal: { actorName: 'helpdesk', jid: 'alice@example.org/a' },
    });
  });
});
