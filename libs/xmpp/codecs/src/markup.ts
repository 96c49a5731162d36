import { childElements, NS, type Element, type Stanza, type XmlNode } from '@waybill/core';

export type { XmlNode };

/** An element of scanned markup. */
export interface ScannedNode extends XmlNode {
  readonly children: readonly ScannedNode[];
  /** Where its content stands in the markup: the first character, and the one behind the last. */
  readonly innerFrom: number;
  readonly innerTo: number;
}

interface OpenNode extends ScannedNode {
  readonly attrs: Record<string, string>;
  readonly children: ScannedNode[];
  text: string;
  innerFrom: number;
  innerTo: number;
}

/**
 * The child elements of a stanza. Its markup went through the strict parser when it arrived, so it is well-formed and
 * has no comments; plain markup is read by a scan that builds nothing else, and whatever is unusual (prefixes, CDATA,
 * carriage returns) by way of the tree.
 */
export function payloadNodes(stanza: Stanza): readonly XmlNode[] {
  stanza.nodes ??= scanMarkup(stanza.markup) ?? childElements(stanza.element).map(toNode);
  return stanza.nodes;
}

/** The stanza's child element of that namespace (and name). */
export function payloadNode(stanza: Stanza, ns: string, name?: string): XmlNode | undefined {
  return payloadNodes(stanza).find(
    (node) => node.ns === ns && (name === undefined || node.name === name),
  );
}

/** The same view of an element that is a tree already. */
export function toNode(element: Element): XmlNode {
  const attrs: Record<string, string> = {};
  const written = element.attrs as Record<string, string | number | undefined>;
  for (const [name, value] of Object.entries(written)) {
    if (name !== 'xmlns' && value !== undefined) attrs[name] = String(value);
  }
  return {
    name: element.getName(),
    ns: element.getNS() ?? NS.client,
    attrs,
    children: childElements(element).map(toNode),
    text: element.children.filter((child) => typeof child === 'string').join(''),
  };
}

/** The child of that name, in its parent's namespace unless another is given. */
export function childNode(node: XmlNode, name: string, ns = node.ns): XmlNode | undefined {
  for (const child of node.children) {
    if (child.name === name && child.ns === ns) return child;
  }
  return undefined;
}

/** A count as protocols write it. @returns undefined for anything but a safe non-negative integer */
export function readCount(text: string | undefined): number | undefined {
  if (text === undefined || text.length > 16 || !/^\s*\d+\s*$/.test(text)) return undefined;
  const count = Number(text);
  return Number.isSafeInteger(count) ? count : undefined;
}

const TAB_OR_NEWLINE = /[\t\n]/g;
const QUOTE = 34;
const SLASH = 47;
const EQUALS = 61;
const GREATER = 62;
const SPACE = 32;

/**
 * Reads checked markup.
 * @returns its elements; undefined when it holds something that only the tree reader knows
 */
export function scanMarkup(markup: string): readonly ScannedNode[] | undefined {
  return markup.includes('\r') || markup.includes('<!') ? undefined : new Scan(markup).run();
}

class Scan {
  private at = 0;
  private readonly roots: ScannedNode[] = [];
  private readonly open: OpenNode[] = [];

  constructor(private readonly markup: string) {}

  run(): readonly ScannedNode[] | undefined {
    const { markup, open } = this;
    for (;;) {
      const tag = markup.indexOf('<', this.at);
      if (tag < 0) return open.length === 0 ? this.roots : undefined;
      const parent = open.at(-1);
      if (parent !== undefined && tag > this.at) {
        parent.text += decode(markup.slice(this.at, tag));
      }
      if (markup.charCodeAt(tag + 1) === SLASH) {
        const closed = open.pop();
        if (closed !== undefined) closed.innerTo = tag;
        this.at = markup.indexOf('>', tag) + 1;
      } else if (!this.start(tag + 1, parent)) {
        return undefined;
      }
    }
  }

  private start(from: number, parent: OpenNode | undefined): boolean {
    const end = this.nameEnd(from);
    const name = this.markup.slice(from, end);
    if (name.includes(':')) return false;
    this.at = end;
    const attrs: Record<string, string> = {};
    let ns = parent?.ns ?? NS.client;
    for (;;) {
      const char = this.skipSpace();
      if (char === GREATER || char === SLASH) {
        this.at += char === GREATER ? 1 : 2;
        const { at } = this;
        const node = { name, ns, attrs, children: [], text: '', innerFrom: at, innerTo: at };
        (parent?.children ?? this.roots).push(node);
        if (char === GREATER) this.open.push(node);
        return true;
      }
      const attribute = this.attribute();
      if (attribute === undefined) return false;
      if (attribute.name === 'xmlns') ns = attribute.value;
      else attrs[attribute.name] = attribute.value;
    }
  }

  private attribute(): { readonly name: string; readonly value: string } | undefined {
    const { markup } = this;
    const end = this.nameEnd(this.at);
    const name = markup.slice(this.at, end);
    // a prefix needs its declaration; xml: is declared everywhere
    if (name.includes(':') && !name.startsWith('xml:')) return undefined;
    this.at = end;
    if (this.skipSpace() !== EQUALS) return undefined;
    this.at++;
    const quote = this.skipSpace();
    const close = markup.indexOf(quote === QUOTE ? '"' : "'", this.at + 1);
    if (close < 0) return undefined;
    // XML 1.0 §3.3.3: white space in an attribute is a space, unless written as a reference
    const value = decode(markup.slice(this.at + 1, close).replace(TAB_OR_NEWLINE, ' '));
    this.at = close + 1;
    return { name, value };
  }

  private nameEnd(from: number): number {
    const { markup } = this;
    let i = from;
    for (; i < markup.length; i++) {
      const char = markup.charCodeAt(i);
      if (char <= SPACE || char === SLASH || char === GREATER || char === EQUALS) {
        break;
      }
    }
    return i;
  }

  /** @returns the character behind the white space */
  private skipSpace(): number {
    const { markup } = this;
    while (markup.charCodeAt(this.at) <= SPACE) this.at++;
    return markup.charCodeAt(this.at);
  }
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, reference: string) => {
    if (!reference.startsWith('#')) return NAMED[reference] ?? whole;
    const hex = reference.startsWith('#x');
    const code = Number.parseInt(reference.slice(hex ? 2 : 1), hex ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
