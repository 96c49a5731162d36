import type { Jid, StanzaError } from '@waybill/core';
import { ledgerErrors } from './ledger-errors.js';
import { LedgerWriter } from './ledger-writer.js';
import { systemClock, type LedgerClock } from './ledger-clock.js';
import { DEFAULT_LEDGER_LIMITS, type LedgerLimits } from './ledger-limits.js';
import { LiveFeed, toView, type LiveListener, type LiveView } from './live-feed.js';
import { LiveTransfer, type StepNote } from './live-transfer.js';
import { OpenTransfers } from './open-transfers.js';
import { Recaller, isOpenSlot, settled } from './recovery.js';
import { siKey } from './transfer-key.js';
import type { TransferControl } from './transfer-control.js';
import type { TransferEvent } from './transfer-event.js';
import {
  toTransfer,
  type CancelOutcome,
  type News,
  type Offer,
  type OfferTicket,
} from './offer.js';
import type { TransferStore } from './transfer-store.js';
import type { Transfer, TransferReason } from './transfer.js';

export interface LedgerOptions {
  readonly clock?: LedgerClock;
  readonly limits?: Partial<LedgerLimits>;
  readonly control?: TransferControl;
  /** Whether the disk has room for new transfers. Copies are recorded all the same: nobody could refuse what they show. */
  readonly hasSpace?: () => boolean;
  /** A store that fails, or a listener that throws. */
  readonly onFault?: (error: unknown) => void;
}

/** Closes the bytes' own way. @returns false when it carries nothing of that transfer */
type Carrier = (transferId: string) => boolean;

const RECOVER_GROUP = 500;
const NONE: ReadonlySet<string> = new Set();
const PERCENT_STEPS = [25, 50, 75] as const;

/**
 * The record of every transfer. Open transfers live here, which makes this the one source for the live view and the
 * log; the store has them all. An offer is on disk before its stanza goes on; everything else is written behind.
 */
export class TransferLedger {
  private readonly clock: LedgerClock;
  private readonly limits: LedgerLimits;
  private readonly transfers: OpenTransfers;
  private readonly writer: LedgerWriter;
  private readonly feed: LiveFeed;
  private readonly carriers: Carrier[] = [];
  private readonly recaller: Recaller;
  private cancelSweep: (() => void) | undefined;
  private closed = false;

  constructor(
    private readonly store: TransferStore,
    private readonly options: LedgerOptions = {},
  ) {
    const onFault = options.onFault ?? (() => undefined);
    this.clock = options.clock ?? systemClock;
    this.limits = { ...DEFAULT_LEDGER_LIMITS, ...options.limits };
    this.transfers = new OpenTransfers(this.limits);
    this.writer = new LedgerWriter(store, this.clock, this.limits, {
      failed: onFault,
      givenUp: (live) => this.transfers.forget(live),
    });
    this.feed = new LiveFeed(this.clock, onFault);
    this.recaller = new Recaller(store, this.transfers, this.writer, () => {
      this.watchTime();
      return this.clock.now();
    });
  }

  /** Takes an offer, or a repetition of one that is open. */
  offer(offer: Offer): OfferTicket {
    const key = this.keyOf(offer);
    const known = key === undefined ? undefined : this.transfers.find(key);
    if (known !== undefined && !known.ended) return this.repeated(known, offer);
    if (this.writer.failing || this.closed) return refused(ledgerErrors.notRecorded);
    if (offer.mirrored !== true && this.options.hasSpace?.() === false) {
      return refused(ledgerErrors.noSpace);
    }
    const surplus = this.transfers.surplus(offer.sender.full);
    if (surplus !== undefined) this.supersede(surplus, offer.at);
    if (!this.transfers.hasRoom) return refused(ledgerErrors.tooMany);
    const live = new LiveTransfer(toTransfer(offer), key, offer.offerId);
    if (known !== undefined) this.transfers.forget(known);
    this.transfers.add(live);
    this.write(live, offer.at, offer.step);
    this.watchTime();
    this.feed.touch(live);
    const unhurried = offer.mirrored === true || offer.unhurried === true;
    const verdict = this.writer.recordOffer(live, unhurried);
    return { id: live.transfer.id, verdict };
  }

