import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { ApiProblem, networkProblem, readProblem } from './problem.js';
import type { paths } from './schema.js';

/** The typed client of the admin API: `client.GET('/api/v1/transfers', { params: { query } })`. */
export type AdminClient = Client<paths>;

export interface AdminClientOptions {
  /** Where the server is, with the base path of a reverse proxy but without `/api/v1`; same origin by default. */
  readonly baseUrl?: string;
  /** For tests. */
  readonly fetch?: typeof globalThis.fetch;
  /** Called when the session has ended, so that the page can show the login. */
  readonly onSignedOut?: () => void;
}

// The name alone protects: a foreign page can't set it without asking, and is refused. @see OWASP ASVS 4.2
const CSRF_HEADER = 'X-Waybill-CSRF';

/**
 * Makes a client. Every refusal, and a server that can't be reached, is thrown as an `ApiProblem`; so `data` is
 * there wherever a call returns.
 */
export function createAdminClient(options: AdminClientOptions = {}): AdminClient {
  const client = createClient<paths>({
    baseUrl: options.baseUrl ?? '',
    credentials: 'same-origin',
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
  const middleware: Middleware = {
    onRequest({ request }) {
      if (request.method !== 'GET') request.headers.set(CSRF_HEADER, '1');
      return request;
    },
    async onResponse({ response }) {
      if (response.ok) return;
      const problem = await readProblem(response);
      if (problem.is('not-signed-in')) options.onSignedOut?.();
      throw problem;
    },
    onError({ error }) {
      return error instanceof ApiProblem ? error : networkProblem(error);
    },
  };
  client.use(middleware);
  return client;
}

/**
 * The answer of a call, without its wrapping:
 * `await answer(client.GET('/api/v1/users/{jid}', { params: { path: { jid } } }))`.
 * @throws {ApiProblem} for every refusal
 */
export async function answer<T>(call: Promise<{ readonly data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call;
  if (data === undefined || data === null) throw new ApiProblem('empty-answer', 0, 'No answer');
  return data;
}
