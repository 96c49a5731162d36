import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CAUSES, REMEDIES } from './explanation-text.js';

interface Words {
  readonly transfer: {
    readonly reasons: Readonly<Record<string, { readonly cause: string }>>;
    readonly remedies: Readonly<Record<string, string>>;
  };
}

describe('why a transfer ended, on the command line', () => {
  it('is said as in the dashboard', () => {
    const file = new URL('../../../dashboard/src/i18n/messages/en/transfer.json', import.meta.url);
    const { transfer: words } = JSON.parse(readFileSync(file, 'utf8')) as Words;
    const causes = Object.entries(words.reasons).map(([reason, { cause }]) => [reason, cause]);
    expect(CAUSES).toEqual(Object.fromEntries(causes));
    expect(REMEDIES).toEqual(words.remedies);
  });
});
