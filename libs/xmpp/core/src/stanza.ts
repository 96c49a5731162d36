import { Jid } from './jid.js';
import { NS } from './namespaces.js';
import { StanzaError } from './stanza-error.js';
import { childElements, Element, escapeXml, xml } from './xml/element.js';
import type { XmlNode } from './xml/node.js';
import { XmlFaultError } from './xml/strict-parser.js';
import { parseXml } from './xml/tree.js';

/** The three kinds of stanza. @see RFC 6120 §8 */
export type StanzaKind = 'iq' | 'message' | 'presence';

/** Name and namespace of a child element: what handlers and observers are chosen by. */
export interface PayloadName {
  readonly name: string;
  readonly ns: string;
}

/** A stanza's attributes as written, `from` and `to` excepted. */
export type StanzaAttrs = Readonly<Record<string, string>>;

/** The outside of a stanza, known before any tree is built. */
export interface StanzaHead {
  readonly kind: StanzaKind;
  readonly attrs: StanzaAttrs;
  readonly from: Jid | undefined;
  readonly to: Jid | undefined;
  readonly payloads: readonly PayloadName[];
}

/**
 * One iq, message or presence. Immutable. What came from the wire keeps its own markup, which is forwarded as it
 * is; the tree is built only for those who ask for it.
 * @see RFC 6120 §8
 */
export class Stanza implements StanzaHead {
  /** The children as codecs read them: kept by the first that does, for those that come after it. */
  nodes: readonly XmlNode[] | undefined;
  private tree: Element | undefined;

  readonly kind: StanzaKind;
  /** All attributes but `from` and `to`. */
  readonly attrs: StanzaAttrs;
  readonly from: Jid | undefined;
  readonly to: Jid | undefined;
  readonly payloads: readonly PayloadName[];

  private constructor(
    { kind, attrs, from, to, payloads }: StanzaHead,
    /** The checked markup between start tag and end tag: for readers that need no tree. */
    readonly markup: string,
  ) {
    this.kind = kind;
    this.attrs = attrs;
    this.from = from;
    this.to = to;
    this.payloads = payloads;
  }

  /**
   * A stanza whose markup has been checked by the stream's reader.
   * @param inner well-formed content that depends on no prefix declared outside it
   */
  static fromWire(head: StanzaHead, inner: string): Stanza {
    return new Stanza(head, inner);
  }

  /** A stanza of our own making. */
  static make(
    kind: StanzaKind,
    head: {
      readonly from?: Jid | undefined;
      readonly to?: Jid | undefined;
      readonly type?: string | undefined;
      readonly id?: string | undefined;
    },
    ...children: readonly (Element | undefined)[]
  ): Stanza {
    const attrs: Record<string, string> = {};
    if (head.type !== undefined) attrs['type'] = head.type;
    if (head.id !== undefined) attrs['id'] = head.id;
    const elements = children.filter((child) => child !== undefined);
    const payloads = elements.map(payloadName);
    return new Stanza({ kind, attrs, from: head.from, to: head.to, payloads }, elements.join(''));
  }

  /**
   * A stanza from a tree, such as a forwarded copy. A tree in the namespace of clients is kept, and not to be changed.
   * @returns the stanza; `bad-request` for another element; `jid-malformed` for a bad address
   */
  static fromElement(element: Element): Stanza | StanzaError {
    const kind = element.getName();
    if (kind !== 'iq' && kind !== 'message' && kind !== 'presence') {
      return new StanzaError('modify', 'bad-request', `<${kind}/> is no stanza`);
    }
    const attrs: Record<string, string> = {};
    const written: Readonly<Record<string, string>> = element.attrs;
    for (const [name, value] of Object.entries(written)) {
      if (name !== 'from' && name !== 'to' && name !== 'xmlns') attrs[name] = value;
    }
    const { from, to } = written;
    const sender = from === undefined ? undefined : Jid.parse(from);
    const receiver = to === undefined ? undefined : Jid.parse(to);
    if (sender instanceof StanzaError) return sender;
    if (receiver instanceof StanzaError) return receiver;
    const payloads = childElements(element).map(payloadName);
    const inner = element.children
      .map((child) => (child instanceof Element ? child.toString() : escapeXml(String(child))))
      .join('');
    const stanza = new Stanza({ kind, attrs, from: sender, to: receiver, payloads }, inner);
    // what is in no namespace of its own is read as the stream's; such a tree is built anew
    if (element.getNS() === NS.client) stanza.tree = element;
    return stanza;
  }

