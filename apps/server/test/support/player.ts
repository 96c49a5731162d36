import { XmlFaultError, childElements, parseXml, type Element } from '@waybill/core';
import type { XmppClient } from '../../src/bots/xmpp-client.js';

/** Stands for any value in a template. */
const ANY = '*';

function ownText(element: Element): string {
  return element.children
    .filter((child) => typeof child === 'string')
    .join('')
    .trim();
}

/** Whether an element has everything that the template shows; more may be there. */
export function matches(element: Element, template: Element): boolean {
  if (element.getName() !== template.getName()) return false;
  for (const [name, value] of Object.entries(template.attrs)) {
    const actual =
      name === 'xmlns' ? element.getNS() : (element.attrs as Record<string, unknown>)[name];
    if (value === ANY ? actual === undefined : actual !== value) return false;
  }
  const text = ownText(template);
  if (text !== '' && text !== ANY && text !== ownText(element)) return false;
  return childElements(template).every((wanted) =>
    childElements(element).some((child) => matches(child, wanted)),
  );
}

function readTemplate(markup: string): Element {
  const template = parseXml(markup);
  if (template instanceof XmlFaultError) throw new Error(`bad template ${markup}`);
  return template;
}

/** Somebody in a transcript, already logged in. */
export class Player {
  constructor(readonly client: XmppClient) {}

  get jid(): string {
    return this.client.jid;
  }

  /** Puts markup on the wire as it stands. */
  sends(...markup: readonly string[]): void {
    for (const each of markup) this.client.send(each);
  }

  /** Waits for an element with all that the template shows; `*` is any value. */
  receives(template: string): Promise<Element> {
    const wanted = readTemplate(template);
    return this.client.next(template, (element) => matches(element, wanted));
  }

  /** Nothing like it has come. Ask after something that came behind it would have. */
  hasNotReceived(template: string): boolean {
    const wanted = readTemplate(template);
    return !this.client.unread.some((element) => matches(element, wanted));
  }

  /** Makes sure that everything sent before was handled: the server answers in order. */
  async isCaughtUp(): Promise<void> {
    this.sends(`<iq type='get' id='caught-up' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`);
    await this.receives(`<iq id='caught-up' type='result'/>`);
  }

  /** The stream has been closed by the server. */
  get isCutOff(): Promise<void> {
    return this.client.closed;
  }

  leaves(): Promise<void> {
    return this.client.end();
  }

  vanishes(): void {
    this.client.destroy();
  }
}
