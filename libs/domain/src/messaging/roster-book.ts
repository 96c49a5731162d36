import type {
  RosterEntry,
  RosterRecord,
  RosterStore,
  SubscriptionRequest,
} from './roster-store.js';
import {
  partsOf,
  seesAccount,
  stateOf,
  subscriptionStep,
  type Direction,
  type SubscriptionState,
  type SubscriptionStep,
  type SubscriptionVerb,
} from './subscription.js';

/** How much one account may keep. */
export interface RosterLimits {
  readonly maxItems: number;
  /** Requests of strangers that wait for an answer. */
  readonly maxPending: number;
  /** Rosters kept in memory; the one unused for longest makes room. */
  readonly maxCached: number;
}

export const ROSTER_LIMITS: RosterLimits = { maxItems: 1_000, maxPending: 100, maxCached: 10_000 };

/** One account's roster as it is now. Immutable. */
export interface Roster {
  readonly version: number;
  readonly entries: ReadonlyMap<string, RosterEntry>;
}

/** A change to what the account's clients are shown. */
export interface RosterPush {
  /** Bare JID of the account. */
  readonly account: string;
  readonly version: number;
  readonly contact: string;
  /** Undefined when the item is gone. */
  readonly entry: RosterEntry | undefined;
}

/** What a subscription stanza did, and the state it found. */
export interface SubscriptionChange extends SubscriptionStep {
  readonly was: SubscriptionState;
}

/** What a client sets of an item. @see RFC 6121 §2.3 */
export interface RosterItemEdit {
  readonly contact: string;
  readonly name: string | undefined;
  readonly groups: readonly string[];
}

// shared by all who have no contacts
const NO_ENTRIES: ReadonlyMap<string, RosterEntry> = new Map();

const EMPTY: RosterEntry = {
  contact: '',
  listed: false,
  name: undefined,
  groups: [],
  subscription: 'none',
  ask: false,
  approved: false,
  request: undefined,
};

/**
 * The rosters of all accounts: changes of one account happen one after the other, are on disk before anybody hears
 * of them, and each change of a listed item is pushed once.
 */
export class RosterBook {
  private readonly cache = new Map<string, Roster | Promise<Roster>>();
  private readonly queues = new Map<string, Promise<unknown>>();
  private onPush: (push: RosterPush) => void = () => undefined;

  constructor(
    private readonly store: RosterStore,
    private readonly limits: RosterLimits = ROSTER_LIMITS,
  ) {}

  /** Names the one listener for changes that clients are to be shown. */
  listen(onPush: (push: RosterPush) => void): void {
    this.onPush = onPush;
  }

  /** The roster, at once where it is in memory. */
  read(account: string): Roster | Promise<Roster> {
    const known = this.cache.get(account);
    if (known === undefined) return this.load(account);
    this.cache.delete(account);
    this.cache.set(account, known);
    return known;
  }

  /** Whether `contact` may see the presence of `account`; false for accounts that do not exist. */
  async sharesPresence(account: string, contact: string): Promise<boolean> {
    return account === contact || seesAccount((await this.read(account)).entries.get(contact));
  }

  /**
   * Adds or renames an item; its subscription stays as it is.
   * @returns `full` when the account has as many items as it may have
   */
  edit(account: string, item: RosterItemEdit): Promise<'done' | 'full'> {
    return this.exclusively(account, async (roster) => {
      const before = roster.entries.get(item.contact);
      if (before?.listed !== true && this.isFull(roster)) return 'full';
      const { contact, name, groups } = item;
      const after = { ...(before ?? EMPTY), contact, name, groups, listed: true };
      // RFC 6121 §2.3.2: a set is pushed even if it changes nothing
      await this.write(account, roster, after, true);
      return 'done';
    });
  }

  /**
   * Takes an item off the roster. A request that waits for an answer goes on waiting.
   * @returns the item as it was, or undefined when it was not listed
   */
  remove(account: string, contact: string): Promise<RosterEntry | undefined> {
    return this.exclusively(account, async (roster) => {
      const before = roster.entries.get(contact);
      if (before?.listed !== true) return undefined;
      const request = before.request;
      await this.write(account, roster, { ...EMPTY, contact, request });
      return before;
    });
  }

