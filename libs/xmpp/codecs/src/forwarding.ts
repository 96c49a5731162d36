/**
 * XEP-0297: Stanza Forwarding, version 1.0; and the copies that Openfire makes of what passes through it.
 */
import {
  childElements,
  Jid,
  NS,
  payload,
  Stanza,
  StanzaError,
  type Element,
  type StanzaKind,
} from '@waybill/core';
import { decodeDateTime } from './date-time.js';
import { decodeDelay } from './delay.js';
import { readCount, scanMarkup, type ScannedNode } from './markup.js';

export const forwardingErrors = {
  // XEP-0297 §3: one stanza in a wrapper
  notOneStanza: new StanzaError('modify', 'bad-request', 'a forward holds one stanza'),
  // a forward of a forward proves nothing of who sent the inner one
  nested: new StanzaError('modify', 'not-acceptable', 'a forward inside a forward'),
};

/** What our companion module says beside the copy. */
export interface ForwardNote {
  /** The IP address that the sender is connected from. */
  readonly address: string | undefined;
  /** In-band bytes by the closing of their stream: from the one who closes it, and to them. */
  readonly inBand: { readonly sent: number; readonly received: number } | undefined;
}

/** A stanza that somebody passes on. */
export interface ForwardedStanza {
  readonly stanza: Stanza;
  /** When it was sent, where that is said: epoch milliseconds. */
  readonly at: number | undefined;
  readonly note: ForwardNote | undefined;
}