  /**
   * Takes news of a transfer.
   * @returns the transfer as it is now; undefined when it is not in memory
   */
  tell(id: string, news: News): Transfer | undefined {
    const live = this.transfers.get(id);
    if (live === undefined) return undefined;
    if (news.stanzaKey !== undefined && live.alreadySeen(news.stanzaKey)) return live.transfer;
    const changed = news.event !== undefined && this.apply(live, news.event);
    if (news.step !== undefined) this.write(live, news.at, news.step);
    if (!changed && news.step === undefined) return live.transfer;
    this.changed(live);
    return live.transfer;
  }

  /**
   * The way that the parties tried did not work. Many clients fall back to another one by themselves, so the transfer
   * fails for `reason` only if nothing of that kind is seen for a while.
   */
  failUnlessRevived(id: string, at: number, reason: TransferReason): void {
    const live = this.transfers.get(id);
    if (live !== undefined) live.doom = { dueAt: at + this.limits.fallbackMs, reason };
  }

  /** Byte totals of a transfer that runs through us; writes 25, 50 and 75 percent, and a mark now and then. */
  progress(id: string, at: number, senderToReceiver: number, receiverToSender: number): void {
    const live = this.transfers.get(id);
    if (live === undefined || live.ended) return;
    if (live.bytes === 0 && senderToReceiver > 0) {
      this.write(live, at, { kind: 'first-byte', lane: 'server' });
      this.writer.recordLater(live);
    }
    live.apply({ kind: 'moved', senderToReceiver, receiverToSender });
    live.lastActivityAt = at;
    live.measureRate(at);
    // marks that were passed since the last look share one step: nobody saw when each was reached
    const mark = PERCENT_STEPS.findLast((step) => step <= (live.percent ?? 0)) ?? 0;
    if (mark > live.percentNoted) {
      live.percentNoted = mark;
      const detail = { percent: mark, bytes: senderToReceiver };
      this.write(live, at, { kind: 'progress', lane: 'server', detail });
      this.writer.recordLater(live);
    }
    if (at - live.lastMarkAt >= this.limits.progressMarkMs) {
      live.lastMarkAt = at;
      this.writer.recordLater(live);
    }
    this.feed.touch(live);
  }

  /**
   * The record of an offer, which may still wait for company; from now on it is hastened.
   * @returns undefined where it is on disk; else a promise of what an offer's verdict says
   */
  recorded(id: string): Promise<StanzaError | undefined> | undefined {
    const recording = this.transfers.get(id)?.recording;
    if (recording !== undefined) this.writer.hasten();
    return recording;
  }

  /** The transfer of that key, open or ended a moment ago. */
  find(key: string): Transfer | undefined {
    return this.transfers.find(key)?.transfer;
  }

  /** The SI transfer of that stream id, for this receiver. */
  findSi(sender: Jid, receiver: Jid, sid: string): Transfer | undefined {
    const found = this.find(siKey(sender.full, sid));
    return found === undefined || found.receiver.bareJid === receiver.bare
      ? found
      : this.find(siKey(sender.full, sid, receiver.bare));
  }

  /** Lets a transfer be found by another key as well, such as that of an in-band bytestream agreed for it. */
  alias(id: string, key: string): void {
    const live = this.transfers.get(id);
    if (live !== undefined && !live.ended) this.transfers.alias(live, key);
  }

  get(id: string): Transfer | undefined {
    return this.transfers.get(id)?.transfer;
  }

