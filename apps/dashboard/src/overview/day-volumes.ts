import type { DailyTotal } from '../api/types';

/** How far back the overview looks. */
export const DAYS = 30;
const DAY_MS = 86_400_000;

/** The sums of one UTC day. */
export interface DayVolume {
  readonly day: string;
  readonly transfers: number;
  readonly failed: number;
  readonly bytes: number;
}

/** The last `DAYS` days up to `now`, oldest first, with the days on which nothing happened. */
export function dayVolumes(totals: readonly DailyTotal[], now: number): readonly DayVolume[] {
  const days = Array.from({ length: DAYS }, (_, index) =>
    new Date(now - (DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
  return days.map((day) => {
    const own = totals.filter((total) => total.day === day);
    const sum = (pick: (total: DailyTotal) => number): number =>
      own.reduce((so, total) => so + pick(total), 0);
    return {
      day,
      transfers: sum((total) => total.transfers),
      failed: sum((total) => (total.state === 'failed' ? total.transfers : 0)),
      bytes: sum((total) => total.bytes),
    };
  });
}
