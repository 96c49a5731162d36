import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdminFixture, cookieIn, PASSWORD } from '../testing/admin-fixture.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let fixture: AdminFixture;
beforeEach(async () => {
  fixture = await AdminFixture.start();
});
afterEach(() => fixture.stop());

const post = (path: string, body: object, cookie = '') =>
  fixture
    .bare('POST', `/api/v1${path}`)
    .set('X-Waybill-CSRF', '1')
    .set('Cookie', cookie)
    .send(body);
const login = (name: string, password: string = PASSWORD) => post('/login', { name, password });
const account = (cookie: string) => fixture.bare('GET', '/api/v1/account').set('Cookie', cookie);
const problem = (slug: string) => ({ type: `urn:waybill:problem:${slug}` });

describe('setup', () => {
  const me = { name: '管理员', password: 'a long enough one' };

  it('makes the first owner with the token, signs in, and is over', async () => {
    const token = await fixture.parts.setup.issue();
    const before = await fixture.bare('GET', '/api/v1/session').expect(200);
    expect(before.body).toMatchObject({ setupNeeded: true, operator: null });
    const answer = await post('/setup', { token, ...me }).expect(201);
    expect(answer.body).toMatchObject({
      setupNeeded: false,
      operator: { name: '管理员', role: 'owner' },
      version: '1.2.3',
      command: 'npx waybill',
      domains: ['example.org', 'example.net'],
    });
    await account(cookieIn(answer.headers)).expect(200);
    const again = await post('/setup', { token, ...me }).expect(404);
    expect(again.body).toMatchObject(problem('setup-done'));
  });

  it('blocks an address after five wrong tokens, the right one included, for 15 minutes', async () => {
    const token = await fixture.parts.setup.issue();
    for (let i = 0; i < 5; i++) {
      const answer = await post('/setup', { token: `WRONG-${i}`, ...me }).expect(401);
      expect(answer.body).toMatchObject(problem('wrong-setup-token'));
    }
    const blocked = await post('/setup', { token, ...me }).expect(429);
    expect(blocked.headers['retry-after']).toBe('900');
    const refusals = fixture.parts.entries.filter(
      ({ data }) => data['action'] === 'setup-token-refused',
    );
    expect(refusals).toHaveLength(5);
    expect(JSON.stringify([refusals, fixture.parts.log.lines])).not.toContain('WRONG');
    fixture.parts.clock.advance(15 * MINUTE);
    await post('/setup', { token, ...me }).expect(201);
  });

  it('refuses the token of yesterday', async () => {
    const token = await fixture.parts.setup.issue();
    fixture.parts.clock.advance(24 * HOUR);
    const answer = await post('/setup', { token, ...me }).expect(401);
    expect(answer.body).toMatchObject(problem('wrong-setup-token'));
  });

  it('refuses an easy password and lets the token stand', async () => {
    const token = await fixture.parts.setup.issue();
    const easy = await post('/setup', { token, name: 'a', password: 'password1234' }).expect(422);
    expect(easy.body).toMatchObject({ ...problem('weak-password'), detail: 'too-common' });
    await post('/setup', { token, ...me }).expect(201);
  });
});

