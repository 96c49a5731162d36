import { describe, expect, it } from 'vitest';
import {
  elapsed,
  exactBytes,
  formatBytes,
  formatDuration,
  formatMoment,
  formatRelative,
  formatUtc,
} from './format';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1.00 KiB'],
    [4_318_220, '4.12 MiB'],
    [52_428_800, '50.0 MiB'],
    [1_048_575, '1.00 MiB'],
    [7_812_345_678, '7.28 GiB'],
  ])('writes %d as %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en-GB')).toBe(text);
  });

  it('keeps the exact number for the hover', () => {
    expect(exactBytes(4_318_220, 'en-GB')).toBe('4,318,220 B');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [340, '340 ms'],
    [3120, '3.1 s'],
    [45_000, '45 s'],
    [125_000, '2 min 5 s'],
    [4_800_000, '1 h 20 min'],
    [200_000_000, '2 d 7 h'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms, 'en-GB')).toBe(text);
  });
});

describe('moments', () => {
  const now = new Date(2026, 3, 10, 12, 0, 0).getTime();
  const at = (...parts: [number, number, number, number, number]): string =>
    new Date(...parts).toISOString();

  it('says the time of today, the day of this year, the year of the past', () => {
    expect(formatMoment(at(2026, 3, 10, 9, 5), 'en-GB', now)).toBe('09:05:00');
    expect(formatMoment(at(2026, 2, 1, 9, 5), 'en-GB', now)).toBe('1 Mar, 09:05');
    expect(formatMoment(at(2024, 2, 1, 9, 5), 'en-GB', now)).toBe('1 Mar 2024');
  });

  it('says how long ago, in both languages', () => {
    const threeHours = new Date(now - 3 * 3_600_000).toISOString();
    expect(formatRelative(threeHours, 'en-GB', now)).toBe('3 hours ago');
    expect(formatRelative(threeHours, 'zh-Hans-CN', now)).toBe('3小时前');
  });

  it('has UTC for the hover', () => {
    expect(formatUtc('2026-04-01T10:00:00.123Z')).toBe('2026-04-01 10:00:00.123 UTC');
  });

  it('measures only what has two ends', () => {
    expect(elapsed('2026-04-01T10:00:00Z', '2026-04-01T10:00:02.5Z')).toBe(2500);
    expect(elapsed(null, '2026-04-01T10:00:00Z')).toBeUndefined();
  });
});
