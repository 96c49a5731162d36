import { randomBytes } from 'node:crypto';
import { StanzaError, type Element, type Jid, type Stanza } from '@waybill/core';
import type { Entity } from './entity.js';
import type { MirrorNote, Observer, OriginHandlers, Verdict } from './feature.js';
import { isLegacy, LegacyAddressing } from './legacy-addressing.js';
import type { Logger } from './logger.js';
import { Observers } from './observers.js';
import type { Outward } from './outward.js';
import { OwnRequests } from './own-requests.js';
import type { ReplyPort } from './service-entity.js';
import type { SessionRegistry } from './session-registry.js';
import type { Session } from './session.js';

export const routerErrors = {
  // RFC 6120 §8.2.3: id, type and exactly one payload
  badIq: new StanzaError(
    'modify',
    'bad-request',
    'an iq needs an id, a known type and one payload',
  ),
  // RFC 6120 §10.4.3: there is no way to other servers
  noSuchServer: new StanzaError('cancel', 'remote-server-not-found'),
  // RFC 6121 §8.5.1, §8.5.3.2.3: the same for who is unknown and who is offline
  unavailable: new StanzaError('cancel', 'service-unavailable'),
};

/** A domain of ours: what answers at the domain itself, and what at its accounts, where it has any. */
export interface HostedDomain {
  readonly service: Entity;
  /** Takes what is sent to a bare JID, and to a full JID that is not connected. */
  readonly accounts: Entity | undefined;
}

export interface RouterOptions {
  readonly registry: SessionRegistry;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The way to foreign domains; none in a standalone server. */
  readonly outward?: Outward | undefined;
  /** How long replies to our own requests are waited for. */
  readonly replyTimeoutMs: number;
  /** How long answers between two clients are: a person decides about an offered file. */
  readonly answerTimeoutMs: number;
}

const SWEEP_MS = 5_000;

/** What a log line says of a stanza. */
type StanzaTop = Pick<Stanza, 'kind' | 'type' | 'id' | 'from' | 'to'>;

/**
 * Where every stanza goes, in this order: origin handlers, observers, pending replies, routes, outward.
 * A message between two sessions takes no promise, no closure and no tree.
 * @see RFC 6120 §10
 */
