import helmet from 'helmet';
import type { NextFunction, Request, Response } from 'express';

const ONE_YEAR_SECONDS = 31_536_000;

/** What the pages may load: ourselves, and the inline scripts and styles that the build listed. */
function policy(scriptHashes: readonly string[], styleHashes: readonly string[]) {
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...scriptHashes],
    'style-src': ["'self'", ...styleHashes],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
}

/**
 * The headers that every answer carries, errors among them. HSTS only where the request came over TLS: a browser
 * ignores it elsewhere. @see RELIABILITY 6d, admin.headers
 */
export function securityHeaders(
  scriptHashes: readonly string[],
  styleHashes: readonly string[],
  isSecure: (request: Request) => boolean,
) {
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: policy(scriptHashes, styleHashes),
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    if (isSecure(request)) {
      response.setHeader('Strict-Transport-Security', `max-age=${ONE_YEAR_SECONDS}`);
    }
    if (/^\/api\//i.test(request.path)) response.setHeader('Cache-Control', 'no-store');
    set(request, response, next);
  };
}
