import type { StanzaError } from '@waybill/core';
import type { LedgerClock } from './ledger-clock.js';
import { ledgerErrors } from './ledger-errors.js';
import type { LedgerLimits } from './ledger-limits.js';
import type { LiveTransfer } from './live-transfer.js';
import type { TransferRecord, TransferStore } from './transfer-store.js';
import type { TransferStep } from './transfer.js';

/** New transfers that go to the disk together, and what all of them wait for. */
class OfferGroup {
  readonly offers: LiveTransfer[] = [];
  settle: (verdict: StanzaError | undefined) => void = () => undefined;
  /** Undefined when they are on disk, or why they are not. Never rejects. */
  readonly verdict = new Promise<StanzaError | undefined>((settle) => (this.settle = settle));
}

/** What the writer tells of. */
export interface LedgerWriterListener {
  /** An attempt failed. */
  readonly failed: (error: unknown) => void;
  /** A new transfer is not on disk and will not be; told before those who wait hear of it. */
  readonly givenUp: (live: LiveTransfer) => void;
}

/**
 * Takes the ledger to the disk in groups, one `record()` at a time. Offers are waited for and go by themselves; the rest, and
 * copies of offers, are written behind, all that changed within the flush interval at once. When the disk fails, offers that wait are given up, what had
 * been recorded before keeps its changes, and one attempt a second is made until it works again.
 */
export class LedgerWriter {
  private readonly dirty = new Set<LiveTransfer>();
  private waiting = new OfferGroup();
  private writing: Promise<void> | undefined;
  private unsavedStanzaLength = 0;
  private soonSet = false;
  /** Somebody waits for what is not on disk yet. */
  private urgent = false;
  /** The flush interval is over: everything goes. */
  private due = false;
  private cancelLater: (() => void) | undefined;
  private broken = false;

  constructor(
    private readonly store: TransferStore,
    private readonly clock: LedgerClock,
    private readonly limits: LedgerLimits,
    private readonly listener: LedgerWriterListener,
  ) {}

  /** The last attempt failed; new offers must not be taken. */
  get failing(): boolean {
    return this.broken;
  }

  /** Whether raw stanzas may still be kept for writing. */
  get takesStanzas(): boolean {
    return !this.broken && this.unsavedStanzaLength < this.limits.maxUnsavedStanzaLength;
  }

  /** Transfers that wait for the disk. */
  get backlog(): number {
    return this.dirty.size;
  }

  countStanza(length: number): void {
    this.unsavedStanzaLength += length;
  }

  /**
   * Writes a new transfer with the next group.
   * @param unhurried nobody waits for it: it may wait for company
   * @returns what whoever forwards it waits for, the same for all of a group; never rejects
   */
  recordOffer(live: LiveTransfer, unhurried: boolean): Promise<StanzaError | undefined> {
    const { offers, verdict } = this.waiting;
    offers.push(live);
    live.recording = verdict;
    live.dirty = true;
    this.dirty.add(live);
    if (!unhurried || offers.length > this.limits.maxUnhurried) this.hasten();
    else if (this.writing === undefined) this.flushLater(this.limits.flushMs);
    return verdict;
  }

  /** Somebody waits now: what is there is written with the next group. */
  hasten(): void {
    this.urgent = true;
    this.flushSoon();
  }

  /** Writes a change within the flush interval. */
  recordLater(live: LiveTransfer): void {
    if (live.dirty) return;
    live.dirty = true;
    this.dirty.add(live);
    if (this.writing === undefined) this.flushLater(this.limits.flushMs);
  }

  /** Writes everything that waits; resolves when it is on disk or the attempt has failed. */
  async flush(): Promise<void> {
    while (this.writing !== undefined) await this.writing;
    if (this.dirty.size === 0) return;
    this.due = true;
    await this.write();
  }

  /** Ends the timers; what waits is lost unless it was flushed. */
  stop(): void {
    this.cancelLater?.();
    this.cancelLater = undefined;
  }

  private flushSoon(): void {
    if (this.writing !== undefined || this.soonSet || this.broken) return;
    this.soonSet = true;
    this.clock.soon(() => {
      this.soonSet = false;
      this.start();
    });
  }

  private flushLater(milliseconds: number): void {
    this.cancelLater ??= this.clock.after(milliseconds, () => {
      this.cancelLater = undefined;
      this.due = true;
      this.start();
    });
  }

  private start(): void {
    if (this.writing === undefined && this.dirty.size > 0) void this.write();
  }

  private write(): Promise<void> {
    const waiting = this.waiting;
    const group = this.due ? [...this.dirty] : waiting.offers;
    for (const live of group) this.dirty.delete(live);
    if (this.dirty.size === 0) {
      this.stop();
      this.unsavedStanzaLength = 0;
    }
    this.waiting = new OfferGroup();
    this.urgent = false;
    this.due = false;
    const records = group.map(toRecord);
    this.writing = this.commit(records, group, waiting).finally(() => {
      this.writing = undefined;
      if (this.dirty.size === 0) return;
      if (this.broken) this.stop();
      this.flushLater(this.broken ? this.limits.retryMs : this.limits.flushMs);
      if (this.urgent || this.due) this.flushSoon();
    });
    return this.writing;
  }

  private async commit(
    records: readonly TransferRecord[],
    group: readonly LiveTransfer[],
    { offers, settle }: OfferGroup,
  ): Promise<void> {
    try {
      await this.store.record(records);
      this.broken = false;
      for (const live of offers) live.recording = undefined;
      settle(undefined);
    } catch (error) {
      this.broken = true;
      this.listener.failed(error);
      const givenUp = new Set(offers);
      for (const live of givenUp) {
        this.dirty.delete(live);
        live.recording = undefined;
        this.listener.givenUp(live);
      }
      group.forEach((live, i) => {
        const record = records[i];
        if (record !== undefined && !givenUp.has(live)) this.takeBack(live, record);
      });
      settle(ledgerErrors.notRecorded);
    }
  }

  /** What could not be written is written with the next attempt, without its raw stanzas. */
  private takeBack(live: LiveTransfer, record: TransferRecord): void {
    live.unsaved = [...record.steps.map(withoutStanza), ...live.unsaved];
    if (record.created) live.stored = false;
    live.dirty = true;
    this.dirty.add(live);
  }
}

function toRecord(live: LiveTransfer): TransferRecord {
  const record = { transfer: live.transfer, created: !live.stored, steps: live.unsaved };
  live.unsaved = [];
  live.stored = true;
  live.dirty = false;
  return record;
}

function withoutStanza(step: TransferStep): TransferStep {
  return step.stanza === undefined
    ? step
    : { ...step, stanza: undefined, detail: { ...step.detail, stanzaDropped: true } };
}
