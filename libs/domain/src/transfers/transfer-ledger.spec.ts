import { beforeEach, describe, expect, it } from 'vitest';
import { ledgerErrors } from './ledger-errors.js';
import { TransferLedger, type LedgerOptions } from './transfer-ledger.js';
import { siKey } from './transfer-key.js';
import type { LiveView } from './live-feed.js';
import { alice, anOffer, bob, ManualClock, MemoryTransferStore } from './testing/fakes.js';

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

const accept = (id: string) =>
  ledger.tell(id, { at: clock.now(), event: { kind: 'accepted', at: clock.now() } });
const relay = (id: string) =>
  ledger.tell(id, {
    at: clock.now(),
    event: { kind: 'started', at: clock.now(), path: 'relayed' },
  });

describe('an offer', () => {
  it('is on disk before it may be forwarded', async () => {
    let open: () => void = () => undefined;
    store.gate = new Promise((resolve) => (open = resolve));
    const ticket = ledger.offer(anOffer('1'));
    let settled = false;
    const verdict = Promise.resolve(ticket.verdict).then(() => (settled = true));
    await Promise.resolve();
    expect(settled).toBe(false);
    expect(store.transfers.size).toBe(0);
    open();
    await verdict;
    expect(store.only).toMatchObject({ sid: '1', state: 'offered', declared: { size: 1_000 } });
    expect(store.timeline.get(store.only.id)).toMatchObject([
      { seq: 0, kind: 'offered', stanza: '<iq/>' },
    ]);
  });

  it('is refused when the disk is nearly full; what a host shows, and what runs, is recorded', async () => {
    let hasSpace = true;
    ledger = make({ hasSpace: () => hasSpace });
    const id = await offered('1');
    hasSpace = false;
    expect(await ledger.offer(anOffer('2')).verdict).toBe(ledgerErrors.noSpace);
    accept(id);
    await ledger.flush();
    expect(store.transfers.get(id)?.state).toBe('accepted');
    expect(ledger.offer(anOffer('3', { mirrored: true })).id).toBeDefined();
    hasSpace = true;
    await offered('4');
  });

  it('shares its commit with the others of its turn', async () => {
    const tickets = ['1', '2', '3'].map((sid) => ledger.offer(anOffer(sid)));
    for (const ticket of tickets) await ticket.verdict;
    expect(store.groups).toEqual([3]);
  });

  it('that was only copied waits for company, until somebody waits for it', async () => {
    const [first, second] = ['1', '2'].map((sid) => ledger.offer(anOffer(sid, { mirrored: true })));
    await new Promise((done) => setImmediate(done));
    expect(store.groups).toEqual([]);
    expect(await ledger.recorded(first?.id ?? '')).toBeUndefined();
    await second?.verdict;
    expect(store.groups).toEqual([2]);
    expect(ledger.recorded(first?.id ?? '')).toBeUndefined();
    const third = ledger.offer(anOffer('3', { mirrored: true }));
    clock.advance(250);
    await third.verdict;
    expect(store.groups).toEqual([2, 1]);
  });

  it('that was only copied is written at once where many are', async () => {
    ledger = make({ limits: { maxUnhurried: 2 } });
    const tickets = ['1', '2', '3'].map((sid) => ledger.offer(anOffer(sid, { mirrored: true })));
    for (const ticket of tickets) await ticket.verdict;
    expect(store.groups).toEqual([3]);
  });

  it('that comes while a group is written goes into the next one', async () => {
    let open: () => void = () => undefined;
    store.gate = new Promise((resolve) => (open = resolve));
    const first = ledger.offer(anOffer('1'));
    await Promise.resolve();
    await Promise.resolve();
    const later = ['2', '3'].map((sid) => ledger.offer(anOffer(sid)));
    store.gate = undefined;
    open();
    for (const ticket of [first, ...later]) await ticket.verdict;
    expect(store.groups).toEqual([1, 2]);
  });

  it('goes without what nobody waits for, which goes within its interval however many offers come', async () => {
    const id = await offered('1');
    accept(id);
    await offered('2');
    expect(store.groups).toEqual([1, 1]);
    expect(store.transfers.get(id)?.state).toBe('offered');
    // the interval ends while another group is on its way
    let open: () => void = () => undefined;
    store.gate = new Promise((resolve) => (open = resolve));
    const third = ledger.offer(anOffer('3', { at: clock.now() }));
    await Promise.resolve();
    clock.advance(250);
    const fourth = ledger.offer(anOffer('4', { at: clock.now() }));
    open();
    await Promise.all([third.verdict, fourth.verdict]);
    expect(store.groups).toEqual([1, 1, 1, 2]);
    expect(store.transfers.get(id)?.state).toBe('accepted');
  });

  it('repeated with the same iq is the same transfer and no step', async () => {
    const id = await offered('1');
    const again = ledger.offer(anOffer('1'));
    expect(again).toEqual({ id, verdict: undefined });
    await ledger.flush();
    expect(store.kinds(id)).toEqual(['offered']);
  });

  it('repeated with another iq is a step, a bounded number of times', async () => {
    ledger = make({ limits: { maxRepeats: 2 } });
    const id = await offered('1');
    for (let i = 0; i < 5; i++) ledger.offer(anOffer('1', { offerId: `again-${i}` }));
    await ledger.flush();
    expect(store.kinds(id)).toEqual(['offered', 'offer-repeated', 'offer-repeated']);
  });

  it('repeated before its record waits for the same record', async () => {
    const first = ledger.offer(anOffer('1'));
    const again = ledger.offer(anOffer('1'));
    expect(again.verdict).toBe(first.verdict);
    expect(await again.verdict).toBeUndefined();
    expect(store.transfers.size).toBe(1);
  });

  it('with the sid of one that ended is a new transfer', async () => {
    const id = await offered('1');
    ledger.tell(id, { at: clock.now(), event: { kind: 'declined', at: clock.now() } });
    const next = await offered('1', { offerId: 'other' });
    expect(next).not.toBe(id);
    expect(ledger.find(siKey(alice.full, '1'))?.id).toBe(next);
  });

  it('with the sid of another sender is another transfer', async () => {
    await offered('1');
    await offered('1', { sender: bob, receiver: alice });
    expect(store.transfers.size).toBe(2);
  });
});

