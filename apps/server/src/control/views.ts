import { explain, type Remedy } from '@waybill/admin-api';
import type {
  LiveView,
  Transfer,
  TransferParty,
  TransferReason,
  TransferStep,
} from '@waybill/domain';

/** A transfer as the command line shows it; instants are ISO 8601. */
export interface TransferView {
  readonly id: string;
  readonly shortId: string;
  readonly method: string;
  readonly path: Transfer['path'];
  readonly state: Transfer['state'];
  readonly reason: string | null;
  readonly evidence: string;
  readonly visibility: string;
  readonly sender: PartyView;
  readonly receiver: PartyView;
  readonly file: {
    readonly name: string | null;
    readonly size: number | null;
    readonly type: string | null;
  };
  /** Measured, sender to receiver; null where the bytes took another way. */
  readonly bytes: number | null;
  readonly offeredAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly percent: number | null;
  readonly rateBytesPerSecond: number | null;
  readonly host: string;
}

export interface PartyView {
  readonly jid: string;
  readonly fullJid: string | null;
  readonly address: string | null;
}

export interface StepView {
  readonly seq: number;
  readonly at: string;
  readonly sinceOfferMs: number;
  readonly lane: TransferStep['lane'];
  readonly kind: string;
  readonly detail: TransferStep['detail'];
  readonly stanza: string | null;
}

export interface TransferDetailView extends TransferView {
  readonly acceptedAt: string | null;
  readonly sid: string | null;
  readonly streamhostJid: string | null;
  readonly sha256: string | null;
  readonly steps: readonly StepView[];
  /** Why it ended without its file; null for one that runs, completed or was handed over. */
  readonly explanation: { readonly cause: TransferReason; readonly remedy: Remedy } | null;
}

/** ISO 8601 UTC of an epoch; null for none. */
export function isoInstant(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

const party = (side: TransferParty): PartyView => ({
  jid: side.bareJid,
  fullJid: side.fullJid ?? null,
  address: side.address ?? null,
});

function meanRate({ startedAt, endedAt, measured, reason }: Transfer): number | null {
  // its end is when the server came back, not when the bytes stopped
  if (reason === 'server-restarted') return null;
  const bytes = measured.bytesSenderToReceiver;
  if (bytes === undefined || startedAt === undefined || endedAt === undefined) return null;
  return endedAt > startedAt ? Math.round((bytes * 1000) / (endedAt - startedAt)) : null;
}

export function transferView(transfer: Transfer, live?: LiveView): TransferView {
  const { id, shortId, method, path, state, evidence, visibility, declared, host } = transfer;
  return {
    id,
    shortId,
    method,
    path,
    state,
    reason: transfer.reason ?? null,
    evidence,
    visibility,
    sender: party(transfer.sender),
    receiver: party(transfer.receiver),
    file: {
      name: declared.name ?? null,
      size: declared.size ?? null,
      type: declared.type ?? null,
    },
    bytes: transfer.measured.bytesSenderToReceiver ?? null,
    offeredAt: new Date(transfer.offeredAt).toISOString(),
    startedAt: isoInstant(transfer.startedAt),
    endedAt: isoInstant(transfer.endedAt),
    percent: live?.percent ?? null,
    rateBytesPerSecond: live?.rateBytesPerSecond ?? meanRate(transfer),
    host,
  };
}

export function transferDetailView(
  transfer: Transfer,
  steps: readonly TransferStep[],
  live?: LiveView,
): TransferDetailView {
  const explained = explain(transfer, steps);
  return {
    ...transferView(transfer, live),
    acceptedAt: isoInstant(transfer.acceptedAt),
    sid: transfer.sid ?? null,
    streamhostJid: transfer.streamhostJid ?? null,
    sha256: transfer.measured.sha256 ?? null,
    steps: steps.map((step) => ({
      seq: step.seq,
      at: new Date(step.at).toISOString(),
      sinceOfferMs: step.at - transfer.offeredAt,
      lane: step.lane,
      kind: step.kind,
      detail: step.detail,
      stanza: step.stanza ?? null,
    })),
    explanation:
      explained === undefined ? null : { cause: explained.cause, remedy: explained.remedy },
  };
}
