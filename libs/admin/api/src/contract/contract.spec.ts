import type { Upload } from '@waybill/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { AdminFixture } from '../testing/admin-fixture.js';
import { ALL_ENDPOINTS } from './all.js';
import { problemsOf, type Endpoint } from './endpoint.js';

const ATTACHED = {
  domain: 'files.example.org',
  server: 'prosody',
  address: '127.0.0.1:5347',
  hosts: ['example.org'],
  accounts: 'none',
} as const;

const UPLOAD: Upload = {
  id: '',
  token: 't',
  fileName: 'a',
  sizeBytes: 9,
  contentType: undefined,
  detectedType: undefined,
  purpose: 'message',
  expireBeforeAt: undefined,
  account: 'alice@example.org',
  domain: 'example.org',
  host: 'standalone',
  state: 'stored',
  sha256: 'ab',
  grantedAt: 1,
  slotExpiresAt: 2,
  storedAt: 2,
  deletedAt: undefined,
  deletionRule: undefined,
  downloads: 0,
  lastDownloadAt: undefined,
};

describe('the contract', () => {
  let fixture: AdminFixture;
  let transferId = '';
  let operatorId = '';
  beforeAll(async () => {
    fixture = await AdminFixture.start();
    const { parts } = fixture;
    await fixture.addAccount('alice@example.org');
    fixture.bind('alice@example.org/a');
    await parts.signIns.record({
      at: 1,
      jid: 'alice@example.org',
      address: '192.0.2.7',
      via: 'c2s',
      mechanism: 'iq-auth-digest',
      result: 'failed',
      reason: 'legacy-expired',
    });
    const range = { offset: 1, length: 2 };
    const ended = await fixture.offer({ name: 'a', size: 9, hash: 'ab', description: 'd', range });
    parts.ledger.tell(ended.id, {
      at: parts.clock.now(),
      event: { kind: 'declined', at: parts.clock.now() },
    });
    await fixture.offer({});
    await parts.ledger.flush();
    const day = { method: 'si', state: 'declined', reason: 'declined' } as const;
    parts.transfers.days = [{ ...day, day: '2026-04-01', transfers: 1, bytes: 0 }];
    transferId = ended.id;
    parts.uploads.rows.push({ ...UPLOAD, id: ended.id });
    operatorId = await fixture.addOperator('auditor', 'somebody');
    await fixture.signIn('somebody');
    const root = { kind: 'operator', name: 'root' } as const;
    await parts.links.invite({ domain: 'example.org', note: 'n' }, root);
    await parts.keys.make({ name: 'k', scopes: ['transfers:read'] }, root);
    parts.attachments.put(ATTACHED, 'file');
  });
  afterAll(() => fixture.stop());

  const reading = ALL_ENDPOINTS.filter(
    ({ method, answerType }) => method === 'get' && answerType === undefined,
  );
  const pathOf = ({ path }: Endpoint) =>
    path
      .replace('{jid}', 'alice%40example.org')
      .replace('/operators/{id}', `/operators/${operatorId}`)
      .replace('{id}', transferId)
      .replace('{domain}', ATTACHED.domain);

  it.each(reading.map((endpoint) => [endpoint.id, endpoint] as const))(
    'is what %s answers, no more and no less',
    async (_id, endpoint) => {
      for (const role of ['owner', 'helpdesk'] as const) {
        const call = await fixture.as(role);
        const answer = await call('GET', pathOf(endpoint));
        if (role === 'helpdesk' && answer.status === 403) continue;
        expect(answer.status).toBe(200);
        const { body } = answer as { body: unknown };
        const schema = endpoint.answer as z.ZodType;
        expect(schema.parse(body)).toEqual(body);
      }
    },
  );

  it('names each operation once, and each route once', () => {
    const ids = ALL_ENDPOINTS.map(({ id }) => id);
    const routes = ALL_ENDPOINTS.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('lists the refusals that access and validation bring', () => {
    const remove = ALL_ENDPOINTS.find(({ id }) => id === 'deleteUser');
    expect(remove && problemsOf(remove)).toEqual([
      'invalid-jid',
      'not-found',
      'host-cannot',
      'host-refused',
      'host-unreachable',
      'invalid-request',
      'not-signed-in',
      'not-permitted',
      'step-up-needed',
      'cross-site-request',
      'internal-error',
      'storage-unavailable',
    ]);
  });
});
