import type { Session } from './session.js';

const NONE: readonly Session[] = [];

/**
 * The routing table: every bound resource by full JID and by account. It changes when resources come and go and
 * does nothing else.
 */
export class SessionRegistry {
  private readonly byFullJid = new Map<string, Session>();
  // replaced, never changed in place: whoever walks a list may send, and sending may end a session
  private readonly byAccount = new Map<string, readonly Session[]>();

  get size(): number {
    return this.byFullJid.size;
  }

  /** Adds a session in place of an older one of the same full JID, which is returned. */
  add(session: Session): Session | undefined {
    const older = this.byFullJid.get(session.jid.full);
    if (older === session) return undefined;
    const account = session.jid.bare;
    const others = this.of(account).filter((one) => one !== older);
    this.byFullJid.set(session.jid.full, session);
    this.byAccount.set(account, [...others, session]);
    return older;
  }

  /** Removes exactly this session. @returns false when it was not there (any more) */
  remove(session: Session): boolean {
    if (this.byFullJid.get(session.jid.full) !== session) return false;
    this.byFullJid.delete(session.jid.full);
    const account = session.jid.bare;
    const rest = this.of(account).filter((one) => one !== session);
    if (rest.length === 0) this.byAccount.delete(account);
    else this.byAccount.set(account, rest);
    return true;
  }

  /** The session bound to a prepared full JID. */
  find(fullJid: string): Session | undefined {
    return this.byFullJid.get(fullJid);
  }

  /** The sessions of an account, by prepared bare JID, in order of binding. */
  of(account: string): readonly Session[] {
    return this.byAccount.get(account) ?? NONE;
  }

  /** Every session. */
  all(): IterableIterator<Session> {
    return this.byFullJid.values();
  }

  /**
   * The available resource of an account that should have what is sent to its bare JID: the highest non-negative
   * priority, and of equals the one bound last.
   * @see RFC 6121 §8.5.2.1
   */
  best(account: string): Session | undefined {
    let best: Session | undefined;
    for (const session of this.of(account)) {
      if (session.presence === undefined || session.priority < 0) continue;
      if (best === undefined || session.priority >= best.priority) best = session;
    }
    return best;
  }
}
