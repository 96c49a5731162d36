import { StreamError, type Stanza } from '@waybill/core';
import type { Session, SessionHost } from '@waybill/routing';

/** Delivers to full JIDs, keeps what it received, and lets a spec hold a stanza back. */
export class FakeHost implements SessionHost {
  readonly domains = ['localhost', 'example.org'];
  readonly sessions = new Map<string, Session>();
  readonly received: Stanza[] = [];
  onStanza: ((session: Session, stanza: Stanza) => void | Promise<void>) | undefined;
  private readonly watchers = new Set<() => void>();

  bind(session: Session): void {
    const older = this.sessions.get(session.jid.full);
    if (older !== undefined) {
      older.close(new StreamError('conflict'));
      this.unbind(older);
    }
    this.sessions.set(session.jid.full, session);
    this.changed();
  }

  unbind(session: Session): void {
    if (this.sessions.get(session.jid.full) === session) this.sessions.delete(session.jid.full);
    this.changed();
  }

  receive(session: Session, stanza: Stanza): void | Promise<void> {
    this.received.push(stanza);
    this.changed();
    if (this.onStanza !== undefined) return this.onStanza(session, stanza);
    return stanza.to === undefined ? undefined : this.sessions.get(stanza.to.full)?.deliver(stanza);
  }

  /** Resolves once the condition holds; looked at whenever something happened here. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        this.watchers.delete(look);
        resolve();
      };
      this.watchers.add(look);
      look();
    });
  }

  private changed(): void {
    for (const look of [...this.watchers]) look();
  }
}
