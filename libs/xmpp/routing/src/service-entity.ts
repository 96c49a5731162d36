import { StanzaError, type Stanza } from '@waybill/core';
import type { Entity } from './entity.js';
import type { IqHandler, IqReply, StanzaHandlers } from './feature.js';

/** What an entity needs to answer with. */
export interface ReplyPort {
  /** Sends a stanza of our own. */
  route(stanza: Stanza): void | Promise<void>;
  /** Answers a stanza with an error, where it may have one. */
  bounce(stanza: Stanza, error: StanzaError): void | Promise<void>;
}

export const serviceErrors = {
  // RFC 6120 §8.4: an IQ request whose payload is not understood
  unknownPayload: new StanzaError('cancel', 'service-unavailable'),
  wrongType: new StanzaError('cancel', 'not-allowed', 'this payload is not for that type of iq'),
  // RFC 6121 §8.5.1: as for an account that does not exist
  noMessages: new StanzaError('cancel', 'service-unavailable'),
};

/**
 * An address whose stanzas features answer: a domain we host, or all bare JIDs of one. Handlers are found by the
 * payload's namespace and name.
 */
export class ServiceEntity implements Entity {
  private readonly handlers = new Map<string, Map<string, IqHandler>>();
  private readonly messages: StanzaHandlers | undefined;
  private readonly presences: readonly StanzaHandlers[];

  /** @throws Error when two facets claim the same payload, or messages: a mistake in the assembly */
  constructor(
    facets: readonly StanzaHandlers[],
    private readonly replies: ReplyPort,
  ) {
    for (const handler of facets.flatMap((facet) => facet.iq ?? [])) this.mount(handler);
    const messages = facets.filter((facet) => facet.message !== undefined);
    if (messages.length > 1) throw new Error('two features want the messages of one address');
    this.messages = messages[0];
    this.presences = facets.filter((facet) => facet.presence !== undefined);
  }

  deliver(stanza: Stanza): void | Promise<void> {
    switch (stanza.kind) {
      case 'iq':
        return this.answer(stanza);
      case 'message':
        return this.take(stanza);
      case 'presence':
        return this.tell(stanza, 0);
    }
  }

  private mount(handler: IqHandler): void {
    const names = this.handlers.get(handler.ns) ?? new Map<string, IqHandler>();
    this.handlers.set(handler.ns, names);
    if (names.has(handler.name)) {
      throw new Error(`two features handle <${handler.name} xmlns='${handler.ns}'/>`);
    }
    names.set(handler.name, handler);
  }

  private answer(iq: Stanza): void | Promise<void> {
    // RFC 6120 §8.2.3: a result or error that nobody waits for has no answer
    if (iq.type !== 'get' && iq.type !== 'set') return;
    const name = iq.payloadName;
    const handler = name && this.handlers.get(name.ns)?.get(name.name);
    if (handler === undefined) return this.replies.bounce(iq, serviceErrors.unknownPayload);
    if (handler[iq.type] === undefined) return this.replies.bounce(iq, serviceErrors.wrongType);
    const reply = handler[iq.type]?.(iq);
    return reply instanceof Promise
      ? reply.then((late) => this.reply(iq, late))
      : this.reply(iq, reply);
  }

  private reply(iq: Stanza, reply: IqReply): void | Promise<void> {
    if (reply instanceof StanzaError) return this.replies.bounce(iq, reply);
    return this.replies.route(iq.result(reply));
  }

  private take(message: Stanza): void | Promise<void> {
    if (this.messages === undefined) return this.replies.bounce(message, serviceErrors.noMessages);
    const refusal = this.messages.message?.(message);
    if (refusal instanceof Promise) {
      return refusal.then((late) =>
        late === undefined ? undefined : this.replies.bounce(message, late),
      );
    }
    if (refusal !== undefined) return this.replies.bounce(message, refusal);
  }

  private tell(presence: Stanza, first: number): void | Promise<void> {
    for (let i = first; i < this.presences.length; i++) {
      const done = this.presences[i]?.presence?.(presence);
      if (done instanceof Promise) return done.then(() => this.tell(presence, i + 1));
    }
  }
}