export class StanzaRouter implements ReplyPort {
  private readonly domains = new Map<string, HostedDomain>();
  private readonly origins: OriginHandlers[] = [];
  private readonly observers: Observers;
  private readonly requests: OwnRequests;
  private readonly legacy: LegacyAddressing;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: RouterOptions) {
    const { registry, now, replyTimeoutMs, answerTimeoutMs } = options;
    this.observers = new Observers(now, answerTimeoutMs);
    this.requests = new OwnRequests(now, replyTimeoutMs);
    this.legacy = new LegacyAddressing(registry, now, answerTimeoutMs);
  }

  addDomain(domain: string, hosted: HostedDomain): void {
    if (this.domains.has(domain)) throw new Error(`${domain} is mounted twice`);
    this.domains.set(domain, hosted);
  }

  addObserver(observer: Observer): void {
    this.observers.add(observer);
  }

  addOrigin(handlers: OriginHandlers): void {
    this.origins.push(handlers);
  }

  /** Whether a domain is ours: never sent outward, never asked for elsewhere. */
  hosts(domain: string): boolean {
    return this.domains.has(domain);
  }

  /**
   * Takes a stanza from a session of ours; `from` is stamped.
   * @returns a promise when the session must not be read on before it settles; it never rejects
   */
  receive(session: Session, stanza: Stanza): void | Promise<void> {
    try {
      const done = this.accept(session, stanza);
      return done instanceof Promise ? this.guard(stanza, done) : done;
    } catch (error) {
      return this.failed(stanza, error);
    }
  }

  /**
   * Takes a stanza that came in from outside, such as from a component link, between any two addresses.
   * @returns as `receive`
   */
  receiveOutside(stanza: Stanza): void | Promise<void> {
    try {
      const done = stanza.kind === 'iq' ? this.acceptIq(stanza, undefined) : this.pass(stanza);
      return done instanceof Promise ? this.guard(stanza, done) : done;
    } catch (error) {
      return this.failed(stanza, error);
    }
  }

  /**
   * Shows a mirrored stanza to the observers: it is on its way already, and a refusal is not heard.
   * @param note what the host server says of it
   * @see XEP-0297
   */
  mirror(stanza: Stanza, note?: MirrorNote): void | Promise<void> {
    try {
      if (isReply(stanza)) this.observers.settle(stanza);
      if (!this.observers.wants(stanza)) return;
      const verdict = this.observers.show(stanza, undefined, true, note);
      this.watchTime();
      if (verdict instanceof Promise) {
        // what waits for a record keeps no more of the stanza than its top
        const { kind, type, id, from, to } = stanza;
        const top = { kind, type, id, from, to };
        return verdict.then(
          () => undefined,
          (error: unknown) => void this.report(top, error),
        );
      }
    } catch (error) {
      this.report(stanza, error);
    }
  }

  /** Takes a host server's second copy of a mirrored stanza: it has reached the receiver's session. */
  delivered(top: Pick<Stanza, 'from' | 'to' | 'id'>): void {
    this.observers.delivered(top);
  }

  /**
   * Sends a stanza of our own making; observers are not asked.
   * @returns as `receive`
   */
  route(stanza: Stanza): void | Promise<void> {
    try {
      const done = this.settleOrDeliver(stanza);
      return done instanceof Promise ? this.guard(stanza, done) : done;
    } catch (error) {
      return this.failed(stanza, error);
    }
  }

  /**
   * Asks another entity something.
   * @param from an address of ours
   * @returns the answer: a result, the peer's error, or `remote-server-timeout`
   */
  request(from: Jid, to: Jid, type: 'get' | 'set', payload: Element): Promise<Stanza> {
    const [request, reply] = this.requests.open(from, to, type, payload);
    this.watchTime();
    const sent = this.route(request);
    return sent instanceof Promise ? sent.then(() => reply) : reply;
  }

  /**
   * Answers a stanza with an error, unless it is itself an error or a result.
   * @see RFC 6120 §8.3.1
   */
  bounce(stanza: Stanza, error: StanzaError): void | Promise<void> {
    if (stanza.type === 'error' || isReply(stanza) || stanza.from === undefined) return;
    return this.route(stanza.error(error));
  }

  /** Lets the features say goodbye for a session that has left the registry. */
  unbound(session: Session): void {
    for (const { unbound } of this.origins) {
      if (unbound === undefined) continue;
      try {
        const done = unbound(session);
        if (done instanceof Promise)
          done.catch((error: unknown) => this.reportGoodbye(session, error));
      } catch (error) {
        this.reportGoodbye(session, error);
      }
    }
  }

  /** Ends replies that are due, ours and watched ones. */
  sweep(): void {
    const left = this.observers.sweep() + this.requests.sweep() + this.legacy.sweep();
    if (left > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Stops the timer; who still waits for an answer gets `remote-server-timeout`. */
  close(): void {
    this.requests.clear();
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private accept(session: Session, stanza: Stanza): void | Promise<void> {
    const addressed = isLegacy(session) ? this.legacy.complete(stanza) : stanza;
    if (addressed.kind === 'presence') return this.acceptPresence(session, addressed, 0);
    // RFC 6120 §10.3: without 'to' it is meant for the sender's own account
    const whole =
      addressed.to === undefined
        ? addressed.withAddresses(addressed.from, session.jid.toBare())
        : addressed;
    return whole.kind === 'iq' ? this.acceptIq(whole, session) : this.pass(whole, session);
  }

  private acceptIq(iq: Stanza, origin: Session | undefined): void | Promise<void> {
    if (iq.type === 'get' || iq.type === 'set') {
      if (iq.id === undefined || iq.payloads.length !== 1) {
        return this.bounce(iq, routerErrors.badIq);
      }
    } else if (iq.type !== 'result' && iq.type !== 'error') {
      return this.bounce(iq, routerErrors.badIq);
    } else if (iq.id === undefined) {
      return;
    }
    return this.pass(iq, origin);
  }

  private acceptPresence(session: Session, presence: Stanza, first: number): void | Promise<void> {
    for (let i = first; i < this.origins.length; i++) {
      const handled = this.origins[i]?.presence?.(session, presence);
      if (handled === true) return;
      if (handled instanceof Promise) {
        return handled.then((late) =>
          late ? undefined : this.acceptPresence(session, presence, i + 1),
        );
      }
    }
    // RFC 6121 §4.2: presence without 'to' is a broadcast; where nobody makes it, it goes nowhere
    return presence.to === undefined ? undefined : this.pass(presence, session);
  }

  /** Observers, then on its way. */
  private pass(stanza: Stanza, origin?: Session): void | Promise<void> {
    if (!this.observers.wants(stanza) || this.isForService(stanza)) {
      return this.settleOrDeliver(stanza);
    }
    const verdict = this.observers.show(stanza, origin, false);
    this.watchTime();
    if (verdict instanceof Promise) return verdict.then((late) => this.judge(stanza, late));
    return this.judge(stanza, verdict);
  }

  private judge(stanza: Stanza, verdict: Verdict): void | Promise<void> {
    if (verdict instanceof StanzaError) return this.bounce(stanza, verdict);
    return this.settleOrDeliver(verdict ?? stanza);
  }

  /** Observers look at what travels between two other entities. */
  private isForService(stanza: Stanza): boolean {
    return stanza.to?.local === undefined && this.domains.has(stanza.to?.domain ?? '');
  }

  private settleOrDeliver(stanza: Stanza): void | Promise<void> {
    if (isReply(stanza)) {
      this.observers.settle(stanza);
      if (this.requests.settle(stanza)) return;
    }
    return this.deliver(stanza);
  }

  private deliver(stanza: Stanza): void | Promise<void> {
    const to = stanza.to;
    if (to === undefined) throw new Error('a stanza to nobody');
    const hosted = this.domains.get(to.domain);
    if (hosted === undefined) return this.sendOutward(stanza);
    // a service may name its instances in the resource, as streamhosts do
    if (to.local === undefined) return hosted.service.deliver(stanza);
    if (to.resource !== undefined) {
      const session = this.options.registry.find(to.full);
      if (session !== undefined) return this.deliverTo(session, stanza);
      // RFC 6121 §8.5.3.2.3: an IQ for a resource that is gone never reaches another one
      if (stanza.kind === 'iq') return this.unavailable(stanza);
    }
    return hosted.accounts === undefined
      ? this.unavailable(stanza)
      : hosted.accounts.deliver(stanza);
  }

  private deliverTo(session: Session, stanza: Stanza): void | Promise<void> {
    if (stanza.kind === 'iq' && isLegacy(session)) {
      this.legacy.note(stanza, session);
      this.watchTime();
    }
    return session.deliver(stanza);
  }

  private unavailable(stanza: Stanza): void | Promise<void> {
    // RFC 6121 §8.5.1: presence for nobody is dropped without a word
    if (stanza.kind === 'presence') return;
    return this.bounce(stanza, routerErrors.unavailable);
  }

  private sendOutward(stanza: Stanza): void | Promise<void> {
    const { outward } = this.options;
    if (outward === undefined) return this.bounce(stanza, routerErrors.noSuchServer);
    const refusal = outward.send(stanza);
    if (refusal instanceof Promise) {
      return refusal.then((late) => (late === undefined ? undefined : this.bounce(stanza, late)));
    }
    if (refusal !== undefined) return this.bounce(stanza, refusal);
  }

  private guard(stanza: Stanza, done: Promise<void>): Promise<void> {
    return done.catch((error: unknown) => this.failed(stanza, error));
  }

  /** A bug or a broken disk: the peer gets an id that stands in the log as well. */
  private failed(stanza: Stanza, error: unknown): void | Promise<void> {
    const errorId = this.report(stanza, error);
    // an answer that fails is not answered again
    if (stanza.type === 'error' || isReply(stanza)) return;
    return this.bounce(
      stanza,
      new StanzaError('wait', 'internal-server-error', `error ${errorId}`),
    );
  }

  private report({ kind, type, id, from, to }: StanzaTop, error: unknown): string {
    const errorId = randomBytes(6).toString('hex');
    this.options.log.error(
      {
        event: 'stanza_failed',
        errorId,
        kind,
        type,
        id,
        from: from?.full,
        to: to?.full,
        err: error,
      },
      'a stanza could not be handled',
    );
    return errorId;
  }

  private reportGoodbye(session: Session, error: unknown): void {
    this.options.log.error(
      { event: 'session_end_failed', jid: session.jid.full, err: error },
      'a session could not be ended in good order',
    );
  }

  /** One timer for everything that waits, and none while nothing does. */
  private watchTime(): void {
    if (this.timer !== undefined) return;
    this.timer = setInterval(() => this.sweep(), SWEEP_MS);
    this.timer.unref();
  }
}

function isReply(stanza: Stanza): boolean {
  return stanza.kind === 'iq' && (stanza.type === 'result' || stanza.type === 'error');
}
