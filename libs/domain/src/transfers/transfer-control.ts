import type { Transfer } from './transfer.js';

/** How an operator's decision reaches the clients: by what their protocol has for it. */
export abstract class TransferControl {
  /**
   * Tells both clients that the transfer is over, where the protocol has words for that.
   * @param transfer as it was before
   * @param offerId id of the IQ that offered it
   */
  abstract withdraw(transfer: Transfer, offerId: string | undefined): void;
}
