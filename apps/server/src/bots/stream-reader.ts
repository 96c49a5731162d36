import { StringDecoder } from 'node:string_decoder';
import {
  Element,
  StrictParser,
  XmlFaultError,
  type Tag,
  type XmlEvents,
  type XmlLimits,
} from '@waybill/core';

const LIMITS: XmlLimits = {
  maxStanzaBytes: 1024 * 1024,
  maxElements: 1_000_000,
  maxDepth: 64,
  maxAttributes: 64,
  maxAttrBytes: 65_536,
  maxNameBytes: 1_024,
};

export interface StreamReaderEvents {
  /** The server's stream header. */
  header(attrs: Readonly<Record<string, string>>): void;
  /** A complete child of the stream. */
  element(element: Element): void;
  /** The server has closed its stream. */
  end(): void;
  fault(error: XmlFaultError): void;
}

/** The client's side of reading one stream; a restart takes a new one. */
export class StreamReader implements XmlEvents {
  private readonly parser = new StrictParser(this, LIMITS);
  private readonly decoder = new StringDecoder('utf8');
  private cursor: Element | undefined;

  constructor(private readonly events: StreamReaderEvents) {}

  take(chunk: Buffer): void {
    try {
      this.parser.write(this.decoder.write(chunk));
    } catch (error) {
      if (!(error instanceof XmlFaultError)) throw error;
      this.events.fault(error);
    }
  }

  open(tag: Tag, depth: number): void {
    const attrs: Record<string, string> = {};
    for (const [name, { value }] of Object.entries(tag.attributes)) attrs[name] = value;
    if (depth === 0) {
      this.events.header(attrs);
      return;
    }
    const element = new Element(tag.name, attrs);
    this.cursor?.append(element);
    this.cursor = element;
  }

  close(_tag: Tag, depth: number): void {
    if (depth === 0) {
      this.events.end();
      return;
    }
    this.parser.resetBudget();
    const done = this.cursor;
    this.cursor = done?.parent ?? undefined;
    if (depth === 1 && done !== undefined) this.events.element(done);
  }

  text(text: string): void {
    this.cursor?.t(text);
  }
}
