import type { IncomingMessage, ServerResponse } from 'node:http';
import { SAFE_HEADERS, corsHeaders } from './response-headers.js';

/** Bytes of a refused body that are read, so that the answer is not lost in a reset. */
const MAX_DRAINED = 1024 * 1024;
const DRAIN_MS = 2_000;

/** One request with what it is answered by. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** IP address of the client. */
  readonly address: string;
}

/** Sends the head of an answer, with what all of them carry. */
export function sendHead(
  { request, response }: Exchange,
  status: number,
  headers: Readonly<Record<string, string | number>>,
): void {
  response.writeHead(status, {
    ...SAFE_HEADERS,
    ...corsHeaders(request.headers.origin),
    ...headers,
  });
}

/**
 * Answers with a problem document; what is left of the body is read for a moment and thrown away.
 * @see RFC 9457; RFC 9112 §9.6 for the lingering
 */
export function sendProblem(
  exchange: Exchange,
  status: number,
  slug: string,
  headers: Readonly<Record<string, string | number>> = {},
): void {
  const { request, response } = exchange;
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const body = JSON.stringify({ type: `urn:waybill:problem:${slug}`, title: slug, status });
  const hasBody = !request.complete && (request.method === 'PUT' || request.method === 'POST');
  sendHead(exchange, status, {
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...(hasBody ? { Connection: 'close' } : {}),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  if (hasBody) drain(request);
}

function drain(request: IncomingMessage): void {
  let left = MAX_DRAINED;
  const end = () => request.destroy();
  const timer = setTimeout(end, DRAIN_MS);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) end();
  });
  request.resume();
}
