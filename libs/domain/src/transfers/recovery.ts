import { advance } from './advance.js';
import type { LedgerWriter } from './ledger-writer.js';
import { LiveTransfer } from './live-transfer.js';
import type { OpenTransfers } from './open-transfers.js';
import type { TransferRecord, TransferStore } from './transfer-store.js';
import type { Transfer } from './transfer.js';

/** A slot whose file has not come. */
export function isOpenSlot({ method, state }: Transfer): boolean {
  return method === 'http-upload' && state === 'offered';
}

/** The record that ends what an earlier run left open. */
export async function settled(
  store: TransferStore,
  transfer: Transfer,
  at: number,
): Promise<TransferRecord> {
  const steps = await store.steps(transfer.id);
  const last = steps.at(-1);
  const step = {
    seq: last === undefined ? 0 : last.seq + 1,
    at: Math.max(at, last?.at ?? at),
    lane: 'server',
    kind: 'restarted',
    detail: {},
  } as const;
  return {
    transfer: advance(transfer, { kind: 'interrupted', at, reason: 'server-restarted' }),
    created: false,
    steps: [step],
  };
}

/** Brings stored transfers back into memory; each is read once, however many ask for it at a time. */
export class Recaller {
  private readonly recalling = new Map<string, Promise<Transfer | undefined>>();

  /** @param used told of each one brought back; gives the present instant */
  constructor(
    private readonly store: TransferStore,
    private readonly transfers: OpenTransfers,
    private readonly writer: LedgerWriter,
    private readonly used: () => number,
  ) {}

  recall(id: string): Promise<Transfer | undefined> {
    const here = this.transfers.get(id);
    if (here !== undefined) return Promise.resolve(here.transfer);
    const recalling = this.recalling.get(id);
    if (recalling !== undefined) return recalling;
    const recalled = this.bringBack(id).finally(() => this.recalling.delete(id));
    this.recalling.set(id, recalled);
    return recalled;
  }

  private async bringBack(id: string): Promise<Transfer | undefined> {
    // one that was forgotten a moment ago may have steps on their way to the disk
    if (this.writer.backlog > 0) await this.writer.flush();
    const [transfer, steps] = await Promise.all([this.store.find(id), this.store.steps(id)]);
    if (transfer === undefined) return undefined;
    const last = steps.at(-1);
    const seq = last === undefined ? 0 : last.seq + 1;
    const live = LiveTransfer.restored(transfer, seq, last?.at ?? transfer.offeredAt);
    this.transfers.add(live);
    live.lastActivityAt = this.used();
    if (live.ended) this.transfers.close(live);
    return transfer;
  }
}
