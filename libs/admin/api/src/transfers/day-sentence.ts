import type { DailyTotal, TransferReason } from '@waybill/domain';

/** UTC day of an instant, `YYYY-MM-DD`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** What the overview's first sentence says. */
export interface DaySentence {
  readonly transfersToday: number;
  readonly failedToday: number;
  /** What most of the failures have in common. */
  readonly topReason: { readonly reason: TransferReason; readonly transfers: number } | null;
}

/** Sums one day of the roll-up. */
export function daySentence(days: readonly DailyTotal[], today: string): DaySentence {
  const reasons = new Map<TransferReason, number>();
  let transfersToday = 0;
  let failedToday = 0;
  for (const { day, state, reason, transfers } of days) {
    if (day !== today) continue;
    transfersToday += transfers;
    if (state !== 'failed') continue;
    failedToday += transfers;
    if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + transfers);
  }
  const [top] = [...reasons].sort(([, a], [, b]) => b - a);
  const topReason = top === undefined ? null : { reason: top[0], transfers: top[1] };
  return { transfersToday, failedToday, topReason };
}
