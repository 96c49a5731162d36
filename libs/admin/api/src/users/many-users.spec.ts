import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdminFixture } from '../testing/admin-fixture.js';

const MINUTE = 60_000;

let fixture: AdminFixture;
beforeEach(async () => {
  fixture = await AdminFixture.start();
});
afterEach(() => fixture.stop());

const problem = (slug: string) => ({ type: `urn:waybill:problem:${slug}` });
const jids = () => fixture.parts.accounts.list({}, 'jid', 200);
const actions = () => fixture.parts.entries.map(({ data }) => data['action']);

interface Report {
  readonly rows: number;
  readonly good: number;
  readonly rejected: number;
  readonly errors: { line: number; column: string | null; code: string }[];
  readonly rejects: string | null;
  readonly passwords: string | null;
}

describe('an import', () => {
  const send = async (csv: string, query = '') => {
    const call = await fixture.as('helpdesk');
    return call('POST', `/users/import${query}`).set('Content-Type', 'text/csv').send(csv);
  };
  const report = async (csv: string, query?: string) => (await send(csv, query)).body as Report;

  it('looks first and changes nothing, then adds', async () => {
    const csv = '\ufeffJID;Password;Note\r\nann@example.org;a good enough one;"a ""b"";c"\r\n';
    const looked = await report(csv);
    expect(looked).toMatchObject({ dryRun: true, rows: 1, good: 1, rejected: 0, rejects: null });
    expect((await jids()).accounts).toEqual([]);
    expect(await report(csv, '?dryRun=false')).toMatchObject({ dryRun: false, good: 1 });
    expect((await jids()).accounts).toMatchObject([{ jid: 'ann@example.org', note: 'a "b";c' }]);
    expect(fixture.parts.entries.at(-1)?.personal).toMatchObject({ actorName: 'helpdesk' });
  });

  it('says line and column of each error, and gives the rejects back', async () => {
    await fixture.addAccount('here@example.org');
    const csv = [
      'localpart,domain,password,note',
      'good,,,made up',
      'here,example.org,,',
      'GOOD,,,twice',
      'far,elsewhere.org,,',
      'a b,,,',
      'weak,,12345678,',
      'short,row',
      `long,,,${'x'.repeat(1001)}`,
    ].join('\n');
    const { errors, rejects, passwords, ...counts } = await report(csv, '?dryRun=false');
    expect(counts).toMatchObject({ rows: 8, good: 1, rejected: 7 });
    expect(errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 'localpart', 'exists'],
      [4, 'localpart', 'duplicate'],
      [5, 'localpart', 'foreign-domain'],
      [6, 'localpart', 'bad-jid'],
      [7, 'password', 'weak-password'],
      [8, null, 'wrong-columns'],
      [9, 'note', 'bad-value'],
    ]);
    expect(rejects?.split('\r\n')[0]).toBe('localpart,domain,password,note,line,error');
    expect(rejects).toContain('short,row,,,8,"wrong-columns: 2 cells, but 4 columns"');
    expect(passwords).toMatch(/^jid,password\r\ngood@example\.org,[a-z0-9-]+\r\n$/);
    expect(JSON.stringify([fixture.parts.log.lines, fixture.parts.entries])).not.toContain(
      passwords?.split(',').at(-1)?.trim(),
    );
  });

  it.each([
    ['', 'line 1'],
    ['jid,shoe size\na@example.org,42', 'line 1'],
    ['password\nx', 'line 1'],
    ['jid,localpart\na@example.org,a', 'line 1'],
    ['jid\n"a@example.org', 'line'],
  ])('refuses %j, which is no list of accounts', async (csv, where) => {
    const answer = await send(csv);
    expect(answer.status).toBe(422);
    const { errors } = answer.body as { errors: { path: string }[] };
    expect(answer.body).toMatchObject(problem('bad-csv'));
    expect(errors[0]?.path).toContain(where);
  });

  it('refuses what is no CSV at all', async () => {
    const call = await fixture.as('helpdesk');
    await call('POST', '/users/import').send({ jid: 'a' }).expect(415);
  });

  it('looks through 130 000 rows', async () => {
    const rows = Array.from({ length: 130_000 }, (_, i) => `user${i},note ${i}`);
    const csv = `localpart,note\n${rows.join('\n')}\nuser5,again\n`;
    expect(await report(csv)).toMatchObject({
      rows: 130_001,
      good: 130_000,
      errors: [{ line: 130_002, code: 'duplicate' }],
    });
  });
});