  /**
   * Applies a subscription stanza between account and contact.
   * @param request what an inbound request brought along; kept while it waits
   * @returns what to do with the stanza; `full` when there is no room for a new item or request
   */
  advance(
    account: string,
    contact: string,
    step: { readonly direction: Direction; readonly verb: SubscriptionVerb },
    request: SubscriptionRequest,
  ): Promise<SubscriptionChange | 'full'> {
    return this.exclusively(account, async (roster) => {
      const before = roster.entries.get(contact) ?? { ...EMPTY, contact };
      const was = stateOf(before);
      const result = subscriptionStep(step.direction, step.verb, was, before.approved);
      const parts = partsOf(result.state);
      const listed = before.listed || parts.subscription !== 'none' || parts.ask || result.approved;
      const after: RosterEntry = {
        ...before,
        listed,
        subscription: parts.subscription,
        ask: parts.ask,
        approved: result.approved,
        request: parts.pendingIn ? (before.request ?? request) : undefined,
      };
      if (listed && !before.listed && this.isFull(roster)) return 'full';
      if (after.request && !before.request && this.hasManyRequests(roster)) return 'full';
      if (!isSame(before, after)) await this.write(account, roster, after);
      return { ...result, was };
    });
  }

  /** Forgets an account that is gone. @returns its last roster */
  clear(account: string): Promise<Roster> {
    return this.exclusively(account, async (roster) => {
      await this.store.clear(account);
      this.cache.delete(account);
      return roster;
    });
  }

  private isFull(roster: Roster): boolean {
    let listed = 0;
    for (const entry of roster.entries.values()) if (entry.listed) listed++;
    return listed >= this.limits.maxItems;
  }

  private hasManyRequests(roster: Roster): boolean {
    let waiting = 0;
    for (const entry of roster.entries.values()) if (entry.request !== undefined) waiting++;
    return waiting >= this.limits.maxPending;
  }

  private load(account: string): Promise<Roster> {
    const loading = this.store.load(account).then(toRoster);
    this.keep(account, loading);
    loading.then(
      (roster) => {
        if (this.cache.get(account) === loading) this.cache.set(account, roster);
      },
      () => {
        if (this.cache.get(account) === loading) this.cache.delete(account);
      },
    );
    return loading;
  }

  private keep(account: string, roster: Roster | Promise<Roster>): void {
    this.cache.delete(account);
    this.cache.set(account, roster);
    if (this.cache.size <= this.limits.maxCached) return;
    const oldest = this.cache.keys().next();
    if (oldest.done !== true) this.cache.delete(oldest.value);
  }

  private exclusively<T>(account: string, work: (roster: Roster) => Promise<T>): Promise<T> {
    const before = this.queues.get(account) ?? Promise.resolve();
    const done = before.then(async () => work(await this.read(account)));
    const settled = done.then(
      () => undefined,
      // whoever asked for the change hears of it; the next one starts afresh
      () => undefined,
    );
    this.queues.set(account, settled);
    void settled.then(() => {
      if (this.queues.get(account) === settled) this.queues.delete(account);
    });
    return done;
  }

  /** Writes one entry through to disk, then to memory, then tells the clients. */
  private async write(
    account: string,
    roster: Roster,
    after: RosterEntry,
    always = false,
  ): Promise<void> {
    const before = roster.entries.get(after.contact);
    const isShown = after.listed || before?.listed === true;
    const changed = isShown && (always || !isShownAlike(before, after));
    const version = changed ? roster.version + 1 : roster.version;
    const entries = new Map(roster.entries);
    if (after.listed || after.request !== undefined) {
      await this.store.save(account, version, after);
      entries.set(after.contact, after);
    } else {
      await this.store.remove(account, version, after.contact);
      entries.delete(after.contact);
    }
    this.keep(account, { version, entries });
    if (!changed) return;
    const entry = after.listed ? after : undefined;
    this.onPush({ account, version, contact: after.contact, entry });
  }
}

function toRoster(record: RosterRecord): Roster {
  if (record.entries.length === 0) return { version: record.version, entries: NO_ENTRIES };
  return {
    version: record.version,
    entries: new Map(record.entries.map((entry) => [entry.contact, entry])),
  };
}

function isSame(a: RosterEntry, b: RosterEntry): boolean {
  return a.request === b.request && a.listed === b.listed && isShownAlike(a, b);
}

/** Whether clients would see no difference. */
function isShownAlike(a: RosterEntry | undefined, b: RosterEntry): boolean {
  return (
    a !== undefined &&
    a.listed === b.listed &&
    a.subscription === b.subscription &&
    a.ask === b.ask &&
    a.approved === b.approved &&
    a.name === b.name &&
    a.groups.length === b.groups.length &&
    a.groups.every((group, index) => group === b.groups[index])
  );
}
