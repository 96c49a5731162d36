import type { Jid } from '@waybill/core';
import type { LedgerClock } from '../transfers/ledger-clock.js';
import { KeyedLock } from './keyed-lock.js';
import { OpenSlots } from './open-slots.js';
import type { UploadJournal } from './upload-journal.js';
import type { UploadRegister } from './upload-register.js';
import type { Retention, UploadSettings } from './upload-settings.js';
import { UploadStandings } from './upload-standings.js';
import type { UploadStore } from './upload-store.js';
import type { UploadUrls } from './upload-urls.js';
import { UPLOAD_PURPOSES, type Upload } from './upload.js';

/** An account comes near what it may store. */
export interface QuotaWarning {
  readonly account: string;
  readonly host: string;
  readonly usedBytes: number;
  readonly maxBytes: number;
}

/** What happened, for log and metrics; never with a URL. */
export type UploadNews =
  | { readonly kind: 'granted' | 'stored'; readonly upload: Upload }
  | { readonly kind: 'deleted'; readonly upload: Upload; readonly rule: string }
  | { readonly kind: 'lapsed'; readonly upload: Upload }
  | { readonly kind: 'put-failed'; readonly upload: Upload; readonly reason: string }
  | { readonly kind: 'refused'; readonly refused: string; readonly account: string };

/** What the rules of uploads work with. */
export interface UploadParts {
  readonly register: UploadRegister;
  readonly store: UploadStore;
  readonly journal: UploadJournal;
  readonly urls: UploadUrls;
  readonly settings: UploadSettings;
  readonly clock: LedgerClock;
  /** Whether somebody may upload at that place (`standalone`, or an attachment's domain). */
  readonly mayUpload: (requester: Jid, host: string) => boolean;
  /** What the first bytes of a file say of its type. */
  readonly typeOf: (head: Uint8Array) => Promise<string | undefined>;
  readonly onWarning?: (warning: QuotaWarning) => void;
  readonly onNews?: (news: UploadNews) => void;
  readonly onFault?: (error: unknown) => void;
}

/** What desk, intake and keeper of one server share. */
export class UploadState {
  readonly slots = new OpenSlots();
  /** By account: quotas are looked at and promised by one request at a time. */
  readonly accounts = new KeyedLock();
  /** By hash: a file is not deleted while another upload of the same bytes is being finished. */
  readonly files = new KeyedLock();
  readonly standings: UploadStandings;
  private free: { readonly at: number; readonly bytes: Promise<number | undefined> } | undefined;

  constructor(readonly parts: UploadParts) {
    this.standings = new UploadStandings(parts.register, parts.clock);
  }

  /** Takes a new slot into the books. @throws StoreFault when the database is too far behind */
  grant(upload: Upload): void {
    this.parts.register.grant(upload);
    this.slots.add(upload);
    this.standings.granted(upload);
  }

  /**
   * Whether a file of this size fits beside what was promised, above the reserve. Asked of the disk once a second;
   * in between, what slots hold is counted as if it were written.
   */
  async fits(bytes: number): Promise<boolean> {
    const { clock, store, settings } = this.parts;
    const at = clock.now();
    if (this.free === undefined || Math.abs(at - this.free.at) >= 1000) {
      this.free = { at, bytes: store.freeBytes() };
    }
    const free = await this.free.bytes;
    return free === undefined || free - this.slots.bytes - bytes >= settings.reserveBytes;
  }

  /** Days for each purpose: what an operator has set, and the configuration for the rest. */
  async retention(): Promise<Retention> {
    const { register, settings } = this.parts;
    const set = await register.retention();
    const days = UPLOAD_PURPOSES.map((purpose) => {
      const own = set[purpose];
      if (own === undefined) return [purpose, settings.retention[purpose]];
      return [purpose, own === 'for-ever' ? undefined : own];
    });
    return Object.fromEntries(days) as Retention;
  }

  news(news: UploadNews): void {
    this.parts.onNews?.(news);
  }

  fault(error: unknown): void {
    this.parts.onFault?.(error);
  }
}
