import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeyScope } from '@waybill/domain';
import { AdminFixture, cookieIn, PASSWORD } from '../testing/admin-fixture.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const root = { kind: 'operator', name: 'root' } as const;

let fixture: AdminFixture;
beforeEach(async () => {
  fixture = await AdminFixture.start();
});
afterEach(() => fixture.stop());

const problem = (slug: string) => ({ type: `urn:waybill:problem:${slug}` });
const send = (method: string, path: string, body: object = {}, cookie = '') =>
  fixture
    .bare(method, `/api/v1${path}`)
    .set('X-Waybill-CSRF', '1')
    .set('Cookie', cookie)
    .send(body);
const post = (path: string, body: object = {}, cookie = '') => send('POST', path, body, cookie);
const actions = () => fixture.parts.entries.map(({ data }) => data['action']);

describe('API keys', () => {
  const keyFor = async (...scopes: KeyScope[]) => {
    const made = await fixture.parts.keys.make({ name: 'robot', scopes, expiresInDays: 1 }, root);
    if (!('secret' in made)) throw new Error('no key');
    return made;
  };
  const by = (secret: string, method: string, path: string, body?: object) =>
    fixture.bare(method, `/api/v1${path}`).set('Authorization', `Bearer ${secret}`).send(body);

  it('open what their scopes name, without cookie and CSRF header; the refusal names what is missing', async () => {
    const { secret } = await keyFor('users:read', 'users:write');
    await by(secret, 'GET', '/users').expect(200);
    await by(secret, 'POST', '/users', { localpart: 'robot-made' }).expect(201);
    const refused = await by(secret, 'GET', '/transfers').expect(403);
    expect(refused.body).toMatchObject({
      ...problem('not-permitted'),
      permission: 'transfers:read',
    });
    expect(fixture.parts.entries.at(-1)).toMatchObject({
      data: { actor: 'api-key' },
      personal: { actorName: 'robot' },
    });
  });

  it('never open what is for people', async () => {
    const { secret } = await keyFor('users:read');
    for (const path of ['/account', '/views', '/keys', '/operators']) {
      await by(secret, 'GET', path).expect(403);
    }
    await by(secret, 'GET', '/stream').expect(403);
  });

  it('see names shortened without the scope for names', async () => {
    await fixture.offer({ name: '合同终稿.pdf', size: 1 });
    const names = async (...scopes: KeyScope[]) => {
      const { body } = (await by((await keyFor(...scopes)).secret, 'GET', '/transfers')) as {
        body: { items: { file: { name: string } }[] };
      };
      return body.items[0]?.file.name;
    };
    expect(await names('transfers:read')).toBe('合…稿.pdf');
    expect(await names('transfers:read', 'transfers:names')).toBe('合同终稿.pdf');
  });

  it('end by date and by hand, and show their last use', async () => {
    const { secret, key } = await keyFor('users:read');
    await by(secret, 'GET', '/users').expect(200);
    const owner = await fixture.as('owner');
    const listed = await owner('GET', '/keys').expect(200);
    expect(listed.body).toMatchObject({
      items: [{ status: 'open', lastUsedAddress: '127.0.0.1', scopes: ['users:read'] }],
    });
    expect(JSON.stringify([listed.body, fixture.parts.entries])).not.toContain(secret);
    await owner('DELETE', `/keys/${key.id}`).expect(204);
    await owner('DELETE', `/keys/${key.id}`).expect(404);
    await by(secret, 'GET', '/users').expect(401);
    const other = await keyFor('users:read');
    fixture.parts.clock.advance(24 * HOUR);
    await by(other.secret, 'GET', '/users').expect(401);
    await by('wbk_wrong', 'GET', '/users').expect(401);
  });

  it('count instead of a cookie that comes with them', async () => {
    const cookie = await fixture.cookieOf('owner');
    const { secret } = await keyFor('users:read');
    await by(secret, 'GET', '/keys').set('Cookie', cookie).expect(403);
  });
});

