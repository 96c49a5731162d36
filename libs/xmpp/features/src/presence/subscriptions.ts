import { childElements, Stanza, StanzaError, type Jid } from '@waybill/core';
import type {
  AccountDirectory,
  RosterBook,
  SubscriptionState,
  SubscriptionVerb,
} from '@waybill/domain';
import type { Session, SessionRegistry, StanzaRouter } from '@waybill/routing';
import type { Availability } from './availability.js';

export interface SubscriptionParts {
  readonly rosters: RosterBook;
  readonly registry: SessionRegistry;
  readonly router: StanzaRouter;
  readonly availability: Availability;
  readonly accounts: Pick<AccountDirectory, 'find'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export const subscriptionErrors = {
  // RFC 6121 §3.1.1: a subscription is with somebody
  noContact: new StanzaError('modify', 'bad-request', 'a subscription needs an address'),
  // XEP-0205 §4.8
  full: new StanzaError('wait', 'resource-constraint', 'the roster is full'),
};

/** What comes with a request is kept until it is answered, if it is no longer than this. */
const MAX_REQUEST_BYTES = 4_096;

const VERBS: ReadonlySet<string | undefined> = new Set([
  'subscribe',
  'subscribed',
  'unsubscribe',
  'unsubscribed',
]);

/** Whether a presence type is one of the four that change subscriptions. */
export function isSubscriptionVerb(type: string | undefined): type is SubscriptionVerb {
  return VERBS.has(type);
}

/** Carries out what the subscription tables say. @see RFC 6121 §3, Appendix A */
export class Subscriptions {
  constructor(private readonly parts: SubscriptionParts) {}

  /** A session of ours changes its account's side. */
  async outbound(session: Session, presence: Stanza, verb: SubscriptionVerb): Promise<void> {
    const { rosters, router, availability } = this.parts;
    const account = session.jid.toBare();
    // RFC 6121 §3.1.2: subscriptions are between bare JIDs, whatever the client wrote
    const contact = presence.to?.toBare();
    if (contact === undefined) return router.bounce(presence, subscriptionErrors.noContact);
    // an account sees its own presence anyway
    if (contact.bare === account.bare) return;
    const step = { direction: 'outbound', verb } as const;
    const change = await rosters.advance(account.bare, contact.bare, step, this.request(undefined));
    if (change === 'full') return router.bounce(presence, subscriptionErrors.full);
    if (!change.pass) return;
    // RFC 6121 §3.2.2: whoever may no longer see us sees us leave
    if (verb === 'unsubscribed' && seen(change.was)) {
      await availability.showTo(account, contact, 'unavailable');
    }
    await router.route(presence.withAddresses(account, contact));
    // RFC 6121 §3.1.5: whoever may see us now, does
    if (verb === 'subscribed') await availability.showTo(account, contact, 'current');
  }

  /** A contact changes the side of an account of ours. */
  async inbound(presence: Stanza, verb: SubscriptionVerb): Promise<void> {
    const account = presence.to?.toBare();
    const contact = presence.from?.toBare();
    if (account === undefined || contact === undefined || account.bare === contact.bare) return;
    // RFC 6121 §8.5.1: presence for nobody is dropped; only a request would leave a trace
    if (verb === 'subscribe' && !(await this.exists(account))) return;
    const step = { direction: 'inbound', verb } as const;
    const { rosters, availability } = this.parts;
    const request = this.request(presence);
    const change = await rosters.advance(account.bare, contact.bare, step, request);
    if (change === 'full') return;
    if (change.answer !== undefined) {
      await this.answer(account, contact, change.answer);
      // RFC 6121 §3.1.5: whoever may see us now, does
      if (!seen(change.was)) await availability.showTo(account, contact, 'current');
      return;
    }
    if (change.pass) await this.show(account, presence.withAddresses(contact, account), verb);
    // RFC 6121 §3.3.3: whoever has unsubscribed sees us leave
    if (verb === 'unsubscribe' && seen(change.was)) {
      await availability.showTo(account, contact, 'unavailable');
    }
  }

  /** RFC 6121 §3.1.3, §3.4.2: approved already, so nobody is asked. */
  private answer(account: Jid, contact: Jid, type: 'subscribed'): void | Promise<void> {
    const head = { from: account, to: contact, type };
    return this.parts.router.route(Stanza.make('presence', head));
  }

  /** A request goes to who is available (§3.1.3), the rest to who knows the roster (§3.1.6). */
  private async show(account: Jid, presence: Stanza, verb: SubscriptionVerb): Promise<void> {
    for (const session of this.parts.registry.of(account.bare)) {
      const wants = verb === 'subscribe' ? session.presence !== undefined : session.interested;
      if (wants) await session.deliver(presence);
    }
  }

  private async exists(account: Jid): Promise<boolean> {
    if (this.parts.registry.of(account.bare).length > 0) return true;
    return (await this.parts.accounts.find(account)) !== undefined;
  }

  private request(presence: Stanza | undefined) {
    const children = presence?.type === 'subscribe' ? childElements(presence.element) : [];
    const inner = children.join('');
    const isShort = Buffer.byteLength(inner) <= MAX_REQUEST_BYTES;
    return { receivedAt: this.parts.now(), inner: isShort ? inner : '' };
  }
}

function seen(state: SubscriptionState): boolean {
  return state === 'both' || state === 'from' || state === 'from+out';
}
