import type { Jid } from '@waybill/core';
import type { Actor } from '../audit/audit-entry.js';
import type { DeletionRule, Upload, UploadPurpose, UploadUsage } from './upload.js';

/** What a client asks a slot for. @see XEP-0363 §4 */
export interface SlotWish {
  /** Full JID of the client. */
  readonly requester: Jid;
  /** The service that was asked: the receiver in the ledger until a real one is seen. */
  readonly service: Jid;
  /** `standalone`, or the attachment's component domain. */
  readonly host: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly contentType?: string | undefined;
  readonly purpose: UploadPurpose;
  /** Epoch milliseconds. @see XEP-0363 §5.3 */
  readonly expireBeforeAt?: number | undefined;
  /** IP address of the client, where its connection is ours. */
  readonly address?: string | undefined;
  /** The request as it came, for the timeline. */
  readonly stanza?: string | undefined;
}

/** Leave to PUT one file. Both URLs are RFC 3986, percent-encoded. */
export interface Slot {
  readonly upload: Upload;
  readonly putUrl: string;
  readonly getUrl: string;
}

/** Why there is no slot; `retryAt` is an instant in epoch milliseconds. */
export type SlotRefusal =
  | { readonly refused: 'too-large'; readonly maxFileBytes: number }
  | { readonly refused: 'quota'; readonly retryAt: number }
  | { readonly refused: 'not-entitled' }
  | { readonly refused: 'bad-name' }
  /** A size of 0, a negative one, or one that is no whole number. */
  | { readonly refused: 'bad-size' }
  /** An `expire-before` that has passed. */
  | { readonly refused: 'bad-expiry' }
  | { readonly refused: 'disk-full'; readonly retryAt: number }
  | { readonly refused: 'too-many-slots'; readonly retryAt: number }
  | { readonly refused: 'type-blocked' };

/** Where the next page of an account's uploads starts. */
export interface UploadCursor {
  readonly value: number;
  readonly id: string;
}

export interface UploadPage {
  /** Newest first, unless asked otherwise. */
  readonly uploads: readonly Upload[];
  /** Undefined on the last page. */
  readonly next: UploadCursor | undefined;
}

/** A message in which a URL of ours was seen. */
export interface Sharing {
  readonly sender: Jid;
  readonly receiver: Jid;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly messageId?: string | undefined;
  /** The message as it was forwarded. */
  readonly stanza?: string | undefined;
}

/** What the service tells of itself in service discovery. Undefined is without bound. */
export interface UploadLimits {
  readonly maxFileBytes: number;
  /** Days that a file of each purpose is kept. */
  readonly retentionDays: Readonly<Record<UploadPurpose, number | undefined>>;
  readonly maxStoredBytesPerAccount: number | undefined;
}

/** How a removal ended. */
export type RemovalOutcome = 'removed' | 'already-gone' | 'unknown';

/** What XMPP sees of uploads: slots, and what an account holds. */
export abstract class UploadDesk {
  abstract readonly limits: UploadLimits;
  /**
   * Gives a slot, or says why not. It is on disk within a quarter of a second; one that a crash takes before comes back with
   * its PUT. @throws StoreFault when the database fails
   */
  abstract grant(wish: SlotWish): Promise<Slot | SlotRefusal>;
  abstract usage(account: string): Promise<UploadUsage>;
  /** Files that are stored for an account (bare JID), newest first. */
  abstract list(account: string, limit: number, after?: UploadCursor): Promise<UploadPage>;
  /** Where a stored file can be downloaded. */
  abstract urlOf(upload: Upload): string;
  /** Deletes a file, or takes a slot back; both are audit entries. */
  abstract remove(uploadId: string, actor: Actor, rule: DeletionRule): Promise<RemovalOutcome>;
  /** The upload behind one of our URLs, whatever became of it; undefined for URLs of others. */
  abstract findByUrl(url: string): Promise<Upload | undefined>;
  /** Joins a receiver to an upload. Copies of one message count once. */
  abstract noteShared(upload: Upload, sharing: Sharing): Promise<void>;
}