describe('the second factor', () => {
  const codeOf = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: fixture.parts.clock.now(),
    });
  const turnOn = async () => {
    await fixture.addOperator('owner', 'alice');
    const cookie = await fixture.signIn('alice');
    const offer = await post('/account/second-factor', {}, cookie).expect(201);
    const { secret, uri } = offer.body as { secret: string; uri: string };
    expect(uri).toMatch(/^otpauth:\/\/totp\/Waybill:alice\?/);
    await post('/account/second-factor/confirm', { code: '000000' }, cookie).expect(422);
    const body = { code: codeOf(secret) };
    const done = await post('/account/second-factor/confirm', body, cookie).expect(200);
    const { recoveryCodes } = done.body as { recoveryCodes: string[] };
    return { secret, cookie, recoveryCodes };
  };
  const login = (code?: string) => post('/login', { name: 'alice', password: PASSWORD, code });

  it('is asked for after the password, and takes each code once', async () => {
    const { secret } = await turnOn();
    expect((await login().expect(401)).body).toMatchObject(problem('second-factor-needed'));
    const replayed = await login(codeOf(secret)).expect(422);
    expect(replayed.body).toMatchObject(problem('wrong-code'));
    fixture.parts.clock.advance(30_000);
    await login(codeOf(secret)).expect(200);
    await login(codeOf(secret)).expect(422);
    expect(JSON.stringify(fixture.parts.entries)).not.toContain(secret);
  });

  it('is stood in for by recovery codes, each once', async () => {
    const { recoveryCodes, cookie } = await turnOn();
    expect(recoveryCodes).toHaveLength(10);
    const [first = ''] = recoveryCodes;
    await login(first.toLowerCase().replace('-', ' ')).expect(200);
    await login(first).expect(422);
    const status = await send('GET', '/account/second-factor', {}, cookie).expect(200);
    expect(status.body).toEqual({ on: true, recoveryCodesLeft: 9 });
    expect(actions()).toContain('recovery-code-used');
  });

  it('blocks the name after ten wrong codes, the password being right', async () => {
    const { secret } = await turnOn();
    for (let i = 0; i < 10; i++) await login('123456').expect(422);
    fixture.parts.clock.advance(30_000);
    await login(codeOf(secret)).expect(429);
  });

  it('is turned off by oneself, or by another owner for who lost it', async () => {
    const { cookie } = await turnOn();
    await send('DELETE', '/account/second-factor', {}, cookie).expect(204);
    await login().expect(200);
    await send('DELETE', '/account/second-factor', {}, cookie).expect(409);
    expect(actions()).toContain('second-factor-off');
  });
});

describe('step-up', () => {
  it('asks again after ten minutes for what is dangerous, and only for that', async () => {
    const cookie = await fixture.cookieOf('owner');
    const wish = { name: 'robot', scopes: ['users:read'] };
    await post('/keys', wish, cookie).expect(201);
    fixture.parts.clock.advance(10 * MINUTE);
    expect((await post('/keys', wish, cookie).expect(403)).body).toMatchObject(
      problem('step-up-needed'),
    );
    await fixture.addAccount('alice@example.org');
    await send('DELETE', '/users/alice%40example.org', {}, cookie).expect(403);
    await send('GET', '/keys', {}, cookie).expect(200);
    await post('/account/prove', { password: 'wrong' }, cookie).expect(401);
    await post('/keys', wish, cookie).expect(403);
    await post('/account/prove', { password: PASSWORD }, cookie).expect(204);
    await post('/keys', wish, cookie).expect(201);
  });
});

