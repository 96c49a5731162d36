import { createHash, hash } from 'node:crypto';
import { randomPool } from '../random-pool.js';
import type { AuditEntry, AuditValue, ChainedEntry } from './audit-entry.js';

/** The hash before the first entry. */
export const CHAIN_ROOT = '0'.repeat(64);

const SALT_BYTES = 16;
const NO_SALT = Buffer.alloc(0);
/** UTF-8 bytes of a UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

/** Where the chain stands. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** An entry ready to be written: the text that is hashed, and the salts that are kept apart from it. */
export interface Link {
  readonly seq: number;
  /** Canonical JSON. */
  readonly body: string;
  readonly hash: string;
  /** Name of the personal fact to base64url salt of 16 bytes. */
  readonly salts: Readonly<Record<string, string>>;
}

/**
 * JSON with sorted keys and no white space; what is undefined is left out. For flat records this is the form
 * of RFC 8785, since `JSON.stringify` writes strings and finite numbers as that asks.
 */
export function canonicalRecord(record: Readonly<Record<string, AuditValue | undefined>>): string {
  const keys = Object.keys(record);
  // most records are written in order already
  if (keys.some((key, i) => i > 0 && key < (keys[i - 1] ?? ''))) keys.sort();
  let text = '';
  for (const key of keys) {
    const value = record[key];
    if (value === undefined) continue;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new TypeError(`audit entries hold finite numbers only: ${key}`);
    }
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${JSON.stringify(value)}`;
  }
  return `{${text}}`;
}

/** Base64url SHA-256 over the salt's bytes and the value in UTF-8. */
export function personalHash(salt: string, value: string): string {
  return saltedHash(Buffer.from(salt, 'base64url'), value);
}

/** What is hashed, in one piece: one call costs half of what three do. */
const salted = Buffer.allocUnsafe(4096);

function saltedHash(salt: Buffer, value: string): string {
  if (salt.length + value.length * MAX_BYTES_PER_UNIT > salted.length) {
    return createHash('sha256').update(salt).update(value).digest('base64url');
  }
  salt.copy(salted);
  const end = salt.length + salted.write(value, salt.length);
  return hash('sha256', salted.subarray(0, end), 'base64url');
}

/** Lower-case hex SHA-256 that ties a body to everything before it. */
export function chainHash(previousHash: string, body: string): string {
  return hash('sha256', `${previousHash}\n${body}`, 'hex');
}

/** Puts an entry behind `head`. */
export function link(head: ChainHead, entry: AuditEntry): Link {
  const seq = head.seq + 1;
  const salts: Record<string, string> = {};
  const hashes: Record<string, string> = {};
  const names = Object.keys(entry.personal);
  // one call for all salts: each has its price, whatever its length
  const random = names.length === 0 ? NO_SALT : randomPool.take(SALT_BYTES * names.length);
  for (const [i, name] of names.entries()) {
    const salt = random.subarray(i * SALT_BYTES, (i + 1) * SALT_BYTES);
    salts[name] = salt.toString('base64url');
    hashes[name] = saltedHash(salt, entry.personal[name] ?? '');
  }
  const body =
    `{"at":${entry.at},"data":${canonicalRecord(entry.data)},"kind":"${entry.kind}",` +
    `"personal":${canonicalRecord(hashes)},"seq":${seq}}`;
  return { seq, body, hash: chainHash(head.hash, body), salts };
}

/** Reads a body back. @throws SyntaxError when it is not JSON, which only tampering can cause */
export function readBody(body: string, hash: string): ChainedEntry {
  const { personal, ...rest } = JSON.parse(body) as Omit<
    ChainedEntry,
    'personalHashes' | 'hash'
  > & {
    readonly personal: Readonly<Record<string, string>>;
  };
  return { ...rest, personalHashes: personal, hash };
}
