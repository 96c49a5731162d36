import { request as httpRequest } from 'node:http';
import { StoreFault } from '@waybill/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_ENDPOINTS } from '../contract/all.js';
import { AdminFixture, PASSWORD } from '../testing/admin-fixture.js';
import { isCanonicalTarget } from './canonical-path.js';

describe('the HTTP edge', () => {
  let fixture: AdminFixture;
  beforeAll(async () => {
    fixture = await AdminFixture.start();
  });
  afterAll(() => fixture.stop());

  /** Sends a request target as it stands; clients tidy theirs. */
  const raw = (target: string, method = 'GET') =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(fixture.url);
      const call = httpRequest({ hostname, port, method, path: target }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      call.on('error', reject);
      call.end();
    });

  describe('paths', () => {
    it.each([
      '/api/v1//users',
      '//api/v1/users',
      '/api/v1/./users',
      '/api/v1/session/../users',
      '/api/v1/session/..',
      '/api/v1/session/%2e%2e/users',
      '/api/v1/session/%2E%2e/users',
      '/api/v1/users%2fx',
      '/api/v1/users%2F..%2fsession',
      '/api/v1/%u002e%u002e/users',
      '/api/v1/users;x=1',
      '/api/v1/users\\..',
      '/api/v1/users/',
      '/api/v1/users%00',
      '/api/v1/users/%zz',
      'http://example.org/api/v1/users',
    ])('refuses %s', async (target) => {
      expect(isCanonicalTarget(target)).toBe(false);
      expect(await raw(target)).toBe(400);
    });

    it.each(['/api/v1', '/api/v2/users', '/nothing'])('knows nothing at %s', async (target) => {
      expect(await raw(target)).toBe(404);
    });

    it.each(['/API/v1/users', '/api/V1/Users'])('decides on %s as on its like', async (target) => {
      expect(await raw(target)).toBe(401);
      const answer = await fixture.bare('GET', target);
      expect(answer.headers['cache-control']).toBe('no-store');
    });

    it.each([
      '/api/v1/users/a%5c20b%40example.org',
      '/api/v1/users/%E5%90%88%40example.org',
      '/api/v1/transfers?q=..%2f;//',
    ])('takes %s for what it says', async (target) => {
      expect(isCanonicalTarget(target)).toBe(true);
      expect(await raw(target)).toBe(401);
    });

    it('refuses an escape that is no UTF-8 without failing', async () => {
      const owner = await fixture.cookieOf('owner');
      const answer = await fixture.bare('GET', '/api/v1/users/%ff').set('Cookie', owner);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ type: 'urn:waybill:problem:invalid-request' });
    });
  });

  describe('cross-site requests', () => {
    const changing = ALL_ENDPOINTS.filter(({ method }) => method !== 'get');

    it.each(changing.map(({ method, path }) => ({ method, path })))(
      'refuses $method $path without the header, whoever asks',
      async ({ method, path }) => {
        const target = `/api/v1${path}`.replace(/\{\w+\}/, 'x');
        const answer = await fixture
          .bare(method, target)
          .set('Cookie', await fixture.cookieOf('owner'))
          .send({});
        expect(answer.status).toBe(403);
        expect(answer.body).toMatchObject({ type: 'urn:waybill:problem:cross-site-request' });
      },
    );

    const add = async (headers: Readonly<Record<string, string>>, jid: string) => {
      const call = await fixture.as('owner');
      return call('POST', '/users').set(headers).send({ jid });
    };

    it.each([
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'http://127.0.0.1:1' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ])('refuses %o and changes nothing', async (headers) => {
      expect((await add(headers, 'mallory@example.org')).status).toBe(403);
      const call = await fixture.as('owner');
      await call('GET', '/users/mallory%40example.org').expect(404);
    });

    it('takes our own origin', async () => {
      const headers = { Origin: fixture.url, 'Sec-Fetch-Site': 'same-origin' };
      expect((await add(headers, 'own@example.org')).status).toBe(201);
    });

    it('refuses OPTIONS everywhere: no other origin may use this API', async () => {
      for (const path of ['/api/v1/users', '/api/v1/session', '/healthz', '/nothing']) {
        const answer = await fixture.bare('OPTIONS', path);
        expect(answer.status).toBe(405);
        expect(Object.keys(answer.headers).join()).not.toContain('access-control');
      }
    });
  });

  describe('answers', () => {
    it('carry the security headers, refusals among them', async () => {
      for (const path of ['/api/v1/session', '/api/v1/users', '/nothing', '/api/docs', '/..']) {
        const { headers } = await fixture.bare('GET', path);
        expect(headers['content-security-policy']).toBe(
          "default-src 'none';script-src 'self' 'sha256-abc=';style-src 'self';img-src 'self' data:;" +
            "font-src 'self';connect-src 'self';manifest-src 'self';form-action 'self';base-uri 'none';" +
            "frame-ancestors 'none'",
        );
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(headers['referrer-policy']).toBe('no-referrer');
        expect(headers['x-powered-by']).toBeUndefined();
        expect(headers['strict-transport-security']).toBeUndefined();
        expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      }
    });

    it('are compressed where the client can read that, events never', async () => {
      const asked = fixture.bare('GET', '/api/openapi.json').set('Accept-Encoding', 'gzip');
      const answer = await asked.expect(200);
      expect(answer.headers['content-encoding']).toBe('gzip');
      expect(answer.headers['vary']).toContain('Accept-Encoding');
      const plain = fixture.bare('GET', '/api/openapi.json').set('Accept-Encoding', 'identity');
      expect((await plain.expect(200)).headers['content-encoding']).toBeUndefined();
      const call = await fixture.as('owner');
      const events = await call('HEAD', '/stream').set('Accept-Encoding', 'gzip').expect(200);
      expect(events.headers['content-encoding']).toBeUndefined();
    });

    it('are never kept by a cache', async () => {
      const { headers } = await fixture.bare('GET', '/api/v1/session');
      expect(headers['cache-control']).toBe('no-store');
    });

    it('are problem documents with the id of the request', async () => {
      const answer = await fixture.bare('GET', '/api/v1/users');
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.body).toEqual({
        type: 'urn:waybill:problem:not-signed-in',
        title: 'Sign in first',
        status: 401,
        detail: 'Sign in first',
        requestId: answer.headers['x-request-id'],
      });
    });

    it('tell a failure without its details, which the log has', async () => {
      fixture.parts.transfers.daily = () => Promise.reject(new Error('disk on fire'));
      const call = await fixture.as('owner');
      const { status, body, text } = await call('GET', '/overview');
      expect(status).toBe(500);
      expect(text).not.toContain('fire');
      const line = fixture.parts.log.lines.find(({ event }) => event === 'http.failure');
      expect(line?.['request']).toBe((body as { requestId: string }).requestId);
    });
  });

  describe('a full disk', () => {
    const full = () => Promise.reject(new StoreFault('disk-full', 'no space left'));

    it('refuses what it can not record, undone, and still shows what is there', async () => {
      const other = await AdminFixture.start();
      const call = await other.as('owner');
      const { id } = other.bind('alice@example.org/a');
      other.parts.audit.append = full;
      other.parts.operatorSessions.touch = full;
      other.parts.clock.advance(60_000);
      const refused = await call('DELETE', `/sessions/${id}`).expect(503);
      expect(refused.headers['retry-after']).toBe('10');
      expect(refused.body).toMatchObject({
        type: 'urn:waybill:problem:storage-unavailable',
        detail: 'disk-full',
      });
      const list = await call('GET', '/sessions').expect(200);
      expect(list.body).toMatchObject({ items: [{ id }] });
      await other.stop();
    });
  });

  describe('bodies', () => {
    const login = () => fixture.bare('POST', '/api/v1/login').set('X-Waybill-CSRF', '1');

    it('may have one MiB and no more', async () => {
      const answer = await login().send({ name: 'x', password: 'y'.repeat(1_048_576) });
      expect(answer.status).toBe(413);
      expect(answer.body).toMatchObject({ type: 'urn:waybill:problem:too-large' });
    });

    it.each([
      ['broken JSON', 'application/json', '{"name":'],
      ['a form', 'application/x-www-form-urlencoded', 'name=x&password=y'],
      ['text', 'text/plain', '{"name":"x","password":"y"}'],
      ['no object', 'application/json', '[]'],
      ['unknown keys', 'application/json', '{"name":"x","password":"y","role":"owner"}'],
      ['a prototype', 'application/json', '{"name":"x","password":"y","__proto__":{"a":1}}'],
      ['objects for texts', 'application/json', '{"name":{"$ne":""},"password":"y"}'],
    ])('are refused when they are %s', async (_what, type, body) => {
      const answer = await login().set('Content-Type', type).send(body);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ type: 'urn:waybill:problem:invalid-request' });
    });

    it('are refused compressed', async () => {
      const answer = await login()
        .set('Content-Encoding', 'gzip')
        .send({ name: 'x', password: 'y' });
      expect(answer.status).toBe(415);
    });

    it('say which field is wrong', async () => {
      const answer = await login().send({ name: '', password: PASSWORD });
      expect(answer.body).toMatchObject({ errors: [{ path: 'name' }] });
    });
  });

  describe('health', () => {
    it('answers who asks whether it lives and whether all works', async () => {
      expect((await fixture.bare('GET', '/healthz').expect(200)).text).toBe('ok\n');
      await fixture.bare('GET', '/readyz').expect(200, { ready: true, failing: [] });
      fixture.parts.readiness.failing = true;
      const answer = await fixture.bare('GET', '/readyz').expect(503);
      expect(answer.body).toEqual({ ready: false, failing: [{ part: 'database', ok: false }] });
    });

    it('shows metrics to this machine only, and not through an undeclared proxy', async () => {
      const answer = await fixture.bare('GET', '/metrics').expect(200);
      expect(answer.text).toContain('waybill_build_info');
      expect(answer.text).toContain('route="/session"');
      expect(answer.text).not.toContain('example.org');
      await fixture.bare('GET', '/metrics').set('X-Forwarded-For', '127.0.0.1').expect(403);
    });

    it('describes the API to programs and people', async () => {
      const { body } = await fixture.bare('GET', '/api/openapi.json').expect(200);
      expect(body).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
      const page = await fixture.bare('GET', '/api/docs').expect(200);
      expect(page.headers['content-type']).toContain('text/html');
      for (const { id } of ALL_ENDPOINTS) expect(page.text).toContain(`id="${id}"`);
      expect(page.text).not.toMatch(/<script|style=|https?:/);
      await fixture.bare('GET', '/api/docs/style.css').expect('Content-Type', /text\/css/);
    });
  });
});

