import { describe, expect, it } from 'vitest';
import { generatePassword, passwordFault, preparePassword } from './password-rules.js';

describe('preparePassword', () => {
  // RFC 4013 §3
  it.each([
    ['I\u00adX', 'IX'],
    ['user', 'user'],
    ['USER', 'USER'],
    ['\u00aa', 'a'],
    ['\u2168', 'IX'],
    ['\u0007', undefined],
    ['\u0627\u0031', undefined],
    ['', undefined],
    ['\u00ad', undefined],
    ['x'.repeat(1025), undefined],
  ])('prepares %j', (raw, prepared) => {
    expect(preparePassword(raw)).toBe(prepared);
  });
});

describe('passwordFault', () => {
  it.each([
    ['', 'too-short'],
    ['short', 'too-short'],
    ['password123', 'too-common'],
    ['PassWord123', 'too-common'],
    ['aaaaaaaaaa', 'too-simple'],
    ['abcdefghij', 'too-simple'],
    ['9876543210', 'too-simple'],
    ['abababababab', 'too-simple'],
    ['Alice.Smith', 'like-name'],
    ['tab\there today', 'forbidden-characters'],
    ['é'.repeat(600), 'too-long'],
    ['correct horse battery', undefined],
    ['锦瑟无端五十弦一', undefined],
    ['  spaces count ', undefined],
  ])('says of %j: %s', (password, fault) => {
    expect(passwordFault(password, ['alice.smith'])).toBe(fault);
  });
});

describe('generatePassword', () => {
  it('makes passwords that pass its own rules', () => {
    const made = Array.from({ length: 50 }, generatePassword);
    expect(new Set(made).size).toBe(50);
    for (const password of made) {
      expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
      expect(passwordFault(password, [])).toBeUndefined();
    }
  });
});
