/** XEP-0012 Last Activity 2.0: the server's uptime, and for those who may know, when an account was last here. */
import { encodeLastActivity } from '@waybill/codecs';
import { NS, StanzaError, type Stanza } from '@waybill/core';
import type { AccountDirectory, RosterBook } from '@waybill/domain';
import type { Feature, IqReply, SessionRegistry } from '@waybill/routing';

export interface LastActivityOptions {
  readonly accounts: Pick<AccountDirectory, 'find'>;
  readonly rosters: Pick<RosterBook, 'sharesPresence'>;
  readonly registry: SessionRegistry;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly startedAt: number;
}

export const errors = {
  // XEP-0012 §4 says forbidden; RFC 6120 §13.11 wants the answer that a non-user gives
  notShared: new StanzaError('cancel', 'service-unavailable'),
};

/** Answers for the server and for its accounts. */
export function lastActivity(options: LastActivityOptions): Feature {
  const { now, startedAt } = options;
  const since = (at: number) => Math.max(0, Math.floor((now() - at) / 1000));
  const uptime = () => encodeLastActivity({ seconds: since(startedAt), status: undefined });

  const lastSeen = async (iq: Stanza): Promise<IqReply> => {
    const { from, to } = iq;
    if (from === undefined || to === undefined) return errors.notShared;
    if (!(await options.rosters.sharesPresence(to.bare, from.bare))) return errors.notShared;
    const isHere = options.registry.of(to.bare).some((one) => one.presence !== undefined);
    // XEP-0012 §4: an account with an available resource is active now
    if (isHere) return encodeLastActivity({ seconds: 0, status: undefined });
    const account = await options.accounts.find(to);
    if (account === undefined) return errors.notShared;
    const seconds = since(account.lastSeenAt ?? account.createdAt);
    return encodeLastActivity({ seconds, status: undefined });
  };

  const disco = { features: [NS.lastActivity] };
  return {
    name: 'last-activity',
    xeps: [{ number: '0012', title: 'Last Activity', version: '2.0' }],
    disco: { server: disco, account: disco },
    service: { iq: [{ ns: NS.lastActivity, name: 'query', get: uptime }] },
    account: { iq: [{ ns: NS.lastActivity, name: 'query', get: lastSeen }] },
  };
}
