import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LegacyVault, newLegacySecret } from './legacy-vault.js';

const owner = { accountId: 'a1', jid: 'alice@example.org' };
const key = (id: string) => ({ id, key: randomBytes(32) });

describe('LegacyVault', () => {
  const [first, second] = [key('1'), key('2')];
  const vault = new LegacyVault([first]);
  const sealed = vault.seal('secret', owner);

  it('opens what it sealed, for its owner only', () => {
    expect(vault.open(sealed, owner)?.toString()).toBe('secret');
    expect(vault.open(sealed, { ...owner, accountId: 'a2' })).toBeUndefined();
    expect(vault.open(sealed, { ...owner, jid: 'bob@example.org' })).toBeUndefined();
  });

  it('refuses what was altered, cut short, or sealed with a key that is not here', () => {
    const altered = Buffer.from(sealed.sealed);
    altered[0] = altered[0]! ^ 1;
    expect(vault.open({ ...sealed, sealed: altered }, owner)).toBeUndefined();
    expect(vault.open({ ...sealed, sealed: sealed.sealed.subarray(0, 8) }, owner)).toBeUndefined();
    expect(new LegacyVault([second]).open(sealed, owner)).toBeUndefined();
    expect(new LegacyVault([{ ...second, id: first.id }]).open(sealed, owner)).toBeUndefined();
  });

  it('opens with an older key and seals with the current one', () => {
    const both = new LegacyVault([second, first]);
    expect(both.open(sealed, owner)?.toString()).toBe('secret');
    expect(both.seal('secret', owner).keyId).toBe('2');
  });

  it('never seals the same twice alike', () => {
    expect(vault.seal('secret', owner).sealed).not.toEqual(sealed.sealed);
  });
});

describe('newLegacySecret', () => {
  it('is 26 base32 characters, new each time', () => {
    const secrets = Array.from({ length: 100 }, newLegacySecret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) expect(secret).toMatch(/^[a-z2-7]{26}$/);
  });
});
