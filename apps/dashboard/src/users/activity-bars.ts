import type { UserActivity } from '../api/types';

const DAY_MS = 86_400_000;

/** Width of a day and height of the tallest bar, in the drawing's own units. */
export const DAY_WIDTH = 12;
export const HALF = 60;

export interface ActivityBar {
  /** UTC, `2026-04-01`. */
  readonly day: string;
  readonly sent: number;
  readonly received: number;
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/**
 * Heights of both bars for every day of the span, also of those without a transfer. The scale is the same above and
 * below; whoever moved anything has a bar that can be seen.
 */
export function activityBars({ since, until, items }: UserActivity): readonly ActivityBar[] {
  const most = Math.max(1, ...items.flatMap((day) => [day.sentBytes, day.receivedBytes]));
  const height = (bytes: number, transfers: number): number =>
    transfers === 0 ? 0 : Math.max(2, Math.round((bytes / most) * HALF));
  const known = new Map(items.map((day) => [day.day, day]));
  const bars: ActivityBar[] = [];
  for (let at = Date.parse(since); at <= Date.parse(until); at += DAY_MS) {
    const day = dayOf(at);
    const found = known.get(day);
    bars.push({
      day,
      sent: found === undefined ? 0 : height(found.sentBytes, found.sentTransfers),
      received: found === undefined ? 0 : height(found.receivedBytes, found.receivedTransfers),
    });
  }
  return bars;
}
