import {
  expectedBytes,
  meanRate,
  type LiveView,
  type StepDetail,
  type Transfer,
  type TransferParty,
  type TransferStep,
} from '@waybill/domain';
import { isoOf, isoOrNull } from '../schemas/instants.js';
import type { LiveTransfer, TransferDetail, TransferSummary } from '../schemas/transfers.js';
import { explain } from './explanation.js';
import { maskFileName } from './file-name-mask.js';
import type { NameView } from './name-view.js';
import { waysOf } from './ways.js';

/** A transfer, and how it runs where it does. */
export type Seen = Pick<LiveView, 'transfer'> & Partial<Omit<LiveView, 'transfer'>>;

const party = ({ bareJid, fullJid, address }: TransferParty) => ({
  jid: bareJid,
  fullJid: fullJid ?? null,
  address: address ?? null,
});

function fileOf({ declared }: Transfer, view: NameView): TransferSummary['file'] {
  const { name, size, type } = declared;
  const masked = name !== undefined && view === 'masked';
  return {
    name: name === undefined ? null : masked ? maskFileName(name) : name,
    nameMasked: masked,
    size: size ?? null,
    type: type ?? null,
  };
}

/** How much of an ended transfer passed here. */
function percentOf({ declared, measured }: Transfer): number | undefined {
  const expected = expectedBytes(declared);
  const bytes = measured.bytesSenderToReceiver;
  if (expected === undefined || bytes === undefined) return undefined;
  return expected === 0 ? 100 : Math.min(100, Math.floor((bytes / expected) * 100));
}

/** A row of the list. */
export function toSummary({ transfer, ...live }: Seen, view: NameView): TransferSummary {
  return {
    id: transfer.id,
    shortId: transfer.shortId,
    method: transfer.method,
    path: transfer.path,
    state: transfer.state,
    reason: transfer.reason ?? null,
    evidence: transfer.evidence,
    visibility: transfer.visibility,
    sender: party(transfer.sender),
    receiver: party(transfer.receiver),
    file: fileOf(transfer, view),
    bytes: transfer.measured.bytesSenderToReceiver ?? null,
    offeredAt: isoOf(transfer.offeredAt),
    startedAt: isoOrNull(transfer.startedAt),
    endedAt: isoOrNull(transfer.endedAt),
    percent: live.percent ?? percentOf(transfer) ?? null,
    rateBytesPerSecond: live.rateBytesPerSecond ?? meanRate(transfer) ?? null,
    host: transfer.host,
  };
}

/** A running transfer. */
export function toLive(seen: LiveView, view: NameView): LiveTransfer {
  return { ...toSummary(seen, view), etaSeconds: seen.etaSeconds ?? null };
}

// Texts that come from us or from closed lists; any other may hold part of a name, such as a URL
const OPEN_DETAILS = new Set([
  'address',
  'condition',
  'method',
  'methods',
  'operator',
  'reason',
  'sid',
  'streamhost',
  'streamhosts',
]);

function detailOf(detail: StepDetail, view: NameView): StepDetail {
  if (view === 'names') return detail;
  return Object.fromEntries(
    Object.entries(detail).filter(
      ([key, value]) => typeof value !== 'string' || OPEN_DETAILS.has(key),
    ),
  );
}

function explanationOf(transfer: Transfer, steps: readonly TransferStep[], view: NameView) {
  const found = explain(transfer, steps);
  return found === undefined ? null : { ...found, facts: detailOf(found.facts, view) };
}

/** The whole waybill. Stanzas and descriptions hold the name in clear, so they go with it. */
export function toDetail(
  seen: Seen,
  steps: readonly TransferStep[],
  view: NameView,
): TransferDetail {
  const { transfer } = seen;
  const { declared, measured } = transfer;
  const open = view === 'names';
  const range = declared.range;
  return {
    ...toSummary(seen, view),
    acceptedAt: isoOrNull(transfer.acceptedAt),
    sid: transfer.sid ?? null,
    contentName: (open ? transfer.contentName : undefined) ?? null,
    streamhostJid: transfer.streamhostJid ?? null,
    declared: {
      hash: declared.hash ?? null,
      hashAlgorithm: declared.hashAlgorithm ?? null,
      description: (open ? declared.description : undefined) ?? null,
      range: range === undefined ? null : { offset: range.offset, length: range.length ?? null },
    },
    measured: {
      bytesSenderToReceiver: measured.bytesSenderToReceiver ?? null,
      bytesReceiverToSender: measured.bytesReceiverToSender ?? null,
      sha256: measured.sha256 ?? null,
    },
    ways: waysOf(transfer, steps).map((way) => ({ ...way, addresses: [...way.addresses] })),
    steps: steps.map((step) => ({
      seq: step.seq,
      at: isoOf(step.at),
      sinceOfferMs: step.at - transfer.offeredAt,
      lane: step.lane,
      kind: step.kind,
      detail: detailOf(step.detail, view),
      stanza: (open ? step.stanza : undefined) ?? null,
    })),
    explanation: explanationOf(transfer, steps, view),
  };
}
