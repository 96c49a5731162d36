import { createHmac, randomBytes } from 'node:crypto';
import { sameSecret } from '../accounts/constant-time.js';

/** 192 bits: nobody finds a file by trying. @see XEP-0363 §9.3 */
const TOKEN_BYTES = 24;
const TOKEN_FORM = /^[A-Za-z0-9_-]{32}$/;
const MAX_NAME_BYTES = 255;
/** First segment of the paths of slots that other servers give. */
export const EXTERNAL_PREFIX = 'external';

/** A key that signs slots. */
export interface SlotKey {
  /** Stands in the URL, so that keys can be exchanged while slots are out. */
  readonly id: string;
  readonly key: Buffer;
}

/** What a slot allows; all of it is signed. */
export interface SlotClaims {
  readonly token: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly contentType: string | undefined;
  /** Epoch milliseconds, whole seconds. */
  readonly expiresAt: number;
}

/** The secret part of a new upload's URL. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/**
 * Whether a file may be called so: up to 255 bytes of well-formed UTF-8 without `/` and control characters, and no name
 * that URL readers resolve away.
 * @see XEP-0363 §4
 */
export function isFileName(name: string): boolean {
  if (name === '' || name === '.' || name === '..') return false;
  // a lone surrogate has no percent-encoding
  if (/[/\u0000-\u001f\u007f-\u009f]/.test(name) || !isWellFormed(name)) return false;
  return Buffer.byteLength(name) <= MAX_NAME_BYTES;
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** A path segment in which everything but RFC 3986's unreserved characters is percent-encoded. */
export function encodeSegment(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** @returns the text of a segment; undefined for a stray percent sign, invalid UTF-8, or an encoded slash or NUL */
export function decodeSegment(segment: string): string | undefined {
  try {
    const text = decodeURIComponent(segment);
    return /[/\0]/.test(text) ? undefined : text;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** What a path of ours names. */
export type UploadPath =
  | { readonly kind: 'own'; readonly token: string; readonly fileName: string }
  /** `token` is all but the last segment, as the other server made them. */
  | {
      readonly kind: 'external';
      readonly backend: string;
      readonly token: string;
      /** What the other server signs: everything behind the backend's name. */
      readonly path: string;
      readonly fileName: string;
    };

/** Reads the path of a URL, still percent-encoded and without its query. @returns undefined for what is not ours */
export function readUploadPath(path: string): UploadPath | undefined {
  if (!path.startsWith('/') || path.length > 4096) return undefined;
  const segments = path.slice(1).split('/').map(decodeSegment);
  const names = segments.filter((segment): segment is string => segment !== undefined);
  if (names.length !== segments.length || !names.every(isFileName)) return undefined;
  const [first = '', second = '', ...rest] = names;
  if (first === EXTERNAL_PREFIX) {
    const fileName = rest.at(-1);
    if (fileName === undefined || rest.length < 2 || rest.length > 4) return undefined;
    const token = [second, ...rest.slice(0, -1)].join('/');
    return { kind: 'external', backend: second, token, path: rest.join('/'), fileName };
  }
  if (rest.length > 0 || !TOKEN_FORM.test(first) || second === '') return undefined;
  return { kind: 'own', token: first, fileName: second };
}

/** Signs and reads the URLs of slots: no instance has to remember what another one gave out. */
export class UploadUrls {
  private readonly keys: ReadonlyMap<string, Buffer>;

  /**
   * @param base without a slash at its end; changes once, when a port of the system's choice is known
   * @param keys the first one signs, all are believed
   */
  constructor(
    public base: string,
    private readonly signing: SlotKey,
    others: readonly SlotKey[] = [],
  ) {
    this.keys = new Map([signing, ...others].map(({ id, key }) => [id, key]));
  }

  getUrl({ token, fileName }: { readonly token: string; readonly fileName: string }): string {
    // the token of an external slot is a path, and starts with its backend's name
    const segments = token.includes('/') ? [EXTERNAL_PREFIX, ...token.split('/')] : [token];
    return `${this.base}/${[...segments, fileName].map(encodeSegment).join('/')}`;
  }

  putUrl(claims: SlotClaims): string {
    const { id, key } = this.signing;
    const query = new URLSearchParams({
      k: id,
      s: String(claims.sizeBytes),
      e: String(claims.expiresAt / 1000),
    });
    if (claims.contentType !== undefined) query.set('t', claims.contentType);
    query.set('m', signature(key, id, claims).toString('base64url'));
    return `${this.getUrl(claims)}?${query.toString()}`;
  }

  /** What a PUT's URL allows. @returns undefined when we did not sign it */
  readPut(
    path: { readonly token: string; readonly fileName: string },
    query: URLSearchParams,
  ): SlotClaims | undefined {
    const keyId = query.get('k') ?? '';
    const key = this.keys.get(keyId);
    const sizeBytes = wholeNumber(query.get('s'));
    const expires = wholeNumber(query.get('e'));
    if (key === undefined || sizeBytes === undefined || expires === undefined) return undefined;
    const claims: SlotClaims = {
      token: path.token,
      fileName: path.fileName,
      sizeBytes,
      contentType: query.get('t') ?? undefined,
      expiresAt: expires * 1000,
    };
    const given = Buffer.from(query.get('m') ?? '', 'base64url');
    return sameSecret(given, signature(key, keyId, claims)) ? claims : undefined;
  }

  /** What one of our URLs names; undefined for those of others. The scheme and the query do not matter. */
  readUrl(url: string): UploadPath | undefined {
    const [, rest] = /^https?:\/\/([^?#]*)/i.exec(url) ?? [];
    const [, own = ''] = /^https?:\/\/(.*)$/i.exec(this.base) ?? [];
    if (rest === undefined || !startsWithHost(rest, own)) return undefined;
    return readUploadPath(rest.slice(own.length));
  }
}

/** Host names are compared without regard to case, paths with it. */
function startsWithHost(rest: string, own: string): boolean {
  const slash = own.includes('/') ? own.indexOf('/') : own.length;
  return (
    rest.slice(0, slash).toLowerCase() === own.slice(0, slash).toLowerCase() &&
    rest.slice(slash).startsWith(`${own.slice(slash)}/`)
  );
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Each field with its length before it: no two sets of claims give one text. */
function signature(key: Buffer, keyId: string, claims: SlotClaims): Buffer {
  const { token, fileName, sizeBytes, contentType, expiresAt } = claims;
  const typed = contentType === undefined ? [] : [contentType];
  const fields = ['slot-1', keyId, token, fileName, String(sizeBytes), String(expiresAt), ...typed];
  const hmac = createHmac('sha256', key);
  for (const field of fields) hmac.update(`${Buffer.byteLength(field)}:`).update(field);
  return hmac.digest();
}
