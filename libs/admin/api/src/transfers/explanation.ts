import type { Transfer, TransferReason, TransferStep } from '@waybill/domain';

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

const offersOurProxy = (step: TransferStep) =>
  step.kind === 'streamhosts-offered' && step.detail['proxy'] === true;

/** @returns undefined for a transfer that has no reason, because it runs, completed or was handed over */
export function explain(
  transfer: Transfer,
  steps: readonly TransferStep[],
): Explanation | undefined {
  if (transfer.reason === undefined) return undefined;
  const last = steps.at(-1);
  const offered = steps.some((step) => step.kind === 'streamhosts-offered');
  // Without the proxy among them the offered streamhosts are the sender's own, which firewalls hide.
  const missingProxy =
    transfer.reason === 'no-streamhost-reachable' && offered && !steps.some(offersOurProxy);
  return {
    cause: transfer.reason,
    remedy: missingProxy ? 'offer-proxy' : BY_REASON[transfer.reason],
    facts: { ...(last?.detail ?? {}), ...sizeFacts(transfer) },
  };
}

function sizeFacts(transfer: Transfer): Detail {
  const facts: Record<string, number> = {};
  if (transfer.declared.size !== undefined) facts['declaredBytes'] = transfer.declared.size;
  if (transfer.measured.bytesSenderToReceiver !== undefined) {
    facts['measuredBytes'] = transfer.measured.bytesSenderToReceiver;
  }
  return facts;
}
