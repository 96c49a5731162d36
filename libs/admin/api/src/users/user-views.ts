import type { Account, SignIn } from '@waybill/domain';
import type { ChatSessionView } from '../ports.js';
import { isoOf, isoOrNull } from '../schemas/instants.js';
import type { ChatSession, UserSummary } from '../schemas/users.js';

/** An account as the list shows it, with how many sessions it has right now. */
export function toUser(
  account: Account,
  sessions: number,
  mode: 'own' | 'kept-here' = 'own',
): UserSummary {
  const { legacySignIn } = account;
  return {
    jid: account.jid,
    localpart: account.localpart,
    domain: account.domain,
    host: account.domain,
    mode,
    status: account.status,
    lockedReason: account.lockedReason ?? null,
    lockedUntil: isoOrNull(account.lockedUntil),
    createdAt: isoOf(account.createdAt),
    lastSeenAt: isoOrNull(account.lastSeenAt),
    lastSeenAddress: account.lastSeenAddress ?? null,
    note: account.note ?? null,
    legacySignIn:
      legacySignIn === undefined
        ? null
        : {
            enabledAt: isoOf(legacySignIn.enabledAt),
            expiresAt: isoOrNull(legacySignIn.expiresAt),
            reason: legacySignIn.reason,
          },
    online: sessions > 0,
    sessions,
  };
}

/** One try to sign in. */
export function toSignIn({ at, result, mechanism, address, via, reason }: SignIn) {
  return { at: isoOf(at), result, mechanism, address, via, reason: reason ?? null };
}

/** A bound resource. */
export function toChatSession(session: ChatSessionView): ChatSession {
  return {
    id: session.id,
    jid: session.fullJid,
    address: session.address,
    tls: session.tls ?? null,
    mechanism: session.mechanism,
    since: isoOf(session.boundAt),
    priority: session.presence?.priority ?? null,
    show: session.presence?.show ?? 'unavailable',
    bytesReceived: session.bytesReceived,
    bytesSent: session.bytesSent,
  };
}
