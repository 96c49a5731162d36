import type { TransferEvent, TransferSide, TransferState } from '@waybill/domain';

/**
 * What the end of a session means for a file of it.
 * @param by the side that ended it
 * @returns undefined where the bytes themselves will tell
 * @see XEP-0166 §7.4, XEP-0234 §5
 */
export function outcomeOf(
  reason: string | undefined,
  by: TransferSide,
  state: TransferState,
  at: number,
): TransferEvent | undefined {
  const failed = (cause: Extract<TransferEvent, { kind: 'failed' }>['reason']) =>
    ({ kind: 'failed', at, reason: cause, evidence: 'claimed' }) as const;
  switch (reason) {
    case 'success':
      return { kind: 'confirmed', at };
    case 'decline':
    case 'busy':
      return { kind: 'declined', at };
    case 'connectivity-error':
    case 'failed-transport':
      return failed('no-streamhost-reachable');
    case 'unsupported-applications':
    case 'unsupported-transports':
    case 'incompatible-parameters':
      return failed('no-common-method');
    case 'timeout':
    case 'expired':
      return failed(state === 'offered' ? 'offer-timeout' : 'idle-timeout');
    case 'gone':
      return failed('peer-gone');
    case 'media-error':
    case 'failed-application':
      return failed('io-error');
    case 'general-error':
    case 'security-error':
      return failed('protocol-error');
    case undefined:
      return state === 'streaming'
        ? undefined
        : { kind: 'cancelled', at, reason: `cancelled-by-${by}`, evidence: 'claimed' };
    default:
      return { kind: 'cancelled', at, reason: `cancelled-by-${by}`, evidence: 'claimed' };
  }
}

/** What an error that answers a session's first stanza means. @see XEP-0166 §6.3 */
export function refusalOf(condition: string, at: number): TransferEvent {
  switch (condition) {
    case 'forbidden':
    case 'not-allowed':
    case 'not-acceptable':
      return { kind: 'declined', at };
    case 'feature-not-implemented':
      return { kind: 'failed', at, reason: 'no-common-method', evidence: 'claimed' };
    case 'bad-request':
    case 'unexpected-request':
    case 'conflict':
      return { kind: 'failed', at, reason: 'protocol-error', evidence: 'claimed' };
    default:
      return { kind: 'failed', at, reason: 'peer-gone', evidence: 'claimed' };
  }
}
