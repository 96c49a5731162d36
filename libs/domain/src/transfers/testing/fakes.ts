import { Jid } from '@waybill/core';
import {
  Streamhost,
  type ActivationOutcome,
  type BytestreamState,
  type StreamhostEndpoint,
} from '../bytestream-registry.js';
import type { LedgerClock } from '../ledger-clock.js';
import type { Offer } from '../offer.js';
import { siKey } from '../transfer-key.js';
import { tallyFacets, type TransferFacets } from '../transfer-facets.js';
import {
  TransferStore,
  type DailyTotal,
  type TransferPage,
  type TransferRecord,
  type TransferTotals,
} from '../transfer-store.js';
import { hasEnded, type Transfer, type TransferStep } from '../transfer.js';

/** Keeps records in memory and refuses what a database would refuse. */
export class MemoryTransferStore extends TransferStore {
  readonly transfers = new Map<string, Transfer>();
  readonly timeline = new Map<string, TransferStep[]>();
  /** Sizes of the groups, in order. */
  readonly groups: number[] = [];
  /** Thrown by the next `record` calls while set. */
  fault: Error | undefined;
  /** While set, `record` waits for it. */
  gate: Promise<void> | undefined;

  override async record(records: readonly TransferRecord[]): Promise<void> {
    await this.gate;
    await Promise.resolve();
    if (this.fault !== undefined) throw this.fault;
    this.groups.push(records.length);
    for (const { transfer, created, steps } of records) {
      const before = this.transfers.get(transfer.id);
      if (created !== (before === undefined)) throw new Error(`created=${created} is wrong`);
      if (before !== undefined && hasEnded(before.state) && before.state !== transfer.state) {
        throw new Error('a transfer ended twice');
      }
      this.transfers.set(transfer.id, transfer);
      const known = this.timeline.get(transfer.id) ?? [];
      for (const step of steps) {
        if (step.seq !== known.length) throw new Error(`step ${step.seq} is out of order`);
        known.push(step);
      }
      this.timeline.set(transfer.id, known);
    }
  }

  override find(id: string): Promise<Transfer | undefined> {
    return Promise.resolve(this.transfers.get(id));
  }

  override findByShortId(shortId: string): Promise<Transfer | undefined> {
    return Promise.resolve([...this.transfers.values()].find((one) => one.shortId === shortId));
  }

  override steps(transferId: string): Promise<readonly TransferStep[]> {
    return Promise.resolve(this.timeline.get(transferId) ?? []);
  }

  override list(): Promise<TransferPage> {
    return Promise.resolve({ transfers: [...this.transfers.values()], next: undefined });
  }

  override count(): Promise<TransferTotals> {
    return Promise.resolve({ total: this.transfers.size, capped: false });
  }

  override facets(): Promise<TransferFacets> {
    const groups = [...this.transfers.values()].map((one) => ({ ...one, count: 1 }));
    return Promise.resolve(tallyFacets(groups, {}, false));
  }

  override open(): Promise<readonly Transfer[]> {
    return Promise.resolve([...this.transfers.values()].filter((one) => !hasEnded(one.state)));
  }

  override daily(): Promise<readonly DailyTotal[]> {
    return Promise.resolve([]);
  }

  /** The only transfer there is. */
  get only(): Transfer {
    const [transfer, ...more] = this.transfers.values();
    if (transfer === undefined || more.length > 0) throw new Error(`${more.length} more or none`);
    return transfer;
  }

  kinds(transferId: string): readonly string[] {
    return (this.timeline.get(transferId) ?? []).map((step) => step.kind);
  }
}

/** Time that moves when it is told to. `soon` tasks run as microtasks. */
export class ManualClock implements LedgerClock {
  private waiting: { readonly dueAt: number; readonly task: () => void }[] = [];

  constructor(public at: number = 1_000_000) {}

  now(): number {
    return this.at;
  }

  soon(task: () => void): void {
    queueMicrotask(task);
  }

  after(milliseconds: number, task: () => void): () => void {
    const entry = { dueAt: this.at + milliseconds, task };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((one) => one !== entry);
    };
  }

  /** Moves on and runs what is due, in order. */
  advance(milliseconds: number): void {
    const until = this.at + milliseconds;
    for (;;) {
      const next = this.waiting
        .filter((one) => one.dueAt <= until)
        .sort((a, b) => a.dueAt - b.dueAt)[0];
      if (next === undefined) break;
      this.waiting = this.waiting.filter((one) => one !== next);
      this.at = next.dueAt;
      next.task();
    }
    this.at = until;
  }

  get timers(): number {
    return this.waiting.length;
  }
}

/** A streamhost that holds states and moves no bytes. */
export class FakeStreamhost extends Streamhost {
  readonly states = new Map<string, BytestreamState>();
  readonly cancelled: string[] = [];
  outcome: ActivationOutcome = 'activated';
  advertised: readonly StreamhostEndpoint[] = [{ host: '192.0.2.1', port: 7777 }];

  override endpoints(): readonly StreamhostEndpoint[] {
    return this.advertised;
  }

  override state(address: string): BytestreamState {
    return this.states.get(address) ?? 'unknown';
  }

  override activate(address: string): ActivationOutcome {
    if (this.outcome === 'activated') this.states.set(address, 'active');
    return this.outcome;
  }

  override cancel(address: string): boolean {
    if (!this.states.delete(address)) return false;
    this.cancelled.push(address);
    return true;
  }
}

export const alice = Jid.from('alice@example.org/a');
export const bob = Jid.from('bob@example.org/b');

/** An SI offer of 1000 bytes from alice to bob. */
export function anOffer(sid: string, more: Partial<Offer> = {}): Offer {
  const sender = more.sender ?? alice;
  return {
    method: 'si',
    key: siKey(sender.full, sid),
    sender,
    receiver: bob,
    sid,
    declared: { name: 'report.pdf', size: 1_000 },
    at: 1_000_000,
    offerId: `iq-${sid}`,
    host: 'standalone',
    step: { kind: 'offered', lane: 'sender', stanza: '<iq/>' },
    ...more,
  };
}
