import { describe, expect, it } from 'vitest';
import { activityBars, HALF } from './activity-bars';

const day = (name: string, sentBytes: number, receivedBytes: number) => ({
  day: name,
  sentTransfers: sentBytes > 0 ? 1 : 0,
  sentBytes,
  receivedTransfers: receivedBytes > 0 ? 1 : 0,
  receivedBytes,
});

describe('activityBars', () => {
  it('has a bar for every day, on one scale for both ways', () => {
    const bars = activityBars({
      since: '2026-02-27',
      until: '2026-03-01',
      items: [day('2026-02-27', 50, 100), day('2026-03-01', 1, 0)],
    });
    expect(bars).toEqual([
      { day: '2026-02-27', sent: HALF / 2, received: HALF },
      { day: '2026-02-28', sent: 0, received: 0 },
      { day: '2026-03-01', sent: 2, received: 0 },
    ]);
  });
});
