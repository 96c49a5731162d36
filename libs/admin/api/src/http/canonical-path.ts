import type { NextFunction, Request, Response } from 'express';
import { Refusal } from '../problems/refusal.js';

// Encodings that browsers and our client never make, and that two parsers may read differently
const AMBIGUOUS = /%(?:2e|2f|00|u)|\\|;|\/\/|\/\.{1,2}(?:\/|$)/i;
const BROKEN_ESCAPE = /%(?![0-9a-f]{2})/i;
const NOT_ASCII = /[^\x21-\x7e]/;

/**
 * Whether a request target is the one way to write its path. No decision rests on a path here (the guard stands on
 * the handler), so this only takes away what proxies and routers are known to disagree on.
 * @see RELIABILITY 2 (W2); CVE-2008-6508 and CVE-2023-32315 for what it prevents
 */
export function isCanonicalTarget(target: string): boolean {
  const path = target.split('?', 1)[0] ?? '';
  if (!path.startsWith('/') || NOT_ASCII.test(path)) return false;
  if (AMBIGUOUS.test(path) || BROKEN_ESCAPE.test(path)) return false;
  return !(path.startsWith('/api/') && path.endsWith('/'));
}

/** Refuses request targets in any other than the canonical form, absolute URIs among them. */
export function canonicalPath(request: Request, _response: Response, next: NextFunction): void {
  next(isCanonicalTarget(request.originalUrl) ? undefined : new Refusal('bad-path'));
}
