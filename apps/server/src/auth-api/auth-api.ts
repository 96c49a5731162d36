import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListenAddress, Log } from '@waybill/platform';
import { verbOf, type Answer, type AuthDesk } from './auth-desk.js';
import { readForm } from './form.js';
import { clientOf, type HostClients } from './host-client.js';

const MAX_BODY_BYTES = 16_384;
const MAX_HEADER_BYTES = 16_384;
const MAX_CONNECTIONS = 256;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
const KEEP_ALIVE_MS = 65_000;

export interface AuthApiParts {
  readonly desk: Pick<AuthDesk, 'ask'>;
  /** Who may ask now. */
  readonly clients: Pick<HostClients, 'all' | 'noteAsked'>;
  readonly log: Log;
}

const say = (status: number, text: string): Answer => ({ status, text: `${text}\n` });

/** The whole body. @returns undefined when it is longer than a form with a password can be */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/**
 * The listener that host servers ask about accounts that are kept here. A password stands in the address of a
 * request: nothing of an address but the method's name is ever logged, or repeated in an answer.
 */
export class AuthApi {
  private readonly server: Server;

  constructor(private readonly parts: AuthApiParts) {
    this.server = createServer(
      { maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: REQUEST_TIMEOUT_MS },
      (request, response) => void this.serve(request, response),
    );
    this.server.headersTimeout = HEADERS_TIMEOUT_MS;
    this.server.keepAliveTimeout = KEEP_ALIVE_MS;
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  listen({ host, port }: ListenAddress): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ host, port }, () => {
        this.server.off('error', reject);
        resolve(this.server.address() as AddressInfo);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    const method = /^\/+auth\/+([a-z_]{1,40})\/*$/.exec(path)?.[1];
    let answer: Answer;
    try {
      answer =
        method === undefined
          ? say(404, 'the address is /auth/METHOD')
          : await this.answer(method, query, request);
    } catch (err) {
      // an error of the stores names no password; one of a broken connection has nobody left to answer
      this.parts.log.error({ event: 'auth_api_failed', method, err }, 'a host got no answer');
      answer = say(500, 'this server failed');
    }
    this.send(answer, method, request, response);
  }

  private async answer(method: string, query: string, request: IncomingMessage): Promise<Answer> {
    const client = clientOf(request.headers.authorization, this.parts.clients.all);
    if (client === undefined) return say(401, 'name and token of the attachment are needed');
    this.parts.clients.noteAsked(client);
    const verb = verbOf(method);
    if (verb === undefined) return say(501, 'there is no such method');
    const given = request.method === 'HEAD' ? 'GET' : request.method;
    if (given !== verb) return say(405, `${method} is a ${verb}`);
    const text = verb === 'GET' ? query : await bodyOf(request);
    if (text === undefined) return say(413, 'that is too long for a name and a password');
    const fields = readForm(text);
    if (fields === undefined) return say(400, 'that is no form');
    const address = request.socket.remoteAddress ?? '';
    return this.parts.desk.ask(method, { client, address, fields });
  }

  private send(
    { status, text }: Answer,
    method: string | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const { log } = this.parts;
    const line = { event: 'auth_api', method: verbOf(method ?? '') && method, status };
    if (status === 401 || status === 403) log.warn(line, 'refused a host server');
    else log.debug(line, 'answered a host server');
    response.statusCode = status;
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.setHeader('Content-Length', Buffer.byteLength(text));
    response.setHeader('Cache-Control', 'no-store');
    if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="waybill"');
    const verb = verbOf(method ?? '');
    if (status === 405 && verb !== undefined) response.setHeader('Allow', verb);
    // what was not read of a body must not be taken for the next request
    if (!request.complete) response.setHeader('Connection', 'close');
    response.end(request.method === 'HEAD' ? undefined : text);
  }
}
