import { expect, it } from 'vitest';
import type { DailyTotal } from '../api/types';
import { shares } from './shares';

const total = (part: Partial<DailyTotal>): DailyTotal => ({
  day: '2026-04-01',
  method: 'si-socks5',
  state: 'completed',
  reason: null,
  transfers: 1,
  bytes: 10,
  ...part,
});

it('adds up by word, most first, and leaves out what has none', () => {
  const totals = [
    total({ state: 'failed', reason: 'peer-gone' }),
    total({ day: '2026-04-02', state: 'failed', reason: 'peer-gone', transfers: 2 }),
    total({ state: 'failed', reason: 'io-error', transfers: 9 }),
    total({}),
  ];
  expect(shares(totals, ({ reason }) => reason)).toEqual([
    { key: 'io-error', transfers: 9, bytes: 10 },
    { key: 'peer-gone', transfers: 3, bytes: 20 },
  ]);
});
