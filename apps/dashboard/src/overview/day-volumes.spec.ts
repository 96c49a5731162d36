import { describe, expect, it } from 'vitest';
import type { DailyTotal } from '../api/types';
import { dayVolumes } from './day-volumes';

const total = (part: Partial<DailyTotal>): DailyTotal => ({
  day: '2026-04-10',
  method: 'si-socks5',
  state: 'completed',
  reason: null,
  transfers: 1,
  bytes: 10,
  ...part,
});

describe('dayVolumes', () => {
  const now = Date.parse('2026-04-10T23:59:00Z');

  it('has thirty days, the empty ones too, today last', () => {
    const days = dayVolumes([], now);
    expect(days).toHaveLength(30);
    expect([days[0]?.day, days.at(-1)?.day]).toEqual(['2026-03-12', '2026-04-10']);
    expect(days.every((day) => day.transfers === 0)).toBe(true);
  });

  it('adds up what ways and outcomes a day had', () => {
    const days = dayVolumes(
      [total({}), total({ state: 'failed', reason: 'peer-gone', transfers: 2, bytes: 5 })],
      now,
    );
    expect(days.at(-1)).toEqual({ day: '2026-04-10', transfers: 3, failed: 2, bytes: 15 });
  });
});
