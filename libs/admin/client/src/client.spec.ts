import { describe, expect, it } from 'vitest';
import { ApiProblem, answer, createAdminClient, type AdminClientOptions } from './index.js';

function client(respond: (request: Request) => Response | Error, more: AdminClientOptions = {}) {
  const requests: Request[] = [];
  const fetch = (input: RequestInfo | URL) => {
    const request = input as Request;
    requests.push(request);
    const response = respond(request);
    return response instanceof Error ? Promise.reject(response) : Promise.resolve(response);
  };
  const made = createAdminClient({ baseUrl: 'http://waybill.test', ...more, fetch });
  return { requests, client: made };
}

const refusal = (slug: string, status: number, more: object = {}) =>
  new Response(
    JSON.stringify({
      type: `urn:waybill:problem:${slug}`,
      title: 't',
      status,
      detail: 'd',
      requestId: 'r',
      ...more,
    }),
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );

async function problemOf(call: Promise<unknown>): Promise<ApiProblem> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof ApiProblem) return outcome;
  throw new Error('no problem was thrown');
}

describe('the client', () => {
  it('asks with the CSRF header where it changes something, and only there', async () => {
    const { client: api, requests } = client(() => Response.json({ items: [] }));
    await api.GET('/api/v1/live');
    await api.POST('/api/v1/logout');
    expect(requests.map(({ headers }) => headers.get('X-Waybill-CSRF'))).toEqual([null, '1']);
    expect(requests.map(({ credentials }) => credentials)).toEqual(['same-origin', 'same-origin']);
  });

  it('writes parameters so that the server takes them', async () => {
    const { client: api, requests } = client(() => Response.json({}));
    const jid = 'a\\20b@example.org';
    await api.GET('/api/v1/users/{jid}', { params: { path: { jid } } });
    await api.GET('/api/v1/transfers', { params: { query: { q: '合同 &', limit: 50 } } });
    expect(requests.map(({ url }) => url)).toEqual([
      'http://waybill.test/api/v1/users/a%5C20b%40example.org',
      'http://waybill.test/api/v1/transfers?q=%E5%90%88%E5%90%8C%20%26&limit=50',
    ]);
  });

  it('gives the answer, without wrapping', async () => {
    const { client: api } = client(() => Response.json({ items: [] }));
    expect(await answer(api.GET('/api/v1/live'))).toEqual({ items: [] });
  });

  it('throws a refusal with its slug, fields and patience', async () => {
    const errors = [{ path: 'name', message: 'too short' }];
    const { client: api } = client(() =>
      refusal('too-many-attempts', 429, { retryAfterSeconds: 9, errors }),
    );
    const body = { name: '', password: '' };
    const problem = await problemOf(api.POST('/api/v1/login', { body }));
    expect(problem).toMatchObject({ slug: 'too-many-attempts', status: 429, message: 'd' });
    expect(problem.is('too-many-attempts')).toBe(true);
    expect(problem.retryAfterSeconds).toBe(9);
    expect([problem.errorOf('name'), problem.errorOf('other')]).toEqual(['too short', undefined]);
  });

  it('tells the page when nobody is signed in', async () => {
    let told = 0;
    const { client: api } = client(() => refusal('not-signed-in', 401), {
      onSignedOut: () => told++,
    });
    await problemOf(api.GET('/api/v1/live'));
    expect(told).toBe(1);
  });

  it('makes a problem of what is none: a proxy page, half a document, no server', async () => {
    const page = client(() => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }));
    expect(await problemOf(page.client.GET('/api/v1/live'))).toMatchObject({ slug: 'http-502' });
    const half = client(() => new Response('{"type":1}', { status: 500 }));
    expect(await problemOf(half.client.GET('/api/v1/live'))).toMatchObject({ slug: 'http-500' });
    const down = client(() => new TypeError('fetch failed'));
    const problem = await problemOf(down.client.GET('/api/v1/live'));
    expect(problem).toMatchObject({ slug: 'unreachable', status: 0 });
    expect(problem.cause).toBeInstanceOf(TypeError);
  });
});
