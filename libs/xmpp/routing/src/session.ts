import type { Jid, StreamError } from '@waybill/core';
import type { Stanza } from '@waybill/core';
import type { Entity } from './entity.js';

/** How an account proved who it is. */
export type SignInMechanism =
  | 'SCRAM-SHA-256-PLUS'
  | 'SCRAM-SHA-256'
  | 'SCRAM-SHA-1-PLUS'
  | 'SCRAM-SHA-1'
  | 'PLAIN'
  | 'iq-auth-digest'
  | 'iq-auth-plaintext';

/** What is known of a bound resource's connection. Instants are epoch milliseconds. */
export interface SessionFacts {
  readonly id: string;
  /** IP address of the client, without port. */
  readonly address: string;
  readonly tls: string | undefined;
  readonly mechanism: SignInMechanism;
  readonly boundAt: number;
}

/** A bound resource. @see RFC 6120 §7 */
export interface Session extends Entity {
  readonly jid: Jid;
  readonly facts: SessionFacts;
  /** The last undirected available presence; undefined while unavailable. Kept by the presence feature. */
  presence: Stanza | undefined;
  /** Priority of that presence; meaningless while unavailable. @see RFC 6121 §4.7.2.3 */
  priority: number;
  /** Whether the client has asked for its roster, and so wants pushes. @see RFC 6121 §2.2 */
  interested: boolean;
  /** Full or bare JIDs that were sent directed presence. @see RFC 6121 §4.6 */
  readonly directed: Set<string>;
  /** Bytes read from and written to the client so far. */
  readonly traffic: { readonly received: number; readonly sent: number };
  /** Ends the stream, with an error where there is one to tell. */
  close(error?: StreamError): void;
}

/** What the streams need of the assembly behind them. */
export interface SessionHost {
  /** Domains that a stream may be opened to. */
  readonly domains: readonly string[];
  /** Registers a session; an older one of the same full JID has been told `conflict` and is gone. */
  bind(session: Session): void;
  /** Forgets a session and lets its features say goodbye (unavailable presence). Safe to repeat. */
  unbind(session: Session): void;
  /**
   * Takes a stanza from a session; `from` is stamped already. Stanzas of one session are handled in order: the
   * stream reads on when the promise, if there is one, has settled.
   */
  receive(session: Session, stanza: Stanza): void | Promise<void>;
}
