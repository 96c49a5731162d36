import { encodeDelay } from '@waybill/codecs';
import { Element, Jid, parseXml, Stanza } from '@waybill/core';
import type { OfflineBounds, OfflineMessage, OfflineStore } from '@waybill/domain';
import type { Logger, Session, SessionRegistry } from '@waybill/routing';

export interface MailboxParts {
  readonly store: OfflineStore;
  readonly registry: SessionRegistry;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly bounds: OfflineBounds;
  /** How long a message waits at most, in milliseconds. */
  readonly maxAgeMs: number;
}

/** Messages for accounts without an available resource. @see XEP-0160 */
export class OfflineMailbox {
  private readonly emptying = new Set<string>();

  constructor(private readonly parts: MailboxParts) {}

  /**
   * Keeps a message with the time it came; settles once it is on disk.
   * @returns `full` when the account has as much waiting as it may have
   */
  async keep(account: Jid, message: Stanza): Promise<'stored' | 'full'> {
    const { store, registry, now, bounds } = this.parts;
    const receivedAt = now();
    // XEP-0203 §4: the stamp is the server's
    const delay = encodeDelay({ from: account.domain, at: receivedAt });
    const xml = message.withAppended(delay).toString();
    const kept = await store.append(account.bare, { receivedAt, xml }, bounds);
    // somebody may have come while the disk was busy, and have looked before the message was there
    const session = kept === 'stored' ? registry.best(account.bare) : undefined;
    if (session !== undefined) await this.empty(session);
    return kept;
  }

  /** Delivers what waits for the account to a session of it, in order, and forgets what was delivered. */
  async empty(session: Session): Promise<void> {
    const account = session.jid.bare;
    // two resources that come at once share one delivery
    if (this.emptying.has(account)) return;
    this.emptying.add(account);
    try {
      const waiting = await this.parts.store.list(account);
      const last = await this.deliver(session, waiting);
      if (last !== undefined) await this.parts.store.removeThrough(account, last);
    } finally {
      this.emptying.delete(account);
    }
  }

  /** Forgets what is too old, of all accounts; to be called now and then. @returns how many */
  expire(): Promise<number> {
    return this.parts.store.expire(this.parts.now() - this.parts.maxAgeMs);
  }

  /** @returns the id of the last message that is dealt with */
  private async deliver(
    session: Session,
    waiting: readonly OfflineMessage[],
  ): Promise<number | undefined> {
    const oldest = this.parts.now() - this.parts.maxAgeMs;
    let last: number | undefined;
    for (const { id, receivedAt, xml } of waiting) {
      if (this.parts.registry.find(session.jid.full) !== session) return last;
      const message = this.read(session, xml);
      if (message !== undefined && receivedAt >= oldest) await session.deliver(message);
      last = id;
    }
    return last;
  }

  private read(session: Session, xml: string): Stanza | undefined {
    const element = parseXml(xml);
    const message = element instanceof Element ? Stanza.fromElement(element) : element;
    if (message instanceof Stanza) return message;
    this.parts.log.error(
      { event: 'offline_message_unreadable', account: session.jid.bare },
      'a stored message cannot be read and is given up',
    );
    return undefined;
  }
}
