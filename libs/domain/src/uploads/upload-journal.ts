import type { Jid } from '@waybill/core';
import type { StepNote } from '../transfers/live-transfer.js';
import type { TransferEvent } from '../transfers/transfer-event.js';
import type { TransferLedger } from '../transfers/transfer-ledger.js';
import type { TransferReason } from '../transfers/transfer.js';
import type { Download, Upload } from './upload.js';

/** A slot as the ledger takes it. */
export interface SlotOffer {
  /** Of a slot whose record was lost. */
  readonly id?: string | undefined;
  readonly sender: Jid;
  /** Until a message shows who the file is for. */
  readonly service: Jid;
  readonly host: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly contentType: string | undefined;
  readonly address: string | undefined;
  readonly stanza: string | undefined;
  readonly detail: Readonly<Record<string, string | number>>;
  readonly at: number;
}

/** Tells the ledger what happens to uploads: each is a transfer of method `http-upload` and path `stored`. */
export class UploadJournal {
  constructor(
    private readonly ledger: TransferLedger,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** @returns the id of the transfer, which is recorded soon; undefined when the ledger takes none */
  offer(offer: SlotOffer): string | undefined {
    const { sender, service, host, at, address, stanza, detail } = offer;
    return this.ledger.offer({
      id: offer.id,
      unhurried: true,
      method: 'http-upload',
      path: 'stored',
      key: undefined,
      sender,
      receiver: service,
      senderAddress: address,
      declared: { name: offer.fileName, size: offer.sizeBytes, type: offer.contentType },
      at,
      host,
      step: { kind: 'offered', lane: 'sender', detail, stanza },
    }).id;
  }

  /** Whether the ledger has that transfer in memory. */
  holds(id: string): boolean {
    return this.ledger.get(id) !== undefined;
  }

  /** Whether the ledger has that transfer, in memory or on disk. It is in memory then. */
  async knows(id: string): Promise<boolean> {
    return (await this.ledger.recall(id)) !== undefined;
  }

  /** Transfers that wait to be written. */
  get backlog(): number {
    return this.ledger.figures.backlog;
  }

  /** Resolves when the slot is recorded, and hastens that. @throws Error when it cannot be */
  async recorded(id: string): Promise<void> {
    const refusal = await this.ledger.recorded(id);
    // one that was given up is not there any more
    if (!(await this.knows(id)) || refusal !== undefined)
      throw new Error('the slot is not in the ledger');
  }

  begun(id: string, at: number, address: string): void {
    this.ledger.tell(id, { at, event: { kind: 'located', side: 'sender', address } });
    this.tell(id, at, { kind: 'started', at, path: 'stored' }, step('put-started', { address }));
  }

  progress(id: string, at: number, bytes: number): void {
    this.ledger.progress(id, at, bytes, 0);
  }

  failed(id: string, at: number, reason: TransferReason, bytes: number): void {
    this.tell(id, at, { kind: 'put-failed', at }, step('put-failed', { reason, bytes }));
  }

  stored(id: string, at: number, facts: { readonly bytes: number; readonly sha256: string }): void {
    const { bytes, sha256 } = facts;
    this.tell(id, at, { kind: 'stored', at, bytes, sha256 }, step('stored', { bytes }));
  }

  /** A slot was never used, or every PUT to it broke off. */
  lapsed(id: string, at: number, failure: TransferReason | undefined): void {
    const event: TransferEvent =
      failure === undefined
        ? { kind: 'timed-out', at }
        : { kind: 'failed', at, reason: failure, evidence: 'observed' };
    this.later(id, at, event, step('slot-lapsed', {}));
  }

  /** @param by an operator took the slot back, or the sender did */
  withdrawn(id: string, at: number, by: 'cancelled-by-admin' | 'cancelled-by-sender'): void {
    const event = { kind: 'cancelled', at, reason: by, evidence: 'observed' } as const;
    this.later(id, at, event, step('cancelled', {}));
  }

  downloaded(upload: Upload, download: Download): void {
    const { at, address, range, bytes, complete } = download;
    const asked = range === undefined ? {} : { from: range.offset, length: range.length };
    const whole = complete && range === undefined;
    this.later(upload.id, at, whole ? { kind: 'fetched', at } : undefined, {
      ...step('downloaded', { address, ...asked, bytes, complete }),
      lane: 'receiver',
    });
  }

  shared(
    id: string,
    at: number,
    sharing: { receiver: Jid; first: boolean; stanza?: string },
  ): void {
    const { receiver, first, stanza } = sharing;
    const event = first ? ({ kind: 'addressed', bareJid: receiver.bare } as const) : undefined;
    const note = {
      ...step('shared', { receiver: receiver.bare }),
      lane: 'sender',
      stanza,
    } as const;
    this.later(id, at, event, note);
  }

  deleted(id: string, at: number, rule: string): void {
    this.later(id, at, undefined, step('deleted', { rule }));
  }

  private tell(id: string, at: number, event: TransferEvent | undefined, note: StepNote): void {
    this.ledger.tell(id, { at, event, step: note });
  }

  /** For what comes when the transfer has left the memory long ago. Nobody waits for it. */
  private later(id: string, at: number, event: TransferEvent | undefined, note: StepNote): void {
    this.ledger.recall(id).then(
      () => this.tell(id, at, event, note),
      (error: unknown) => this.onFault(error),
    );
  }
}

function step(
  kind: StepNote['kind'],
  detail: Readonly<Record<string, string | number | boolean>>,
): StepNote {
  return { kind, lane: 'server', detail };
}