describe('login', () => {
  it('tells nothing of whether a name exists: same answer, same work', async () => {
    await fixture.addOperator('owner', 'alice');
    const { hasher } = fixture.parts;
    const known = await login('alice', 'wrong').expect(401);
    const afterKnown = hasher.verified;
    const unknown = await login('nobody', 'wrong').expect(401);
    expect(hasher.verified - afterKnown).toBe(afterKnown);
    const bodyOf = ({ body }: { body: object }) => ({ ...body, requestId: '' });
    expect(bodyOf(unknown)).toEqual(bodyOf(known));
    expect(known.headers['set-cookie']).toBeUndefined();
  });

  it('sets a cookie that scripts and other sites do not get', async () => {
    await fixture.addOperator('owner', 'alice');
    const answer = await login('alice').expect(200);
    const [line] = answer.headers['set-cookie'] as unknown as string[];
    expect(line).toMatch(
      /^waybill_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const kept = [...fixture.parts.operatorSessions.rows.values()];
    expect(JSON.stringify(kept)).not.toContain(cookieIn(answer.headers).split('=')[1]);
  });

  it('renews the session: what the browser had before is over', async () => {
    await fixture.addOperator('owner', 'alice');
    const first = await fixture.signIn('alice');
    const second = await post('/login', { name: 'alice', password: PASSWORD }, first).expect(200);
    await account(first).expect(401);
    await account(cookieIn(second.headers)).expect(200);
  });

  it('refuses a name after ten failures, and says when to come back', async () => {
    await fixture.addOperator('owner', 'alice');
    for (let i = 0; i < 10; i++) await login('Alice ', 'wrong').expect(401);
    const refused = await login('alice').expect(429);
    expect(refused.headers['retry-after']).toBe('900');
    expect(refused.body).toMatchObject({
      ...problem('too-many-attempts'),
      retryAfterSeconds: 900,
    });
    fixture.parts.clock.advance(15 * MINUTE);
    await login('alice').expect(200);
  });

  it('refuses an address after forty failures, whatever the names', async () => {
    await fixture.addOperator('owner', 'alice');
    for (let i = 0; i < 40; i++) await login(`guess${i}`, 'wrong').expect(401);
    await login('alice').expect(429);
  });

  it('counts tries that run at the same time', async () => {
    await fixture.addOperator('owner', 'alice');
    const answers = await Promise.all(Array.from({ length: 14 }, () => login('alice', 'wrong')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
  });

  it('never counts what succeeded', async () => {
    await fixture.addOperator('owner', 'alice');
    for (let i = 0; i < 45; i++) await login('alice').expect(200);
  });

  it('leaves an audit entry and, where it failed, a log line; never a password', async () => {
    await fixture.addOperator('owner', 'alice');
    await login('alice', 'hunter2hunter2').expect(401);
    await login('alice').expect(200);
    const { entries, log } = fixture.parts;
    const signIns = entries.filter(({ kind }) => kind === 'sign-in');
    expect(signIns).toMatchObject([
      { data: { result: 'failed', via: 'web' }, personal: { operatorName: 'alice' } },
      { data: { result: 'ok', via: 'web' }, personal: { address: '127.0.0.1' } },
    ]);
    expect(log.lines.find(({ event }) => event === 'auth.fail')).toMatchObject({
      ip: '127.0.0.1',
      via: 'web',
      user: 'alice',
    });
    expect(JSON.stringify([entries, log.lines])).not.toContain('hunter2');
  });
});

describe('a session', () => {
  it('ends when it was not used for twenty minutes', async () => {
    const cookie = await fixture.cookieOf('owner');
    fixture.parts.clock.advance(19 * MINUTE);
    await account(cookie).expect(200);
    fixture.parts.clock.advance(19 * MINUTE);
    await account(cookie).expect(200);
    fixture.parts.clock.advance(20 * MINUTE);
    await account(cookie).expect(401);
    expect(fixture.parts.operatorSessions.rows.size).toBe(0);
  });

  it('ends after twelve hours, however much it is used', async () => {
    const cookie = await fixture.cookieOf('owner');
    for (let spent = 0; spent < 12 * HOUR - 15 * MINUTE; spent += 15 * MINUTE) {
      fixture.parts.clock.advance(15 * MINUTE);
      await account(cookie).expect(200);
    }
    fixture.parts.clock.advance(15 * MINUTE);
    await account(cookie).expect(401);
  });

  it('ends at logout, and the cookie with it', async () => {
    const cookie = await fixture.cookieOf('owner');
    const answer = await post('/logout', {}, cookie).expect(204);
    const [line] = answer.headers['set-cookie'] as unknown as string[];
    expect(line).toContain('waybill_session=; Max-Age=0');
    await account(cookie).expect(401);
  });

  it.each(['', 'x', `${'A'.repeat(43)}`, `${'A'.repeat(42)}!`, 'A'.repeat(5000)])(
    'is not opened by the cookie value %j',
    async (value) => {
      await fixture.cookieOf('owner');
      await account(`waybill_session=${value}`).expect(401);
    },
  );

  it('is not opened by two cookies of its name', async () => {
    const cookie = await fixture.cookieOf('owner');
    await account(`${cookie}; waybill_session=${'A'.repeat(43)}`).expect(401);
  });

  it('is listed with the others of its operator and can end them', async () => {
    await fixture.addOperator('admin', 'alice');
    await fixture.addOperator('admin', 'bob');
    const here = await fixture.signIn('alice');
    const there = await fixture.signIn('alice');
    const foreign = await fixture.signIn('bob');
    const list = await fixture.bare('GET', '/api/v1/account/sessions').set('Cookie', here);
    const { items } = list.body as { items: { id: string; current: boolean }[] };
    expect(items).toHaveLength(2);
    const other = items.find(({ current }) => !current)?.id ?? '';
    const end = (cookie: string) =>
      fixture
        .bare('DELETE', `/api/v1/account/sessions/${other}`)
        .set('X-Waybill-CSRF', '1')
        .set('Cookie', cookie);
    await end(foreign).expect(404);
    await account(there).expect(200);
    await end(here).expect(204);
    await account(there).expect(401);
  });
});

describe('changing the own password', () => {
  const change = (cookie: string, current: string, password: string) =>
    post('/account/password', { current, password }, cookie);

  it('needs the old one, ends every session and opens a new one', async () => {
    await fixture.addOperator('admin', 'alice');
    const here = await fixture.signIn('alice');
    const there = await fixture.signIn('alice');
    await change(here, 'not the old one', 'another fine one').expect(401);
    const answer = await change(here, PASSWORD, 'another fine one').expect(204);
    await account(here).expect(401);
    await account(there).expect(401);
    await account(cookieIn(answer.headers)).expect(200);
    await login('alice', PASSWORD).expect(401);
    await login('alice', 'another fine one').expect(200);
  });

  it('is throttled like signing in', async () => {
    await fixture.addOperator('admin', 'alice');
    const cookie = await fixture.signIn('alice');
    for (let i = 0; i < 10; i++) await change(cookie, 'wrong', 'another fine one').expect(401);
    await change(cookie, PASSWORD, 'another fine one').expect(429);
  });

  it('refuses an easy one', async () => {
    const cookie = await fixture.cookieOf('owner');
    const answer = await change(cookie, PASSWORD, 'aaaaaaaaaaaa').expect(422);
    expect(answer.body).toMatchObject({ ...problem('weak-password'), detail: 'too-simple' });
    await account(cookie).expect(200);
  });
});
