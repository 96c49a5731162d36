import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS, type XMLDecl } from 'saxes';

/** Bounds on one stanza (or stream header), all enforced while reading. */
export interface XmlLimits {
  readonly maxStanzaBytes: number;
  readonly maxElements: number;
  readonly maxDepth: number;
  readonly maxAttributes: number;
  readonly maxAttrBytes: number;
  readonly maxNameBytes: number;
}

/**
 * Why reading stopped; each is a stream error condition.
 * @see RFC 6120 §4.9.3.1, §4.9.3.13, §4.9.3.14, §4.9.3.18, §4.9.3.22
 */
export type XmlFault =
  'bad-format' | 'not-well-formed' | 'restricted-xml' | 'policy-violation' | 'unsupported-encoding';

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

/**
 * What we reach into of saxes 6.0.0 (pinned): its handlers as properties, since `.on()` with seven listeners pushes
 * the object into V8's slow mode (four times the cost), and the few fields that stopping in mid-chunk needs.
 */
interface SaxesCore {
  textHandler: (text: string) => void;
  cdataHandler: (text: string) => void;
  openTagStartHandler: (tag: { readonly name: string }) => void;
  attributeHandler: (attribute: SaxesAttributeNS) => void;
  openTagHandler: (tag: Tag) => void;
  closeTagHandler: (tag: Tag) => void;
  errorHandler: (error: Error) => void;
  commentHandler: () => void;
  piHandler: () => void;
  doctypeHandler: () => void;
  xmldeclHandler: (declaration: XMLDecl) => void;
  readonly position: number;
  chunk: string;
  chunkPosition: number;
  i: number;
  carriedFromPrevious: string | undefined;
  text: string;
  name: string;
  entity: string;
  tags: readonly Tag[];
  write(chunk: string | null): this;
  close(): this;
  closeTag(): void;
}

const Saxes = SaxesParser as unknown as new (options: {
  xmlns: true;
  position: false;
  defaultXMLVersion: '1.0';
  forceXMLVersion: true;
}) => SaxesCore;

/** Chunks after which the pieces of a long text are joined: a rope of single characters costs 32 bytes each. */
const WRITES_PER_JOIN = 256;
const UNFINISHED_REFERENCE = /^#?[A-Za-z0-9]{1,32}$|^#$/;

/**
 * The one way XML from outside is read: namespaces resolved, nothing but elements, attributes, text and CDATA
 * allowed, and a stop at the first fault. Bytes are counted by the owner, who sees them first.
 * @see RFC 6120 §11.1
 */
export class StrictParser extends Saxes {
  /** Set by the first prefixed name (other than `xml:`) since the owner cleared it. */
  prefixed = false;
  private depth = 0;
  private elements = 0;
  private attributes = 0;
  private stoppedAt = -1;
  private writes = 0;

  constructor(
    public events: XmlEvents,
    public limits: XmlLimits,
  ) {
    super({ xmlns: true, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
    const restricted = (what: string) => () => {
      throw new XmlFaultError('restricted-xml', `${what} are not allowed`);
    };
    this.textHandler = (text) => this.events.text(text, this.depth);
    this.cdataHandler = this.textHandler;
    this.openTagStartHandler = (tag) => this.openStarted(tag.name);
    this.attributeHandler = (attribute) => this.attributeRead(attribute);
    this.openTagHandler = (tag) => {
      if (tag.prefix !== '') this.prefixed = true;
      this.events.open(tag, this.depth++, this.position);
    };
    this.closeTagHandler = (tag) => this.events.close(tag, --this.depth, this.position);
    this.commentHandler = restricted('comments');
    this.piHandler = restricted('processing instructions');
    this.doctypeHandler = restricted('document type declarations');
    this.xmldeclHandler = declarationRead;
    this.errorHandler = (error) => {
      throw new XmlFaultError('not-well-formed', error.message);
    };
  }

  /** How many characters have been given to `write`, or were read of them where it was stopped. */
  get fed(): number {
    return this.chunkPosition + (this.carriedFromPrevious === undefined ? 0 : 1);
  }

  /** Starts the element count of the next stanza. */
  resetBudget(): void {
    this.elements = 0;
  }

  /**
   * To be called from `open` or `close` of the events: the rest of the chunk stays unread, `write` returns, and the
   * owner gives what lies behind the event's position again when it wants to go on.
   */
  stop(): void {
    this.stoppedAt = this.position;
    this.i = this.chunk.length;
  }

  override write(chunk: string | null): this {
    super.write(chunk);
    if (this.stoppedAt >= 0) {
      this.chunkPosition = this.stoppedAt;
      this.carriedFromPrevious = undefined;
      this.stoppedAt = -1;
    }
    if (++this.writes % WRITES_PER_JOIN === 0) {
      joinPieces(this.text);
      joinPieces(this.name);
    }
    // saxes looks for the semicolon through everything that follows, and says so only when it comes
    if (this.entity !== '' && !UNFINISHED_REFERENCE.test(this.entity)) {
      throw new XmlFaultError('not-well-formed', 'an ampersand begins no reference');
    }
    return this;
  }

  // saxes reports an end tag before it compares names; a mismatched one must not complete a stanza
  override closeTag(): void {
    if (this.tags.at(-1)?.name !== this.name) {
      throw new XmlFaultError('not-well-formed', 'an end tag does not match its start tag');
    }
    super.closeTag();
  }

  private openStarted(name: string): void {
    const { limits } = this;
    this.attributes = 0;
    if (this.depth >= limits.maxDepth) refuse('elements are nested too deeply');
    if (++this.elements > limits.maxElements) refuse('too many elements');
    if (name.length > limits.maxNameBytes) refuse('an element name is too long');
  }

  private attributeRead({ name, prefix, value }: SaxesAttributeNS): void {
    const { limits } = this;
    if (++this.attributes > limits.maxAttributes) refuse('too many attributes');
    if (name.length > limits.maxNameBytes) refuse('an attribute name is too long');
    if (value.length > limits.maxAttrBytes) refuse('an attribute is too long');
    if (prefix !== '' && prefix !== 'xml' && prefix !== 'xmlns') this.prefixed = true;
  }
}

function refuse(text: string): never {
  throw new XmlFaultError('policy-violation', text);
}

/** RFC 6120 §11.5, §11.6: the declaration is optional, the encoding is UTF-8 and nothing else. */
function declarationRead({ version, encoding }: XMLDecl): void {
  if (version !== undefined && version !== '1.0') {
    throw new XmlFaultError('bad-format', 'this is XML 1.0');
  }
  if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8') {
    throw new XmlFaultError('unsupported-encoding', 'the encoding is UTF-8');
  }
}

/** Makes V8 turn a string built piece by piece into one block; converting to a number does it as a first step. */
export function joinPieces(text: string): void {
  if (text.length > 0) Number(text);
}
