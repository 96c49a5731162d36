import type { LiveView, TransferLedger } from '@waybill/domain';

/** A list for eyes: past this many, the newest are shown. */
export const MAX_LIVE = 1000;

/** What runs now, fastest first; of equals, and of those that have not begun, the latest offer first. */
export function liveViews(ledger: Pick<TransferLedger, 'live'>): readonly LiveView[] {
  return ledger
    .live()
    .slice(-MAX_LIVE)
    .sort(
      (a, b) =>
        (b.rateBytesPerSecond ?? -1) - (a.rateBytesPerSecond ?? -1) ||
        b.transfer.offeredAt - a.transfer.offeredAt,
    );
}
