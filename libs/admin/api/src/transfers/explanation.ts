import {
  readStreamhosts,
  type Transfer,
  type TransferReason,
  type TransferStep,
} from '@waybill/domain';

/** What an operator can do about a transfer that did not complete; the texts are the dashboard's. */
export const REMEDIES = [
  'nothing-to-do',
  'ask-receiver',
  'send-again',
  'check-clients',
  'check-proxy',
  'offer-proxy',
  'check-network',
  'check-password',
  'check-policy',
  'raise-quota',
  'wait',
  'check-server-log',
] as const;
export type Remedy = (typeof REMEDIES)[number];

const BY_REASON: Readonly<Record<TransferReason, Remedy>> = {
  declined: 'ask-receiver',
  'offer-timeout': 'ask-receiver',
  'no-common-method': 'check-clients',
  'no-streamhost-reachable': 'check-proxy',
  'proxy-unreachable': 'check-proxy',
  'activation-timeout': 'check-clients',
  'idle-timeout': 'check-network',
  'auth-failed': 'check-password',
  'peer-gone': 'send-again',
  'io-error': 'check-server-log',
  'size-mismatch': 'send-again',
  'hash-mismatch': 'send-again',
  'cancelled-by-sender': 'nothing-to-do',
  'cancelled-by-receiver': 'ask-receiver',
  'cancelled-by-admin': 'nothing-to-do',
  'policy-size': 'check-policy',
  'policy-type': 'check-policy',
  'policy-pair': 'check-policy',
  'quota-exceeded': 'raise-quota',
  'rate-limited': 'wait',
  'server-shutdown': 'send-again',
  'server-restarted': 'send-again',
  'protocol-error': 'check-clients',
};

type Detail = Readonly<Record<string, string | number | boolean>>;

/** Why a transfer ended without its file, what to do about it, and the values its text needs. */
export interface Explanation {
  readonly cause: TransferReason;
  readonly remedy: Remedy;
  readonly facts: Detail;
}

/** Whether every streamhost of an offer is a party's own client: what firewalls and LANs hide from the other. */
function onlyOwnStreamhosts({ sender, receiver }: Transfer, offered: string): boolean {
  const jids = readStreamhosts(offered).map(({ jid }) => jid);
  return jids.length > 0 && jids.every((jid) => jid === sender.fullJid || jid === receiver.fullJid);
}

/** @returns undefined for a transfer that has no reason, because it runs, completed or was handed over */
export function explain(
  transfer: Transfer,
  steps: readonly TransferStep[],
): Explanation | undefined {
  const { reason: cause } = transfer;
  if (cause === undefined) return undefined;
  const streamhosts = steps.findLast(({ kind }) => kind === 'streamhosts-offered')?.detail[
    'streamhosts'
  ];
  const facts = { ...steps.at(-1)?.detail, ...sizeFacts(transfer) };
  if (typeof streamhosts !== 'string') return { cause, remedy: BY_REASON[cause], facts };
  const missesProxy =
    cause === 'no-streamhost-reachable' && onlyOwnStreamhosts(transfer, streamhosts);
  const remedy = missesProxy ? 'offer-proxy' : BY_REASON[cause];
  return { cause, remedy, facts: { ...facts, streamhosts } };
}

function sizeFacts(transfer: Transfer): Detail {
  const facts: Record<string, number> = {};
  if (transfer.declared.size !== undefined) facts['declaredBytes'] = transfer.declared.size;
  if (transfer.measured.bytesSenderToReceiver !== undefined) {
    facts['measuredBytes'] = transfer.measured.bytesSenderToReceiver;
  }
  return facts;
}
