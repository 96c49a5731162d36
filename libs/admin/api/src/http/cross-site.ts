import type { NextFunction, Request, Response } from 'express';
import { Refusal } from '../problems/refusal.js';

const CSRF_HEADER = 'x-waybill-csrf';
const SAFE = new Set(['GET', 'HEAD']);

function originOf(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

/** The API key of a request; no browser sends one by itself, whoever asks it to. */
export function bearerOf({ headers }: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

/**
 * What is wrong with the way a request came to us; undefined for one from our own pages, or from a program that knows
 * the API. Three signs have to agree: the header that a foreign form can't send, `Sec-Fetch-Site`, and `Origin`.
 */
export function crossSiteSign(request: Request, publicUrl: string | undefined): string | undefined {
  if (bearerOf(request) !== undefined) return undefined;
  if (request.headers[CSRF_HEADER] !== '1') return 'The header X-Waybill-CSRF: 1 is missing';
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'The browser says that another site made this request';
  }
  const { origin } = request.headers;
  if (origin === undefined) return undefined;
  const from = originOf(origin);
  const isOurs =
    from !== undefined &&
    (from.host === request.host || from.origin === originOf(publicUrl ?? '')?.origin);
  return isOurs ? undefined : 'Origin is not this server; behind a proxy, set http.publicUrl';
}

/**
 * Refuses requests that other sites made a browser send, before anything reads their body. GET has no effects
 * anywhere in this API; OPTIONS is refused because no other origin may use it.
 * @see RELIABILITY 2 (W3)
 */
export function refuseCrossSite(publicUrl: string | undefined) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (request.method === 'OPTIONS') {
      next(new Refusal('method-not-allowed'));
      return;
    }
    const sign = SAFE.has(request.method) ? undefined : crossSiteSign(request, publicUrl);
    next(sign === undefined ? undefined : new Refusal('cross-site-request', sign));
  };
}
