import { create as contentDisposition } from 'content-disposition';
import { essenceOf, type Upload } from '@waybill/domain';

const OCTETS = 'application/octet-stream';
const TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;
/** Whatever a browser might run, or read as markup that runs. */
const ACTIVE = /html|xml|svg|script|wasm|flash|rfc822|multipart|related|x-java|mathml|pdf/;
const SHOWN = /^(image|video|audio)\//;

/** What every answer carries, errors too. A file never runs anything, and nobody frames it. @see XEP-0363 §9.1 */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** The type a file is served with: its declared one where that can do no harm. */
export function servedType(declared: string | undefined): string {
  const type = declared === undefined ? OCTETS : essenceOf(declared);
  if (!TYPE.test(type) || ACTIVE.test(type)) return OCTETS;
  return type === 'text/plain' ? 'text/plain; charset=utf-8' : type;
}

/** `inline` only for what a browser shows without running it. @see RFC 6266, RFC 8187 */
export function disposition(fileName: string, type: string): string {
  const shown = SHOWN.test(type) || type.startsWith('text/plain');
  return contentDisposition(fileName, { type: shown ? 'inline' : 'attachment' });
}

/** The headers of a file, whether it is sent whole, in part, or not at all. */
export function fileHeaders(upload: Upload): Readonly<Record<string, string>> {
  const type = servedType(upload.contentType ?? upload.detectedType);
  return {
    'Content-Type': type,
    'Content-Disposition': disposition(upload.fileName, type),
    'Accept-Ranges': 'bytes',
    ETag: `"${upload.sha256 ?? ''}"`,
    'Last-Modified': new Date(upload.storedAt ?? upload.grantedAt).toUTCString(),
    'Cache-Control': 'public, max-age=31536000, immutable',
  };
}

/**
 * Lets pages of any origin use the service: there is no cookie or other authority of the browser's here that a foreign
 * page could borrow. The origin is echoed, since browsers refuse `*` to those who ask with credentials.
 */
export function corsHeaders(origin: string | undefined): Readonly<Record<string, string>> {
  if (origin === undefined) return { Vary: 'Origin' };
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers':
      'Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Last-Modified',
  };
}

/** What a browser asks before a PUT, or a GET with a range. */
export const PREFLIGHT: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Methods': 'GET, HEAD, PUT, OPTIONS',
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Range',
  'Access-Control-Max-Age': '86400',
};
