import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdminFixture } from '../testing/admin-fixture.js';
import { EventReader } from '../testing/event-reader.js';

const WISH = {
  domain: 'files.example.org',
  server: 'prosody',
  address: '127.0.0.1:5347',
  hosts: ['example.org'],
};

let fixture: AdminFixture;
beforeAll(async () => {
  fixture = await AdminFixture.start();
});
afterAll(() => fixture.stop());

describe('attachments', () => {
  it('are added, changed, looked at and removed by owners', async () => {
    const call = await fixture.as('owner');
    const added = await call('POST', '/attachments').send(WISH).expect(201);
    expect(added.body).toMatchObject({
      ...WISH,
      accounts: 'none',
      links: 1,
      origin: 'dashboard',
      phase: 'waiting',
      problem: { code: 'wrong-secret', fix: 'paste it' },
      mirroring: { seen: false, lastCopyAt: null },
    });
    await call('POST', '/attachments').send(WISH).expect(409);
    const one = `/attachments/${WISH.domain}`;
    const changed = await call('PATCH', one).send({ name: 'Files' }).expect(200);
    expect(changed.body).toMatchObject({ ...WISH, name: 'Files' });
    expect((await call('GET', `${one}/snippet`).expect(200)).body).toMatchObject({
      parts: [{ file: 'prosody.cfg.lua' }],
      reload: 'prosodyctl reload',
    });
    expect((await call('POST', `${one}/check`).expect(200)).body).toMatchObject({
      items: [{ check: 'handshake', level: 'ok', doc: 'docs/checks.md#component-handshake' }],
    });
    await call('DELETE', one).expect(204);
    await call('DELETE', one).expect(404);
  });

  it('are refused where a field is wrong or unknown', async () => {
    const call = await fixture.as('owner');
    await call('POST', '/attachments')
      .send({ ...WISH, server: 'openfire' })
      .expect(400);
    await call('POST', '/attachments')
      .send({ ...WISH, hosts: [] })
      .expect(400);
    await call('POST', '/attachments')
      .send({ ...WISH, secret: 'mine' })
      .expect(400);
  });

  it('that stand in the configuration are read-only', async () => {
    fixture.parts.attachments.put({ ...WISH, accounts: 'none', server: 'prosody' }, 'file');
    const call = await fixture.as('owner');
    const refused = await call('PATCH', `/attachments/${WISH.domain}`).send({ hosts: ['x.org'] });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ type: 'urn:waybill:problem:attachment-read-only' });
  });

  it('are told to those who may read them, at once and at every change', async () => {
    const streamOf = async (role: 'auditor' | 'helpdesk') =>
      EventReader.open(`${fixture.url}/api/v1/stream`, { Cookie: await fixture.cookieOf(role) });
    const auditor = await streamOf('auditor');
    const helpdesk = await streamOf('helpdesk');
    expect((await auditor.next('attachments')).data).toHaveProperty('items');
    const change = auditor.next('attachments');
    fixture.parts.attachments.put(
      { ...WISH, domain: 'new.example.org', server: 'ejabberd', accounts: 'none' },
      'dashboard',
    );
    const { items } = (await change).data as { items: readonly { domain: string }[] };
    expect(items.map(({ domain }) => domain)).toContain('new.example.org');
    await helpdesk.next('live');
    expect(helpdesk.events.some(({ event }) => event === 'attachments')).toBe(false);
    auditor.close();
    helpdesk.close();
  });
});

describe('health', () => {
  it('is read by everybody, and looked after by owners and admins', async () => {
    const call = await fixture.as('helpdesk');
    expect((await call('GET', '/health').expect(200)).body).toMatchObject({
      findings: [{ area: 'db', check: 'integrity', level: 'ok', fix: null }],
    });
    await call('POST', '/health/run').expect(403);
    const admin = await fixture.as('admin');
    await admin('POST', '/health/run').expect(200);
  });

  it('proves itself by a transfer, which is recorded', async () => {
    const call = await fixture.as('admin');
    const proven = await call('POST', '/test-transfer').send({}).expect(200);
    expect(proven.body).toMatchObject({
      bytes: 1_048_576,
      seconds: 0.5,
      bytesPerSecond: 2_097_152,
    });
    expect(fixture.parts.entries.at(-1)?.data).toMatchObject({ action: 'test-transfer' });
    await call('POST', '/test-transfer').send({ domain: 'nowhere.example.org' }).expect(404);
    const failed = await call('POST', '/test-transfer').send({ domain: 'down.example.org' });
    expect(failed.status).toBe(409);
    expect(failed.body).toMatchObject({ detail: 'not linked: waybill check component' });
    await call('POST', '/test-transfer').send({ bytes: 0 }).expect(400);
  });
});
