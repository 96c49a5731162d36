import { describe, expect, it } from 'vitest';
import { asCalled, shellWord } from './command-line';

describe('a word of a command', () => {
  it.each([
    ['alice@example.org', 'alice@example.org'],
    ['alice@example.org/Gajim laptop', "'alice@example.org/Gajim laptop'"],
    ["o'neil@example.org", "'o'\\''neil@example.org'"],
    ['$(reboot)', "'$(reboot)'"],
    ['用户@example.org', "'用户@example.org'"],
    ['', "''"],
  ])('%s is written %s', (text, word) => {
    expect(shellWord(text)).toBe(word);
  });
});

describe('a line', () => {
  it('names the program as it is called at the server, and leaves calls of the API alone', () => {
    expect(asCalled('waybill admin list', 'npx waybill')).toBe('npx waybill admin list');
    expect(asCalled('waybill admin list', undefined)).toBe('waybill admin list');
    expect(asCalled('DELETE /api/v1/users/waybill ', 'npx waybill')).toBe(
      'DELETE /api/v1/users/waybill ',
    );
  });
});
