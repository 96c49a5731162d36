import { Element } from './element.js';
import {
  StrictParser,
  XmlFaultError,
  type Tag,
  type XmlEvents,
  type XmlLimits,
} from './strict-parser.js';

const TREE_LIMITS: XmlLimits = {
  maxStanzaBytes: 16 * 1024 * 1024,
  maxElements: 65_536,
  maxDepth: 128,
  maxAttributes: 256,
  maxAttrBytes: 1024 * 1024,
  maxNameBytes: 1024,
};

/** Collects parser events into one tree of `@xmpp/xml` elements. */
export class TreeBuilder implements XmlEvents {
  private cursor: Element | undefined;
  /** The outermost element once it has been closed. */
  root: Element | undefined;

  open(tag: Tag): void {
    const attrs: Record<string, string> = {};
    for (const [name, attribute] of Object.entries(tag.attributes)) attrs[name] = attribute.value;
    const element = new Element(tag.name, attrs);
    this.cursor?.append(element);
    this.cursor = element;
  }

  close(): void {
    const done = this.cursor;
    this.cursor = done?.parent ?? undefined;
    if (this.cursor === undefined) this.root = done;
  }

  text(text: string): void {
    this.cursor?.t(text);
  }
}

/**
 * Reads one complete element.
 * @returns its tree, or the fault that stopped the reading
 */
export function parseXml(text: string): Element | XmlFaultError {
  const builder = new TreeBuilder();
  const parser = new StrictParser(builder, TREE_LIMITS);
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof XmlFaultError) return error;
    throw error;
  }
  return builder.root ?? new XmlFaultError('not-well-formed', 'no element');
}
