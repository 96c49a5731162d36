import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  METHODS,
  REASONS,
  STATES,
  filtersFromParams,
  formatSearch,
  paramsWithFilters,
  parseInstant,
  parseSearch,
  parseSize,
} from './search-grammar';
import type { TransferFilters } from './search-grammar';

describe('parseSearch', () => {
  it('takes words for the name and tokens for the rest', () => {
    const text =
      '合同 from:alice to:bob status:failed size:>100MB since:7d reason:peer-gone id:wb-7K3Q';
    expect(parseSearch(text)).toEqual({
      filters: {
        q: '合同',
        from: 'alice',
        to: 'bob',
        status: 'failed',
        size: '100MB..',
        since: '7d',
        reason: 'peer-gone',
        id: 'wb-7K3Q',
      },
      problems: [],
    });
  });

  it('finds two Chinese characters beside others', () => {
    expect(parseSearch('  报价  合同 ').filters).toEqual({ q: '报价 合同' });
  });

  it('keeps quoted values together', () => {
    expect(parseSearch('from:"a b@example.org" "two words"').filters).toEqual({
      q: 'two words',
      from: 'a b@example.org',
    });
  });

  it('knows short words for several states and methods', () => {
    expect(parseSearch('status:live method:ibb').filters).toEqual({
      status: 'offered,accepted,streaming',
      method: 'si-ibb,jingle-ibb',
    });
  });

  it('names a token that cannot be used, and filters by the others', () => {
    expect(parseSearch('status:fail from:alice size:huge since:soon')).toEqual({
      filters: { from: 'alice' },
      problems: [
        { key: 'status', value: 'fail' },
        { key: 'size', value: 'huge' },
        { key: 'since', value: 'soon' },
      ],
    });
  });

  it('looks for an unknown key as it stands, and not for a key that is being typed', () => {
    expect(parseSearch('colour:red from:').filters).toEqual({ q: 'colour:red' });
  });

  it('takes sizes from either side, or from both', () => {
    expect(parseSearch('size:<1GiB').filters.size).toBe('..1GiB');
    expect(parseSearch('size:1MB..2MB').filters.size).toBe('1MB..2MB');
    expect(parseSearch('size:..').problems).toHaveLength(1);
  });
});

describe('box, chips and address say the same', () => {
  const word = fc.stringMatching(/^[\p{L}\d._-]{1,12}$/u);
  const list = (names: readonly string[]) =>
    fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }).map((l) => l.join());
  const filters = fc.record(
    {
      q: fc.oneof(
        word,
        fc.tuple(word, word).map((words) => words.join(' ')),
      ),
      from: word.map((name) => `${name}@example.org`),
      to: word,
      party: word,
      status: list(STATES),
      method: list(METHODS),
      reason: list(REASONS),
      size: fc.constantFrom('100MB..', '..1GiB', '1kB..2MB', '42'),
      since: fc.constantFrom('7d', '24h', '2026-04-01', '2026-04-01T10:00:00Z'),
      until: fc.constantFrom('2026-04-30', '1w'),
      id: fc.constantFrom('wb-7K3Q9FABCD', '7K3Q'),
    },
    { requiredKeys: [] },
  );

  it('reads back every text it writes', () => {
    fc.assert(
      fc.property(filters, (some) => {
        expect(parseSearch(formatSearch(some as TransferFilters)).filters).toEqual(some);
      }),
    );
  });

  it('reads back every address it writes, and drops a cursor of other filters', () => {
    fc.assert(
      fc.property(filters, (some) => {
        const before = new URLSearchParams('after=abc&sort=-bytes&q=old&status=failed');
        const params = paramsWithFilters(before, some);
        expect(filtersFromParams(new URLSearchParams(params.toString()))).toEqual(some);
        expect(params.has('after')).toBe(false);
        expect(params.get('sort')).toBe('-bytes');
      }),
    );
  });

  it('leaves nonsense in an address out', () => {
    const params = new URLSearchParams('status=nope&size=big&from=alice');
    expect(filtersFromParams(params)).toEqual({ from: 'alice' });
  });
});

describe('parseSize', () => {
  it.each([
    ['42', 42],
    ['100MB', 100_000_000],
    ['1.5GiB', 1_610_612_736],
    ['3kb', 3000],
  ])('reads %s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(['', '-1', '1 MB', '1M', 'MB', '1e9'])('refuses "%s"', (text) => {
    expect(parseSize(text)).toBeUndefined();
  });
});

describe('parseInstant', () => {
  const now = Date.parse('2026-04-10T12:00:00Z');

  it('counts back from now', () => {
    expect(parseInstant('7d', now)?.toISOString()).toBe('2026-04-03T12:00:00.000Z');
    expect(parseInstant('36h', now)?.toISOString()).toBe('2026-04-09T00:00:00.000Z');
  });

  it('takes days and instants, and no prose', () => {
    expect(parseInstant('2026-04-01', now)?.toISOString()).toBe('2026-04-01T00:00:00.000Z');
    expect(parseInstant('yesterday', now)).toBeUndefined();
    expect(parseInstant('2026-13-01', now)).toBeUndefined();
  });
});
