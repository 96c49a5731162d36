import type { Element, Jid, Stanza, StanzaError } from '@waybill/core';
import type { Session } from './session.js';

/** A specification that a feature implements; the XEP table is generated from these. */
export interface XepRef {
  readonly number: string;
  readonly title: string;
  readonly version: string;
  readonly note?: string;
}

/** What a feature adds to service discovery answers. @see XEP-0030 */
export interface DiscoContribution {
  readonly features?: readonly string[];
  readonly identities?: readonly DiscoIdentity[];
  /** Forms with further facts, as they are at the time of the question. @see XEP-0128 */
  readonly forms?: () => readonly DiscoForm[];
  /** What stands at the nodes of the address, by the nodes' names. @see XEP-0030 §3.2 */
  readonly nodes?: Readonly<Record<string, DiscoNode>>;
}

/** A form of facts; its fields as XEP-0004 has them. */
export interface DiscoForm {
  readonly type: string;
  readonly fields: readonly {
    readonly var: string;
    readonly type?: string | undefined;
    readonly values: readonly string[];
    readonly options: readonly string[];
  }[];
}

/** One node of an address: something that can be asked about and has no address of its own. */
export interface DiscoNode {
  readonly identities: readonly DiscoIdentity[];
  readonly features: readonly string[];
  /** The nodes below, as far as they are there for whoever asks. */
  readonly items?: (requester: Jid) => readonly { readonly node: string; readonly name: string }[];
}

export interface DiscoIdentity {
  readonly category: string;
  readonly type: string;
  readonly name?: string;
}

/** The answer to an IQ request: a payload, an empty result (undefined), or an error. */
export type IqReply = Element | StanzaError | undefined;

/** Handles one kind of IQ request. Found by the payload's namespace and name, never by asking around. */
export interface IqHandler {
  readonly ns: string;
  readonly name: string;
  readonly get?: (iq: Stanza) => IqReply | Promise<IqReply>;
  readonly set?: (iq: Stanza) => IqReply | Promise<IqReply>;
}

/** What a feature does with stanzas that reach an address it answers for. */
export interface StanzaHandlers {
  readonly iq?: readonly IqHandler[];
  readonly message?: (message: Stanza) => void | StanzaError | Promise<void | StanzaError>;
  readonly presence?: (presence: Stanza) => void | Promise<void>;
}

/** What a host server's copy of a stanza says beside the stanza; only our own companion module says anything. */
export interface MirrorNote {
  /** The IP address that the stanza's sender is connected from. */
  readonly address?: string | undefined;
  /** In-band bytes by the closing of their stream: from the one who closes it, and to them. */
  readonly inBand?: { readonly sent: number; readonly received: number } | undefined;
}

/** What an observer learns of a stanza beside the stanza. */
export interface Passage {
  /** When we first saw it, epoch milliseconds. */
  readonly at: number;
  /** A copy from a host server: it is on its way already and cannot be refused. */
  readonly mirrored: boolean;
  /** What came with the copy. */
  readonly note?: MirrorNote | undefined;
  /** Session of ours that sent it, if one did. */
  readonly origin: Session | undefined;
  /**
   * Asks to see the reply to this IQ request as well, whatever its payload. Matched by peer and id.
   * The callback is called once at most; requests without a reply are forgotten after a while.
   */
  watchReply(onReply: (reply: Stanza, at: number) => void): void;
  /**
   * Asks to be told when the host server shows that it handed this mirrored IQ to the receiver's session. Not every
   * host does; the callback is called once at most.
   */
  watchDelivery(onDelivered: (at: number) => void): void;
}

/**
 * What an observer says of a stanza: nothing; an error, which refuses it; or another stanza, which travels in its
 * place.
 */
export type Verdict = void | StanzaError | Stanza;

/** Looks at stanzas that travel between two other entities. */
export interface Observer {
  /** Payload namespaces to be shown. */
  readonly namespaces: readonly string[];
  /**
   * @returns a verdict; a promise holds the stanza back until it settles (an offer waits for its record). What is said
   *   of a mirrored stanza is not heard
   */
  observe(stanza: Stanza, passage: Passage): Verdict | Promise<Verdict>;
}

/** What a feature does with what a session of ours sends, before any routing. @see RFC 6121 §3.1.2, §4.2.2 */
export interface OriginHandlers {
  /** @returns true when the stanza needs no further routing */
  readonly presence?: (session: Session, presence: Stanza) => boolean | Promise<boolean>;
  /** A session is gone; its last presence is still readable. */
  readonly unbound?: (session: Session) => void | Promise<void>;
}

/** Something offered or required before a resource is bound. */
export interface StreamFeature {
  /** Elements for `<stream:features/>` of an authenticated, unbound stream. */
  readonly advertise: readonly Element[];
}

/**
 * One capability. Each facet says where its stanzas are met; a mode mounts the facets it can offer and no feature
 * asks which mode it runs in.
 */
export interface Feature {
  /** The folder's name. */
  readonly name: string;
  readonly xeps: readonly XepRef[];
  readonly disco?: {
    /** Of each domain that the feature is mounted on. */
    readonly server?: DiscoContribution;
    /** Of the accounts at such a domain. */
    readonly account?: DiscoContribution;
  };
  /** Addressed to a domain we host that the feature is mounted on. */
  readonly service?: StanzaHandlers;
  /** Addressed to a bare JID we host. */
  readonly account?: StanzaHandlers;
  /** Travelling between two other entities. */
  readonly passing?: readonly Observer[];
  /** Sent by a session of ours. */
  readonly origin?: OriginHandlers;
  /** Before a resource is bound. */
  readonly negotiation?: StreamFeature;
}
