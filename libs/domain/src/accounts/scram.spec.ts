import { describe, expect, it } from 'vitest';
import { KeyDerivation } from './key-derivation.js';
import { DecoyCredentials, checkScramProof, deriveScram, newScramKeys } from './scram.js';

const derivation = new KeyDerivation();

// RFC 5802 §5 and RFC 7677 §3: user "user", password "pencil"
const VECTORS = [
  {
    hash: 'SHA-1',
    salt: 'QSXCR+Q6sek8bf92',
    authMessage:
      'n=user,r=fyko+d2lbbFgONRv9qkxdawL,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,' +
      's=QSXCR+Q6sek8bf92,i=4096,c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j',
    proof: 'v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    signature: 'rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  },
  {
    hash: 'SHA-256',
    salt: 'W22ZaJ0SNY7soEsUEjb6gQ==',
    authMessage:
      'n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,' +
      's=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0',
    proof: 'dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    signature: '6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  },
] as const;

describe.each(VECTORS)('SCRAM-$hash', ({ hash, salt, authMessage, proof, signature }) => {
  const given = { salt: Buffer.from(salt, 'base64'), iterations: 4096 };
  const right = Buffer.from(proof, 'base64');

  it('accepts the proof of the RFC and answers with its signature', async () => {
    const credentials = await deriveScram(derivation, 'pencil', hash, given);
    const answer = checkScramProof(hash, credentials, authMessage, right);
    expect(answer?.toString('base64')).toBe(signature);
  });

  it('refuses other proofs: changed, cut, lengthened, empty', async () => {
    const credentials = await deriveScram(derivation, 'pencil', hash, given);
    const changed = Buffer.from(right);
    changed[0] = changed[0]! ^ 1;
    const others = [changed, right.subarray(1), right.subarray(0, -1), Buffer.alloc(0)];
    others.push(Buffer.concat([right, Buffer.alloc(1)]));
    for (const other of others) {
      expect(checkScramProof(hash, credentials, authMessage, other)).toBeUndefined();
    }
    expect(checkScramProof(hash, credentials, `${authMessage}x`, right)).toBeUndefined();
  });
});

describe('newScramKeys', () => {
  it('salts each hash and each account anew', async () => {
    const [one, two] = await Promise.all([
      newScramKeys(derivation, 'pencil', 4096),
      newScramKeys(derivation, 'pencil', 4096),
    ]);
    const salts = [one, two].flatMap((keys) =>
      Object.values(keys).map(({ salt }) => salt.toString('hex')),
    );
    expect(new Set(salts).size).toBe(4);
    expect(one['SHA-1'].storedKey).toHaveLength(20);
    expect(one['SHA-256'].storedKey).toHaveLength(32);
  });
});

describe('KeyDerivation', () => {
  it('derives no more than it may at once, and all in the end', async () => {
    const narrow = new KeyDerivation(1);
    const keys = await Promise.all(
      Array.from({ length: 10 }, () => narrow.derive('p', Buffer.from('salt'), 10, 'sha1')),
    );
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  });
});

describe('DecoyCredentials', () => {
  const decoys = new DecoyCredentials(Buffer.alloc(32, 7), 10_000);

  it('is stable for a name, over restarts too, and different for others', () => {
    const again = new DecoyCredentials(Buffer.alloc(32, 7), 10_000);
    const alice = decoys.scram('alice@example.org', 'SHA-1');
    expect(again.scram('alice@example.org', 'SHA-1')).toEqual(alice);
    expect(decoys.scram('bob@example.org', 'SHA-1').salt).not.toEqual(alice.salt);
    expect(decoys.scram('alice@example.org', 'SHA-256').salt).not.toEqual(alice.salt);
  });

  it('looks like what an account has', () => {
    const { salt, iterations, storedKey, serverKey } = decoys.scram('x@example.org', 'SHA-256');
    expect(iterations).toBe(10_000);
    expect([salt.length, storedKey.length, serverKey.length]).toEqual([16, 32, 32]);
  });
});