  get id(): string | undefined {
    return this.attrs['id'];
  }

  get type(): string | undefined {
    return this.attrs['type'];
  }

  /** The first child's name, which for an iq get or set is what is asked for. */
  get payloadName(): PayloadName | undefined {
    return this.payloads[0];
  }

  /** Whether a child element of that namespace (and name) is there; no tree is built for the question. */
  has(ns: string, name?: string): boolean {
    return this.payloads.some((p) => p.ns === ns && (name === undefined || p.name === name));
  }

  /** The stanza as a tree; built at the first call. Not to be changed by the caller. */
  get element(): Element {
    this.tree ??= this.buildTree();
    return this.tree;
  }

  /** The first child element as a tree. */
  get payload(): Element | undefined {
    return childElements(this.element)[0];
  }

  /** The child element of that namespace (and name) as a tree. */
  child(ns: string, name?: string): Element | undefined {
    return childElements(this.element).find(
      (child) => child.getNS() === ns && (name === undefined || child.getName() === name),
    );
  }

  /** The same stanza between other addresses; its markup is shared. */
  withAddresses(from: Jid | undefined, to: Jid | undefined): Stanza {
    const { kind, attrs, payloads } = this;
    return new Stanza({ kind, attrs, from, to, payloads }, this.markup);
  }

  /** The same stanza with further children behind its own. */
  withAppended(...children: readonly Element[]): Stanza {
    const { kind, attrs, from, to } = this;
    const payloads = [...this.payloads, ...children.map(payloadName)];
    return new Stanza({ kind, attrs, from, to, payloads }, this.markup + children.join(''));
  }

  /** The same stanza with one child element instead of its own. */
  withPayload(child: Element): Stanza {
    const { kind, attrs, from, to } = this;
    return new Stanza({ kind, attrs, from, to, payloads: [payloadName(child)] }, child.toString());
  }

  /** The result of this IQ, back to where it came from. @see RFC 6120 §8.2.3 */
  result(payload?: Element): Stanza {
    return Stanza.make(
      'iq',
      { from: this.to, to: this.from, type: 'result', id: this.id },
      payload,
    );
  }

  /** The error that answers this stanza; what was sent is not repeated. @see RFC 6120 §8.3.1 */
  error(error: StanzaError): Stanza {
    return Stanza.make(
      this.kind,
      { from: this.to, to: this.from, type: 'error', id: this.id },
      error.toElement(),
    );
  }

  /** The stanza as it goes on the wire, in the stream's default namespace. */
  toString(): string {
    let tag = `<${this.kind}`;
    if (this.from !== undefined) tag += ` from="${escapeXml(this.from.full)}"`;
    if (this.to !== undefined) tag += ` to="${escapeXml(this.to.full)}"`;
    for (const name in this.attrs) tag += ` ${name}="${escapeXml(this.attrs[name] ?? '')}"`;
    return this.markup === '' ? `${tag}/>` : `${tag}>${this.markup}</${this.kind}>`;
  }

  private buildTree(): Element {
    const text = this.toString();
    const parsed = parseXml(
      `<${this.kind} xmlns="${NS.client}"${text.slice(1 + this.kind.length)}`,
    );
    if (parsed instanceof XmlFaultError) {
      throw new Error(`a checked stanza does not parse: ${parsed.message}`, { cause: parsed });
    }
    return parsed;
  }
}

function payloadName(element: Element): PayloadName {
  return { name: element.getName(), ns: element.getNS() ?? NS.client };
}

/** Builds a child element in a namespace of its own. */
export function payload(
  name: string,
  ns: string,
  attrs: Readonly<Record<string, string | number | undefined>> = {},
  ...children: readonly (Element | string | undefined)[]
): Element {
  return xml(name, { xmlns: ns, ...attrs }, ...children);
}
