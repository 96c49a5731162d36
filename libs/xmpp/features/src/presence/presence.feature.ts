/** RFC 6121 sections 3 and 4: presence subscriptions, broadcast, probes and directed presence. */
import { NS, Stanza, StanzaError, xml } from '@waybill/core';
import type { AccountDirectory, RosterBook } from '@waybill/domain';
import type { Feature, Session, SessionRegistry, StanzaRouter } from '@waybill/routing';
import { Availability } from './availability.js';
import { isSubscriptionVerb, Subscriptions } from './subscriptions.js';
import { Waits } from './waits.js';

export interface PresenceOptions {
  readonly rosters: RosterBook;
  readonly registry: SessionRegistry;
  readonly router: StanzaRouter;
  readonly accounts: Pick<AccountDirectory, 'find'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Called when a session starts to take what is sent to its account. */
  readonly onReachable: (session: Session) => void | Promise<void>;
  /** Addresses that one session may tell directly that it is here. */
  readonly maxDirected?: number;
}

export const errors = {
  // RFC 6121 §4.7.1
  badType: new StanzaError('modify', 'bad-request', 'there is no such type of presence'),
  manyDirected: new StanzaError('wait', 'resource-constraint', 'too much directed presence'),
};

/** Presence of the accounts we host. */
export function presence(options: PresenceOptions): Feature {
  const availability = new Availability(options);
  const subscriptions = new Subscriptions({ ...options, availability });
  const desk = new PresenceDesk(options, availability, subscriptions);
  return {
    name: 'presence',
    xeps: [],
    origin: {
      presence: (session, stanza) => desk.sent(session, stanza),
      // RFC 6121 §4.5.3: a stream that is lost is a resource that is unavailable
      unbound: (session) =>
        availability.leave(
          session,
          Stanza.make('presence', { from: session.jid, type: 'unavailable' }),
        ),
    },
    account: { presence: (stanza) => desk.received(stanza) },
    negotiation: {
      // RFC 6121 §2.6.1, §3.4.1
      advertise: [
        xml('ver', { xmlns: NS.rosterVersioning }),
        xml('sub', { xmlns: NS.subscriptionPreApproval }),
      ],
    },
  };
}

class PresenceDesk {
  constructor(
    private readonly options: PresenceOptions,
    private readonly availability: Availability,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** @returns whether the stanza has got where it should; false lets it travel on to its address */
  sent(session: Session, stanza: Stanza): boolean | Promise<boolean> {
    const { type, to } = stanza;
    if (isSubscriptionVerb(type)) {
      return this.subscriptions.outbound(session, stanza, type).then(() => true);
    }
    switch (type) {
      case undefined:
      case 'unavailable':
        if (to !== undefined) return this.direct(session, stanza);
        return handled(this.availability.update(session, stanza));
      case 'probe':
        if (to !== undefined && !this.options.router.hosts(to.domain)) return false;
        // RFC 6121 §4.3.2: the server answers, for one of the account's resources as well
        return this.availability.answerProbe(stanza).then(() => true);
      case 'error':
        return to === undefined;
      default:
        return handled(this.options.router.bounce(stanza, errors.badType));
    }
  }

  /** Presence that reaches an account of ours at its bare JID, or at a resource that is gone. */
  received(stanza: Stanza): void | Promise<void> {
    const { type, to } = stanza;
    if (isSubscriptionVerb(type)) return this.subscriptions.inbound(stanza, type);
    if (type === 'probe') return this.availability.answerProbe(stanza);
    // RFC 6121 §8.5.3.2.2: a resource that is gone has no use for it
    if (to === undefined || !to.isBare || type === 'error') return;
    const waits = new Waits();
    for (const session of this.options.registry.of(to.bare)) {
      if (session.presence !== undefined) waits.add(session.deliver(stanza));
    }
    return waits.all();
  }

  /** RFC 6121 §4.6: remembered, so that a farewell can follow. */
  private direct(session: Session, stanza: Stanza): boolean | Promise<boolean> {
    const to = stanza.to?.full ?? '';
    if (stanza.type === 'unavailable') {
      session.directed.delete(to);
      return false;
    }
    const isFull = session.directed.size >= (this.options.maxDirected ?? 1_000);
    if (isFull && !session.directed.has(to)) {
      return handled(this.options.router.bounce(stanza, errors.manyDirected));
    }
    session.directed.add(to);
    return false;
  }
}

function handled(done: void | Promise<void>): true | Promise<true> {
  return done instanceof Promise ? done.then(() => true) : true;
}
