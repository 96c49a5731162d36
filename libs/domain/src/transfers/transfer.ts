/**
 * How the bytes were agreed to travel. The first four say negotiation and bytestream; `socks5-proxy` is a
 * bytestream that used our streamhost without a negotiation that we were shown.
 */
export type TransferMethod =
  | 'si-socks5'
  | 'si-ibb'
  | 'jingle-socks5'
  | 'jingle-ibb'
  | 'http-upload'
  | 'oob'
  | 'socks5-proxy'
  /** SI or Jingle, bytestream not agreed yet. */
  | 'si'
  | 'jingle';

/** Which way the bytes took. */
export type TransferPath = 'direct' | 'relayed' | 'in-band' | 'stored' | 'unknown';

/**
 * The named states of a transfer. From `stored` on they are ends: `stored` is a file that was put on this server and that
 * nobody has fetched whole yet.
 */
export type TransferState =
  | 'offered'
  | 'accepted'
  | 'streaming'
  | 'stored'
  | 'completed'
  | 'handed-over'
  | 'declined'
  | 'failed'
  | 'cancelled'
  | 'expired';

/** How we know the outcome: we saw the bytes, a client told us, or nobody did. */
export type Evidence = 'observed' | 'claimed' | 'unknown';

/** How much of the transfer we were able to see. */
export type Visibility = 'full' | 'proxy-only' | 'signalling-only';

/** Why a transfer did not complete: one closed list for log, API, metrics, dashboard and docs. */
export const TRANSFER_REASONS = [
  'declined',
  'offer-timeout',
  'no-common-method',
  'no-streamhost-reachable',
  'proxy-unreachable',
  'activation-timeout',
  'idle-timeout',
  'auth-failed',
  'peer-gone',
  'io-error',
  'size-mismatch',
  'hash-mismatch',
  'cancelled-by-sender',
  'cancelled-by-receiver',
  'cancelled-by-admin',
  'policy-size',
  'policy-type',
  'policy-pair',
  'quota-exceeded',
  'rate-limited',
  'server-shutdown',
  'server-restarted',
  'protocol-error',
] as const;
export type TransferReason = (typeof TRANSFER_REASONS)[number];

/** The part of a file that was asked for, in bytes. @see XEP-0096 §2.2 */
export interface FileRange {
  readonly offset: number;
  readonly length?: number | undefined;
}

/** What the sender said of the file. Nothing in here has been checked. */
export interface DeclaredFile {
  /** As sent: never altered, never part of a path. */
  readonly name?: string | undefined;
  readonly size?: number | undefined;
  readonly type?: string | undefined;
  readonly hash?: string | undefined;
  readonly hashAlgorithm?: string | undefined;
  readonly description?: string | undefined;
  readonly range?: FileRange | undefined;
}

/** What passed through us. Undefined where the bytes took another way. */
export interface Measured {
  readonly bytesSenderToReceiver?: number | undefined;
  readonly bytesReceiverToSender?: number | undefined;
  /** Lower-case hex SHA-256 of what the sender sent, where it was computed. */
  readonly sha256?: string | undefined;
}

/** One party of a transfer. */
export interface TransferParty {
  readonly bareJid: string;
  readonly fullJid?: string | undefined;
  /** IP address, where a connection of theirs was seen. */
  readonly address?: string | undefined;
}

/** One file to one receiver. Instants are epoch milliseconds. */
export interface Transfer {
  /** UUIDv7. */
  readonly id: string;
  /** `wb-` and ten characters, for people. */
  readonly shortId: string;
  readonly method: TransferMethod;
  readonly path: TransferPath;
  readonly sender: TransferParty;
  readonly receiver: TransferParty;
  /** The negotiation's stream or session id, as sent. */
  readonly sid?: string | undefined;
  /** Jingle content name, or undefined. */
  readonly contentName?: string | undefined;
  readonly declared: DeclaredFile;
  readonly measured: Measured;
  /** JID of the streamhost that was taken. */
  readonly streamhostJid?: string | undefined;
  readonly state: TransferState;
  readonly reason?: TransferReason | undefined;
  readonly evidence: Evidence;
  readonly visibility: Visibility;
  /** `standalone`, or the attachment's component domain. */
  readonly host: string;
  readonly offeredAt: number;
  readonly acceptedAt?: number | undefined;
  readonly startedAt?: number | undefined;
  readonly endedAt?: number | undefined;
}

/** Where a step of a timeline happened. */
export type TimelineLane = 'sender' | 'server' | 'receiver';

/** What a step of a timeline may be: one closed list for log, API and dashboard. */
export const TRANSFER_STEP_KINDS = [
  'offered',
  'offer-repeated',
  'delivered',
  'accepted',
  'declined',
  'answer-error',
  'sid-mismatch',
  'streamhosts-offered',
  'streamhost-used',
  'streamhost-error',
  'candidates-offered',
  'candidate-used',
  'candidate-error',
  'proxy-error',
  'transport-replaced',
  'transport-accepted',
  'transport-rejected',
  'connected',
  'disconnected',
  'activated',
  'activation-refused',
  'in-band-opened',
  'in-band-fault',
  'in-band-closed',
  'first-byte',
  'progress',
  'closed',
  'checksum',
  'received',
  'content-removed',
  'terminated',
  'retrieved',
  'retrieval-failed',
  'put-started',
  'put-failed',
  'stored',
  'downloaded',
  'shared',
  'slot-lapsed',
  'deleted',
  'party-gone',
  'unwatched',
  'timed-out',
  'superseded',
  'cancelled',
  'restarted',
  'shutdown',
  'steps-omitted',
] as const;
export type TransferStepKind = (typeof TRANSFER_STEP_KINDS)[number];

/** Machine-readable details of a step: percent, streamhost, condition. */
export type StepDetail = Readonly<Record<string, string | number | boolean>>;

/** One step of a transfer's timeline. */
export interface TransferStep {
  /** 0 for the offer; rises by one. */
  readonly seq: number;
  /** Epoch milliseconds; never before the step in front of it. */
  readonly at: number;
  readonly lane: TimelineLane;
  readonly kind: TransferStepKind;
  readonly detail: StepDetail;
  /** The stanza as it was forwarded, capped; in-band data left out. */
  readonly stanza?: string | undefined;
}

const ENDED: ReadonlySet<TransferState> = new Set([
  'stored',
  'completed',
  'handed-over',
  'declined',
  'failed',
  'cancelled',
  'expired',
]);

/** Whether nothing more can change this transfer's outcome. */
export function hasEnded(state: TransferState): boolean {
  return ENDED.has(state);
}

/**
 * How many bytes the receiver should get: the size, or the part of it that was asked for.
 * @returns undefined where the sender named no size
 */
export function expectedBytes(declared: DeclaredFile): number | undefined {
  const { size, range } = declared;
  if (range?.length !== undefined) return range.length;
  if (size === undefined) return undefined;
  return Math.max(0, size - (range?.offset ?? 0));
}

/**
 * Bytes per second from the first byte to the end.
 * @returns undefined where the transfer runs, or bytes or times are not known
 */
export function meanRate(transfer: Transfer): number | undefined {
  const { state, reason, measured, startedAt, endedAt } = transfer;
  // its end is when the server came back, not when the bytes stopped
  if (reason === 'server-restarted') return undefined;
  const bytes = measured.bytesSenderToReceiver;
  if (!hasEnded(state) || bytes === undefined) return undefined;
  if (startedAt === undefined || endedAt === undefined || endedAt <= startedAt) return undefined;
  return Math.round((bytes * 1000) / (endedAt - startedAt));
}