describe('behind a proxy that ends TLS', () => {
  let fixture: AdminFixture;
  beforeAll(async () => {
    fixture = await AdminFixture.start({
      publicUrl: 'https://admin.example.org',
      trustedProxies: ['127.0.0.1'],
    });
    await fixture.addOperator('owner');
  });
  afterAll(() => fixture.stop());

  const proxied = (method: string, path: string) =>
    fixture
      .bare(method, path)
      .set('Host', 'admin.example.org')
      .set('X-Forwarded-Proto', 'https')
      .set('X-Forwarded-For', '203.0.113.5')
      .set('X-Waybill-CSRF', '1');

  it('sets a __Host- cookie and HSTS, and records the real address', async () => {
    const answer = await proxied('POST', '/api/v1/login')
      .set('Origin', 'https://admin.example.org')
      .send({ name: 'owner', password: PASSWORD })
      .expect(200);
    const [cookie] = answer.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(
      /^__Host-waybill=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    const entry = fixture.parts.entries.at(-1);
    expect(entry).toMatchObject({ kind: 'sign-in', personal: { address: '203.0.113.5' } });
    // the cookie of the insecure name opens nothing here
    const plain = cookie?.split(';')[0]?.replace('__Host-waybill', 'waybill_session') ?? '';
    await proxied('GET', '/api/v1/account').set('Cookie', plain).expect(401);
  });

  it('shows metrics to the proxy itself only', async () => {
    await proxied('GET', '/metrics').expect(403);
    await fixture.bare('GET', '/metrics').expect(200);
  });
});
