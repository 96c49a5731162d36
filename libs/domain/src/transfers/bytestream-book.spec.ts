import { Jid } from '@waybill/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { bytestreamAddress } from './bytestream-address.js';
import { BytestreamBook, type Activation } from './bytestream-book.js';
import { TransferLedger } from './transfer-ledger.js';
import {
  alice,
  anOffer,
  bob,
  FakeStreamhost,
  ManualClock,
  MemoryTransferStore,
} from './testing/fakes.js';

let store: MemoryTransferStore;
let clock: ManualClock;
let ledger: TransferLedger;
let streamhost: FakeStreamhost;
let book: BytestreamBook;

const proxyJid = 'proxy.example.org';
const address = bytestreamAddress('s1', alice.full, bob.full);

beforeEach(() => {
  store = new MemoryTransferStore();
  clock = new ManualClock();
  ledger = new TransferLedger(store, { clock });
  streamhost = new FakeStreamhost();
  book = new BytestreamBook({ ledger, streamhost, acceptUnknown: false });
});

function activation(more: Partial<Activation> = {}): Activation {
  const target = more.target ?? bob;
  return {
    sid: 's1',
    requester: alice,
    target,
    targetText: target.full,
    proxyJid,
    at: clock.now(),
    host: 'standalone',
    ...more,
  };
}

/** A negotiated bytestream with both parties connected. */
async function paired(): Promise<string> {
  const ticket = ledger.offer(anOffer('s1'));
  await ticket.verdict;
  const id = ticket.id ?? '';
  book.expect({ sid: 's1', requester: alice, target: bob, transferId: id, requesterSends: true });
  book.connected(address, { order: 1, peerAddress: '192.0.2.20', at: clock.now() });
  book.connected(address, { order: 2, peerAddress: '192.0.2.10', at: clock.now() });
  streamhost.states.set(address, 'paired');
  return id;
}

const end = (fromFirst: number, fromSecond: number) =>
  ({
    reason: 'finished',
    activated: true,
    bytes: { fromFirst, fromSecond },
    at: clock.now(),
  }) as const;

describe('a destination address', () => {
  it('is that of XEP-0260 example 1', () => {
    expect(
      bytestreamAddress('vj3hs98y', 'romeo@montague.lit/orchard', 'juliet@capulet.lit/balcony'),
    ).toBe('972b7bf47291ca609517f67f86b5081086052dad');
  });

  it('is welcome only when a negotiation announced it', () => {
    expect(book.expects(address)).toBe(false);
    book.expect({ sid: 's1', requester: alice, target: bob, requesterSends: true });
    expect(book.expects(address)).toBe(true);
    const open = new BytestreamBook({ ledger, streamhost, acceptUnknown: true });
    expect(open.expects('0'.repeat(40))).toBe(true);
  });

  it('is refused where whoever announced it may not use the relay', () => {
    const mayUse = (requester: Jid) => requester.domain === alice.domain;
    book = new BytestreamBook({ ledger, streamhost, acceptUnknown: true, mayUse });
    const eve = Jid.from('eve@elsewhere.example/e');
    const others = '0'.repeat(40);
    const addresses = [others, address];
    book.expect({ sid: 's1', requester: eve, target: bob, requesterSends: true, addresses });
    expect(book.expects(bytestreamAddress('s1', eve.full, bob.full))).toBe(false);
    // naming the address of others does not shut them out
    expect(book.expects(others)).toBe(true);
    book.expect({ sid: 's1', requester: alice, target: bob, requesterSends: true });
    expect(book.expects(address)).toBe(true);
  });

  it('is forgotten, oldest first, when too many are announced', () => {
    book = new BytestreamBook({ ledger, streamhost, acceptUnknown: false, maxExpected: 2 });
    for (const sid of ['s1', 's2', 's3']) {
      book.expect({ sid, requester: alice, target: bob, requesterSends: true });
    }
    expect(book.expects(address)).toBe(false);
    expect(book.expects(bytestreamAddress('s3', alice.full, bob.full))).toBe(true);
  });
});

