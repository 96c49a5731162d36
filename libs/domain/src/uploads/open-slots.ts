import type { TransferReason } from '../transfers/transfer.js';
import type { Upload } from './upload.js';

/** A slot whose file has not come. */
export interface OpenSlot {
  readonly upload: Upload;
  /** A PUT is under way. */
  busy: boolean;
  /** Why the last PUT broke off. */
  failure: TransferReason | undefined;
}

interface Promised {
  readonly slots: number;
  readonly bytes: number;
}

const NOTHING: Promised = { slots: 0, bytes: 0 };

/** The slots that are out, which is what quotas have promised. Bounded by the desk. */
export class OpenSlots {
  private readonly byId = new Map<string, OpenSlot>();
  private readonly byToken = new Map<string, OpenSlot>();
  private readonly promisedTo = new Map<string, Promised>();
  /** Bytes of all slots together. */
  bytes = 0;

  get size(): number {
    return this.byId.size;
  }

  add(upload: Upload): OpenSlot {
    const slot = { upload, busy: false, failure: undefined };
    this.byId.set(upload.id, slot);
    this.byToken.set(upload.token, slot);
    this.count(upload, 1);
    return slot;
  }

  get(id: string): OpenSlot | undefined {
    return this.byId.get(id);
  }

  findByToken(token: string): OpenSlot | undefined {
    return this.byToken.get(token);
  }

  remove(id: string): void {
    const slot = this.byId.get(id);
    if (slot === undefined) return;
    this.byId.delete(id);
    this.byToken.delete(slot.upload.token);
    this.count(slot.upload, -1);
  }

  /** @param holder bare JID or domain */
  promised(holder: string): Promised {
    return this.promisedTo.get(holder) ?? NOTHING;
  }

  /** When the next slot of this account, or of anybody, becomes free; undefined where none is out. */
  nextFreeAt(account?: string): number | undefined {
    for (const { upload } of this.byId.values()) {
      if (account === undefined || upload.account === account) return upload.slotExpiresAt;
    }
    return undefined;
  }

  /** Slots that wait in vain, `limit` at most. They are held in order of expiry. */
  lapsed(now: number, limit: number): readonly OpenSlot[] {
    const found: OpenSlot[] = [];
    for (const slot of this.byId.values()) {
      if (slot.upload.slotExpiresAt > now || found.length === limit) break;
      if (!slot.busy) found.push(slot);
    }
    return found;
  }

  private count({ account, domain, sizeBytes }: Upload, by: 1 | -1): void {
    this.bytes += by * sizeBytes;
    for (const holder of account === undefined ? [domain] : [account, domain]) {
      const { slots, bytes } = this.promised(holder);
      if (slots + by === 0) this.promisedTo.delete(holder);
      else this.promisedTo.set(holder, { slots: slots + by, bytes: bytes + by * sizeBytes });
    }
  }
}