describe('operators', () => {
  it('are added with a link on which they choose their password', async () => {
    const owner = await fixture.as('owner');
    const made = await owner('POST', '/operators').send({ name: 'eve', role: 'auditor' });
    expect(made.status).toBe(201);
    const { link, operator } = made.body as {
      link: { token: string; path: string };
      operator: { id: string };
    };
    expect(link.path).toBe(`/reset#${link.token}`);
    expect(fixture.parts.entries.at(-1)).toMatchObject({
      data: { action: 'reset-link-made', operator: operator.id },
      personal: { operatorName: 'eve', actorName: 'owner' },
    });
    const info = await post('/links/check', { token: link.token }).expect(200);
    expect(info.body).toMatchObject({ kind: 'operator-reset', name: 'eve' });
    await post('/reset', { token: link.token, password: 'short' }).expect(422);
    await post('/reset', { token: link.token, password: 'a long enough one' }).expect(200);
    await post('/reset', { token: link.token, password: 'a long enough one' }).expect(404);
    const cookie = cookieIn(
      (await post('/login', { name: 'eve', password: 'a long enough one' }).expect(200)).headers,
    );
    const sessions = await owner('GET', `/operators/${operator.id}/sessions`).expect(200);
    const { items } = sessions.body as { items: { id: string }[] };
    await owner('DELETE', `/operators/${operator.id}/sessions/${items[0]?.id}`).expect(204);
    await send('GET', '/account', {}, cookie).expect(401);
    await owner('POST', '/operators').send({ name: 'EVE', role: 'admin' }).expect(409);
  });

  it('lose their sessions with a change of role, and leave the last owner', async () => {
    const owner = await fixture.as('owner');
    const id = await fixture.addOperator('admin', 'bob');
    const cookie = await fixture.signIn('bob');
    const changed = await owner('PATCH', `/operators/${id}`).send({ role: 'helpdesk' }).expect(200);
    expect(changed.body).toMatchObject({ role: 'helpdesk', sessions: 0 });
    await send('GET', '/account', {}, cookie).expect(401);
    expect(fixture.parts.entries.at(-1)?.data).toMatchObject({
      action: 'operator-role-changed',
      before: 'admin',
      after: 'helpdesk',
    });
    await owner('DELETE', `/operators/${id}`).expect(204);
    await owner('DELETE', `/operators/${id}`).expect(404);
  });
});

describe('a locked operator', () => {
  const lock = async (id: string) => {
    const owner = await fixture.as('owner');
    return owner('POST', `/operators/${id}/lock`);
  };

  it('is signed out at once, and told why only with the right password', async () => {
    const owner = await fixture.as('owner');
    const id = await fixture.addOperator('admin', 'bob');
    const cookie = await fixture.signIn('bob');
    const locked = await lock(id);
    expect(locked.status).toBe(200);
    expect(locked.body).toMatchObject({ sessions: 0, lockedAt: expect.any(String) as string });
    await send('GET', '/account', {}, cookie).expect(401);
    const told = await post('/login', { name: 'bob', password: PASSWORD }).expect(403);
    expect(told.body).toMatchObject(problem('operator-locked'));
    const guess = await post('/login', { name: 'bob', password: 'not this one' }).expect(401);
    expect(guess.body).toMatchObject(problem('wrong-credentials'));
    expect((await lock(id)).body).toMatchObject(problem('locked-already'));
    await owner('POST', `/operators/${id}/unlock`).expect(200);
    await owner('POST', `/operators/${id}/unlock`).expect(409);
    await post('/login', { name: 'bob', password: PASSWORD }).expect(200);
    expect(actions()).toEqual(expect.arrayContaining(['operator-locked', 'operator-unlocked']));
  });

  it('takes the keys along that were made by them, and brings them back', async () => {
    const owner = await fixture.as('owner');
    const id = await fixture.addOperator('owner', 'eve');
    const cookie = await fixture.signIn('eve');
    const wish = { name: 'robot', scopes: ['users:read'] };
    const made = await post('/keys', wish, cookie).expect(201);
    const { secret } = made.body as { secret: string };
    const use = () => fixture.bare('GET', '/api/v1/users').set('Authorization', `Bearer ${secret}`);
    await use().expect(200);
    await lock(id);
    await use().expect(401);
    await owner('POST', `/operators/${id}/unlock`).expect(200);
    await use().expect(200);
  });

  it('is never the last owner who may sign in', async () => {
    await fixture.as('owner');
    const [id = ''] = fixture.parts.operators.rows.keys();
    expect((await lock(id)).body).toMatchObject(problem('last-owner'));
  });
});

