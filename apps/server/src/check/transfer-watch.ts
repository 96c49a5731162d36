import type { Transfer, TransferLedger } from '@waybill/domain';
import { LATE, within } from './within.js';

const LEDGER_MS = 3_000;

/** Learns what the ledger calls the transfers that begin meanwhile; it tells in groups, so a moment later. */
export class TransferWatch {
  private readonly seen: Transfer[] = [];
  private tell: () => void = () => undefined;
  private readonly forget: () => void;

  constructor(ledger: Pick<TransferLedger, 'subscribe'>) {
    this.forget = ledger.subscribe((changes) => {
      this.seen.push(...changes.map(({ transfer }) => transfer));
      this.tell();
    });
  }

  /** @returns the id of the first that fits; undefined when none comes in time */
  async find(fits: (transfer: Transfer) => boolean): Promise<string | undefined> {
    const found = new Promise<string>((resolve) => {
      this.tell = () => {
        const transfer = this.seen.find(fits);
        if (transfer !== undefined) resolve(transfer.id);
      };
      this.tell();
    });
    const id = await within(LEDGER_MS, found);
    return id === LATE ? undefined : id;
  }

  end(): void {
    this.forget();
  }
}
