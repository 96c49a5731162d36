import type { Ticker } from './ticker.js';

/** Where to listen. */
export interface ListenAddress {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** An address told to clients; without a port, the listener's. */
export interface AdvertisedAddress {
  readonly host: string;
  readonly port?: number | undefined;
}

/** Bounds of a streamhost. @see XEP-0065 §11.3 */
export interface StreamhostLimits {
  readonly handshakeTimeoutSeconds: number;
  /** From a pair's first connection to its activation. */
  readonly activationTimeoutSeconds: number;
  /** Without a byte either way. */
  readonly idleTimeoutSeconds: number;
  /** Without a byte after one party has ended its side. */
  readonly lingerTimeoutSeconds: number;
  readonly maxRelaySeconds: number;
  /** Each way. */
  readonly maxRelayBytes: number;
  /** Connections that are not relaying yet, of one IPv4 address or IPv6 /64. */
  readonly maxPendingPerAddress: number;
  readonly maxPending: number;
  readonly maxActivePerAccount: number;
  readonly maxActive: number;
  /** Memory that all relays together may read into. */
  readonly maxBufferBytes: number;
  /** Of all relays together; undefined is no limit. */
  readonly bytesPerSecond: number | undefined;
  readonly accountBytesPerSecond: number | undefined;
}

export const DEFAULT_LIMITS: StreamhostLimits = {
  handshakeTimeoutSeconds: 10,
  activationTimeoutSeconds: 60,
  idleTimeoutSeconds: 120,
  lingerTimeoutSeconds: 30,
  maxRelaySeconds: Infinity,
  maxRelayBytes: Infinity,
  maxPendingPerAddress: 16,
  maxPending: 1024,
  maxActivePerAccount: 8,
  maxActive: 512,
  maxBufferBytes: 64 * 1024 * 1024,
  bytesPerSecond: undefined,
  accountBytesPerSecond: undefined,
};

/** Where a streamhost writes what it did. A pino logger is one. */
export interface StreamhostLog {
  debug(fields: Readonly<Record<string, unknown>>, text: string): void;
  info(fields: Readonly<Record<string, unknown>>, text: string): void;
  warn(fields: Readonly<Record<string, unknown>>, text: string): void;
}

export interface StreamhostSettings {
  readonly listen: readonly ListenAddress[];
  /** Empty: every usable address of the host. */
  readonly advertise?: readonly AdvertisedAddress[];
  /** Domains served; where one is `localhost`, loopback is advertised too. */
  readonly domains?: readonly string[];
  readonly limits?: Partial<StreamhostLimits>;
  /** Compute SHA-256 of what is relayed, in a thread of its own. */
  readonly hash?: boolean;
  readonly log?: StreamhostLog;
  readonly ticker?: Ticker;
  /** Read accepted sockets in the fast way where this Node can; false is for tests of the other way. */
  readonly directReads?: boolean;
}
