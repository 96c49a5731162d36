/** Who sees whose presence. @see RFC 6121 §2.1.2.5 */
export type Subscription = 'none' | 'to' | 'from' | 'both';

/** What one account keeps about one contact. Instants are epoch milliseconds. */
export interface RosterEntry {
  /** Bare JID of the contact, prepared. */
  readonly contact: string;
  /** Shown to the account's clients. A stranger's request alone makes an entry that is not. */
  readonly listed: boolean;
  readonly name: string | undefined;
  readonly groups: readonly string[];
  readonly subscription: Subscription;
  /** The account asked to see the contact's presence and has no answer yet ("pending out"). */
  readonly ask: boolean;
  /** The account has approved the contact's request before it came. @see RFC 6121 §3.4 */
  readonly approved: boolean;
  /** The contact asks to see the account's presence ("pending in"). */
  readonly request: SubscriptionRequest | undefined;
}

/** A subscription request that waits for its answer. @see RFC 6121 §3.1.3 */
export interface SubscriptionRequest {
  readonly receivedAt: number;
  /** The markup inside the `<presence type='subscribe'/>`, such as a status or a nickname. */
  readonly inner: string;
}

/** All that one account keeps about its contacts. */
export interface RosterRecord {
  /** Rises by one with each change to a listed entry; 0 for a roster nobody has touched. */
  readonly version: number;
  readonly entries: readonly RosterEntry[];
}

/** Where rosters are kept. `account` is always a prepared bare JID. */
export abstract class RosterStore {
  /** The roster of `account`; empty with version 0 where nothing is stored. */
  abstract load(account: string): Promise<RosterRecord>;
  /** Adds or replaces the entry of `entry.contact` and sets the roster's version, in one transaction. */
  abstract save(account: string, version: number, entry: RosterEntry): Promise<void>;
  /** Removes the entry of `contact`, if it is there, and sets the roster's version, in one transaction. */
  abstract remove(account: string, version: number, contact: string): Promise<void>;
  /** Forgets the roster and its version: the account is gone. */
  abstract clear(account: string): Promise<void>;
}
