import type { BytestreamEndReason } from './bytestream-registry.js';
import type {
  DeclaredFile,
  Evidence,
  FileRange,
  TransferMethod,
  TransferPath,
  TransferReason,
} from './transfer.js';

/** Which of the two parties. */
export type TransferSide = 'sender' | 'receiver';

/**
 * Something that happened to a transfer, whatever protocol it was said in. Instants are epoch milliseconds, byte
 * counts are totals so far.
 */
export type TransferEvent =
  | {
      readonly kind: 'accepted';
      readonly at: number;
      readonly method?: TransferMethod | undefined;
      readonly range?: FileRange | undefined;
    }
  | { readonly kind: 'declined'; readonly at: number }
  /** The parties agreed on another bytestream, or on one at all. */
  | { readonly kind: 'method-agreed'; readonly method: TransferMethod }
  /** Someone is seen at an address, or under a full JID. */
  | {
      readonly kind: 'located';
      readonly side: TransferSide;
      readonly address?: string | undefined;
      readonly fullJid?: string | undefined;
    }
  /** More is known of the file, such as a checksum sent behind it. */
  | { readonly kind: 'described'; readonly file: Partial<DeclaredFile> }
  /** A way was chosen; bytes have not moved yet. */
  | {
      readonly kind: 'path-chosen';
      readonly path: TransferPath;
      readonly streamhostJid?: string | undefined;
    }
  | { readonly kind: 'started'; readonly at: number; readonly path: TransferPath }
  /** The bytes took a way that we do not see: nothing more of it will be known. */
  | {
      readonly kind: 'handed-over';
      readonly at: number;
      readonly evidence: Evidence;
      /** `direct`; `in-band` where a host server shows no blocks; `unknown` for somebody else's proxy. */
      readonly path: 'direct' | 'in-band' | 'unknown';
      readonly streamhostJid?: string | undefined;
    }
  | {
      readonly kind: 'moved';
      readonly senderToReceiver: number;
      readonly receiverToSender: number;
    }
  /** The bytestream that we carried is gone. */
  | {
      readonly kind: 'closed';
      readonly at: number;
      readonly reason: BytestreamEndReason;
      readonly senderToReceiver: number;
      readonly receiverToSender: number;
      readonly sha256?: string | undefined;
      /** Who closed it, where the protocol says so. */
      readonly by?: TransferSide | undefined;
    }
  /** A client said that the whole file arrived. */
  | { readonly kind: 'confirmed'; readonly at: number }
  | {
      readonly kind: 'failed';
      readonly at: number;
      readonly reason: TransferReason;
      readonly evidence: Evidence;
    }
  | {
      readonly kind: 'cancelled';
      readonly at: number;
      readonly reason: TransferReason;
      readonly evidence: Evidence;
    }
  /** Nothing happened for longer than the state allows. */
  | { readonly kind: 'timed-out'; readonly at: number }
  /** For a while the host server showed us nothing of it. */
  | { readonly kind: 'unwatched' }
  /** The session of one party ended. */
  | { readonly kind: 'party-gone'; readonly at: number }
  /** An upload broke off; its slot can be used again. */
  | { readonly kind: 'put-failed'; readonly at: number }
  /** The whole file is on this server's disk. */
  | {
      readonly kind: 'stored';
      readonly at: number;
      readonly bytes: number;
      readonly sha256: string;
    }
  /** Somebody downloaded the whole stored file. */
  | { readonly kind: 'fetched'; readonly at: number }
  /** A message showed whom a stored file is for. */
  | { readonly kind: 'addressed'; readonly bareJid: string }
  /** The server stopped (or died) while this was open. */
  | {
      readonly kind: 'interrupted';
      readonly at: number;
      readonly reason: 'server-shutdown' | 'server-restarted';
    };
