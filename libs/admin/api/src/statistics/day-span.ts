import type { DaySpan } from '@waybill/domain';
import { dayOf } from '../transfers/day-sentence.js';
import type { DaysQuery } from '../schemas/statistics.js';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;

/** The last so many UTC days, today among them. */
export function lastDays(days: number, now: number): DaySpan {
  return { since: dayOf(now - (days - 1) * DAY_MS), until: dayOf(now) };
}

/** The days of a query; thirty where one end is left out. */
export function daySpan({ since, until }: DaysQuery, now: number): DaySpan {
  const last = until ?? dayOf(now);
  return { since: since ?? dayOf(Date.parse(last) - (DEFAULT_DAYS - 1) * DAY_MS), until: last };
}
