import { timingSafeEqual } from 'node:crypto';

/**
 * Compares two secrets in a time that depends on the length of `given` only.
 * The one place where secrets are compared.
 */
export function sameSecret(given: string | Uint8Array, expected: string | Uint8Array): boolean {
  const left = typeof given === 'string' ? Buffer.from(given) : given;
  const right = typeof expected === 'string' ? Buffer.from(expected) : expected;
  const sameLength = left.length === right.length;
  return timingSafeEqual(left, sameLength ? right : left) && sameLength;
}