describe('invitations', () => {
  const invite = async (body: object = {}) => {
    const call = await fixture.as('helpdesk');
    const made = await call('POST', '/invites').send(body).expect(201);
    return made.body as { invite: { id: string }; link: { token: string; path: string } };
  };
  const join = (token: string, name: string, password = 'a good enough one') =>
    post('/join', { token, name, password });

  it('let people choose name and password, as often as was said', async () => {
    const { link } = await invite({ maxUses: 2, note: 'the band' });
    expect(link.path).toBe(`/join#${link.token}`);
    const info = await post('/links/check', { token: link.token }).expect(200);
    expect(info.body).toMatchObject({ kind: 'invite', domain: 'example.org', name: null });
    const first = await join(link.token, 'Ämil').expect(201);
    expect(first.body).toEqual({ jid: 'ämil@example.org', domain: 'example.org' });
    // a refused try costs no use
    await join(link.token, 'ämil').expect(409);
    await join(link.token, 'x', 'x').expect(422);
    await join(link.token, 'a@b').expect(400);
    await join(link.token.toLowerCase().replaceAll('-', ' '), 'bob').expect(201);
    await join(link.token, 'carol').expect(404);
    const listed = await (await fixture.as('helpdesk'))('GET', '/invites').expect(200);
    expect(listed.body).toMatchObject({ items: [{ status: 'used', uses: 2, note: 'the band' }] });
  });

  it('end by date and by hand', async () => {
    const late = await invite({ expiresInHours: 1 });
    const gone = await invite();
    const call = await fixture.as('helpdesk');
    await call('POST', '/invites').send({ domain: 'elsewhere.org' }).expect(422);
    await call('DELETE', `/invites/${gone.invite.id}`).expect(204);
    await call('DELETE', `/invites/${gone.invite.id}`).expect(404);
    await join(gone.link.token, 'bob').expect(404);
    fixture.parts.clock.advance(HOUR);
    await join(late.link.token, 'bob').expect(404);
  });

  it('block an address after five wrong tokens, the right one included', async () => {
    const { link } = await invite();
    for (let i = 0; i < 5; i++) await join(`WRONG-${i}`, 'bob').expect(404);
    await join(link.token, 'bob').expect(429);
    await post('/links/check', { token: link.token }).expect(429);
    expect(actions().filter((action) => action === 'link-token-refused')).toHaveLength(5);
    expect(JSON.stringify([fixture.parts.entries, fixture.parts.log.lines])).not.toContain('WRONG');
  });

  it('have a cousin that resets a password once, within a day', async () => {
    await fixture.addAccount('alice@example.org');
    const call = await fixture.as('helpdesk');
    const path = '/users/alice%40example.org/reset-link';
    const old = (await call('POST', path).expect(201)).body as { token: string };
    const { token } = (await call('POST', path).expect(201)).body as { token: string };
    await post('/reset', { token: old.token, password: 'another good one' }).expect(404);
    await post('/join', { token, name: 'x', password: 'another good one' }).expect(404);
    await post('/reset', { token, password: 'another good one' }).expect(200);
    await post('/reset', { token, password: 'another good one' }).expect(404);
    expect(actions()).toEqual(
      expect.arrayContaining(['reset-link-made', 'reset-link-used', 'password-changed']),
    );
  });
});

describe('the audit log', () => {
  it('shows admins what they did, auditors everything, with before and after', async () => {
    await fixture.addAccount('alice@example.org');
    const admin = await fixture.as('admin');
    await admin('POST', '/users/alice%40example.org/lock').send({ reason: 'lost phone' });
    const own = (await admin('GET', '/audit').expect(200)).body as {
      items: { action: string; actor: { name: string } }[];
    };
    expect(own.items).toMatchObject([
      {
        action: 'account-locked',
        actor: { kind: 'operator', name: 'admin', address: '127.0.0.1' },
        changes: [
          { field: 'state', before: 'active', after: 'locked' },
          { field: 'reason', before: null, after: 'lost phone' },
        ],
      },
    ]);
    const auditor = await fixture.as('auditor');
    const all = (await auditor('GET', '/audit?limit=1').expect(200)).body as { next: string };
    expect(all.next).not.toBeNull();
    await auditor('GET', `/audit?limit=1&after=${all.next}`).expect(200);
    const other = await auditor('GET', `/audit?kind=gap&after=${all.next}`).expect(400);
    expect(other.body).toMatchObject(problem('cursor-mismatch'));
    const verdict = await auditor('POST', '/audit/verify').expect(200);
    expect(verdict.body).toMatchObject({ intact: true, badSeq: null });
    const state = await auditor('GET', '/audit/state').expect(200);
    expect(state.body).toMatchObject({ verified: { intact: true } });
  });
});
