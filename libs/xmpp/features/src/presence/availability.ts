import { decodePriority } from '@waybill/codecs';
import { Jid, Stanza, StanzaError } from '@waybill/core';
import {
  seesAccount,
  seesContact,
  type Roster,
  type RosterBook,
  type RosterEntry,
} from '@waybill/domain';
import type { Session, SessionRegistry, StanzaRouter } from '@waybill/routing';
import { Waits } from './waits.js';

export interface AvailabilityParts {
  readonly rosters: RosterBook;
  readonly registry: SessionRegistry;
  readonly router: StanzaRouter;
  /** Called when a session starts to take what is sent to its account: available, priority not negative. */
  readonly onReachable: (session: Session) => void | Promise<void>;
}

/** Who is here: broadcasts, probes and farewells. @see RFC 6121 §4 */
export class Availability {
  constructor(private readonly parts: AvailabilityParts) {}

  /** Undirected presence of a session: initial, changed, or unavailable. @see RFC 6121 §4.2, §4.4, §4.5 */
  update(session: Session, presence: Stanza): void | Promise<void> {
    if (presence.type === 'unavailable') return this.leave(session, presence);
    const priority = decodePriority(presence);
    if (priority instanceof StanzaError) return this.parts.router.bounce(presence, priority);
    const roster = this.parts.rosters.read(session.jid.bare);
    return roster instanceof Promise
      ? roster.then((late) => this.announce(session, presence, priority, late))
      : this.announce(session, presence, priority, roster);
  }

  /** The session says goodbye, or is gone. Safe to repeat. */
  leave(session: Session, farewell: Stanza): void | Promise<void> {
    const wasAvailable = session.presence !== undefined;
    session.presence = undefined;
    session.priority = 0;
    if (!wasAvailable && session.directed.size === 0) return;
    const roster = this.parts.rosters.read(session.jid.bare);
    return roster instanceof Promise
      ? roster.then((late) => this.farewell(session, farewell, wasAvailable, late))
      : this.farewell(session, farewell, wasAvailable, roster);
  }

  /** Sends what the account's available resources last said, or that they are unavailable. */
  async showTo(account: Jid, to: Jid, as: 'current' | 'unavailable'): Promise<void> {
    for (const session of this.parts.registry.of(account.bare)) {
      if (session.presence === undefined) continue;
      const stanza =
        as === 'current'
          ? session.presence.withAddresses(session.jid, to)
          : Stanza.make('presence', { from: session.jid, to, type: 'unavailable' });
      await this.parts.router.route(stanza);
    }
  }

  /**
   * Answers a probe of an account or of one resource: what it last said, to those it shares presence with; to all
   * others what an account that does not exist would say.
   * @see RFC 6121 §4.3.2, RFC 6120 §13.11
   */
  async answerProbe(probe: Stanza): Promise<void> {
    const { from, to } = probe;
    if (from === undefined || to?.local === undefined) return;
    const { rosters, router, registry } = this.parts;
    if (!(await rosters.sharesPresence(to.bare, from.bare))) {
      const head = { from: to.toBare(), to: from.toBare(), type: 'unsubscribed' };
      return router.route(Stanza.make('presence', head));
    }
    let isHere = false;
    for (const { jid, presence } of registry.of(to.bare)) {
      if (presence === undefined || !(to.isBare || jid.equals(to))) continue;
      isHere = true;
      await router.route(presence.withAddresses(jid, from));
    }
    if (isHere) return;
    return router.route(Stanza.make('presence', { from: to, to: from, type: 'unavailable' }));
  }

  private announce(
    session: Session,
    presence: Stanza,
    priority: number,
    roster: Roster,
  ): void | Promise<void> {
    const { registry, onReachable } = this.parts;
    // the stream may have ended while the roster was read
    if (registry.find(session.jid.full) !== session) return;
    const isInitial = session.presence === undefined;
    const wasReachable = !isInitial && session.priority >= 0;
    session.presence = presence;
    session.priority = priority;
    const waits = new Waits();
    this.broadcast(session, presence, roster, waits);
    // RFC 6121 §4.2.2: to the account's own resources as well, the one that said it included
    for (const own of registry.of(session.jid.bare)) {
      if (own.presence !== undefined) {
        waits.add(own.deliver(presence.withAddresses(session.jid, own.jid)));
      }
    }
    if (isInitial) this.welcome(session, roster, waits);
    if (!wasReachable && priority >= 0) waits.add(onReachable(session));
    return waits.all();
  }

  /** One stanza a contact; they all share the markup inside. @see RFC 6121 §4.2.2, §4.4.2 */
  private broadcast(session: Session, presence: Stanza, roster: Roster, waits: Waits): void {
    for (const entry of roster.entries.values()) {
      if (!seesAccount(entry)) continue;
      const to = Jid.from(entry.contact);
      waits.add(this.parts.router.route(presence.withAddresses(session.jid, to)));
    }
  }

  /** What a resource is told when it becomes available: who is here, and who has asked meanwhile. */
  private welcome(session: Session, roster: Roster, waits: Waits): void {
    for (const own of this.parts.registry.of(session.jid.bare)) {
      if (own === session || own.presence === undefined) continue;
      waits.add(session.deliver(own.presence.withAddresses(own.jid, session.jid)));
    }
    for (const entry of roster.entries.values()) {
      if (seesContact(entry)) this.probe(session, entry, waits);
      if (entry.request !== undefined) waits.add(session.deliver(waitingRequest(session, entry)));
    }
  }

  /** RFC 6121 §4.3.1: the answers go to the resource that has just come. */
  private probe(session: Session, entry: RosterEntry, waits: Waits): void {
    const head = { from: session.jid, to: Jid.from(entry.contact), type: 'probe' };
    waits.add(this.parts.router.route(Stanza.make('presence', head)));
  }

  private farewell(
    session: Session,
    farewell: Stanza,
    wasAvailable: boolean,
    roster: Roster,
  ): void | Promise<void> {
    const waits = new Waits();
    if (wasAvailable) {
      this.broadcast(session, farewell, roster, waits);
      for (const own of this.parts.registry.of(session.jid.bare)) {
        if (own === session || own.presence === undefined) continue;
        waits.add(own.deliver(farewell.withAddresses(session.jid, own.jid)));
      }
    }
    // RFC 6121 §4.6.3: and to everybody who was told directly, once each
    for (const full of session.directed) {
      const to = Jid.from(full);
      if (wasAvailable && seesAccount(roster.entries.get(to.bare))) continue;
      waits.add(this.parts.router.route(farewell.withAddresses(session.jid, to)));
    }
    session.directed.clear();
    return waits.all();
  }
}

/** RFC 6121 §3.1.3: a request waits until it is answered, and is shown at each login. */
function waitingRequest(session: Session, entry: RosterEntry): Stanza {
  const head = {
    kind: 'presence' as const,
    attrs: { type: 'subscribe' },
    from: Jid.from(entry.contact),
    to: session.jid.toBare(),
    payloads: [],
  };
  return Stanza.fromWire(head, entry.request?.inner ?? '');
}
