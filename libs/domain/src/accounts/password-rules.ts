import { randomInt } from 'node:crypto';
import { saslprep } from '@mongodb-js/saslprep';

export type PasswordFault =
  'too-short' | 'too-long' | 'too-common' | 'too-simple' | 'like-name' | 'forbidden-characters';

const MAX_PASSWORD_BYTES = 1024;
// No i, l, o, 0, 1: a generated password is read out over the telephone
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const COMMON = new Set(
  (
    'password passw0rd password1 password12 password123 password1234 qwertyuiop qwerty123 qwerty1234 ' +
    'qwerty12345 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc iloveyou iloveyou1 sunshine princess football ' +
    'baseball superman trustno1 welcome1 welcome123 admin123 admin1234 administrator letmein1 letmein123 ' +
    'changeme changeme123 dragon123 monkey123 master123 abcd1234 abc12345 abc123456 a1b2c3d4 asdfghjkl ' +
    'zxcvbnm123 q1w2e3r4 q1w2e3r4t5 starwars whatever computer internet michelle jennifer liverpool ' +
    'woaini1314 woaini520 5201314520 waybill123'
  ).split(' '),
);

/**
 * SASLprep of a password, the form that is hashed.
 * @returns undefined when it has characters that are not allowed, or nothing is left of it
 * @see RFC 4013, RFC 5802 §2.2
 */
export function preparePassword(raw: string): string | undefined {
  if (raw.length > MAX_PASSWORD_BYTES) return undefined;
  try {
    return saslprep(raw, { allowUnassigned: true }) || undefined;
  } catch {
    return undefined; // the library's way of saying "prohibited"
  }
}

/** Whether each character is the one before, or its neighbour in one direction. */
function isRun(text: string): boolean {
  const steps = new Set<number>();
  for (let i = 1; i < text.length; i++) steps.add(text.charCodeAt(i) - text.charCodeAt(i - 1));
  const [step] = steps;
  return steps.size <= 1 && Math.abs(step ?? 0) <= 1;
}

/**
 * Length first, no composition rules, and none of the few that everybody tries.
 * @param names the account's own names, which a password must not be
 * @returns what is wrong with it, or undefined
 * @see NIST SP 800-63B §5.1.1.2
 */
export function passwordFault(
  raw: string,
  names: readonly string[],
  minLength = 8,
): PasswordFault | undefined {
  if (Buffer.byteLength(raw) > MAX_PASSWORD_BYTES) return 'too-long';
  const password = preparePassword(raw);
  if (password === undefined) return raw === '' ? 'too-short' : 'forbidden-characters';
  const characters = [...password];
  if (characters.length < minLength) return 'too-short';
  const lower = password.toLowerCase();
  if (COMMON.has(lower)) return 'too-common';
  if (names.some((name) => name.length > 2 && lower === name.toLowerCase())) return 'like-name';
  if (new Set(characters).size < 4 || isRun(lower)) return 'too-simple';
  return undefined;
}

/** A new password of 20 characters in groups of five: 99 bits. */
export function generatePassword(): string {
  const group = () =>
    Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
