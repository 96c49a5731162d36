import {
  meanRate,
  type DailyTotal,
  type Evidence,
  type TimelineLane,
  type Transfer,
  type TransferMethod,
  type TransferParty,
  type TransferPath,
  type TransferReason,
  type TransferState,
  type TransferStep,
  type Visibility,
} from '@waybill/domain';
import type { TransferDayRow, TransferRow, TransferStepRow } from '../rows/transfer.row.js';
import type { BulkColumn } from '../sql/json-rows.js';

/** Columns that an offer settles for good. */
const FIXED_COLUMNS: readonly BulkColumn[] = [
  ['uuid', 'text'],
  ['short_id', 'text'],
  ['host', 'text'],
  ['sender', 'text'],
  ['offered_at', 'bigint'],
];

/** Columns that change as a transfer goes on, and stand in no index but that of the state. */
const CHANGING_COLUMNS: readonly BulkColumn[] = [
  ['state', 'text'],
  ['path', 'text'],
  ['evidence', 'text'],
  ['visibility', 'text'],
  ['bytes_sent', 'bigint'],
  ['bytes_back', 'bigint'],
  ['streamhost_jid', 'text'],
  ['accepted_at', 'bigint'],
  ['started_at', 'bigint'],
  ['ended_at', 'bigint'],
];

/** Columns that the end settles, which lists are narrowed and sorted by. */
const END_COLUMNS: readonly BulkColumn[] = [
  ['reason', 'text'],
  ['duration', 'bigint'],
  ['rate', 'bigint'],
];

/** Columns that change seldom, or have indexes to keep up: SQLite writes those anew even where the value is the same. */
const LASTING_COLUMNS: readonly BulkColumn[] = [
  ['sender_full', 'text'],
  ['sender_address', 'text'],
  ['receiver_full', 'text'],
  ['receiver_address', 'text'],
  ['sid', 'text'],
  ['content_name', 'text'],
  ['file_name', 'text'],
  ['file_type', 'text'],
  ['declared_hash', 'text'],
  ['declared_hash_algorithm', 'text'],
  ['description', 'text'],
  ['declared_size', 'bigint'],
  ['range_offset', 'bigint'],
  ['range_length', 'bigint'],
  ['sha256', 'text'],
  ['method', 'text'],
  ['size', 'bigint'],
  ['receiver', 'text'],
];

const KEY: BulkColumn = ['id', 'integer'];
export const UPDATE_COLUMNS = [KEY, ...CHANGING_COLUMNS];
export const END_UPDATE_COLUMNS = [...UPDATE_COLUMNS, ...END_COLUMNS];
export const WIDE_UPDATE_COLUMNS = [...END_UPDATE_COLUMNS, ...LASTING_COLUMNS];
export const TRANSFER_COLUMNS = [...WIDE_UPDATE_COLUMNS, ...FIXED_COLUMNS];
export const STEP_COLUMNS: readonly BulkColumn[] = [
  ['transfer_id', 'integer'],
  ['seq', 'integer'],
  ['at', 'bigint'],
  ['lane', 'text'],
  ['kind', 'text'],
  ['detail', 'text'],
  ['stanza', 'text'],
];

/** What the list sorts and filters sizes by: the file's size, as well as it is known; -1 where it is not. */
export function sizeOf({ declared, measured }: Transfer): number {
  return declared.size ?? measured.bytesSenderToReceiver ?? -1;
}

/** Milliseconds from the first byte to the end; -1 where one of them is not known. */
export function durationOf({ startedAt, endedAt }: Transfer): number {
  return startedAt === undefined || endedAt === undefined ? -1 : endedAt - startedAt;
}

/** Bytes a second; -1 where it is not known. */
export function rateOf(transfer: Transfer): number {
  return meanRate(transfer) ?? -1;
}

/** The cells of `UPDATE_COLUMNS`; undefined becomes NULL on the way through JSON. */
export function updateCells(id: number, transfer: Transfer): unknown[] {
  const { measured } = transfer;
  return [
    id,
    transfer.state,
    transfer.path,
    transfer.evidence,
    transfer.visibility,
    measured.bytesSenderToReceiver,
    measured.bytesReceiverToSender,
    transfer.streamhostJid,
    transfer.acceptedAt,
    transfer.startedAt,
    transfer.endedAt,
  ];
}

