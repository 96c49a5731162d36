import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path';

describe('returnPath', () => {
  it('goes back to the page that was asked for', () => {
    expect(returnPath('?to=%2Ftransfers%3Fstatus%3Dfailed')).toBe('/transfers?status=failed');
  });

  it.each([
    '',
    '?to=',
    '?to=//evil.example',
    '?to=/%5Cevil.example',
    '?to=https://evil.example',
    '?to=/login',
  ])('goes home for %s', (search) => {
    expect(returnPath(search)).toBe('/');
  });
});
