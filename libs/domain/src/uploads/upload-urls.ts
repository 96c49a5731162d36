import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { sameSecret } from '../accounts/constant-time.js';
import { randomPool } from '../random-pool.js';
import type { UploadPurpose } from './upload.js';

/** 192 bits: nobody finds a file by trying. @see XEP-0363 §9.3 */
const TOKEN_BYTES = 24;
const TOKEN_FORM = /^[A-Za-z0-9_-]{32}$/;
const MAX_NAME_BYTES = 255;
const CIPHER = 'aes-256-ctr';
const COUNTER_BYTES = 16;
/** First segment of the paths of slots that other servers give. */
export const EXTERNAL_PREFIX = 'external';

/** A key that signs slots. */
export interface SlotKey {
  /** Stands in the URL, so that keys can be exchanged while slots are out. */
  readonly id: string;
  readonly key: Buffer;
}

/** Where a slot comes from: with its claims all that is needed to make it anew. */
export interface SlotOrigin {
  /** UUIDv7 of upload and transfer. */
  readonly id: string;
  /** Full JID of who asked. */
  readonly sender: string;
  /** JID of the service that was asked. */
  readonly service: string;
  readonly host: string;
  readonly purpose: UploadPurpose;
  readonly grantedAt: number;
  readonly expireBeforeAt: number | undefined;
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
  return randomPool.take(TOKEN_BYTES).toString('base64url');
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

interface KeyPair {
  readonly signing: Buffer;
  readonly sealing: Buffer;
}

/** Signs and reads the URLs of slots: no instance has to remember what another one gave out. */
export class UploadUrls {
  private readonly keys: ReadonlyMap<string, KeyPair>;

  /**
   * @param base without a slash at its end; changes once, when a port of the system's choice is known
   * @param keys the first one signs, all are believed
   */
  constructor(
    public base: string,
    private readonly signing: SlotKey,
    others: readonly SlotKey[] = [],
  ) {
    this.keys = new Map([signing, ...others].map(({ id, key }) => [id, keyPair(key)]));
  }

  getUrl({ token, fileName }: { readonly token: string; readonly fileName: string }): string {
    const name = encodeSegment(fileName);
    if (!token.includes('/')) return `${this.base}/${token}/${name}`;
    // the token of an external slot is a path, and starts with its backend's name
    const segments = [EXTERNAL_PREFIX, ...token.split('/')].map(encodeSegment);
    return `${this.base}/${segments.join('/')}/${name}`;
  }

  /** @param origin travels along sealed: access logs do not say who uploads */
  putUrl(claims: SlotClaims, origin: SlotOrigin): string {
    const { id } = this.signing;
    const { signing, sealing } = this.keyOf(id);
    const { contentType, sizeBytes, expiresAt, token } = claims;
    const sealed = seal(sealing, token, origin);
    const type = contentType === undefined ? '' : `&t=${encodeURIComponent(contentType)}`;
    const signed = signature(signing, id, claims, sealed).toString('base64url');
    const query = `k=${encodeURIComponent(id)}&s=${sizeBytes}&e=${expiresAt / 1000}${type}`;
    return `${this.getUrl(claims)}?${query}&o=${sealed}&m=${signed}`;
  }

  /** What a PUT's URL allows. @returns undefined when we did not sign it */
  readPut(
    path: { readonly token: string; readonly fileName: string },
    query: URLSearchParams,
  ): SlotClaims | undefined {
    const keyId = query.get('k') ?? '';
    const keys = this.keys.get(keyId);
    const sizeBytes = wholeNumber(query.get('s'));
    const expires = wholeNumber(query.get('e'));
    if (keys === undefined || sizeBytes === undefined || expires === undefined) return undefined;
    const claims: SlotClaims = {
      token: path.token,
      fileName: path.fileName,
      sizeBytes,
      contentType: query.get('t') ?? undefined,
      expiresAt: expires * 1000,
    };
    const given = Buffer.from(query.get('m') ?? '', 'base64url');
    const signed = signature(keys.signing, keyId, claims, query.get('o') ?? '');
    return sameSecret(given, signed) ? claims : undefined;
  }

  /** Where the slot of a URL comes from, which `readPut` has believed. */
  readOrigin({ token }: SlotClaims, query: URLSearchParams): SlotOrigin {
    const { sealing } = this.keyOf(query.get('k') ?? '');
    return unseal(sealing, token, query.get('o') ?? '');
  }

  /** What one of our URLs names; undefined for those of others. The scheme and the query do not matter. */
  readUrl(url: string): UploadPath | undefined {
    const [, rest] = /^https?:\/\/([^?#]*)/i.exec(url) ?? [];
    const [, own = ''] = /^https?:\/\/(.*)$/i.exec(this.base) ?? [];
    if (rest === undefined || !startsWithHost(rest, own)) return undefined;
    return readUploadPath(rest.slice(own.length));
  }

  private keyOf(id: string): KeyPair {
    const keys = this.keys.get(id);
    if (keys === undefined) throw new TypeError('a slot of a key that nobody has');
    return keys;
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

function keyPair(key: Buffer): KeyPair {
  const sealing = Buffer.from(hkdfSync('sha256', key, '', 'waybill slot origin', 32));
  return { signing: key, sealing };
}

/** Each field with its length before it: no two sets of claims give one text. */
function signature(key: Buffer, keyId: string, claims: SlotClaims, sealed: string): Buffer {
  const { token, fileName, sizeBytes, contentType, expiresAt } = claims;
  const typed = contentType === undefined ? [] : [contentType];
  const fixed = ['slot-2', keyId, token, fileName, String(sizeBytes), String(expiresAt), sealed];
  const text = [...fixed, ...typed].map((field) => `${Buffer.byteLength(field)}:${field}`).join('');
  return createHmac('sha256', key).update(text).digest();
}

/** Encrypted, then signed with the rest. A token is random and of one slot: it serves as the counter's beginning. */
function seal(key: Buffer, token: string, origin: SlotOrigin): string {
  const { id, sender, service, host, purpose, grantedAt, expireBeforeAt } = origin;
  const text = JSON.stringify([id, sender, service, host, purpose, grantedAt, expireBeforeAt]);
  const cipher = createCipheriv(CIPHER, key, counterOf(token));
  return cipher.update(text, 'utf8', 'base64url') + cipher.final('base64url');
}

function unseal(key: Buffer, token: string, sealed: string): SlotOrigin {
  const cipher = createDecipheriv(CIPHER, key, counterOf(token));
  const text = cipher.update(sealed, 'base64url', 'utf8') + cipher.final('utf8');
  const [id, sender, service, host, purpose, grantedAt, expireBeforeAt] = JSON.parse(text) as [
    ...[id: string, sender: string, service: string, host: string],
    ...[purpose: UploadPurpose, grantedAt: number, expireBeforeAt: number | null],
  ];
  const until = expireBeforeAt ?? undefined;
  return { id, sender, service, host, purpose, grantedAt, expireBeforeAt: until };
}

const counterOf = (token: string) => Buffer.from(token, 'base64url').subarray(0, COUNTER_BYTES);
