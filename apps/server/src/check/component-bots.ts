import { randomBytes } from 'node:crypto';
import { Jid, NS, payload, Stanza, StanzaError, xml, type Element } from '@waybill/core';
import type { Session } from '@waybill/routing';
import { askProxy, transferBetween, type BotStation, type BotTransfer } from '../bots/file-bots.js';
import { XmppClientError } from '../bots/xmpp-client.js';
import type { Attachment } from '../modes/attached.js';
import { LATE, within } from './within.js';

const ANSWER_MS = 5_000;
const ECHO_MS = 3_000;
/** Longest test transfer in all, beside what its size takes at 1 MiB a second. */
const TRANSFER_MS = 30_000;
const BYTES_PER_MS = 1_049;

interface Waiting {
  readonly wanted: (element: Element) => boolean;
  readonly take: (element: Element) => void;
}

/**
 * A bot at the component's own domain. What it says goes to the host server and comes back from there, where the host
 * hands on what one of our addresses says to another; otherwise straight to our router.
 */
class ComponentBot implements BotStation {
  readonly jid: string;
  readonly session: Session;
  private readonly inbox: Element[] = [];
  private waiting: Waiting[] = [];
  private count = 0;

  constructor(
    private readonly address: Jid,
    private readonly attachment: Attachment,
    private readonly way: { isRouted: boolean },
  ) {
    this.jid = address.full;
    this.session = {
      jid: address,
      facts: { id: this.jid, address: '127.0.0.1', tls: undefined, mechanism: 'PLAIN', boundAt: 0 },
      presence: undefined,
      priority: 0,
      interested: false,
      directed: new Set(),
      traffic: { received: 0, sent: 0 },
      close: () => undefined,
      deliver: (stanza) => this.deliver(stanza.element),
    };
  }

  send(element: Element): void {
    element.attrs['from'] = this.jid;
    const stanza = Stanza.fromElement(element);
    if (stanza instanceof StanzaError) throw new XmppClientError(stanza.condition);
    const { link, assembly } = this.attachment;
    if (!this.way.isRouted) {
      void assembly.router.receiveOutside(stanza);
      return;
    }
    const refusal = link.send(stanza);
    if (refusal !== undefined) throw new XmppClientError(refusal.text ?? refusal.condition);
  }

  request(type: 'get' | 'set', to: string, content: Element): Promise<Element> {
    const id = `${this.address.resource ?? ''}-${String(++this.count)}`;
    this.send(xml('iq', { type, id, to }, content));
    const answers = (e: Element) =>
      e.is('iq') && e.attrs['id'] === id && /^(result|error)$/.test(String(e.attrs['type']));
    return this.next('an answer', answers);
  }

  async next(what: string, wanted: (element: Element) => boolean): Promise<Element> {
    const index = this.inbox.findIndex(wanted);
    const [there] = index < 0 ? [] : this.inbox.splice(index, 1);
    if (there !== undefined) return there;
    const coming = new Promise<Element>((take) => this.waiting.push({ wanted, take }));
    const came = await within(ANSWER_MS, coming);
    if (came === LATE) throw new XmppClientError(`${what} did not come`);
    return came;
  }

  private deliver(element: Element): void {
    const index = this.waiting.findIndex(({ wanted }) => wanted(element));
    const [waiter] = index < 0 ? [] : this.waiting.splice(index, 1);
    if (waiter === undefined) this.inbox.push(element);
    else waiter.take(element);
  }
}

/** Whether the host server returns to us what one of our addresses says to another. */
async function isReturned(bot: ComponentBot, domain: string): Promise<boolean> {
  const pinged = bot.request('get', domain, payload('ping', NS.ping)).catch(() => LATE);
  return (await within(ECHO_MS, pinged)) !== LATE;
}

/** What a transfer through a component showed. */
export interface ComponentTransfer extends BotTransfer {
  readonly senderJid: string;
  /** The stanzas went through the host server. */
  readonly routed: boolean;
}

/**
 * Sends random bytes from one bot of the component's domain to another through its proxy. Nobody else's accounts are
 * touched; the transfer stands in the ledger like any other.
 * @throws XmppClientError, or the streamhost's error, where it does not come about
 */
export async function transferThroughComponent(
  attachment: Attachment,
  bytes: number,
): Promise<ComponentTransfer> {
  const { domain } = attachment.config;
  const { registry } = attachment.assembly;
  const way = { isRouted: true };
  const bots = ['sender', 'receiver'].map((role) => {
    const name = `waybill-test-${randomBytes(6).toString('hex')}`;
    return new ComponentBot(Jid.from(`${name}@${domain}/${role}`), attachment, way);
  });
  const [sender, receiver] = bots as [ComponentBot, ComponentBot];
  for (const { session } of bots) {
    registry.add(session);
    attachment.guests.add(session.jid.bare);
  }
  try {
    way.isRouted = await isReturned(sender, domain);
    const streamhost = await askProxy(sender, domain);
    const sending = transferBetween(sender, receiver, { streamhost, bytes });
    const done = await within(TRANSFER_MS + bytes / BYTES_PER_MS, sending);
    if (done === LATE) throw new XmppClientError('the transfer took too long');
    return { ...done, senderJid: sender.jid, routed: way.isRouted };
  } finally {
    for (const { session } of bots) {
      registry.remove(session);
      attachment.guests.delete(session.jid.bare);
    }
  }
}
