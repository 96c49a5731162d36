import { SaxesParser, type SaxesTagNS } from 'saxes';

/** Bounds on one stanza (or stream header), all enforced while reading. */
export interface XmlLimits {
  readonly maxStanzaBytes: number;
  readonly maxElements: number;
  readonly maxDepth: number;
  readonly maxAttributes: number;
  readonly maxAttrBytes: number;
  readonly maxNameBytes: number;
}

/** Why reading stopped: three different stream errors. @see RFC 6120 §4.9.3.13, §4.9.3.18, §4.9.3.14 */
export type XmlFault = 'not-well-formed' | 'restricted-xml' | 'policy-violation';

/** Thrown out of `write` at the first fault; the parser is of no use afterwards. */
export class XmlFaultError extends Error {
  constructor(
    readonly fault: XmlFault,
    message: string,
  ) {
    super(message);
  }
}

/** An open or closing tag with its namespace resolved. */
export type Tag = SaxesTagNS;

/** What the owner of a parser wants to be told. */
export interface XmlEvents {
  /** A complete start tag; `depth` counts the elements around it; `position` is the offset behind its `>`. */
  open(tag: Tag, depth: number, position: number): void;
  /** A complete end tag; `depth` counts the elements around it. An empty tag gives both events. */
  close(tag: Tag, depth: number, position: number): void;
  text(text: string, depth: number): void;
}

interface SaxesHandlers {
  textHandler: (text: string) => void;
  cdataHandler: (text: string) => void;
  openTagStartHandler: (tag: { readonly name: string }) => void;
  attributeHandler: (attribute: { readonly name: string; readonly value: string }) => void;
  openTagHandler: (tag: Tag) => void;
  closeTagHandler: (tag: Tag) => void;
  errorHandler: (error: Error) => void;
  commentHandler: () => void;
  piHandler: () => void;
  doctypeHandler: () => void;
}

/**
 * The one way XML from outside is read: namespaces resolved, nothing but elements, attributes, text and CDATA
 * allowed, and a stop at the first fault. Bytes are counted by the owner, who sees them first.
 *
 * Handlers are properties, not `.on()` listeners: seven listeners push saxes into V8's slow mode.
 * @see RFC 6120 §11.1
 */
export class StrictParser extends SaxesParser<{ xmlns: true; position: false }> {
  private depth = 0;
  private elements = 0;
  private attributes = 0;

  constructor(
    public events: XmlEvents,
    public limits: XmlLimits,
  ) {
    super({ xmlns: true, position: false });
    const restricted = (what: string) => () => {
      throw new XmlFaultError('restricted-xml', `${what} are not allowed`);
    };
    // saxes declares these private; its `.on()` sets the same names, slowly
    const handlers = this as unknown as SaxesHandlers;
    handlers.textHandler = (text) => this.events.text(text, this.depth);
    handlers.cdataHandler = handlers.textHandler;
    handlers.openTagStartHandler = (tag) => this.openStarted(tag.name);
    handlers.attributeHandler = (attribute) => this.attributeRead(attribute.name, attribute.value);
    handlers.openTagHandler = (tag) => this.events.open(tag, this.depth++, this.position);
    handlers.closeTagHandler = (tag) => this.events.close(tag, --this.depth, this.position);
    handlers.commentHandler = restricted('comments');
    handlers.piHandler = restricted('processing instructions');
    handlers.doctypeHandler = restricted('document type declarations');
    handlers.errorHandler = (error) => {
      throw new XmlFaultError('not-well-formed', error.message);
    };
  }

  /** Starts the element count of the next stanza. */
  resetBudget(): void {
    this.elements = 0;
  }

  private openStarted(name: string): void {
    const { limits } = this;
    this.attributes = 0;
    if (this.depth >= limits.maxDepth) this.refuse('elements are nested too deeply');
    if (++this.elements > limits.maxElements) this.refuse('too many elements');
    if (name.length > limits.maxNameBytes) this.refuse('an element name is too long');
  }

  private attributeRead(name: string, value: string): void {
    const { limits } = this;
    if (++this.attributes > limits.maxAttributes) this.refuse('too many attributes');
    if (name.length > limits.maxNameBytes) this.refuse('an attribute name is too long');
    if (value.length > limits.maxAttrBytes) this.refuse('an attribute is too long');
  }

  private refuse(text: string): never {
    throw new XmlFaultError('policy-violation', text);
  }
}
