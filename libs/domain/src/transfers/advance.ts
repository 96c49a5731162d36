import {
  expectedBytes,
  hasEnded,
  type Evidence,
  type Measured,
  type Transfer,
  type TransferReason,
  type TransferState,
} from './transfer.js';
import type { TransferEvent } from './transfer-event.js';

type Closed = Extract<TransferEvent, { kind: 'closed' }>;

/**
 * The life of a transfer, as one pure function:
 * `offered → accepted → streaming → completed | handed-over`, leaving by `declined`, `failed`, `cancelled`,
 * `expired`. An end is final: what comes later can make its evidence better and its byte counts exact, nothing else.
 * @returns the transfer as it is after `event`; the same object when nothing changed
 * @see docs/decisions/0020-how-a-transfer-ends.md
 */
export function advance(transfer: Transfer, event: TransferEvent): Transfer {
  if (hasEnded(transfer.state)) return afterEnd(transfer, event);
  switch (event.kind) {
    case 'accepted':
      return accept(transfer, event);
    case 'declined':
      return decline(transfer, event.at);
    case 'method-agreed':
      return transfer.method === event.method ? transfer : { ...transfer, method: event.method };
    case 'located':
      return locate(transfer, event);
    case 'described':
      return { ...transfer, declared: { ...transfer.declared, ...event.file } };
    case 'path-chosen':
      return choosePath(transfer, event);
    case 'started':
      return start(transfer, event);
    case 'handed-over':
      return handOver(
        { ...transfer, streamhostJid: event.streamhostJid ?? transfer.streamhostJid },
        event.at,
        event.evidence,
        event.path,
      );
    case 'moved':
      return { ...transfer, measured: { ...transfer.measured, ...counts(event) } };
    case 'closed':
      return close(transfer, event);
    case 'confirmed':
      return confirm(transfer, event.at);
    case 'failed':
    case 'cancelled':
      return end(transfer, event.kind, event.at, event.evidence, event.reason);
    case 'timed-out':
      return timeOut(transfer, event.at);
    case 'unwatched':
      return unwatch(transfer);
    case 'party-gone':
      return leave(transfer, event.at, 'peer-gone');
    case 'interrupted':
      return leave(transfer, event.at, event.reason);
    case 'put-failed':
      return { ...transfer, state: 'offered', startedAt: undefined, measured: {} };
    case 'stored':
      return store(transfer, event);
    case 'fetched':
      return transfer;
    case 'addressed':
      return address(transfer, event.bareJid);
  }
}

function end(
  transfer: Transfer,
  state: TransferState,
  at: number,
  evidence: Evidence,
  reason?: TransferReason,
): Transfer {
  return { ...transfer, state, reason, evidence, endedAt: Math.max(at, transfer.offeredAt) };
}

function accept(transfer: Transfer, event: Extract<TransferEvent, { kind: 'accepted' }>): Transfer {
  if (transfer.state !== 'offered') return transfer;
  return {
    ...transfer,
    state: 'accepted',
    acceptedAt: event.at,
    method: event.method ?? transfer.method,
    declared:
      event.range === undefined ? transfer.declared : { ...transfer.declared, range: event.range },
  };
}

function decline(transfer: Transfer, at: number): Transfer {
  return transfer.state === 'streaming'
    ? end(transfer, 'cancelled', at, 'claimed', 'cancelled-by-receiver')
    : end(transfer, 'declined', at, 'claimed', 'declined');
}

function locate(transfer: Transfer, event: Extract<TransferEvent, { kind: 'located' }>): Transfer {
  const party = transfer[event.side];
  const address = event.address ?? party.address;
  const fullJid = event.fullJid ?? party.fullJid;
  if (address === party.address && fullJid === party.fullJid) return transfer;
  return { ...transfer, [event.side]: { ...party, address, fullJid } };
}

function choosePath(
  transfer: Transfer,
  event: Extract<TransferEvent, { kind: 'path-chosen' }>,
): Transfer {
  return {
    ...transfer,
    path: event.path,
    streamhostJid: event.streamhostJid ?? transfer.streamhostJid,
    visibility: event.path === 'direct' ? 'signalling-only' : transfer.visibility,
  };
}

function start(transfer: Transfer, event: Extract<TransferEvent, { kind: 'started' }>): Transfer {
  return {
    ...transfer,
    state: 'streaming',
    path: event.path,
    acceptedAt: transfer.acceptedAt ?? event.at,
    startedAt: transfer.startedAt ?? event.at,
    visibility: event.path === 'direct' ? 'signalling-only' : transfer.visibility,
  };
}

/** In-band bytes that nobody counted are missing from the count, which says nothing from then on. */
function unwatch(transfer: Transfer): Transfer {
  const isInBand = transfer.path === 'in-band' && transfer.state === 'streaming';
  return isInBand ? { ...transfer, visibility: 'signalling-only', measured: {} } : transfer;
}

function handOver(
  transfer: Transfer,
  at: number,
  evidence: Evidence,
  path: 'direct' | 'in-band' | 'unknown' = 'direct',
): Transfer {
  return {
    ...end(transfer, 'handed-over', at, evidence),
    path,
    visibility: 'signalling-only',
    acceptedAt: transfer.acceptedAt ?? at,
    startedAt: transfer.startedAt ?? at,
  };
}

function counts(event: {
  readonly senderToReceiver: number;
  readonly receiverToSender: number;
  readonly sha256?: string | undefined;
}): Measured {
  return {
    bytesSenderToReceiver: event.senderToReceiver,
    bytesReceiverToSender: event.receiverToSender,
    ...(event.sha256 !== undefined && { sha256: event.sha256 }),
  };
}