describe('an activation', () => {
  it('starts the negotiated transfer, with both addresses', async () => {
    const id = await paired();
    expect(book.activate(activation())).toBe('activated');
    expect(ledger.get(id)).toMatchObject({
      state: 'streaming',
      path: 'relayed',
      streamhostJid: proxyJid,
      sender: { address: '192.0.2.10' },
      receiver: { address: '192.0.2.20' },
    });
  });

  it('by a stranger, or for another target or sid, names nothing', async () => {
    await paired();
    const mallory = Jid.from('mallory@example.org/m');
    expect(book.activate(activation({ requester: mallory }))).toBe('unknown');
    expect(book.activate(activation({ target: mallory }))).toBe('unknown');
    expect(book.activate(activation({ sid: 's2' }))).toBe('unknown');
    expect(streamhost.state(address)).toBe('paired');
  });

  it('needs both parties, and works once', async () => {
    await paired();
    streamhost.states.set(address, 'one-party');
    expect(book.activate(activation())).toBe('one-party');
    streamhost.states.set(address, 'paired');
    expect(book.activate(activation())).toBe('activated');
    expect(book.activate(activation())).toBe('already-active');
  });

  it('passes on that the streamhost has enough to do', async () => {
    const id = await paired();
    streamhost.outcome = 'too-many';
    expect(book.activate(activation())).toBe('too-many');
    await ledger.flush();
    expect(store.kinds(id).at(-1)).toBe('activation-refused');
  });

  it('finds a bytestream that was hashed as the user typed it', async () => {
    const typed = bytestreamAddress('s1', alice.full, 'Bob@Example.org/b');
    streamhost.states.set(typed, 'paired');
    book = new BytestreamBook({ ledger, streamhost, acceptUnknown: true });
    book.connected(typed, { order: 1, peerAddress: '192.0.2.20', at: clock.now() });
    const verdict = await book.activate(activation({ targetText: 'Bob@Example.org/b' }));
    expect(verdict).toBe('activated');
  });

  it('without an offer is recorded first, as seen by the proxy only', async () => {
    book.expect({ sid: 's1', requester: alice, target: bob, requesterSends: true });
    book.connected(address, { order: 1, peerAddress: '192.0.2.20', at: clock.now() });
    streamhost.states.set(address, 'paired');
    const verdict = book.activate(activation());
    expect(streamhost.state(address)).toBe('paired');
    expect(await verdict).toBe('activated');
    book.closed(address, end(0, 77));
    await ledger.flush();
    expect(store.only).toMatchObject({
      method: 'socks5-proxy',
      visibility: 'proxy-only',
      state: 'completed',
      evidence: 'unknown',
      measured: { bytesSenderToReceiver: 77, bytesReceiverToSender: 0 },
      sender: { fullJid: alice.full },
    });
  });

  it('without an offer is refused when it cannot be recorded', async () => {
    book.expect({ sid: 's1', requester: alice, target: bob, requesterSends: true });
    book.connected(address, { order: 1, peerAddress: '192.0.2.20', at: clock.now() });
    streamhost.states.set(address, 'paired');
    store.fault = new Error('SQLITE_FULL');
    expect(await book.activate(activation())).toMatchObject({ condition: 'resource-constraint' });
    expect(streamhost.state(address)).toBe('paired');
  });
});

describe('a relay', () => {
  it('ends its transfer with the bytes of each direction', async () => {
    await paired();
    void book.activate(activation());
    book.progressed(address, { fromFirst: 0, fromSecond: 400 }, clock.now());
    book.closed(address, end(3, 1_000));
    await ledger.flush();
    expect(store.only).toMatchObject({
      state: 'completed',
      evidence: 'observed',
      measured: { bytesSenderToReceiver: 1_000, bytesReceiverToSender: 3 },
    });
    expect(book.expects(address)).toBe(false);
  });

  it('takes the side that sent for the sender when only one did, whoever connected first', async () => {
    await paired();
    void book.activate(activation());
    book.closed(address, end(1_000, 0));
    await ledger.flush();
    expect(store.only).toMatchObject({
      state: 'completed',
      measured: { bytesSenderToReceiver: 1_000, bytesReceiverToSender: 0 },
    });
  });

  it('that nobody activated fails its transfer when the streamhost gives up', async () => {
    await paired();
    book.closed(address, {
      reason: 'activation-timeout',
      activated: false,
      bytes: { fromFirst: 0, fromSecond: 0 },
      at: clock.now(),
    });
    await ledger.flush();
    expect(store.only).toMatchObject({ state: 'failed', reason: 'activation-timeout' });
  });

  it('may be tried again when a party hung up before the activation', async () => {
    const id = await paired();
    book.closed(address, {
      reason: 'peer-gone',
      activated: false,
      bytes: { fromFirst: 0, fromSecond: 0 },
      at: clock.now(),
    });
    expect(book.expects(address)).toBe(true);
    expect(ledger.get(id)?.state).toBe('offered');
  });

  it('is closed by an operator, and the exact counts stand in the record', async () => {
    const id = await paired();
    void book.activate(activation());
    expect(ledger.cancel(id, 'root')).toBe('cancelled');
    expect(streamhost.cancelled).toEqual([address]);
    expect(ledger.get(id)?.state).toBe('streaming');
    book.closed(address, { ...end(0, 512), reason: 'cancelled' });
    await ledger.flush();
    expect(store.only).toMatchObject({
      state: 'cancelled',
      reason: 'cancelled-by-admin',
      measured: { bytesSenderToReceiver: 512 },
    });
  });

  it('says nothing of an address nobody knows', () => {
    book.progressed('f'.repeat(40), { fromFirst: 1, fromSecond: 1 }, clock.now());
    book.closed('f'.repeat(40), end(1, 1));
    expect(ledger.live()).toEqual([]);
  });
});