describe('a disk that fails', () => {
  it('lets no offer pass, says so once, and forgets the offer', async () => {
    store.fault = new Error('SQLITE_FULL');
    const ticket = ledger.offer(anOffer('1'));
    expect(await ticket.verdict).toBe(ledgerErrors.notRecorded);
    expect(faults).toEqual([store.fault]);
    expect(ledger.offer(anOffer('2')).verdict).toBe(ledgerErrors.notRecorded);
    expect(ledger.live()).toEqual([]);
  });

  it('keeps the closing records of what was open, and writes them when it works again', async () => {
    const id = await offered('1');
    store.fault = new Error('SQLITE_FULL');
    ledger.tell(id, {
      at: clock.now(),
      event: { kind: 'declined', at: clock.now() },
      step: { kind: 'declined', lane: 'receiver', stanza: '<iq type="error"/>' },
    });
    await ledger.flush();
    expect(store.only.state).toBe('offered');
    expect(ledger.figures).toMatchObject({ failing: true, backlog: 1 });
    store.fault = undefined;
    clock.advance(1_000);
    await ledger.flush();
    expect(store.only.state).toBe('declined');
    expect(store.timeline.get(id)?.[1]).toMatchObject({
      kind: 'declined',
      stanza: undefined,
      detail: { stanzaDropped: true },
    });
    await offered('2');
  });
});