/** Whether everything that was announced went through us; undefined where no size was announced. */
function isWhole(transfer: Transfer): boolean | undefined {
  const expected = expectedBytes(transfer.declared);
  if (expected === undefined) return undefined;
  return (transfer.measured.bytesSenderToReceiver ?? -1) >= expected;
}

function close(before: Transfer, event: Closed): Transfer {
  // bytes that we counted came through us, whatever the clients had planned
  const path = before.path === 'in-band' ? 'in-band' : 'relayed';
  const transfer: Transfer = {
    ...before,
    path,
    // a count is told here only where it is whole, whatever we missed meanwhile
    visibility: path === 'in-band' ? 'full' : before.visibility,
    measured: { ...before.measured, ...counts(event) },
  };
  const whole = isWhole(transfer);
  if (whole === true) return complete(transfer, event.at);
  if (event.reason === 'cancelled') {
    return end(transfer, 'cancelled', event.at, 'observed', 'cancelled-by-admin');
  }
  if (event.reason !== 'finished') {
    return end(transfer, 'failed', event.at, 'observed', event.reason);
  }
  if (event.by !== undefined) {
    return whole === undefined
      ? end(transfer, 'completed', event.at, 'unknown')
      : end(transfer, 'cancelled', event.at, 'observed', `cancelled-by-${event.by}`);
  }
  if (whole === false) return end(transfer, 'failed', event.at, 'observed', 'size-mismatch');
  // Without an announced size an orderly end is all there is to go by; no byte at all is not a file sent.
  return event.senderToReceiver > 0
    ? end(transfer, 'completed', event.at, 'unknown')
    : end(transfer, 'failed', event.at, 'observed', 'peer-gone');
}

function complete(transfer: Transfer, at: number): Transfer {
  return hashDiffers(transfer)
    ? end(transfer, 'failed', at, 'observed', 'hash-mismatch')
    : end(transfer, 'completed', at, 'observed');
}

/** Whether the bytes we hashed are not those that were announced. A part of a file cannot be compared. */
function hashDiffers(transfer: Transfer): boolean {
  const { hash, hashAlgorithm, range } = transfer.declared;
  const { sha256 } = transfer.measured;
  if (hash === undefined || sha256 === undefined || hashAlgorithm !== 'sha-256') return false;
  if ((range?.offset ?? 0) > 0 || range?.length !== undefined) return false;
  // XEP-0300 §2: base64; a hash of another length is no SHA-256 and proves nothing
  const announced = Buffer.from(hash, 'base64');
  return announced.length === 32 && announced.toString('hex') !== sha256;
}

function confirm(transfer: Transfer, at: number): Transfer {
  if (transfer.path === 'direct') return handOver(transfer, at, 'claimed');
  if (isWhole(transfer) === true) return complete(transfer, at);
  return end(transfer, 'completed', at, 'claimed');
}

function timeOut(transfer: Transfer, at: number): Transfer {
  if (transfer.state === 'offered') return end(transfer, 'expired', at, 'unknown', 'offer-timeout');
  if (transfer.state === 'accepted') {
    return end(transfer, 'expired', at, 'unknown', 'activation-timeout');
  }
  return leave(transfer, at, 'idle-timeout');
}

/** What can be said when a transfer has to be ended from outside. */
function leave(transfer: Transfer, at: number, reason: TransferReason): Transfer {
  if (transfer.state === 'streaming') {
    if (transfer.path === 'direct') return handOver(transfer, at, 'unknown');
    if (isWhole(transfer) === true) return complete(transfer, at);
  }
  const seen = transfer.path === 'relayed' || transfer.visibility === 'full';
  const evidence = transfer.state === 'streaming' && transfer.path !== 'unknown' && seen;
  return end(transfer, 'failed', at, evidence ? 'observed' : 'unknown', reason);
}

function store(transfer: Transfer, event: Extract<TransferEvent, { kind: 'stored' }>): Transfer {
  const { at, bytes, sha256 } = event;
  return {
    ...end(transfer, 'stored', at, 'observed'),
    path: 'stored',
    measured: { ...transfer.measured, bytesSenderToReceiver: bytes, sha256 },
    acceptedAt: transfer.acceptedAt ?? at,
    startedAt: transfer.startedAt ?? at,
  };
}

function address(transfer: Transfer, bareJid: string): Transfer {
  return transfer.receiver.bareJid === bareJid
    ? transfer
    : { ...transfer, receiver: { bareJid, fullJid: undefined, address: undefined } };
}

/** What is learnt of a stored file after its upload. */
function afterUpload(transfer: Transfer, event: TransferEvent): Transfer | undefined {
  if (event.kind === 'addressed') return address(transfer, event.bareJid);
  // the instant of the upload's end stays: rates are of the upload, downloads are in the timeline
  if (event.kind === 'fetched') {
    return transfer.state === 'stored' ? { ...transfer, state: 'completed' } : transfer;
  }
  if (event.kind !== 'stored') return undefined;
  // a slot outlives a restart: its file can come after the upload was given up
  return transfer.state === 'failed' || transfer.state === 'expired'
    ? store(transfer, event)
    : transfer;
}

function afterEnd(transfer: Transfer, event: TransferEvent): Transfer {
  const upload = afterUpload(transfer, event);
  if (upload !== undefined) return upload;
  if (event.kind === 'confirmed') {
    const better = transfer.state === 'completed' || transfer.state === 'handed-over';
    return better && transfer.evidence === 'unknown'
      ? { ...transfer, evidence: 'claimed' }
      : transfer;
  }
  if (event.kind !== 'closed') return transfer;
  const exact = { ...transfer, measured: { ...transfer.measured, ...counts(event) } };
  return transfer.state === 'completed' && isWhole(exact) === true
    ? { ...exact, evidence: 'observed' }
    : exact;
}
