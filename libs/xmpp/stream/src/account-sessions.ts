import type { C2sSession } from './c2s-session.js';

const NONE: readonly C2sSession[] = [];

/** Bound sessions by account, to count them. */
export class AccountSessions {
  private readonly byAccount = new Map<string, readonly C2sSession[]>();

  /** @param account bare JID */
  of(account: string): readonly C2sSession[] {
    return this.byAccount.get(account) ?? NONE;
  }

  add(session: C2sSession): void {
    const account = session.jid.bare;
    this.byAccount.set(account, [...this.of(account), session]);
  }

  remove(session: C2sSession): void {
    const account = session.jid.bare;
    const rest = this.of(account).filter((one) => one !== session);
    if (rest.length === 0) this.byAccount.delete(account);
    else this.byAccount.set(account, rest);
  }
}
