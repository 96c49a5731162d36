import type { Element } from '@waybill/core';
import type { Authenticator } from '@waybill/domain';
import type { Logger, SessionHost } from '@waybill/routing';
import type { AccountSessions } from './account-sessions.js';
import type { C2sLimits } from './c2s-limits.js';
import type { Certificates } from './certificates.js';
import type { ConnectionCensus } from './connection-census.js';
import type { Flusher } from './flusher.js';
import type { Networks } from './networks.js';
import type { ParserPool } from './parser-pool.js';
import type { TimerWheel } from './timer-wheel.js';

/** What may be done on streams, and how often. */
export interface C2sPolicy {
  readonly limits: C2sLimits;
  /** Nothing but STARTTLS before encryption. */
  readonly requireTls: boolean;
  /** Passwords in the clear on streams without TLS. */
  readonly allowPlaintext: boolean;
  /** The login of clients from before 2004; without TLS from some networks only. @see XEP-0078 */
  readonly legacyAuth: {
    readonly digest: boolean;
    readonly plaintext: boolean;
    readonly cleartextFrom: Networks;
  };
  readonly attemptsPerStream: number;
  readonly maxSessionsPerAccount: number;
  /** Further features of an authenticated stream, such as roster versioning. */
  readonly streamFeatures: readonly Element[];
}

/** What all client streams of a listener share. */
export interface C2sContext {
  readonly host: SessionHost;
  readonly authenticator: Authenticator;
  readonly certificates: Certificates | undefined;
  readonly policy: C2sPolicy;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly wheel: TimerWheel;
  readonly flusher: Flusher;
  readonly parsers: ParserPool;
  readonly census: ConnectionCensus;
  readonly accounts: AccountSessions;
}
