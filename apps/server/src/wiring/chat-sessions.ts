import { NS, StreamError } from '@waybill/core';
import { ChatSessions, type ChatSessionView } from '@waybill/admin-api';
import type { Session, SessionRegistry } from '@waybill/routing';

const SHOWS = ['chat', 'away', 'xa', 'dnd'] as const;

function showOf(session: Session): (typeof SHOWS)[number] | 'available' {
  const text = session.presence?.child(NS.client, 'show')?.text();
  return SHOWS.find((show) => show === text) ?? 'available';
}

function viewOf(session: Session): ChatSessionView {
  const { jid, facts, traffic, priority } = session;
  return {
    id: facts.id,
    bareJid: jid.bare,
    fullJid: jid.full,
    address: facts.address,
    tls: facts.tls,
    mechanism: facts.mechanism,
    boundAt: facts.boundAt,
    presence: session.presence === undefined ? undefined : { priority, show: showOf(session) },
    bytesReceived: traffic.received,
    bytesSent: traffic.sent,
  };
}

/** The routing table as operators see it. */
export class RegistryChatSessions extends ChatSessions {
  constructor(private readonly registry: SessionRegistry) {
    super();
  }

  override get size(): number {
    return this.registry.size;
  }

  override *all(): Iterable<ChatSessionView> {
    for (const session of this.registry.all()) yield viewOf(session);
  }

  override countOf(bareJid: string): number {
    return this.registry.of(bareJid).length;
  }

  override find(id: string): ChatSessionView | undefined {
    const session = this.byId(id);
    return session === undefined ? undefined : viewOf(session);
  }

  override end(id: string): boolean {
    const session = this.byId(id);
    session?.close(new StreamError('policy-violation', 'ended by an operator'));
    return session !== undefined;
  }

  private byId(id: string): Session | undefined {
    for (const session of this.registry.all()) if (session.facts.id === id) return session;
    return undefined;
  }
}
