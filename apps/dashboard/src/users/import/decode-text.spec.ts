import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('decodeText', () => {
  it('reads UTF-8, with and without a mark', () => {
    expect(decodeText(new TextEncoder().encode('jid\n王@b'))).toBe('jid\n王@b');
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x6a))).toBe('j');
  });

  it('reads UTF-16 by its mark, either way round', () => {
    expect(decodeText(bytes(0xff, 0xfe, 0x8b, 0x73))).toBe('王');
    expect(decodeText(bytes(0xfe, 0xff, 0x73, 0x8b))).toBe('王');
  });

  it('guesses nothing: GBK is refused', () => {
    expect(decodeText(bytes(0xcd, 0xf5))).toBeUndefined();
  });
});
