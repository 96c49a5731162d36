import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealedSecret } from './account.js';

const ALGORITHM = 'aes-256-gcm';
const TAG_BYTES = 16;
const SECRET_CHARACTERS = 26;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A key that legacy secrets are sealed with. */
export interface VaultKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/** Whose secret it is; a sealed secret opens for nobody else. */
export interface SecretOwner {
  readonly accountId: string;
  readonly jid: string;
  /** What it is for: a secret of one use opens for no other. */
  readonly purpose?: 'xep-0078-digest' | 'totp';
}

/** A secret of 26 base32 characters: 130 bits. */
export function newLegacySecret(): string {
  return Array.from(randomBytes(SECRET_CHARACTERS), (byte) => BASE32[byte & 31]).join('');
}

/**
 * Seals the secrets of digest logins, which a server must be able to read back: the digest is SHA-1 over the
 * stream id *followed by* the secret, so that no hash of the secret can check it. The keys live outside the
 * database; a stolen database file yields nothing.
 * @see XEP-0078 §3.1
 */
export class LegacyVault {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: VaultKey;

  /** @param keys the first seals; the others only open what they sealed earlier */
  constructor(keys: readonly [VaultKey, ...VaultKey[]]) {
    if (keys.some(({ key }) => key.length !== 32)) throw new TypeError('a vault key has 32 bytes');
    this.current = keys[0];
    this.keys = new Map(keys.map(({ id, key }) => [id, key]));
  }

  seal(secret: string, owner: SecretOwner): SealedSecret {
    const nonce = randomBytes(12);
    const cipher = createCipheriv(ALGORITHM, this.current.key, nonce);
    cipher.setAAD(associated(owner));
    const sealed = Buffer.concat([
      cipher.update(secret, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return { keyId: this.current.id, nonce, sealed };
  }

  /**
   * @returns the secret, which the caller overwrites after use; undefined when the key is not here, or the secret
   * was altered or sealed for another owner
   */
  open(secret: SealedSecret, owner: SecretOwner): Buffer | undefined {
    const key = this.keys.get(secret.keyId);
    if (key === undefined || secret.sealed.length < TAG_BYTES) return undefined;
    const decipher = createDecipheriv(ALGORITHM, key, secret.nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(associated(owner));
    decipher.setAuthTag(secret.sealed.subarray(-TAG_BYTES));
    const opened = decipher.update(secret.sealed.subarray(0, -TAG_BYTES));
    try {
      return Buffer.concat([opened, decipher.final()]);
    } catch {
      return undefined; // the tag does not match: not this owner, or not what was sealed
    } finally {
      opened.fill(0);
    }
  }
}

const associated = (owner: SecretOwner) =>
  Buffer.from(`${owner.accountId}\0${owner.jid}\0${owner.purpose ?? 'xep-0078-digest'}`);
