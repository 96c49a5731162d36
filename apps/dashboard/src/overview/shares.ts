import type { DailyTotal } from '../api/types';

/** Transfers and bytes of one method, outcome or reason. */
export interface Share<Key extends string> {
  readonly key: Key;
  readonly transfers: number;
  readonly bytes: number;
}

/** The totals put together by one of their words, most transfers first; what has no such word is left out. */
export function shares<Key extends string>(
  totals: readonly DailyTotal[],
  wordOf: (total: DailyTotal) => Key | null,
): readonly Share<Key>[] {
  const found = new Map<Key, Share<Key>>();
  for (const total of totals) {
    const key = wordOf(total);
    if (key === null) continue;
    const before = found.get(key);
    found.set(key, {
      key,
      transfers: (before?.transfers ?? 0) + total.transfers,
      bytes: (before?.bytes ?? 0) + total.bytes,
    });
  }
  return [...found.values()].toSorted((a, b) => b.transfers - a.transfers);
}
