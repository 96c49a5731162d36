import { hash, verify } from '@node-rs/argon2';
import { PasswordHasher } from '@waybill/domain';

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. Takes some 10 ms in the thread pool. */
const SETTINGS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Argon2id (the library's default algorithm) in libuv's thread pool; the main thread stays free. @see RFC 9106 */
export class ArgonPasswordHasher extends PasswordHasher {
  override hash(password: string): Promise<string> {
    return hash(password, SETTINGS);
  }

  override verify(passwordHash: string, password: string): Promise<boolean> {
    return verify(passwordHash, password);
  }
}
