/**
 * Between the ledger and the streamhost, both ways. A bytestream is named by its destination address: the 40
 * lower-case hex digits of SHA-1(sid + requester + target) that both parties send in SOCKS5 CONNECT.
 * @see XEP-0065 §5.3.2
 */

/** A SOCKS5 connection that named a bytestream. */
export interface BytestreamConnection {
  /** 1 for the first connection of the pair (normally the target's), 2 for the second. */
  readonly order: 1 | 2;
  /** IP address, without port. */
  readonly peerAddress: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Bytes read from each of the two connections and handed to the other. */
export interface RelayedBytes {
  readonly fromFirst: number;
  readonly fromSecond: number;
}

/**
 * Why a bytestream is gone. `finished`: both sides ended in order (FIN), everything read was passed on.
 * `policy-size` and `quota-exceeded`: more bytes, or a longer relay, than is allowed.
 */
export type BytestreamEndReason =
  | 'finished'
  | 'peer-gone'
  | 'io-error'
  | 'idle-timeout'
  | 'activation-timeout'
  | 'cancelled'
  | 'policy-size'
  | 'quota-exceeded'
  | 'server-shutdown';

/** How a bytestream ended, whether or not it had been activated. */
export interface BytestreamEnd {
  readonly reason: BytestreamEndReason;
  readonly activated: boolean;
  readonly bytes: RelayedBytes;
  /** Lower-case hex SHA-256 of what each connection sent, where it was computed. */
  readonly sha256?: { readonly fromFirst?: string; readonly fromSecond?: string } | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * What the streamhost asks and reports. No call throws or blocks; for one address they come in the order
 * `connected`, `connected`, `progressed` …, `closed`, and `closed` comes exactly once for every address that was
 * `connected`.
 */
export abstract class BytestreamRegistry {
  /** Whether a connection with this destination address is welcome; otherwise it is refused (`02`). */
  abstract expects(address: string): boolean;
  abstract connected(address: string, connection: BytestreamConnection): void;
  /** Bytes so far; told at most four times a second for each relay, and only when they changed. */
  abstract progressed(address: string, bytes: RelayedBytes, at: number): void;
  abstract closed(address: string, end: BytestreamEnd): void;
}

/** Where a streamhost listens, as told to clients. */
export interface StreamhostEndpoint {
  /** Name or IP address; IPv6 without brackets. @see RFC 5952 */
  readonly host: string;
  readonly port: number;
}

/** How far a bytestream has come: nobody, one or both parties connected, or relaying. */
export type BytestreamState = 'unknown' | 'one-party' | 'paired' | 'active';

/** The answer to an activation; anything but `activated` changed nothing. */
export type ActivationOutcome =
  'activated' | 'unknown' | 'one-party' | 'already-active' | 'too-many';

/** What the ledger and the proxy's XMPP side need of the streamhost. */
export abstract class Streamhost {
  /** Advertised addresses, most useful first; empty while it does not listen. */
  abstract endpoints(): readonly StreamhostEndpoint[];
  abstract state(address: string): BytestreamState;
  /**
   * Lets the bytes of a paired bytestream flow.
   * @param account bare JID that the relay counts against (limit per account)
   * @param maxBytes most bytes to relay each way, where fewer than configured are agreed
   */
  abstract activate(address: string, account: string, maxBytes?: number): ActivationOutcome;
  /** Closes both connections; `closed` follows with `cancelled`. @returns false when there is none */
  abstract cancel(address: string): boolean;
}
