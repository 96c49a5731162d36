import type { Upload } from '@waybill/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdminFixture, PASSWORD } from '../testing/admin-fixture.js';

const problem = (slug: string) => ({ type: `urn:waybill:problem:${slug}` });

const UPLOAD: Upload = {
  id: '01900000-0000-7000-8000-000000000001',
  token: 'a-secret-that-opens-the-file',
  fileName: '采购合同 终稿.pdf',
  sizeBytes: 1234,
  contentType: 'application/pdf',
  detectedType: 'application/pdf',
  purpose: 'message',
  expireBeforeAt: undefined,
  account: 'alice@example.org',
  domain: 'example.org',
  host: 'standalone',
  state: 'stored',
  sha256: 'ab'.repeat(32),
  grantedAt: 1000,
  slotExpiresAt: 301_000,
  storedAt: 2000,
  deletedAt: undefined,
  deletionRule: undefined,
  downloads: 1,
  lastDownloadAt: 3000,
};

describe('uploads', () => {
  let fixture: AdminFixture;
  beforeEach(async () => {
    fixture = await AdminFixture.start();
    const { uploads } = fixture.parts;
    uploads.rows.push(UPLOAD, { ...UPLOAD, id: '2', account: 'bob@example.org', state: 'deleted' });
    const range = { offset: 100, length: 50 };
    uploads.downloads.push({
      uploadId: UPLOAD.id,
      at: 3000,
      address: '192.0.2.7',
      range,
      bytes: 50,
      complete: true,
    });
  });
  afterEach(() => fixture.stop());

  it('are listed, narrowed, and told a page at a time', async () => {
    const owner = await fixture.as('owner');
    const all = await owner('GET', '/uploads?limit=1').expect(200);
    expect(all.body).toMatchObject({ items: [{ id: UPLOAD.id, name: '采购合同 终稿.pdf' }] });
    const { next } = all.body as { next: string };
    const rest = await owner('GET', `/uploads?limit=1&after=${next}`).expect(200);
    expect(rest.body).toMatchObject({ items: [{ id: '2' }], next: null });
    const other = await owner('GET', `/uploads?sort=-bytes&after=${next}`).expect(400);
    expect(other.body).toMatchObject(problem('cursor-mismatch'));
    const bobs = await owner('GET', '/uploads?account=bob@example.org&state=deleted').expect(200);
    expect(bobs.body).toMatchObject({ items: [{ id: '2' }] });
    const named = await owner('GET', `/uploads?q=${encodeURIComponent('合同')}&limit=1`).expect(
      200,
    );
    expect(named.body).toMatchObject({ items: [{ id: UPLOAD.id }] });
    const none = await owner('GET', '/uploads?q=nowhere').expect(200);
    expect(none.body).toEqual({ items: [], next: null });
  });

  it('tell receivers and downloads, and never the token', async () => {
    const owner = await fixture.as('owner');
    const answer = await owner('GET', `/uploads/${UPLOAD.id}`).expect(200);
    expect(answer.body).toMatchObject({
      sha256: UPLOAD.sha256,
      receivers: ['bob@example.org'],
      lastDownloads: [{ address: '192.0.2.7', range: { offset: 100, length: 50 }, bytes: 50 }],
    });
    expect(answer.text).not.toContain(UPLOAD.token);
    await owner('GET', '/uploads/nothing').expect(404);
  });

  it('have masked names for helpdesk', async () => {
    const helpdesk = await fixture.as('helpdesk');
    for (const path of ['/uploads', `/uploads/${UPLOAD.id}`]) {
      const { text } = await helpdesk('GET', path).expect(200);
      expect(text).not.toContain('合同');
      expect(text).toContain('"nameMasked":true');
    }
    const guess = await helpdesk('GET', `/uploads?q=${encodeURIComponent('合同')}`).expect(403);
    expect(guess.body).toMatchObject(problem('names-hidden'));
  });

  it('are deleted once, in the name of whoever asked', async () => {
    const admin = await fixture.as('admin');
    await admin('DELETE', `/uploads/${UPLOAD.id}`).expect(204);
    expect(fixture.parts.uploads.removed).toMatchObject([
      { id: UPLOAD.id, actor: { kind: 'operator', name: 'admin' }, rule: 'by-operator' },
    ]);
    const again = await admin('DELETE', `/uploads/${UPLOAD.id}`).expect(409);
    expect(again.body).toMatchObject(problem('upload-gone'));
    await admin('DELETE', '/uploads/nothing').expect(404);
  });

  it('take up space, by account', async () => {
    const owner = await fixture.as('owner');
    const storage = await owner('GET', '/storage').expect(200);
    expect(storage.body).toMatchObject({ on: true, files: 1, bytes: 1234 });
    expect(storage.body).toMatchObject({ quotas: { storedPerDomain: null } });
    const accounts = await owner('GET', '/storage/accounts').expect(200);
    expect(accounts.body).toEqual({
      items: [{ jid: 'alice@example.org', files: 1, bytes: 1234 }],
      next: null,
    });
  });

  it('are kept as long as an owner says, who sees first what that deletes', async () => {
    const owner = await fixture.as('owner');
    const body = { message: 3, profile: null, ephemeral: 1, permanent: null };
    const preview = await owner('POST', '/retention/preview').send(body).expect(200);
    expect(preview.body).toEqual({ files: 2, bytes: 2468, oldestAt: '1970-01-01T00:00:02.000Z' });
    expect((await owner('GET', '/retention')).body).toMatchObject({ message: 7 });
    fixture.parts.clock.advance(11 * 60_000);
    const refused = await owner('PUT', '/retention').send(body).expect(403);
    expect(refused.body).toMatchObject(problem('step-up-needed'));
    await owner('POST', '/account/prove').send({ password: PASSWORD }).expect(204);
    expect((await owner('PUT', '/retention').send(body).expect(200)).body).toEqual(body);
    for (const days of [0, -1, 1.5, '3', 40_000]) {
      await owner('PUT', '/retention')
        .send({ ...body, message: days })
        .expect(400);
    }
  });
});
