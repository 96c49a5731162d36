import { pbkdf2Sync, createHmac, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ScramCredentials, ScramHash } from '@waybill/domain';
import { SaslFailure } from './sasl-failure.js';
import { ScramExchange, type ChannelBindings } from './scram-exchange.js';

const DIGEST = { 'SHA-1': 'sha1', 'SHA-256': 'sha256' } as const;

function credentials(hash: ScramHash, salt: string): ScramCredentials {
  const digest = DIGEST[hash];
  const bytes = Buffer.from(salt, 'base64');
  const salted = pbkdf2Sync('pencil', bytes, 4096, hash === 'SHA-1' ? 20 : 32, digest);
  const key = (name: string) => createHmac(digest, salted).update(name).digest();
  const storedKey = createHash(digest).update(key('Client Key')).digest();
  return { salt: bytes, iterations: 4096, storedKey, serverKey: key('Server Key') };
}

const NONE: ChannelBindings = new Map();
const condition = (outcome: unknown) =>
  outcome instanceof SaslFailure ? outcome.condition : outcome;

// RFC 5802 §5 and RFC 7677 §3, to the byte
const VECTORS = [
  {
    hash: 'SHA-1' as const,
    salt: 'QSXCR+Q6sek8bf92',
    first: 'n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL',
    serverNonce: '3rfcNHYJY1ZVvWVs7j',
    final: 'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    signature: 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  },
  {
    hash: 'SHA-256' as const,
    salt: 'W22ZaJ0SNY7soEsUEjb6gQ==',
    first: 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO',
    serverNonce: '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0',
    final:
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    signature: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  },
];

describe.each(VECTORS)('SCRAM-$hash', ({ hash, salt, first, serverNonce, final, signature }) => {
  const begin = () => {
    const exchange = new ScramExchange(hash, false, NONE, serverNonce);
    exchange.first(Buffer.from(first));
    exchange.challenge(credentials(hash, salt));
    return exchange;
  };

  it('answers the RFC’s client with the RFC’s signature', () => {
    expect(begin().final(Buffer.from(final))).toBe(signature);
  });

  it.each([
    ['another proof', final.replace(/p=../, 'p=AA'), 'not-authorized'],
    ['a shorter proof', final.replace(/p=.*/, 'p=AAAA'), 'not-authorized'],
    ['another nonce', final.replace(serverNonce, 'other'), 'not-authorized'],
    ['another binding', final.replace('c=biws', 'c=eSws'), 'not-authorized'],
    ['no proof', final.replace(/,p=.*/, ''), 'malformed-request'],
    ['a reserved extension', final.replace(',p=', ',m=x,p='), 'malformed-request'],
    ['nothing', '', 'malformed-request'],
  ])('refuses %s', (_, message, expected) => {
    expect(condition(begin().final(Buffer.from(message)))).toBe(expected);
  });
});

describe('a client’s first message', () => {
  const bindings = new Map([['tls-exporter', Buffer.from('data')]]);
  const read = (message: string, plus = false, offered: ChannelBindings = NONE) =>
    condition(new ScramExchange('SHA-1', plus, offered).first(Buffer.from(message)));

  it('may hold commas and equals signs in the name', () => {
    expect(read('n,a=x=2Cy,n=a=2Cb=3Dc,r=nonce')).toEqual({ authzid: 'x,y', username: 'a,b=c' });
  });

  it.each([
    ['n,,n=a=2cb,r=x', 'malformed-request'],
    ['n,,n=,r=x', 'malformed-request'],
    ['n,,n=user', 'malformed-request'],
    ['n,,m=ext,n=user,r=x', 'malformed-request'],
    ['x,,n=user,r=x', 'malformed-request'],
    ['p=tls-exporter,,n=user,r=x', 'malformed-request'],
    ['', 'malformed-request'],
    ['n,,n=user,r=a b', 'malformed-request'],
  ])('is refused: %j', (message, expected) => {
    expect(read(message)).toBe(expected);
  });

  it('may not argue away a channel binding that was offered', () => {
    expect(read('y,,n=user,r=x', false, bindings)).toBe('not-authorized');
    expect(read('y,,n=user,r=x', false, NONE)).toMatchObject({ username: 'user' });
  });

  it('names a binding that is there', () => {
    expect(read('p=tls-unique,,n=user,r=x', true, bindings)).toBe('not-authorized');
    expect(read('p=tls-exporter,,n=user,r=x', true, bindings)).toMatchObject({ username: 'user' });
    expect(read('n,,n=user,r=x', true, bindings)).toBe('malformed-request');
  });
});
