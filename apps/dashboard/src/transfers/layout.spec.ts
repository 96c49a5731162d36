import { describe, expect, it } from 'vitest';
import { USUAL, readLayout, slimColumns } from './layout';

describe('readLayout', () => {
  it('gives back what was kept', () => {
    const kept = { columns: ['file', 'outcome', 'rate'], density: 'compact' };
    expect(readLayout(JSON.stringify(kept))).toEqual(kept);
  });

  it('leaves out what this build does not know, and what stands twice', () => {
    const kept = { columns: ['file', 'colour', 'file', 7], density: 'tight' };
    expect(readLayout(JSON.stringify(kept))).toEqual({ columns: ['file'], density: 'normal' });
  });

  it.each([null, '', '{', '[]', '"x"', '{"columns":[]}'])(
    'falls back to the usual on %s',
    (text) => {
      expect(readLayout(text)).toEqual(USUAL);
    },
  );
});

describe('slimColumns', () => {
  it('keeps the order that was chosen', () => {
    expect(slimColumns(['outcome', 'rate', 'from', 'file'], false)).toEqual(['outcome', 'file']);
  });

  it('leaves room for the two ends on a large screen', () => {
    expect(slimColumns(['from', 'rate', 'to'], true)).toEqual(['from', 'to']);
  });

  it('never leaves nothing', () => {
    expect(slimColumns(['rate', 'type'], true)).toEqual(['rate', 'type']);
  });
});
