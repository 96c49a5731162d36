import type { Transfer } from './transfer.js';

/** How an operator's decision reaches the clients: by what their protocol has for it. */
export abstract class TransferControl {
  /**
   * Tells both clients that the transfer is over, where the protocol has words for that.
   * @param offerId id of the IQ that offered it, while that is unanswered
   */
  abstract withdraw(transfer: Transfer, offerId: string | undefined): void;
}
