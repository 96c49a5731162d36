import { createHash, randomBytes } from 'node:crypto';

// Crockford's: no I, L, O, U, so that it can be typed from a screen
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 26;
const MAX_TYPED = 100;

/** A one-time token for people: 26 characters of 5 bits, 130 bits, in groups of four. */
export function newTypedToken(): string {
  const token = Array.from(randomBytes(CHARACTERS), (byte) => ALPHABET[byte & 31]).join('');
  return token.match(/.{1,4}/g)?.join('-') ?? token;
}

/** Lower-case hex SHA-256 of a token as people type it: case, spaces and dashes do not matter. */
export function typedTokenHash(typed: string): string {
  const token = typed.slice(0, MAX_TYPED).toUpperCase().replace(/[\s-]/g, '');
  return createHash('sha256').update(token).digest('hex');
}
