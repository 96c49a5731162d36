import { expect, it } from 'vitest';
import { ArgonPasswordHasher } from './argon-password-hasher.js';

it('makes Argon2id strings that name their settings, and checks them', async () => {
  const hasher = new ArgonPasswordHasher();
  const made = await hasher.hash('正确的密码 123');
  expect(made).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hasher.hash('正确的密码 123')).not.toBe(made);
  expect(await hasher.verify(made, '正确的密码 123')).toBe(true);
  expect(await hasher.verify(made, '正确的密码 124')).toBe(false);
});