  /** The one accepted SI offer between two full JIDs; undefined when there is none, or more than one. */
  onlyAcceptedBetween(senderFullJid: string, receiverFullJid: string): Transfer | undefined {
    let found: Transfer | undefined;
    for (const { transfer } of this.transfers.sentBy(senderFullJid) ?? []) {
      if (transfer.state !== 'accepted' || transfer.receiver.fullJid !== receiverFullJid) continue;
      if (transfer.method !== 'si' && transfer.method !== 'si-socks5') continue;
      if (found !== undefined) return undefined;
      found = transfer;
    }
    return found;
  }

  /** A session ended. Bytestreams outlive it; everything that needs it does not. */
  partyGone(fullJid: string, at: number = this.clock.now()): void {
    for (const live of this.transfers.ofParty(fullJid)) {
      const side = live.transfer.sender.fullJid === fullJid ? 'sender' : 'receiver';
      const { path } = live.transfer;
      // an upload has a connection of its own, and nothing of it is news to its timeline
      if (path === 'stored') continue;
      const carried = path === 'relayed';
      if (!carried) live.apply({ kind: 'party-gone', at });
      this.write(live, at, { kind: 'party-gone', lane: side });
      this.changed(live);
    }
  }

  /** What a host server's users did was not shown to us for a while; open transfers of that host say so. */
  unwatched(host: string, at: number): void {
    for (const live of this.transfers.all()) {
      if (live.transfer.host !== host) continue;
      live.apply({ kind: 'unwatched' });
      this.write(live, at, { kind: 'unwatched', lane: 'server' });
      this.changed(live);
    }
  }

  /** Ends a transfer because an operator says so. */
  cancel(id: string, operator: string): CancelOutcome {
    const live = this.transfers.get(id);
    if (live === undefined) return 'unknown';
    if (live.ended) return 'already-ended';
    const at = this.clock.now();
    const before = live.transfer;
    this.write(live, at, { kind: 'cancelled', lane: 'server', detail: { operator } });
    // a carrier reports the end itself, with the exact counts
    if (!this.carriers.some((carrier) => carrier(id))) {
      const reason = 'cancelled-by-admin';
      live.apply({ kind: 'cancelled', at, reason, evidence: 'observed' });
    }
    this.changed(live);
    this.options.control?.withdraw(before, live.offerId);
    return 'cancelled';
  }

  /** Names someone who can close a transfer's bytestream. */
  addCarrier(carrier: Carrier): void {
    this.carriers.push(carrier);
  }

  /** Everything open, oldest first. */
  live(): readonly LiveView[] {
    return [...this.transfers.all()].map(toView);
  }

  /** The live view of one transfer that is in memory. */
  view(id: string): LiveView | undefined {
    const live = this.transfers.get(id);
    return live === undefined ? undefined : toView(live);
  }

  subscribe(listener: LiveListener): () => void {
    return this.feed.subscribe(listener);
  }

  /** Figures for metrics. */
  get figures(): { readonly open: number; readonly backlog: number; readonly failing: boolean } {
    return {
      open: this.transfers.openCount,
      backlog: this.writer.backlog,
      failing: this.writer.failing,
    };
  }

  /**
   * Brings a stored transfer back into memory, so that it can be told more; it lingers like one that ended just now.
   * @returns undefined for an id that nobody knows
   */
  recall(id: string): Promise<Transfer | undefined> {
    return this.recaller.recall(id);
  }

  /**
   * Settles what an earlier run left open. Called once, before the first stanza.
   * @param outlive transfers that a restart does not end: slots whose files may still come
   * @returns how many were settled
   */
  async recover(outlive: ReadonlySet<string> = NONE): Promise<number> {
    const at = this.clock.now();
    const open = await this.store.open();
    const left = open.filter(({ id, state }) => state !== 'offered' || !outlive.has(id));
    for (let i = 0; i < left.length; i += RECOVER_GROUP) {
      const group = left.slice(i, i + RECOVER_GROUP);
      const records = await Promise.all(group.map((transfer) => settled(this.store, transfer, at)));
      await this.store.record(records);
    }
    return left.length;
  }

