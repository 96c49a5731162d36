import { NS, type Stanza } from '@waybill/core';
import { ExpiryTable } from './expiry-table.js';
import type { SessionRegistry } from './session-registry.js';
import type { Session } from './session.js';

const FILE_TRANSFER: ReadonlySet<string> = new Set([NS.si, NS.bytestreams, NS.ibb, NS.oob]);
const MAX_OUTSTANDING = 5_000;

/** Whether the session logged in the way clients of 2006 did. @see XEP-0078 */
export function isLegacy(session: Session): boolean {
  const mechanism = session.facts.mechanism;
  return mechanism === 'iq-auth-digest' || mechanism === 'iq-auth-plaintext';
}

/**
 * COMPAT(MiniClient): clients that log in by `jabber:iq:auth` may negotiate a file with a bare JID, because their
 * servers stamped none. RFC 6121 §8.5.2.1.3 would have the server itself answer. For them, and for them alone, such
 * a request goes to the account's best resource, and an answer to the resource that asked. The address is
 * completed before anybody sees the stanza, as if the client had known it.
 */
export class LegacyAddressing {
  private readonly outstanding: ExpiryTable<Session>;

  /** @param replyTimeoutMs how long a request counts as outstanding */
  constructor(
    private readonly registry: SessionRegistry,
    private readonly now: () => number,
    replyTimeoutMs: number,
  ) {
    this.outstanding = new ExpiryTable(replyTimeoutMs, MAX_OUTSTANDING);
  }

  /** The stanza as its legacy sender should have addressed it. */
  complete(stanza: Stanza): Stanza {
    const to = stanza.to;
    if (stanza.kind !== 'iq' || to?.local === undefined || !to.isBare) return stanza;
    const isRequest = stanza.type === 'get' || stanza.type === 'set';
    const session = isRequest ? this.receiverOf(stanza) : this.requesterOf(stanza);
    return session === undefined ? stanza : stanza.withAddresses(stanza.from, session.jid);
  }

  /** Remembers who asks a legacy client something about a file. */
  note(request: Stanza, responder: Session): void {
    if (!isFileTransferRequest(request) || request.from === undefined) return;
    const requester = this.registry.find(request.from.full);
    if (requester === undefined) return;
    const key = outstandingKey(responder.jid.full, request.from.bare, request.id);
    this.outstanding.set(key, requester, this.now());
  }

  /** @returns how many requests are still outstanding */
  sweep(): number {
    this.outstanding.sweep(this.now());
    return this.outstanding.size;
  }

  private receiverOf(request: Stanza): Session | undefined {
    if (!isFileTransferRequest(request) || request.to === undefined) return undefined;
    return this.registry.best(request.to.bare);
  }

  private requesterOf(reply: Stanza): Session | undefined {
    if (reply.from === undefined || reply.to === undefined) return undefined;
    const key = outstandingKey(reply.from.full, reply.to.bare, reply.id);
    return this.outstanding.take(key);
  }
}

function isFileTransferRequest(stanza: Stanza): boolean {
  if (stanza.type !== 'get' && stanza.type !== 'set') return false;
  const name = stanza.payloadName;
  return name !== undefined && FILE_TRANSFER.has(name.ns);
}

function outstandingKey(responder: string, requester: string, id: string | undefined): string {
  return `${responder}\n${requester}\n${id ?? ''}`;
}