/** The cells of `END_UPDATE_COLUMNS`. */
export function endUpdateCells(id: number, transfer: Transfer): unknown[] {
  const cells = updateCells(id, transfer);
  cells.push(transfer.reason, durationOf(transfer), rateOf(transfer));
  return cells;
}

/** The cells of `WIDE_UPDATE_COLUMNS`. */
export function wideUpdateCells(id: number, transfer: Transfer): unknown[] {
  const { sender, receiver, declared } = transfer;
  const cells = endUpdateCells(id, transfer);
  cells.push(
    sender.fullJid,
    sender.address,
    receiver.fullJid,
    receiver.address,
    transfer.sid,
    transfer.contentName,
    declared.name,
    declared.type,
    declared.hash,
    declared.hashAlgorithm,
    declared.description,
    declared.size,
    declared.range?.offset,
    declared.range?.length,
    transfer.measured.sha256,
    transfer.method,
    sizeOf(transfer),
    receiver.bareJid,
  );
  return cells;
}

/** The cells of `TRANSFER_COLUMNS`. */
export function transferCells(id: number, transfer: Transfer): unknown[] {
  const cells = wideUpdateCells(id, transfer);
  cells.push(
    transfer.id,
    transfer.shortId,
    transfer.host,
    transfer.sender.bareJid,
    transfer.offeredAt,
  );
  return cells;
}

/** The cells of `STEP_COLUMNS`. */
export function stepCells(transferRow: number, step: TransferStep): unknown[] {
  const { seq, at, lane, kind, detail, stanza } = step;
  return [transferRow, seq, at, lane, kind, JSON.stringify(detail), stanza];
}

export function toStep(row: TransferStepRow): TransferStep {
  return {
    seq: row.seq,
    at: row.at,
    lane: row.lane as TimelineLane,
    kind: row.kind as TransferStep['kind'],
    detail: JSON.parse(row.detail) as TransferStep['detail'],
    stanza: row.stanza ?? undefined,
  };
}

const party = (bareJid: string, fullJid: string | null, address: string | null): TransferParty => ({
  bareJid,
  fullJid: fullJid ?? undefined,
  address: address ?? undefined,
});

export function toTransfer(row: TransferRow): Transfer {
  return {
    id: row.uuid,
    shortId: row.short_id,
    method: row.method as TransferMethod,
    path: row.path as TransferPath,
    sender: party(row.sender, row.sender_full, row.sender_address),
    receiver: party(row.receiver, row.receiver_full, row.receiver_address),
    sid: row.sid ?? undefined,
    contentName: row.content_name ?? undefined,
    declared: toDeclared(row),
    measured: {
      bytesSenderToReceiver: row.bytes_sent ?? undefined,
      bytesReceiverToSender: row.bytes_back ?? undefined,
      sha256: row.sha256 ?? undefined,
    },
    streamhostJid: row.streamhost_jid ?? undefined,
    state: row.state as TransferState,
    reason: (row.reason as TransferReason | null) ?? undefined,
    evidence: row.evidence as Evidence,
    visibility: row.visibility as Visibility,
    host: row.host,
    offeredAt: row.offered_at,
    acceptedAt: row.accepted_at ?? undefined,
    startedAt: row.started_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
  };
}

function toDeclared(row: TransferRow): Transfer['declared'] {
  return {
    name: row.file_name ?? undefined,
    size: row.declared_size ?? undefined,
    type: row.file_type ?? undefined,
    hash: row.declared_hash ?? undefined,
    hashAlgorithm: row.declared_hash_algorithm ?? undefined,
    description: row.description ?? undefined,
    range:
      row.range_offset === null
        ? undefined
        : { offset: row.range_offset, length: row.range_length ?? undefined },
  };
}

export function toDailyTotal(row: TransferDayRow): DailyTotal {
  return {
    day: row.day,
    method: row.method as TransferMethod,
    state: row.state as TransferState,
    reason: row.reason === '' ? undefined : (row.reason as TransferReason),
    transfers: row.transfers,
    bytes: row.bytes,
  };
}
