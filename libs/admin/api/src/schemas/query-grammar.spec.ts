import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commaList, parseInstant, parseSize, parseSizeRange } from './query-grammar.js';

const DAY_MS = 86_400_000;

describe('sizes in a URL', () => {
  it.each([
    ['42', 42],
    ['42B', 42],
    ['100MB', 100_000_000],
    ['1.5GiB', 1_610_612_736],
    ['2kib', 2048],
    ['0', 0],
  ])('reads %s', (text, size) => expect(parseSize(text)).toBe(size));

  it.each(['', '-1', '1e3', '1 MB', '1XB', '.5', '1..2', '9007199254740993', '1ib'])(
    'refuses %j',
    (text) => expect(parseSize(text)).toBeUndefined(),
  );

  it.each([
    ['100MB..', { minBytes: 100_000_000 }],
    ['..1GB', { maxBytes: 1_000_000_000 }],
    ['1kB..2kB', { minBytes: 1000, maxBytes: 2000 }],
    ['512', { minBytes: 512, maxBytes: 512 }],
  ])('reads the range %s', (text, range) => expect(parseSizeRange(text)).toEqual(range));

  it.each(['..', '', '2kB..1kB', '1..2..3', 'x..', '..x'])('refuses the range %j', (text) =>
    expect(parseSizeRange(text)).toBeUndefined(),
  );

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseSizeRange(text)));
    fc.assert(fc.property(fc.string(), (text) => void parseInstant(text)));
  });
});

describe('instants in a URL', () => {
  it('reads a day as its start and end in UTC', () => {
    const startAt = Date.parse('2026-04-30T00:00:00Z');
    expect(parseInstant('2026-04-30')).toEqual({ startAt, endAt: startAt + DAY_MS });
  });

  it('reads an instant with its offset', () => {
    const at = Date.parse('2026-04-30T10:00:00Z');
    expect(parseInstant('2026-04-30T12:00:00+02:00')).toEqual({ startAt: at, endAt: at });
  });

  it.each(['2026-02-30', '2026-13-01', '30.4.2026', '2026-04-30T10:00:00', 'yesterday', ''])(
    'refuses %j',
    (text) => expect(parseInstant(text)).toBeUndefined(),
  );
});

it('reads a comma list of known words, each once', () => {
  const list = commaList(['a', 'b', 'c']);
  expect(list.parse('a,c,a')).toEqual(['a', 'c']);
  for (const text of ['', 'd', 'a,,b', 'a, b', 'A'])
    expect(list.safeParse(text).success).toBe(false);
});
