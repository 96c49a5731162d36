import { beforeEach, describe, expect, it } from 'vitest';
import { RosterBook, type RosterPush } from './roster-book.js';
import { RosterStore, type RosterEntry, type RosterRecord } from './roster-store.js';
import type { Direction, SubscriptionVerb } from './subscription.js';

class MemoryRosterStore extends RosterStore {
  readonly rows = new Map<string, { version: number; entries: Map<string, RosterEntry> }>();
  loads = 0;

  load(account: string): Promise<RosterRecord> {
    this.loads++;
    const { version, entries } = this.row(account);
    return Promise.resolve({ version, entries: [...entries.values()] });
  }

  save(account: string, version: number, entry: RosterEntry): Promise<void> {
    const row = this.row(account);
    row.version = version;
    row.entries.set(entry.contact, entry);
    return Promise.resolve();
  }

  remove(account: string, version: number, contact: string): Promise<void> {
    const row = this.row(account);
    row.version = version;
    row.entries.delete(contact);
    return Promise.resolve();
  }

  clear(account: string): Promise<void> {
    this.rows.delete(account);
    return Promise.resolve();
  }

  private row(account: string): { version: number; entries: Map<string, RosterEntry> } {
    const row = this.rows.get(account) ?? { version: 0, entries: new Map<string, RosterEntry>() };
    this.rows.set(account, row);
    return row;
  }
}

const A = 'a@localhost';
const B = 'b@localhost';
const request = { receivedAt: 1, inner: '<status>hi</status>' };

let store: MemoryRosterStore;
let book: RosterBook;
let pushes: RosterPush[];

const advance = (direction: Direction, verb: SubscriptionVerb, contact = B) =>
  book.advance(A, contact, { direction, verb }, request);
const edit = (contact: string, name?: string) => book.edit(A, { contact, name, groups: [] });

beforeEach(() => {
  store = new MemoryRosterStore();
  book = new RosterBook(store, { maxItems: 2, maxPending: 2, maxCached: 2 });
  pushes = [];
  book.listen((push) => pushes.push(push));
});

describe('RosterBook', () => {
  it('writes to disk before it pushes, and counts versions up', async () => {
    book.listen((push) => {
      expect(store.rows.get(A)?.version).toBe(push.version);
      pushes.push(push);
    });
    await edit(B, 'Bee');
    await edit(B, 'Bee');
    await book.remove(A, B);
    expect(pushes.map((push) => [push.version, push.entry?.name])).toEqual([
      [1, 'Bee'],
      [2, 'Bee'],
      [3, undefined],
    ]);
  });

  it('makes concurrent changes of one account one after the other', async () => {
    await Promise.all([
      edit(B),
      advance('outbound', 'subscribe'),
      advance('inbound', 'subscribed'),
    ]);
    expect(store.rows.get(A)?.entries.get(B)).toMatchObject({ subscription: 'to', ask: false });
    expect(pushes.map((push) => push.version)).toEqual([1, 2, 3]);
  });

  it('keeps a request out of sight until it is answered', async () => {
    await advance('inbound', 'subscribe');
    expect(pushes).toEqual([]);
    const waiting = (await book.read(A)).entries.get(B);
    expect(waiting).toMatchObject({ listed: false, request });
    await advance('outbound', 'subscribed');
    expect(pushes[0]?.entry).toMatchObject({ listed: true, subscription: 'from' });
  });

  it('forgets a stranger whose request was refused', async () => {
    await advance('inbound', 'subscribe');
    await advance('outbound', 'unsubscribed');
    expect((await book.read(A)).entries.size).toBe(0);
    expect(store.rows.get(A)?.entries.size).toBe(0);
    expect(pushes).toEqual([]);
  });

  it('keeps a waiting request when the item itself is removed', async () => {
    await edit(B);
    await advance('inbound', 'subscribe');
    expect(await book.remove(A, B)).toMatchObject({ listed: true });
    expect((await book.read(A)).entries.get(B)).toMatchObject({ listed: false, request });
    expect(await book.remove(A, B)).toBeUndefined();
  });

  it('holds its bounds', async () => {
    await edit('1@localhost');
    await edit('2@localhost');
    expect(await edit('3@localhost')).toBe('full');
    expect(await edit('2@localhost', 'renamed')).toBe('done');
    expect(await advance('outbound', 'subscribe', '3@localhost')).toBe('full');
    await advance('inbound', 'subscribe', '4@localhost');
    await advance('inbound', 'subscribe', '5@localhost');
    expect(await advance('inbound', 'subscribe', '6@localhost')).toBe('full');
    expect((await book.read(A)).entries.size).toBe(4);
  });

  it('answers from memory at once, and loads again what it had to let go', async () => {
    await book.read(A);
    expect(book.read(A)).not.toBeInstanceOf(Promise);
    await book.read('c@localhost');
    await book.read('d@localhost');
    expect(book.read(A)).toBeInstanceOf(Promise);
    expect(store.loads).toBe(4);
  });

  it('goes on after a change that failed', async () => {
    const save = store.save.bind(store);
    store.save = () => Promise.reject(new Error('disk'));
    await expect(edit(B)).rejects.toThrow('disk');
    store.save = save;
    expect(await edit(B)).toBe('done');
    expect(pushes.map((push) => push.version)).toEqual([1]);
  });
});
