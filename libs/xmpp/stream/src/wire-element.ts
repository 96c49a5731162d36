import { Element, escapeXml, parseXml, type PayloadName, type StreamError } from '@waybill/core';

/** The start tag of a stream, as the peer wrote it. */
export interface StreamHeader {
  readonly name: string;
  readonly prefix: string;
  readonly ns: string;
  /** The default namespace inside: that of the stanzas. @see RFC 6120 §4.8.2 */
  readonly contentNs: string;
  readonly to: string | undefined;
  readonly from: string | undefined;
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly lang: string | undefined;
}

/** A complete first-level element, read and checked, without a tree. */
export interface WireElement {
  readonly name: string;
  readonly ns: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** All attributes but `from`, `to` and the default namespace. */
  readonly attrs: Readonly<Record<string, string>>;
  /** Names of the child elements. */
  readonly payloads: readonly PayloadName[];
  /** The markup inside; depends on no prefix declared outside. */
  readonly inner: string;
}

/** What a stream's owner is told, in the order of the wire. */
export interface XmlStreamOwner {
  opened(header: StreamHeader): void;
  element(element: WireElement): void;
  /** The peer has closed its stream; nothing follows. */
  ended(): void;
  /** The peer broke a rule; nothing follows. */
  faulted(error: StreamError): void;
}

/**
 * A first-level element as a tree.
 * @throws Error if it does not parse, which would be our fault: it was read once already
 */
export function toElement({ name, ns, attrs, inner }: WireElement): Element {
  let tag = `<${name} xmlns="${escapeXml(ns)}"`;
  for (const key in attrs) tag += ` ${key}="${escapeXml(attrs[key] ?? '')}"`;
  const element = parseXml(`${tag}>${inner}</${name}>`);
  if (element instanceof Element) return element;
  throw new Error(`a checked element does not parse: ${element.message}`, { cause: element });
}
