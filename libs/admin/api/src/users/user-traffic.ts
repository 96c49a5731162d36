import type { TransferFilter, TransferStore } from '@waybill/domain';

/** Sums over an account's transfers. */
export interface UserTraffic {
  readonly transfers: number;
  readonly bytes: number;
  /** There are more than were read: both numbers are lower bounds. */
  readonly capped: boolean;
}

const PAGE = 200;
const MAX_PAGES = 10;

/** Adds up what one account sent or received, over at most two thousand transfers. */
export async function userTraffic(
  store: Pick<TransferStore, 'list'>,
  filter: TransferFilter,
): Promise<UserTraffic> {
  let transfers = 0;
  let bytes = 0;
  let page = await store.list(filter, '-time', PAGE);
  for (let read = 1; ; read++) {
    transfers += page.transfers.length;
    for (const { measured } of page.transfers) bytes += measured.bytesSenderToReceiver ?? 0;
    if (page.next === undefined) return { transfers, bytes, capped: false };
    if (read === MAX_PAGES) return { transfers, bytes, capped: true };
    page = await store.list(filter, '-time', PAGE, page.next);
  }
}