describe('many users', () => {
  beforeEach(async () => {
    for (const name of ['ann', 'ben', 'cem']) await fixture.addAccount(`${name}@example.org`);
  });
  const change = async (body: object) => {
    const call = await fixture.as('helpdesk');
    return call('POST', '/users/bulk').send(body);
  };

  it('are changed by address, each with its own entry and its own refusal', async () => {
    const chosen = { jids: ['ann@example.org', 'nobody@example.org', '@@'] };
    const answer = await change({ ...chosen, action: 'lock', reason: 'moved' });
    expect(answer.body).toEqual({
      matched: 3,
      changed: 1,
      failed: [
        { jid: 'nobody@example.org', problem: 'not-found' },
        { jid: '@@', problem: 'invalid-jid' },
      ],
    });
    expect(actions().filter((action) => action === 'account-locked')).toHaveLength(1);
    const facets = await (await fixture.as('helpdesk'))('GET', '/users/facets').expect(200);
    expect(facets.body).toMatchObject({ all: 3, active: 2, locked: 1, inactive30: 0 });
  });

  it('are inactive only when they were there all the while', async () => {
    fixture.parts.clock.advance(31 * 86_400_000);
    await fixture.addAccount('new@example.org');
    const call = await fixture.as('helpdesk');
    const facets = await call('GET', '/users/facets').expect(200);
    expect(facets.body).toMatchObject({ all: 4, inactive30: 3, inactive90: 0 });
  });

  it('are changed by filter, when as many match as were counted', async () => {
    const lock = { action: 'lock', until: '2030-01-01T00:00:00Z' };
    const wrong = await change({ ...lock, matching: { status: 'active' }, expected: 2 });
    expect(wrong.status).toBe(409);
    expect(wrong.body).toMatchObject(problem('count-changed'));
    const right = await change({ ...lock, matching: { status: 'active' }, expected: 3 });
    expect(right.body).toEqual({ matched: 3, changed: 3, failed: [] });
    expect((await change({ action: 'unlock', matching: {} })).status).toBe(400);
    const noted = await change({ action: 'note', note: 'hi', matching: { q: 'ann' }, expected: 1 });
    expect(noted.body).toMatchObject({ changed: 1 });
  });

  it('are deleted by who may, after a fresh proof', async () => {
    const admin = await fixture.as('admin');
    const body = { matching: { host: 'example.org' }, expected: 3 };
    fixture.parts.clock.advance(10 * MINUTE);
    await admin('POST', '/users/bulk-delete').send(body).expect(403);
    await admin('POST', '/account/prove').send({ password: 'correct horse battery' }).expect(204);
    const done = await admin('POST', '/users/bulk-delete').send(body).expect(200);
    expect(done.body).toMatchObject({ changed: 3 });
    expect((await jids()).accounts).toEqual([]);
  });
});

describe('an export', () => {
  it('is UTF-8 with a mark where wished, and runs nothing in a spreadsheet', async () => {
    await fixture.offer({ name: '=cmd|合同".xlsx', size: 7 });
    const admin = await fixture.as('admin');
    const answer = await admin('GET', '/transfers/export?bom=true').expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="waybill-transfers-2026-04-01.csv"$/,
    );
    const [head, row] = answer.text.replace(/^\ufeff/, '').split('\r\n');
    expect(answer.text.startsWith('\ufeff')).toBe(true);
    expect(head).toMatch(/^id,shortId,offeredAt,/);
    expect(row).toContain(`,"'=cmd|合同"".xlsx",7,`);
    expect(fixture.parts.entries.at(-1)?.data).toMatchObject({
      action: 'exported',
      what: 'transfers',
    });
  });

  it('is a line of JSON for each row, with names as they are', async () => {
    await fixture.offer({ name: '=a', size: 7 });
    const admin = await fixture.as('admin');
    const answer = await admin('GET', '/transfers/export?format=ndjson').buffer(true).expect(200);
    const rows = answer.text.trim().split('\n');
    expect(rows.map((row) => (JSON.parse(row) as { fileName: string }).fileName)).toEqual(['=a']);
  });

  it('shortens names for a key that may not see them', async () => {
    await fixture.offer({ name: '合同终稿.pdf', size: 7 });
    const made = await fixture.parts.keys.make(
      { name: 'k', scopes: ['transfers:export'] },
      { kind: 'operator' },
    );
    const secret = 'secret' in made ? made.secret : '';
    const call = fixture.bare('GET', '/api/v1/transfers/export');
    const answer = await call.set('Authorization', `Bearer ${secret}`).expect(200);
    expect(answer.text).toContain('合…稿.pdf');
    expect(answer.text).not.toContain('终');
  });

  it('asks for a fresh proof above a hundred thousand rows', async () => {
    const { signIns } = fixture.parts;
    const one = {
      at: 1,
      jid: 'a@example.org',
      address: '::1',
      via: 'c2s',
      mechanism: 'PLAIN',
      result: 'ok',
    } as const;
    for (let i = 0; i <= 100_000; i++) signIns.rows.push(one);
    const admin = await fixture.as('admin');
    fixture.parts.clock.advance(10 * MINUTE);
    const refused = await admin('GET', '/sign-ins/export').expect(403);
    expect(refused.body).toMatchObject(problem('step-up-needed'));
    // how a page asks before it lets the browser save the file
    await admin('HEAD', '/sign-ins/export').expect(403);
    await admin('POST', '/account/prove').send({ password: 'correct horse battery' }).expect(204);
    await admin('HEAD', '/sign-ins/export').expect(200);
    const answer = await admin('GET', '/sign-ins/export').expect(200);
    expect(answer.text.split('\r\n')).toHaveLength(100_003);
  });

  it('holds users without secrets, and the chain', async () => {
    await fixture.addAccount('ann@example.org');
    const owner = await fixture.as('owner');
    const users = await owner('GET', '/users/export').expect(200);
    expect(users.text).toMatch(/^jid,status,.*\r\nann@example\.org,active,/);
    const chain = await owner('GET', '/audit/export?kind=account-change').expect(200);
    expect(chain.text).toContain('account-added');
  });
});
