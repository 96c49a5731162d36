/** What a transfer's row must say, whichever server it went through. Fields that vary are checked apart. */
export interface ExpectedTransfer {
  readonly method: string;
  readonly path: string;
  readonly state: string;
  readonly reason: string | null;
  readonly evidence: string;
  readonly visibility: string;
  /** Whether the row says how many bytes passed, and that they were all of them. */
  readonly counted: boolean;
  /** Kinds of step that stand in the timeline, in this order (others may stand between them). */
  readonly steps: readonly string[];
}

/** One row a way of sending; standalone and attached servers are held against the same table. */
export const expected = {
  ibb: {
    method: 'si-ibb',
    path: 'in-band',
    state: 'completed',
    reason: null,
    evidence: 'observed',
    visibility: 'full',
    counted: true,
    steps: ['offered', 'accepted'],
  },
  direct: {
    method: 'si-socks5',
    path: 'direct',
    state: 'handed-over',
    reason: null,
    evidence: 'claimed',
    visibility: 'signalling-only',
    counted: false,
    steps: ['offered', 'accepted', 'streamhosts-offered', 'streamhost-used'],
  },
  proxy: {
    method: 'si-socks5',
    path: 'relayed',
    state: 'completed',
    reason: null,
    evidence: 'observed',
    visibility: 'full',
    counted: true,
    steps: ['offered', 'accepted', 'streamhosts-offered', 'streamhost-used', 'activated'],
  },
  cancelled: {
    method: 'si-ibb',
    path: 'in-band',
    state: 'cancelled',
    reason: 'cancelled-by-sender',
    evidence: 'observed',
    visibility: 'full',
    counted: false,
    steps: ['offered', 'accepted', 'in-band-opened', 'in-band-closed'],
  },
  jingleProxy: {
    method: 'jingle-socks5',
    path: 'relayed',
    state: 'completed',
    reason: null,
    evidence: 'observed',
    visibility: 'full',
    counted: true,
    steps: ['offered', 'accepted', 'candidate-used', 'activated', 'closed'],
  },
  jingleInBand: {
    method: 'jingle-ibb',
    path: 'in-band',
    state: 'completed',
    reason: null,
    evidence: 'observed',
    visibility: 'full',
    counted: true,
    steps: ['offered', 'accepted', 'in-band-opened', 'in-band-closed', 'received', 'terminated'],
  },
  declined: {
    method: 'si',
    path: 'unknown',
    state: 'declined',
    reason: 'declined',
    evidence: 'claimed',
    visibility: 'full',
    counted: false,
    steps: ['offered', 'declined'],
  },
} as const satisfies Record<string, ExpectedTransfer>;

/** The kinds of `wanted` that are missing from `steps`, or stand out of order there. */
export function missingSteps(
  steps: readonly { readonly kind: string }[],
  wanted: readonly string[],
): readonly string[] {
  let at = 0;
  return wanted.filter((kind) => {
    const found = steps.findIndex((step, index) => index >= at && step.kind === kind);
    if (found < 0) return true;
    at = found + 1;
    return false;
  });
}
