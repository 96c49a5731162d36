import { isUtf8 } from 'node:buffer';
import { saslErrors, type SaslFailure } from './sasl-failure.js';

/** What a PLAIN message claims. */
export interface PlainClaim {
  readonly authzid: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Reads `[authzid] NUL authcid NUL passwd`.
 * @returns the claim, or `malformed-request`
 * @see RFC 4616 §2
 */
export function readPlain(message: Buffer): PlainClaim | SaslFailure {
  if (!isUtf8(message)) return saslErrors.malformed;
  const parts = message.toString().split('\0');
  const [authzid, username, password] = parts;
  if (parts.length !== 3 || authzid === undefined) return saslErrors.malformed;
  if (username === undefined || username === '') return saslErrors.malformed;
  if (password === undefined || password === '') return saslErrors.malformed;
  return { authzid, username, password };
}
