import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { ScramCredentials, ScramHash, ScramKeys } from './account.js';
import { sameSecret } from './constant-time.js';
import type { KeyDerivation } from './key-derivation.js';

const DIGESTS = { 'SHA-1': 'sha1', 'SHA-256': 'sha256' } as const;
const SALT_BYTES = 16;

/** The fewest rounds that may be configured. @see RFC 7677 §4 */
export const MIN_SCRAM_ITERATIONS = 4096;

const hmac = (digest: string, key: Buffer, text: string | Buffer) =>
  createHmac(digest, key).update(text).digest();

/**
 * StoredKey and ServerKey of a prepared password.
 * @see RFC 5802 §3
 */
export async function deriveScram(
  derivation: KeyDerivation,
  password: string,
  hash: ScramHash,
  { salt, iterations }: Pick<ScramCredentials, 'salt' | 'iterations'>,
): Promise<ScramCredentials> {
  const digest = DIGESTS[hash];
  const salted = await derivation.derive(password, salt, iterations, digest);
  const clientKey = hmac(digest, salted, 'Client Key');
  const storedKey = createHash(digest).update(clientKey).digest();
  const serverKey = hmac(digest, salted, 'Server Key');
  salted.fill(0);
  clientKey.fill(0);
  return { salt, iterations, storedKey, serverKey };
}

/** Keys of a new password for both hashes, each with its own random salt. */
export async function newScramKeys(
  derivation: KeyDerivation,
  password: string,
  iterations: number,
): Promise<ScramKeys> {
  const fresh = (hash: ScramHash) =>
    deriveScram(derivation, password, hash, { salt: randomBytes(SALT_BYTES), iterations });
  const [sha1, sha256] = await Promise.all([fresh('SHA-1'), fresh('SHA-256')]);
  return { 'SHA-1': sha1, 'SHA-256': sha256 };
}

/**
 * Checks a client's proof over AuthMessage.
 * @returns the server's signature for `v=`, or undefined when the proof is wrong
 * @see RFC 5802 §3
 */
export function checkScramProof(
  hash: ScramHash,
  credentials: ScramCredentials,
  authMessage: string,
  proof: Buffer,
): Buffer | undefined {
  const digest = DIGESTS[hash];
  const signature = hmac(digest, credentials.storedKey, authMessage);
  const clientKey = Buffer.alloc(signature.length);
  // a proof of another length is compared all the same, and fails
  for (let i = 0; i < signature.length; i++) clientKey[i] = signature[i]! ^ (proof[i] ?? 0);
  const storedKey = createHash(digest).update(clientKey).digest();
  const right = sameSecret(storedKey, credentials.storedKey);
  if (!right || proof.length !== signature.length) return undefined;
  return hmac(digest, credentials.serverKey, authMessage);
}

/**
 * Credentials for names that have none: always the same for one name, unlike any other's, and matched by no
 * proof, since nobody knows what hashes to them.
 * @see RFC 6120 §13.11
 */
export class DecoyCredentials {
  /** @param key 32 secret bytes that outlive restarts */
  constructor(
    private readonly key: Buffer,
    private readonly iterations: number,
  ) {}

  scram(jid: string, hash: ScramHash): ScramCredentials {
    const digest = DIGESTS[hash];
    const part = (name: string) => hmac(digest, this.key, `${name}\0${hash}\0${jid}`);
    return {
      salt: part('salt').subarray(0, SALT_BYTES),
      iterations: this.iterations,
      storedKey: part('stored-key'),
      serverKey: part('server-key'),
    };
  }
}
