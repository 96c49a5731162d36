import { StanzaError, Jid } from '@waybill/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { ledgerErrors } from './ledger-errors.js';
import { TransferLedger, type LedgerOptions } from './transfer-ledger.js';
import { anOffer, bob, ManualClock, MemoryTransferStore } from './testing/fakes.js';

let store: MemoryTransferStore;
let clock: ManualClock;
let ledger: TransferLedger;
const faults: unknown[] = [];

const make = (options: LedgerOptions = {}) =>
  new TransferLedger(store, { clock, onFault: (error) => faults.push(error), ...options });

beforeEach(() => {
  store = new MemoryTransferStore();
  clock = new ManualClock();
  faults.length = 0;
  ledger = make();
});

/** Makes an offer and waits for its record. */
async function offered(sid: string, more: Parameters<typeof anOffer>[1] = {}): Promise<string> {
  const ticket = ledger.offer(anOffer(sid, { at: clock.now(), ...more }));
  expect(await ticket.verdict).toBeUndefined();
  return ticket.id ?? '';
}

const relay = (id: string) =>
  ledger.tell(id, {
    at: clock.now(),
    event: { kind: 'started', at: clock.now(), path: 'relayed' },
  });

describe('bounds', () => {
  it('make room by giving up the same sender’s oldest', async () => {
    ledger = make({ limits: { maxOpenPerSender: 3 } });
    const other = await offered('0', { sender: Jid.from('carol@example.org/c') });
    const ids: string[] = [];
    for (let i = 1; i <= 5; i++) ids.push(await offered(String(i)));
    await ledger.flush();
    expect(ids.map((id) => store.transfers.get(id)?.state)).toEqual([
      'expired',
      'expired',
      'offered',
      'offered',
      'offered',
    ]);
    expect(store.kinds(ids[0] ?? '')).toEqual(['offered', 'superseded']);
    expect(store.transfers.get(other)?.state).toBe('offered');
  });

  it('refuse an offer when everything open is moving bytes', async () => {
    ledger = make({ limits: { maxOpen: 2 } });
    for (const sid of ['1', '2']) relay(await offered(sid));
    expect(ledger.offer(anOffer('3')).verdict).toBe(ledgerErrors.tooMany);
    expect(ledgerErrors.tooMany).toBeInstanceOf(StanzaError);
  });

  it('keep a bounded number of ended transfers', async () => {
    ledger = make({ limits: { maxLingering: 2 } });
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) {
      const id = await offered(String(i));
      ids.push(id);
      ledger.tell(id, { at: clock.now(), event: { kind: 'declined', at: clock.now() } });
    }
    expect(ids.map((id) => ledger.get(id) !== undefined)).toEqual([false, false, true, true]);
  });
});

describe('a session that ends', () => {
  it('ends its negotiations and in-band transfers, and lets relays run on', async () => {
    const negotiating = await offered('1');
    const inBand = await offered('2');
    const relayed = await offered('3');
    ledger.tell(inBand, {
      at: clock.now(),
      event: { kind: 'started', at: clock.now(), path: 'in-band' },
    });
    relay(relayed);
    ledger.partyGone(bob.full);
    await ledger.flush();
    expect(store.transfers.get(negotiating)).toMatchObject({
      state: 'failed',
      reason: 'peer-gone',
    });
    expect(store.transfers.get(inBand)).toMatchObject({ state: 'failed', reason: 'peer-gone' });
    expect(store.transfers.get(relayed)?.state).toBe('streaming');
    expect(store.kinds(relayed).at(-1)).toBe('party-gone');
  });

  it('finds a party whose full address was learnt from the answer', async () => {
    const id = await offered('1', { receiver: Jid.from('bob@example.org') });
    ledger.tell(id, {
      at: clock.now(),
      event: { kind: 'located', side: 'receiver', fullJid: bob.full },
    });
    ledger.partyGone(bob.full);
    expect(ledger.get(id)?.state).toBe('failed');
  });
});

describe('cancelling', () => {
  it('ends a negotiation at once and tells the clients', async () => {
    const withdrawn: unknown[] = [];
    ledger = make({
      control: { withdraw: (transfer, offerId) => withdrawn.push([transfer.sid, offerId]) },
    });
    const id = await offered('1');
    expect(ledger.cancel(id, 'root')).toBe('cancelled');
    expect(withdrawn).toEqual([['1', 'iq-1']]);
    await ledger.flush();
    expect(store.only).toMatchObject({ state: 'cancelled', reason: 'cancelled-by-admin' });
    expect(store.timeline.get(id)?.at(-1)).toMatchObject({
      kind: 'cancelled',
      detail: { operator: 'root' },
    });
    expect(ledger.cancel(id, 'root')).toBe('already-ended');
    expect(ledger.cancel('nothing', 'root')).toBe('unknown');
  });
});

describe('stopping and starting', () => {
  it('ends what is open when the server stops, and takes no more offers', async () => {
    const id = await offered('1');
    await ledger.close();
    expect(store.transfers.get(id)).toMatchObject({ state: 'failed', reason: 'server-shutdown' });
    expect(ledger.offer(anOffer('2')).verdict).toBe(ledgerErrors.notRecorded);
    expect(clock.timers).toBe(0);
  });

  it('settles what a killed server left open', async () => {
    const offer = await offered('1');
    const done = await offered('2');
    relay(done);
    ledger.progress(done, clock.now(), 1_000, 0);
    await ledger.flush();
    clock.advance(60_000);
    const reborn = make();
    expect(await reborn.recover()).toBe(2);
    expect(store.transfers.get(offer)).toMatchObject({
      state: 'failed',
      reason: 'server-restarted',
    });
    expect(store.transfers.get(done)).toMatchObject({ state: 'completed', evidence: 'observed' });
    expect(store.kinds(offer)).toEqual(['offered', 'restarted']);
    expect(await reborn.recover()).toBe(0);
  });
});
