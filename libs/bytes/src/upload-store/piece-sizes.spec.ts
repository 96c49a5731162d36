import { describe, expect, it } from 'vitest';
import { PieceSizes } from './piece-sizes.js';

const KIB = 1024;

describe('pieces', () => {
  it('are as large as they may be for few transfers, and share what there is among many', () => {
    const sizes = new PieceSizes(1024 * KIB, 16 * KIB, 256 * KIB);
    const begun = Array.from({ length: 100 }, () => sizes.begin());
    expect(begun.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => 256 * KIB));
    expect(begun[4]).toBe(128 * KIB);
    expect(begun.at(-1)).toBe(16 * KIB);
    for (let ended = 0; ended < 97; ended++) sizes.end();
    expect(sizes.begin()).toBe(256 * KIB);
  });
});
