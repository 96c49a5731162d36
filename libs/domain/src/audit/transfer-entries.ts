import type { Transfer } from '../transfers/transfer.js';
import type { AuditEntry, AuditValue } from './audit-entry.js';

function defined(
  record: Readonly<Record<string, AuditValue | undefined>>,
): Record<string, AuditValue> {
  const kept: Record<string, AuditValue> = {};
  for (const key in record) {
    const value = record[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept;
}

/**
 * What the chain says of an offer: what later events hardly ever change, so that the row can be held against it at
 * any time.
 * @param amended the offer's facts have changed since; this entry counts instead of the earlier one
 */
export function offeredEntry(transfer: Transfer, amended = false): AuditEntry {
  const { declared } = transfer;
  return {
    at: transfer.offeredAt,
    kind: 'transfer-offered',
    data: defined({
      amended: amended ? true : undefined,
      host: transfer.host,
      sid: transfer.sid,
      size: declared.size,
      transfer: transfer.id,
    }),
    personal: {
      ...(declared.name === undefined ? undefined : { fileName: declared.name }),
      receiver: transfer.receiver.bareJid,
      sender: transfer.sender.bareJid,
    },
  };
}

/** What the chain says of an end. A second one for the same transfer is a correction and counts instead. */
export function endedEntry(transfer: Transfer): AuditEntry {
  const { measured } = transfer;
  return {
    at: transfer.endedAt ?? transfer.offeredAt,
    kind: 'transfer-ended',
    data: defined({
      bytesBack: measured.bytesReceiverToSender,
      bytesSent: measured.bytesSenderToReceiver,
      evidence: transfer.evidence,
      method: transfer.method,
      path: transfer.path,
      reason: transfer.reason,
      sha256: measured.sha256,
      state: transfer.state,
      transfer: transfer.id,
      visibility: transfer.visibility,
    }),
    personal: {},
  };
}