describe('news', () => {
  it('are written behind, together', async () => {
    const ids = [await offered('1'), await offered('2')];
    for (const id of ids) accept(id);
    expect(store.groups).toEqual([1, 1]);
    clock.advance(250);
    await ledger.flush();
    expect(store.groups).toEqual([1, 1, 2]);
    expect([...store.transfers.values()].map((one) => one.state)).toEqual(['accepted', 'accepted']);
  });

  it('of a copied stanza count once', async () => {
    const id = await offered('1');
    const news = {
      at: clock.now(),
      step: { kind: 'streamhosts-offered', lane: 'sender' },
      stanzaKey: '7\nalice\nset',
    } as const;
    ledger.tell(id, news);
    ledger.tell(id, news);
    await ledger.flush();
    expect(store.kinds(id)).toEqual(['offered', 'streamhosts-offered']);
  });

  it('run forwards in time though the clock runs back', async () => {
    const id = await offered('1');
    for (const at of [clock.now() + 5, clock.now() - 3_600_000, clock.now() + 9]) {
      ledger.tell(id, { at, step: { kind: 'connected', lane: 'server' } });
    }
    await ledger.flush();
    const times = (store.timeline.get(id) ?? []).map((step) => step.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('beyond the limit of a timeline are counted, and the end still stands in it', async () => {
    ledger = make({ limits: { maxSteps: 6 } });
    const id = await offered('1');
    for (let i = 0; i < 20; i++) {
      ledger.tell(id, { at: clock.now(), step: { kind: 'connected', lane: 'server' } });
    }
    ledger.tell(id, {
      at: clock.now(),
      event: { kind: 'declined', at: clock.now() },
      step: { kind: 'declined', lane: 'receiver' },
    });
    await ledger.flush();
    const steps = store.timeline.get(id) ?? [];
    expect(steps.length).toBeLessThanOrEqual(6);
    expect(steps.at(-1)).toMatchObject({ kind: 'declined', detail: { omittedSteps: 17 } });
  });

  it('keep a stanza up to its limit, cut between characters', async () => {
    ledger = make({ limits: { maxStanzaBytes: 10 } });
    const id = await offered('1', {
      step: { kind: 'offered', lane: 'sender', stanza: '合'.repeat(9) },
    });
    expect(store.timeline.get(id)?.[0]).toMatchObject({
      stanza: '合合合',
      detail: { truncated: true },
    });
  });
});

describe('progress', () => {
  it('writes first byte and 25, 50 and 75 percent, each once and with the bytes of its time', async () => {
    const id = await offered('1');
    accept(id);
    relay(id);
    for (const bytes of [0, 100, 260, 300, 500, 800, 990])
      ledger.progress(id, clock.now(), bytes, 0);
    await ledger.flush();
    const steps = store.timeline.get(id) ?? [];
    expect(store.kinds(id)).toEqual(['offered', 'first-byte', 'progress', 'progress', 'progress']);
    expect(steps.slice(2).map((step) => step.detail)).toEqual([
      { percent: 25, bytes: 260 },
      { percent: 50, bytes: 500 },
      { percent: 75, bytes: 800 },
    ]);
    expect(ledger.view(id)).toMatchObject({ percent: 99 });
  });

  it('writes one step for marks that were passed between two looks', async () => {
    const id = await offered('1');
    accept(id);
    relay(id);
    for (const bytes of [600, 990]) ledger.progress(id, clock.now(), bytes, 0);
    await ledger.flush();
    const details = store.timeline.get(id)?.filter((step) => step.kind === 'progress');
    expect(details?.map((step) => step.detail)).toEqual([
      { percent: 50, bytes: 600 },
      { percent: 75, bytes: 990 },
    ]);
  });

  it('is marked on disk every five seconds', async () => {
    const id = await offered('1', { declared: { size: 1_000_000_000 } });
    relay(id);
    ledger.progress(id, clock.now(), 1, 0);
    await ledger.flush();
    clock.advance(4_000);
    ledger.progress(id, clock.now(), 2, 0);
    await ledger.flush();
    expect(store.only.measured.bytesSenderToReceiver).toBe(1);
    clock.advance(1_000);
    ledger.progress(id, clock.now(), 3, 0);
    await ledger.flush();
    expect(store.only.measured.bytesSenderToReceiver).toBe(3);
  });

  it('tells rate and remaining time', async () => {
    const id = await offered('1', { declared: { size: 10_000 } });
    relay(id);
    ledger.progress(id, clock.now(), 1_000, 0);
    clock.advance(1_000);
    ledger.progress(id, clock.now(), 3_000, 0);
    expect(ledger.view(id)).toMatchObject({ rateBytesPerSecond: 2_000, etaSeconds: 4 });
  });

  it('reaches listeners a few times a second, each transfer once', async () => {
    const seen: (readonly LiveView[])[] = [];
    const unsubscribe = ledger.subscribe((changes) => seen.push(changes));
    const id = await offered('1');
    relay(id);
    for (let i = 1; i <= 50; i++) ledger.progress(id, clock.now(), i, 0);
    clock.advance(250);
    expect(seen.length).toBe(1);
    expect(seen[0]).toMatchObject([{ transfer: { state: 'streaming' }, percent: 5 }]);
    unsubscribe();
    ledger.progress(id, clock.now(), 60, 0);
    clock.advance(1_000);
    expect(seen.length).toBe(1);
  });
});

describe('time', () => {
  it('expires what nobody answers and what never starts', async () => {
    const unanswered = await offered('1');
    const accepted = await offered('2');
    accept(accepted);
    clock.advance(6 * 60_000);
    await ledger.flush();
    expect(store.transfers.get(accepted)).toMatchObject({
      state: 'expired',
      reason: 'activation-timeout',
    });
    expect(store.transfers.get(unanswered)?.state).toBe('offered');
    clock.advance(10 * 60_000);
    await ledger.flush();
    expect(store.transfers.get(unanswered)).toMatchObject({
      state: 'expired',
      reason: 'offer-timeout',
    });
  });

  it('stops its timers when nothing is left', async () => {
    const id = await offered('1');
    ledger.tell(id, { at: clock.now(), event: { kind: 'declined', at: clock.now() } });
    clock.advance(1_000);
    await ledger.flush();
    clock.advance(5 * 60_000);
    expect(clock.timers).toBe(0);
    expect(ledger.get(id)).toBeUndefined();
  });

  it('gives the parties a while to fall back before a failure counts', async () => {
    const lost = await offered('1');
    const saved = await offered('2');
    for (const id of [lost, saved]) {
      accept(id);
      ledger.failUnlessRevived(id, clock.now(), 'no-streamhost-reachable');
    }
    clock.advance(5_000);
    ledger.tell(saved, {
      at: clock.now(),
      event: { kind: 'started', at: clock.now(), path: 'in-band' },
    });
    clock.advance(20_000);
    await ledger.flush();
    expect(store.transfers.get(lost)).toMatchObject({
      state: 'failed',
      reason: 'no-streamhost-reachable',
    });
    expect(store.transfers.get(saved)?.state).toBe('streaming');
  });
});
