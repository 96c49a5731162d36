import type { Request, Response } from 'express';

const PLAIN = 'waybill_session';
// RFC 6265bis §4.1.3.2: only over TLS, only for this host, only for the whole of it
const HOST_ONLY = '__Host-waybill';

/** Decides whether a request came over TLS, to us or to the proxy in front of us. */
export function secureCheck(publicUrl: string | undefined): (request: Request) => boolean {
  const url = publicUrl !== undefined && URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  return (request) => request.secure || (url?.protocol === 'https:' && request.host === url.host);
}

/** Where the session id stands in the browser. */
export class OperatorCookie {
  constructor(private readonly isSecure: (request: Request) => boolean) {}

  /** The value that was sent, if it can be one of ours. */
  read(request: Request): string | undefined {
    const name = this.isSecure(request) ? HOST_ONLY : PLAIN;
    const pairs = (request.headers.cookie ?? '').split(';');
    const values = pairs.flatMap((pair) => {
      const [key, value] = pair.trim().split('=', 2);
      return key === name && value !== undefined ? [value] : [];
    });
    // two of one name: somebody planted one, and there is no telling which
    if (values.length !== 1) return undefined;
    const [value] = values;
    return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
  }

  write(request: Request, response: Response, value: string, maxAgeSeconds: number): void {
    response.append('Set-Cookie', this.line(request, value, maxAgeSeconds));
  }

  clear(request: Request, response: Response): void {
    response.append('Set-Cookie', this.line(request, '', 0));
  }

  private line(request: Request, value: string, maxAgeSeconds: number): string {
    const secure = this.isSecure(request);
    const name = secure ? HOST_ONLY : PLAIN;
    const attributes = [`Max-Age=${maxAgeSeconds}`, 'Path=/', 'HttpOnly', 'SameSite=Strict'];
    if (secure) attributes.push('Secure');
    return [`${name}=${value}`, ...attributes].join('; ');
  }
}
