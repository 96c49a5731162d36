import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  CHAIN_ROOT,
  canonicalRecord,
  chainHash,
  link,
  personalHash,
  readBody,
} from './audit-chain.js';
import type { AuditEntry } from './audit-entry.js';

const entry: AuditEntry = {
  at: 1_764_000_000_000,
  kind: 'gap',
  data: { z: 1, a: 'é"', b: true },
  personal: { jid: 'alice@example.org' },
};

describe('canonicalRecord', () => {
  it('sorts keys, leaves out what is undefined, and refuses what JSON cannot say', () => {
    expect(canonicalRecord({ b: 1, a: 'x', c: undefined, 'a"': false })).toBe(
      '{"a":"x","a\\"":false,"b":1}',
    );
    expect(canonicalRecord({})).toBe('{}');
    expect(() => canonicalRecord({ a: NaN })).toThrow(TypeError);
  });
});

describe('link', () => {
  it('gives a text and a hash that anyone can recompute', () => {
    const first = link({ seq: 0, hash: CHAIN_ROOT }, entry);
    const salt = first.salts['jid'] ?? '';
    const hash = personalHash(salt, 'alice@example.org');
    expect(first.body).toBe(
      `{"at":1764000000000,"data":{"a":"é\\"","b":true,"z":1},"kind":"gap","personal":{"jid":"${hash}"},"seq":1}`,
    );
    const expected = createHash('sha256').update(`${CHAIN_ROOT}\n${first.body}`).digest('hex');
    expect(first.hash).toBe(expected);
    expect(chainHash(CHAIN_ROOT, first.body)).toBe(expected);
  });

  it('hides equal values behind different hashes', () => {
    const [one, two] = [1, 2].map(() =>
      readBody(link({ seq: 0, hash: CHAIN_ROOT }, entry).body, ''),
    );
    expect(one?.personalHashes['jid']).not.toBe(two?.personalHashes['jid']);
  });

  it('depends on everything before it', () => {
    const here = link({ seq: 1, hash: 'a'.repeat(64) }, { ...entry, personal: {} });
    const there = link({ seq: 1, hash: 'b'.repeat(64) }, { ...entry, personal: {} });
    expect(here.body).toBe(there.body);
    expect(here.hash).not.toBe(there.hash);
  });

  it('is read back as it was', () => {
    const { body, hash } = link({ seq: 4, hash: CHAIN_ROOT }, entry);
    const { at, kind, data } = entry;
    expect(readBody(body, hash)).toMatchObject({ seq: 5, at, kind, data, hash });
  });
});
