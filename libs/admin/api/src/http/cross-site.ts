import type { NextFunction, Request, Response } from 'express';
import { Refusal } from '../problems/refusal.js';

const CSRF_HEADER = 'x-waybill-csrf';
const SAFE = new Set(['GET', 'HEAD']);

function originOf(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

/**
 * Whether a request comes from our own pages, or from a program that knows the API. Three signs have to agree: the
 * header that a foreign form can't send, `Origin`, and `Sec-Fetch-Site`.
 */
export function isSameSite(request: Request, publicUrl: string | undefined): boolean {
  if (request.headers[CSRF_HEADER] !== '1') return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = request.headers;
  if (origin === undefined) return true;
  const from = originOf(origin);
  if (from === undefined) return false;
  return from.host === request.host || from.origin === originOf(publicUrl ?? '')?.origin;
}

/**
 * Refuses requests that other sites made a browser send, before anything reads their body. GET has no effects
 * anywhere in this API; OPTIONS is refused because no other origin may use it.
 * @see RELIABILITY 2 (W3)
 */
export function refuseCrossSite(publicUrl: string | undefined) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const safe = SAFE.has(request.method);
    if (request.method === 'OPTIONS') next(new Refusal('method-not-allowed'));
    else
      next(safe || isSameSite(request, publicUrl) ? undefined : new Refusal('cross-site-request'));
  };
}
