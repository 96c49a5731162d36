import { describe, expect, it } from 'vitest';
import { bytesText, cut, displayWidth, durationText, safeText, table } from './format.js';
import { routeGlyph } from './route-glyph.js';
import { sizeOption } from './test-transfer-command.js';
import { movedText } from './transfer-text.js';

describe('text for terminals', () => {
  it('writes sizes and durations for people', () => {
    expect([0, 1023, 1024, 5_000_000].map(bytesText)).toEqual([
      '0 B',
      '1023 B',
      '1.0 KiB',
      '4.8 MiB',
    ]);
    expect(bytesText(null)).toBe('-');
    expect([0, 61_000, 90_000_000].map(durationText)).toEqual(['0 s', '1 min 1 s', '1 d 1 h']);
  });

  it('shows what would move the cursor or turn the text', () => {
    expect(safeText('a\u001b[2Jb\u202ec\n')).toBe('a<U+001B>[2Jb<U+202E>c<U+000A>');
  });

  it('sets columns by display width, and cuts by it', () => {
    expect(displayWidth('合同.pdf')).toBe(8);
    expect(
      table([
        ['合同', 'x'],
        ['abcde', 'y'],
      ]),
    ).toBe('合同   x\nabcde  y');
    expect(cut('运运运运', 5)).toBe('运运…');
    expect(cut('short', 5)).toBe('short');
  });

  it('draws each route', () => {
    const draw = (
      path: 'direct' | 'relayed' | 'in-band',
      state: 'completed' | 'failed' | 'declined',
    ) => routeGlyph({ path, state }, true);
    expect(draw('relayed', 'completed')).toBe('●──◆──▸○');
    expect(draw('direct', 'completed')).toBe('●──◇──▸○');
    expect(draw('in-band', 'completed')).toBe('●╌╌◇╌╌▸○');
    expect(draw('relayed', 'failed')).toBe('●──◆──✕○');
    expect(draw('direct', 'declined')).toBe('●  ◇  ▏○');
    expect(routeGlyph({ path: 'relayed', state: 'completed' }, false)).toBe('*--#-->o');
  });

  it('says that bytes took another way only where they did', () => {
    expect(movedText({ bytes: 3, path: 'relayed' })).toBe('3');
    expect(movedText({ bytes: null, path: 'direct' })).toBe('not seen: they took another way');
    expect(movedText({ bytes: null, path: 'unknown' })).toBe('none seen');
  });

  it('reads sizes', () => {
    expect(['10', '10M', '512K', '1G', '2MiB'].map(sizeOption)).toEqual([
      10_485_760, 10_485_760, 524_288, 1_073_741_824, 2_097_152,
    ]);
    expect(['', '0', '-1', '1T', '11G'].map(sizeOption)).toEqual(Array(5).fill(undefined));
  });
});
