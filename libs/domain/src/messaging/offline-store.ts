/** A message that waits for its receiver. @see XEP-0160 */
export interface OfflineMessage {
  /** Given by the store; rises in order of arrival within one account. */
  readonly id: number;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** The whole `<message/>` as it will be delivered, delay stamp included, in `jabber:client`. */
  readonly xml: string;
}

/** How much one account may have waiting. */
export interface OfflineBounds {
  readonly maxMessages: number;
  /** UTF-8 bytes of all its messages together. */
  readonly maxBytes: number;
}

/** Where messages for offline accounts are kept. `account` is always a prepared bare JID. */
export abstract class OfflineStore {
  /**
   * Keeps a message, if it stays within the bounds; the check and the insert are one transaction.
   * @returns whether it was kept; the promise settles once it is on disk
   */
  abstract append(
    account: string,
    message: Omit<OfflineMessage, 'id'>,
    bounds: OfflineBounds,
  ): Promise<'stored' | 'full'>;
  /** What waits for `account`, in order of arrival. */
  abstract list(account: string): Promise<readonly OfflineMessage[]>;
  /** Forgets the messages of `account` up to and including `lastId`. */
  abstract removeThrough(account: string, lastId: number): Promise<void>;
  /** Forgets all of them: the account is gone. */
  abstract clear(account: string): Promise<void>;
  /** Forgets messages of every account received before `before` (epoch ms). @returns how many */
  abstract expire(before: number): Promise<number>;
}
