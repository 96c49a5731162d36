import { randomUUID } from 'node:crypto';
import type {
  Account,
  AuditEntry,
  ScramKeys,
  Transfer,
  TransferRecord,
  TransferStep,
} from '@waybill/domain';

/** An instant that tests count from: 2025-11-24T16:00:00Z. */
export const NOON = 1_764_000_000_000;

let counted = 0;

/** An offer from alice to bob; `change` replaces what a test is about. */
export function sampleTransfer(change: Partial<Transfer> = {}): Transfer {
  const number = ++counted;
  return {
    id: randomUUID(),
    shortId: `wb-${String(number).padStart(10, '0')}`,
    method: 'si',
    path: 'unknown',
    sender: { bareJid: 'alice@example.org', fullJid: 'alice@example.org/home' },
    receiver: { bareJid: 'bob@example.org', fullJid: 'bob@example.org/work' },
    sid: `sid-${number}`,
    declared: { name: `report-${number}.pdf`, size: 1022 },
    measured: {},
    state: 'offered',
    evidence: 'observed',
    visibility: 'full',
    host: 'standalone',
    offeredAt: NOON + number,
    ...change,
  };
}

export function sampleStep(seq: number, change: Partial<TransferStep> = {}): TransferStep {
  return { seq, at: NOON + seq, lane: 'sender', kind: 'offered', detail: { seq }, ...change };
}

export function offer(transfer: Transfer): TransferRecord {
  return { transfer, created: true, steps: [sampleStep(0, { stanza: '<iq/>' })] };
}

/** The transfer as it is after its file went through the proxy. */
export function completed(transfer: Transfer): Transfer {
  return {
    ...transfer,
    method: 'si-socks5',
    path: 'relayed',
    state: 'completed',
    acceptedAt: transfer.offeredAt + 1,
    startedAt: transfer.offeredAt + 2,
    endedAt: transfer.offeredAt + 1002,
    measured: { bytesSenderToReceiver: 1022, bytesReceiverToSender: 0 },
  };
}

export function sampleAccount(localpart: string, change: Partial<Account> = {}): Account {
  const jid = `${localpart}@example.org`;
  const status = 'active';
  return {
    id: randomUUID(),
    localpart,
    domain: 'example.org',
    jid,
    status,
    createdAt: NOON,
    ...change,
  };
}

export function sampleKeys(seed: number): ScramKeys {
  const credentials = (bytes: number) => ({
    salt: Buffer.alloc(16, seed),
    iterations: 4096,
    storedKey: Buffer.alloc(bytes, seed + 1),
    serverKey: Buffer.alloc(bytes, seed + 2),
  });
  return { 'SHA-1': credentials(20), 'SHA-256': credentials(32) };
}

export function sampleEntry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: NOON,
    kind: 'account-change',
    data: { action: 'test' },
    personal: { jid: 'alice@example.org' },
    ...change,
  };
}