  /** Ends everything that is open and waits until it is on disk, as far as the disk allows. */
  async close(): Promise<void> {
    this.closed = true;
    const at = this.clock.now();
    for (const live of [...this.transfers.all()]) {
      // a slot outlives us, and is settled when its time is over
      if (isOpenSlot(live.transfer)) continue;
      live.apply({ kind: 'interrupted', at, reason: 'server-shutdown' });
      this.write(live, at, { kind: 'shutdown', lane: 'server' });
      this.changed(live);
    }
    await this.writer.flush();
    this.writer.stop();
    this.feed.stop();
    this.cancelSweep?.();
    this.cancelSweep = undefined;
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    return this.writer.flush();
  }

  /** Ends what has waited too long and forgets what ended a while ago. Runs by itself while anything is open. */
  sweep(at: number = this.clock.now()): void {
    for (const live of this.transfers.all()) {
      const { doom } = live;
      if (doom !== undefined && at >= doom.dueAt) {
        live.apply({ kind: 'failed', at, reason: doom.reason, evidence: 'claimed' });
        this.changed(live);
      }
      if (live.ended || at - live.lastActivityAt < this.patience(live.transfer)) continue;
      live.apply({ kind: 'timed-out', at });
      this.write(live, at, { kind: 'timed-out', lane: 'server' });
      this.changed(live);
    }
    this.transfers.sweep(at - this.limits.lingerMs);
  }

  private patience(transfer: Transfer): number {
    const { state, path } = transfer;
    // whoever gave the slot ends it
    if (isOpenSlot(transfer)) return Infinity;
    if (state === 'offered') return this.limits.offerTimeoutMs;
    if (state !== 'streaming') return this.limits.startTimeoutMs;
    return path === 'direct' ? this.limits.directTimeoutMs : this.limits.idleTimeoutMs;
  }

  /** COMPAT: a client may offer one file to two people under one stream id; those are two transfers. */
  private keyOf({ key, method, sid, sender, receiver }: Offer): string | undefined {
    if (key === undefined || method !== 'si' || sid === undefined) return key;
    const known = this.transfers.find(key);
    const isOther = known !== undefined && known.transfer.receiver.bareJid !== receiver.bare;
    return isOther && !known.ended ? siKey(sender.full, sid, receiver.bare) : key;
  }

  private repeated(live: LiveTransfer, offer: Offer): OfferTicket {
    const again = offer.offerId !== live.offerId;
    if (again && live.repeats < this.limits.maxRepeats) {
      live.repeats++;
      this.write(live, offer.at, { ...offer.step, kind: 'offer-repeated' });
      this.writer.recordLater(live);
    }
    return { id: live.transfer.id, verdict: live.recording };
  }

  /** Gives up the oldest open transfer of someone who has too many. */
  private supersede(live: LiveTransfer, at: number): void {
    live.apply({ kind: 'timed-out', at });
    this.write(live, at, { kind: 'superseded', lane: 'server' });
    this.changed(live);
  }

  private apply(live: LiveTransfer, event: TransferEvent): boolean {
    if (event.kind !== 'located' || event.fullJid === undefined) return live.apply(event);
    let changed = false;
    this.transfers.rename(live, () => (changed = live.apply(event)));
    return changed;
  }

  private write(live: LiveTransfer, at: number, step: StepNote): void {
    this.writer.countStanza(live.note(at, step, this.limits, this.writer.takesStanzas));
  }

  private changed(live: LiveTransfer): void {
    if (live.ended) this.transfers.close(live);
    this.writer.recordLater(live);
    this.feed.touch(live);
  }

  private watchTime(): void {
    this.cancelSweep ??= this.clock.after(this.limits.sweepMs, () => {
      this.cancelSweep = undefined;
      this.sweep();
      if (!this.transfers.isEmpty) this.watchTime();
    });
  }
}

function refused(error: StanzaError): OfferTicket {
  return { id: undefined, verdict: error };
}
