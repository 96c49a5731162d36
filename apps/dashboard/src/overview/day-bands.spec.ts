import { describe, expect, it } from 'vitest';
import type { DailyTotal } from '../api/types';
import { METHODS, STATES } from '../transfers/search-grammar';
import { BANDS, bandHref, bandedDays } from './day-bands';

const total = (part: Partial<DailyTotal>): DailyTotal => ({
  day: '2026-04-10',
  method: 'si-socks5',
  state: 'completed',
  reason: null,
  transfers: 1,
  bytes: 10,
  ...part,
});

describe('the bands', () => {
  it('hold every method and every state once', () => {
    const words = (cut: keyof typeof BANDS) => BANDS[cut].flatMap((band) => band.words).toSorted();
    expect(words('method')).toEqual(METHODS.toSorted());
    expect(words('outcome')).toEqual(STATES.toSorted());
  });

  it('lead to the list of their words', () => {
    expect(bandHref('outcome', BANDS.outcome[1], '2026-04-10', '2026-04-10')).toBe(
      '/transfers?status=failed&since=2026-04-10&until=2026-04-10',
    );
    expect(bandHref('method', undefined, '2026-04-01', '2026-04-10')).toBe(
      '/transfers?since=2026-04-01&until=2026-04-10',
    );
  });
});

describe('bandedDays', () => {
  const now = Date.parse('2026-04-10T23:59:00Z');

  it('has thirty days, the empty ones too, today last', () => {
    const days = bandedDays([], 'method', now);
    expect(days).toHaveLength(30);
    expect([days[0]?.day, days.at(-1)?.day]).toEqual(['2026-03-12', '2026-04-10']);
    expect(days.every((day) => day.transfers === 0)).toBe(true);
  });

  it('adds up the ways and the outcomes of a day', () => {
    const totals = [
      total({}),
      total({ state: 'failed', reason: 'peer-gone', transfers: 2, bytes: 5 }),
      total({ method: 'jingle-ibb', transfers: 4 }),
    ];
    expect(bandedDays(totals, 'method', now).at(-1)).toEqual({
      day: '2026-04-10',
      counts: [3, 4, 0, 0],
      transfers: 7,
      bytes: 25,
    });
    expect(bandedDays(totals, 'outcome', now).at(-1)?.counts).toEqual([5, 2, 0, 0]);
  });
});
