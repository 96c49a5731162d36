import type { Finding } from './finding.js';

/** Everything that was looked at, at one time. */
export interface HealthFindings {
  readonly findings: readonly Finding[];
  /** Epoch milliseconds. */
  readonly checkedAt: number;
}

/** A transfer that was made to see whether transfers work. */
export interface ProvenTransfer {
  /** Undefined where the ledger has not seen it. */
  readonly transferId: string | undefined;
  readonly bytes: number;
  readonly milliseconds: number;
  /** Lower-case hex, of what was sent and of what arrived. */
  readonly sha256: string;
  readonly streamhost: { readonly jid: string; readonly host: string; readonly port: number };
  /** The stanzas went through the host server. */
  readonly routed: boolean;
}

/** Why a test transfer did not come about, in a sentence. */
export class ProofFault {
  constructor(
    readonly code: 'unknown-domain' | 'failed',
    readonly text: string,
    readonly fix?: string,
  ) {}
}

/** What looks after the server's health. */
export abstract class HealthDesk {
  /** The last report; the first one is made when it is first asked for. */
  abstract latest(): Promise<HealthFindings>;
  /** Looks at everything anew, each look bounded in time. Whoever asks meanwhile gets the same report. */
  abstract run(): Promise<HealthFindings>;
  /**
   * Sends bytes through the relay between two bots.
   * @param domain of the component whose users the bots play; undefined: they log in here
   */
  abstract testTransfer(
    domain: string | undefined,
    bytes: number,
  ): Promise<ProvenTransfer | ProofFault>;
}
