// One set of SCRAM-SHA-1 keys for all accounts of a peer: the bench signs thousands in with the same password.
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

const hmac = (key, text) => createHmac('sha1', key).update(text).digest();

/** @see RFC 5802 §3 */
export function scramKeys(password, salt, rounds) {
  const salted = pbkdf2Sync(password, salt, rounds, 20, 'sha1');
  const storedKey = createHash('sha1').update(hmac(salted, 'Client Key')).digest();
  return { storedKey, serverKey: hmac(salted, 'Server Key') };
}
