import { deedEntry, type Actor, type AuditLog } from '@waybill/domain';
import type { ChatSessions, ChatSessionView } from '../ports.js';

/** Entries of one go share their commit. */
const AT_ONCE = 100;

export interface SessionDeskParts {
  readonly sessions: ChatSessions;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: { now(): number };
}

const matches = (session: ChatSessionView, text: string) =>
  session.fullJid.toLowerCase().includes(text) || session.address.includes(text);

/** Ends sessions for operators. First the record: what can't be recorded is not done. */
export class SessionDesk {
  constructor(private readonly parts: SessionDeskParts) {}

  /** Those whose address, XMPP or IP, contains `text` in whatever case; all of them without one. */
  matching(text?: string): readonly ChatSessionView[] {
    const all = [...this.parts.sessions.all()];
    const wanted = text?.toLowerCase();
    return wanted === undefined ? all : all.filter((one) => matches(one, wanted));
  }

  /** Ends one; its client may sign in again. */
  async end(session: ChatSessionView, actor: Actor): Promise<void> {
    const deed = {
      at: this.parts.clock.now(),
      kind: 'operator-action',
      action: 'session-ended',
      data: { session: session.id, before: 'bound', after: 'ended' },
      personal: { jid: session.fullJid, address: session.address },
    } as const;
    await this.parts.audit.append(deedEntry(deed, actor));
    this.parts.sessions.end(session.id);
  }

  /** Ends each of these, with an entry of its own. */
  async endEach(found: readonly ChatSessionView[], actor: Actor): Promise<void> {
    for (let i = 0; i < found.length; i += AT_ONCE) {
      await Promise.all(found.slice(i, i + AT_ONCE).map((one) => this.end(one, actor)));
    }
  }

  /** Ends all that an account has, in one entry. @returns those that it had */
  async endAllOf(bareJid: string, actor: Actor): Promise<readonly ChatSessionView[]> {
    const { sessions, audit, clock } = this.parts;
    const bound = [...sessions.all()].filter((one) => one.bareJid === bareJid);
    const deed = {
      at: clock.now(),
      kind: 'operator-action',
      action: 'sessions-ended',
      data: { sessions: bound.length },
      personal: { jid: bareJid },
    } as const;
    await audit.append(deedEntry(deed, actor));
    for (const { id } of bound) sessions.end(id);
    return bound;
  }
}
