import type { AuditEntry } from '../audit/audit-entry.js';
import type { DeletionRule, Download, Upload, UploadPurpose, UploadPhase } from './upload.js';
import type { UploadCursor, UploadPage } from './upload-desk.js';
import type { Retention } from './upload-settings.js';

/** What a list of uploads is narrowed by. */
export interface UploadFilter {
  readonly account?: string | undefined;
  readonly domain?: string | undefined;
  readonly host?: string | undefined;
  readonly states?: readonly UploadPhase[] | undefined;
  readonly purpose?: UploadPurpose | undefined;
  /** Words that all occur in the name, whatever their case; as in the search of transfers. */
  readonly name?: string | undefined;
  /** Inclusive, epoch milliseconds of the slot. */
  readonly sinceAt?: number | undefined;
  /** Exclusive. */
  readonly untilAt?: number | undefined;
}

export type UploadSort = '-time' | '-bytes' | 'time';

/** Files and their bytes. */
export interface Holdings {
  readonly files: number;
  readonly bytes: number;
}

/** How an account stands with its quotas. */
export interface Standing extends Holdings {
  readonly grantedBytes: number;
}

/** Whose holdings: an account's by its bare JID, or a domain's. */
export type HolderKind = 'account' | 'domain';

export interface Holder extends Holdings {
  readonly name: string;
}

export interface HolderPage {
  readonly holders: readonly Holder[];
  readonly next: { readonly value: number; readonly name: string } | undefined;
}

/** What a file turned out to be. */
export interface StoredFacts {
  readonly at: number;
  readonly sha256: string;
  readonly detectedType: string | undefined;
}

/** How many files a retention would delete, and since when the oldest has been here. */
export interface DueFiles extends Holdings {
  readonly oldestAt: number | undefined;
}

/** For each purpose the instant before which what was stored is due. */
export type DueInstants = Readonly<Record<UploadPurpose, number | undefined>>;

export interface Deletion {
  readonly at: number;
  readonly rule: DeletionRule;
}

/**
 * The rows of uploads. Writes resolve when they are on disk, and each deletion is one commit with its audit entry.
 * Every method throws a StoreFault when the database fails.
 */
export abstract class UploadRegister {
  /**
   * Takes a slot, which every other method knows from now on; it is written within a quarter of a second, and again and
   * again where that fails. @throws StoreFault when too many wait
   */
  abstract grant(upload: Upload): void;
  /** Writes the slots that wait. */
  abstract flush(): Promise<void>;
  abstract find(id: string): Promise<Upload | undefined>;
  abstract findByToken(token: string): Promise<Upload | undefined>;
  /**
   * The file is here: counts it to its account and domain.
   * @returns the account's holdings then; undefined when the slot is no longer open
   */
  abstract store(id: string, facts: StoredFacts): Promise<Holdings | undefined>;
  /** Closes slots without a file. @returns those that were open */
  abstract lapse(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Deletes, or closes an open slot. @returns whether there was anything to delete */
  abstract remove(id: string, deletion: Deletion, entry: AuditEntry): Promise<boolean>;
  /** Stored uploads with these bytes. */
  abstract references(sha256: string): Promise<number>;
  /** Every slot that waits for its file, in order of expiry. */
  abstract openSlots(): Promise<readonly Upload[]>;
  abstract holdings(kind: HolderKind, name: string): Promise<Holdings>;
  /** What an account holds, and what it was granted since, without slots that lapsed. */
  abstract standing(account: string, sinceAt: number): Promise<Standing>;
  /** What was granted since, one by one, oldest first. */
  abstract grantedSince(
    account: string,
    sinceAt: number,
  ): Promise<readonly { readonly at: number; readonly bytes: number }[]>;
  /**
   * A page in order of `sort`. With a name it may be shorter than asked for, and even empty, although there is a next
   * one: what one call looks at is bounded.
   */
  abstract list(
    filter: UploadFilter,
    sort: UploadSort,
    limit: number,
    after?: UploadCursor,
  ): Promise<UploadPage>;
  /** Stored files whose time is over, oldest first. */
  abstract due(before: DueInstants, now: number, limit: number): Promise<readonly Upload[]>;
  abstract countDue(before: DueInstants, now: number): Promise<DueFiles>;
  abstract recordDownloads(downloads: readonly Download[]): Promise<void>;
  /** Newest first. */
  abstract downloads(
    uploadId: string,
    limit: number,
    after?: number,
  ): Promise<{ readonly downloads: readonly Download[]; readonly next: number | undefined }>;
  abstract holders(
    kind: HolderKind,
    sort: '-bytes' | '-files',
    limit: number,
    after?: { readonly value: number; readonly name: string },
  ): Promise<HolderPage>;
  /** @returns false when this receiver is known for the upload */
  abstract addReceiver(
    uploadId: string,
    receiver: { readonly jid: string; readonly at: number },
  ): Promise<boolean>;
  abstract receivers(uploadId: string): Promise<readonly string[]>;
  /** What an operator has set; undefined for purposes that follow the configuration. */
  abstract retention(): Promise<Partial<Record<UploadPurpose, number | 'for-ever'>>>;
  abstract setRetention(retention: Retention, entry: AuditEntry): Promise<void>;
  /** Hashes of stored files, in order, behind `after`. */
  abstract hashes(
    limit: number,
    after?: string,
  ): Promise<readonly { readonly sha256: string; readonly bytes: number }[]>;
  abstract withHash(sha256: string): Promise<readonly Upload[]>;
}