/** The top of a forwarded stanza, as written: attribute values may hold references. */
export interface ForwardedPeek {
  readonly kind: string;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const PEEK =
  /^\s*<(?:forwarded|copy)\s[^<>]*>\s*(?:<delay\s[^<>]*\/>\s*)?<(iq|message|presence)(?=[\s/>])/;

/**
 * Looks at a forwarded stanza without reading it.
 * @param markup of the message that forwards it
 * @returns undefined where only the reader can tell
 */
export function peekForwarded(markup: string): ForwardedPeek | undefined {
  const found = PEEK.exec(markup);
  const tag = found === null ? undefined : peekTag(markup, found[0].length);
  if (found?.[1] === undefined || tag === undefined) return undefined;
  const { type, id, from, to } = tag.attrs;
  return { kind: found[1], type, id, from, to };
}

/** A message that forwards something, as written. */
export interface WrapperPeek {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** The markup inside. */
  readonly markup: string;
}

const WRAPPER_START = '<message';
const WRAPPER_END = '</message>';
const FORWARDS = /\s*<(?:forwarded|copy)\s/y;

/**
 * Looks at a message that forwards something before it is read. Values are as written; one that holds a reference names
 * nobody.
 * @returns undefined where only the reader can tell
 */
export function peekWrapper(message: string): WrapperPeek | undefined {
  if (!message.startsWith(WRAPPER_START) || !message.endsWith(WRAPPER_END)) return undefined;
  const tag = peekTag(message, WRAPPER_START.length);
  if (tag === undefined || tag.declares) return undefined;
  const { from, to } = tag.attrs;
  FORWARDS.lastIndex = tag.end + 1;
  if (message[tag.end] !== '>' || !FORWARDS.test(message)) return undefined;
  return { from, to, markup: message.slice(tag.end + 1, -WRAPPER_END.length) };
}

type PeekedAttrs = Partial<Record<'from' | 'to' | 'id' | 'type', string>>;

/**
 * Reads a checked start tag, attribute by attribute, so that no part of a value is taken for one.
 * @param from behind the tag's name
 * @returns what it says, and the offset of what ends it; undefined for one that is not written as hosts write them
 */
function peekTag(text: string, from: number) {
  const attrs: PeekedAttrs = {};
  let declares = false;
  let end = from;
  while (text[end] === ' ') {
    const equals = text.indexOf('=', end);
    const quote = text[equals + 1];
    const close = quote === "'" || quote === '"' ? text.indexOf(quote, equals + 2) : -1;
    if (equals < 0 || close < 0) return undefined;
    const name = text.slice(end + 1, equals);
    if (name === 'from' || name === 'to' || name === 'id' || name === 'type') {
      attrs[name] = text.slice(equals + 2, close);
    } else if (name.startsWith('xmlns')) declares = true;
    end = close + 1;
  }
  return text[end] === '>' || text[end] === '/' ? { attrs, declares, end } : undefined;
}

/**
 * Unwraps a forwarded stanza, or Openfire's `<copy/>`. Who sent the message is for the caller to judge.
 * @returns undefined where the message forwards nothing; an error from `forwardingErrors`, or what is wrong with
 *   the inner stanza's addresses
 */
export function decodeForwarded(message: Stanza): ForwardedStanza | StanzaError | undefined {
  const nodes = scanMarkup(message.markup);
  const plain = nodes === undefined ? undefined : readPlain(nodes, message.markup);
  if (plain !== undefined) return plain;
  const wrapper = message.child(NS.forward, 'forwarded') ?? message.child(NS.packetCopy, 'copy');
  if (wrapper === undefined) return undefined;
  const stanzas = childElements(wrapper).filter(isStanza);
  const [inner] = stanzas;
  if (inner === undefined || stanzas.length > 1) return forwardingErrors.notOneStanza;
  const stanza = Stanza.fromElement(inner);
  if (stanza instanceof StanzaError) return stanza;
  if (stanza.has(NS.forward) || stanza.has(NS.packetCopy)) return forwardingErrors.nested;
  const note = message.child(NS.mirrorNote, 'seen');
  return { stanza, at: sentAt(wrapper), note: note && readNote(note.attrs) };
}

type Attributes = Readonly<Record<string, string>>;

/**
 * The common case, in which the inner stanza's content is a piece of the outer one's text and no tree is needed.
 * @returns undefined for what only the tree can tell
 */
function readPlain(
  nodes: readonly ScannedNode[],
  markup: string,
): ForwardedStanza | StanzaError | undefined {
  const wrapper = nodes.find(({ name, ns }) => name === 'forwarded' && ns === NS.forward);
  const [inner, ...more] = wrapper?.children.filter(({ ns }) => ns !== NS.delay) ?? [];
  // the inner text reads the same on its own only in the namespace that stanzas have by themselves
  if (inner?.ns !== NS.client || !isKind(inner.name) || more.length > 0) return undefined;
  const stanza = plainStanza(inner, inner.name, markup);
  if (stanza instanceof StanzaError) return stanza;
  if (stanza.has(NS.forward) || stanza.has(NS.packetCopy)) return forwardingErrors.nested;
  const note = nodes.find(({ name, ns }) => name === 'seen' && ns === NS.mirrorNote);
  const stamp = wrapper?.children.find(({ ns }) => ns === NS.delay)?.attrs['stamp'];
  const at = stamp === undefined ? undefined : decodeDateTime(stamp);
  return { stanza, at, note: note && readNote(note.attrs) };
}

function plainStanza(node: ScannedNode, kind: StanzaKind, markup: string): Stanza | StanzaError {
  const { from, to, ...attrs } = node.attrs;
  const sender = from === undefined ? undefined : Jid.parse(from);
  const receiver = to === undefined ? undefined : Jid.parse(to);
  if (sender instanceof StanzaError) return sender;
  if (receiver instanceof StanzaError) return receiver;
  const payloads = node.children.map(({ name, ns }) => ({ name, ns }));
  const head = { kind, attrs, from: sender, to: receiver, payloads };
  const stanza = Stanza.fromWire(head, markup.slice(node.innerFrom, node.innerTo));
  stanza.nodes = node.children;
  return stanza;
}

/** Wraps a stanza. */
export function encodeForwarded(stanza: Stanza): Element {
  const { element } = stanza;
  const inner = payload(stanza.kind, NS.client, element.attrs);
  inner.children.push(...element.children);
  return payload('forwarded', NS.forward, {}, inner);
}

const isKind = (name: string): name is StanzaKind =>
  name === 'iq' || name === 'message' || name === 'presence';

function isStanza(element: Element): boolean {
  const ns = element.getNS() ?? '';
  const known = ns === '' || ns === NS.client || ns === NS.component || ns === NS.packetCopy;
  return known && isKind(element.getName());
}

function sentAt(wrapper: Element): number | undefined {
  const delay = childElements(wrapper).find((child) => child.getNS() === NS.delay);
  if (delay !== undefined) return decodeDelay(delay)?.at;
  const { date } = wrapper.attrs as Readonly<Record<string, string>>;
  return date === undefined ? undefined : decodeDateTime(date);
}

const ADDRESS = /^[0-9A-Fa-f.:]{2,45}$/;

function readNote(attrs: Attributes): ForwardNote {
  const address = attrs['address'];
  const [sent, received] = [readCount(attrs['sent']), readCount(attrs['received'])];
  const counted = sent !== undefined && received !== undefined;
  return {
    address: address !== undefined && ADDRESS.test(address) ? address : undefined,
    inBand: counted ? { sent, received } : undefined,
  };
}
