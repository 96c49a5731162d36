import {
  NS,
  StreamError,
  XmlFaultError,
  escapeXml,
  joinPieces,
  selfContained,
  type PayloadName,
  StrictParser,
  type Tag,
  type XmlEvents,
  type XmlLimits,
} from '@waybill/core';
import { isOrdinaryHeader, type ParserPool } from './parser-pool.js';
import { Utf8Reader } from './utf8-reader.js';
import type { WireElement, XmlStreamOwner } from './wire-element.js';

type OpenElement = { -readonly [K in keyof WireElement]: WireElement[K] } & {
  payloads: PayloadName[];
  /** Offsets of the start tag's first character and of the first one behind it. */
  readonly startsAt: number;
  readonly innerAt: number;
};

/** Longest piece handed to the parser at once: what comes in between two looks at the budget. */
const PIECE_BYTES = 65_536;
/** Pieces of markup after which they are joined, as ropes of single characters are dear. */
const PIECES_PER_JOIN = 64;
const MAX_BYTES_PER_UNIT = 3;
const GREATER_THAN = 0x3e;
const LESS_THAN = 0x3c;

const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
const onlySpace = /^[ \t\r\n]*$/;

function spaceAhead(text: string): number {
  let at = 0;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/**
 * Reads one XML stream: bytes in, first-level elements out. Counts bytes while reading, stops at the first fault and
 * builds no trees. Holds a parser only while it stands inside an element.
 * @see RFC 6120 §4, §11
 */
export class XmlStream implements XmlEvents {
  /** `xml:lang` of the header; stamped on stanzas that have none. @see RFC 6120 §8.1.5 */
  lang: string | undefined;
  private readonly utf8 = new Utf8Reader();
  private phase: 'header' | 'content' | 'done' = 'header';
  private parser: StrictParser | undefined;
  /** Namespace declarations of a header that is out of the ordinary; the parser then stays with this stream. */
  private declarations: string | undefined;
  /** Text from the start of the element in progress, and that start's offset in all the parser was fed. */
  private markup = '';
  private markupAt = 0;
  private markupBytes = 0;
  private pieces = 0;
  /** Offset behind the last complete first-level thing. */
  private boundary = 0;
  private current: OpenElement | undefined;
  /** The owner wants nothing more for now; `pending` is what came meanwhile. */
  private held = false;
  private pending = '';
  /** The parser is at work, below us on the call stack. */
  private reading = false;
  private stopped = false;
  private discarding = false;
  private poolable = false;

  constructor(
    private readonly owner: XmlStreamOwner,
    private limits: XmlLimits,
    private readonly pool: ParserPool,
  ) {}

  /** Takes the next bytes. The buffer may be reused when this returns. Never throws at what a peer sent. */
  write(chunk: Buffer): void {
    for (let at = 0; at < chunk.length && this.phase !== 'done'; at += PIECE_BYTES) {
      const whole = chunk.length <= PIECE_BYTES;
      this.guarded(whole ? chunk : chunk.subarray(at, at + PIECE_BYTES));
    }
  }

  /** Other limits from the next element on, as after a login. */
  setLimits(limits: XmlLimits): void {
    this.limits = limits;
    if (this.parser !== undefined) this.parser.limits = limits;
  }

  /** Reads no further than the event being told; what came with it waits for `resume`. */
  pause(): void {
    this.held = true;
    this.stopReading();
  }

  get paused(): boolean {
    return this.held;
  }

  /** Whether bytes of an unfinished element, or unread ones, are held. */
  get midElement(): boolean {
    return this.markup !== '' || this.pending !== '';
  }

  resume(): void {
    if (!this.held) return;
    this.held = false;
    if (this.reading) return;
    const { pending } = this;
    this.pending = '';
    this.guarded(pending);
  }

  /**
   * Expects a new header, as after SASL. To be called between two elements.
   * @param discard whether bytes that came behind the element are thrown away (STARTTLS: they were not encrypted)
   * @see RFC 6120 §4.3.3, §5.4.3.3
   */
  restart(discard: boolean): void {
    this.phase = 'header';
    this.declarations = undefined;
    this.lang = undefined;
    this.stopReading();
    if (this.reading) {
      this.discarding = discard;
    } else {
      this.parser = undefined;
      if (discard) this.pending = '';
    }
    if (discard) this.utf8.reset();
  }

  /** Reads nothing more and lets go of everything. */
  end(): void {
    if (this.phase === 'done') return;
    this.phase = 'done';
    this.stopReading();
    this.parser = undefined;
    this.current = undefined;
    this.markup = this.pending = '';
    this.utf8.reset();
  }

  open(tag: Tag, depth: number, position: number): void {
    if (depth === 0) this.openHeader(tag, position);
    else if (depth === 1) this.openElement(tag, position);
    else if (depth === 2) this.current?.payloads.push({ name: tag.local, ns: tag.uri });
  }

  close(tag: Tag, depth: number, position: number): void {
    if (depth === 1) this.closeElement(tag, position);
    else if (depth === 0) this.closeStream(position);
  }

  text(): void {
    // inside an element it is part of the markup; between elements `requireSpace` looks at it
  }

  private stopReading(): void {
    if (!this.reading) return;
    this.stopped = true;
    this.parser?.stop();
  }

  private guarded(input: Buffer | string): void {
    try {
      let text = typeof input === 'string' ? input : this.utf8.read(input);
      while (text !== '' && this.phase !== 'done') {
        if (this.held) {
          this.pending += text;
          return;
        }
        text = this.feed(text);
      }
    } catch (error) {
      this.reading = false;
      if (!(error instanceof XmlFaultError)) throw error;
      this.end();
      this.owner.faulted(new StreamError(error.fault, error.message));
    }
  }

  /**
   * White space behind a finished element is left out, so that keep-alives need no parser and no memory.
   * @returns what was not read because the owner stopped the reading
   */
  private feed(text: string): string {
    let end = text.length;
    while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
    if (end === text.length || end === 0 || text.charCodeAt(end - 1) !== GREATER_THAN) {
      return this.feedExactly(text);
    }
    const rest = this.feedExactly(text.slice(0, end));
    if (rest !== '') return rest + text.slice(end);
    return this.markup === '' ? '' : this.feedExactly(text.slice(end));
  }

  private feedExactly(input: string): string {
    let text = input;
    if (this.markup === '') {
      const start = spaceAhead(text);
      if (start === text.length) return '';
      if (text.charCodeAt(start) !== LESS_THAN) throw strayText();
      if (start > 0) text = text.slice(start);
      this.parser ??= this.takeParser();
      this.markup = text;
      this.markupAt = this.boundary = this.parser.fed;
      this.markupBytes = 0;
    } else {
      this.markup += text;
      if (++this.pieces % PIECES_PER_JOIN === 0) joinPieces(this.markup);
    }
    const { parser, boundary } = this;
    if (parser === undefined) return '';
    this.reading = true;
    parser.write(text);
    this.reading = false;
    return this.settle(parser, this.boundary === boundary ? text : undefined);
  }

  private takeParser(): StrictParser {
    if (this.phase === 'header') return new StrictParser(this, this.limits);
    this.poolable = true;
    return this.pool.lend(this, this.limits);
  }

  /**
   * Cuts off what has been dealt with and counts what is left.
   * @param added new text when nothing was completed
   * @returns text behind the place where the owner stopped
   */
  private settle(parser: StrictParser, added: string | undefined): string {
    if (this.phase === 'done') return '';
    if (this.stopped) {
      this.stopped = false;
      const rest = this.discarding ? '' : this.markup.slice(this.boundary - this.markupAt);
      this.discarding = false;
      this.release(parser);
      return rest;
    }
    if (added === undefined) {
      const tail = this.markup.slice(this.boundary - this.markupAt);
      const start = spaceAhead(tail);
      if (start === tail.length) {
        this.release(parser);
        return '';
      }
      if (tail.charCodeAt(start) !== LESS_THAN) throw strayText();
      this.markup = start === 0 ? tail : tail.slice(start);
      this.markupAt = this.boundary += start;
      this.markupBytes = Buffer.byteLength(this.markup);
      this.pieces = 0;
    } else {
      this.markupBytes += Buffer.byteLength(added);
    }
    if (this.markupBytes > this.limits.maxStanzaBytes) throw tooLarge();
    return '';
  }

  /** Between two elements an ordinary stream needs no parser; another one keeps its own. */
  private release(parser: StrictParser): void {
    this.markup = '';
    this.pieces = 0;
    if (this.poolable) this.pool.giveBack(parser);
    if (this.poolable || this.phase === 'header') this.parser = undefined;
  }

  private openHeader(tag: Tag, position: number): void {
    if (position - this.markupAt > this.limits.maxStanzaBytes) throw tooLarge();
    this.boundary = position;
    this.phase = 'content';
    this.parser?.resetBudget();
    const value = (name: string) => tag.attributes[name]?.value;
    this.poolable = isOrdinaryHeader(tag.name, tag.ns);
    if (!this.poolable) this.declarations = declarationsOf(tag);
    this.lang = value('xml:lang');
    this.owner.opened({
      name: tag.local,
      prefix: tag.prefix,
      ns: tag.uri,
      contentNs: tag.ns[''] ?? '',
      to: value('to'),
      from: value('from'),
      id: value('id'),
      version: value('version'),
      lang: this.lang,
    });
  }

  private openElement(tag: Tag, position: number): void {
    const startsAt = this.markupAt + this.markup.lastIndexOf('<', position - this.markupAt - 1);
    this.requireSpace(startsAt);
    const attrs: Record<string, string> = {};
    let from: string | undefined;
    let to: string | undefined;
    for (const name in tag.attributes) {
      const attribute = tag.attributes[name];
      if (attribute === undefined || name === 'xmlns') continue;
      if (name === 'from') from = attribute.value;
      else if (name === 'to') to = attribute.value;
      else if (attribute.prefix === '' || attribute.prefix === 'xml') attrs[name] = attribute.value;
      else if (attribute.prefix !== 'xmlns') {
        // a prefixed attribute is of use only with its declaration
        attrs[`xmlns:${attribute.prefix}`] = attribute.uri;
        attrs[name] = attribute.value;
      }
    }
    if (this.lang !== undefined && attrs['xml:lang'] === undefined) attrs['xml:lang'] = this.lang;
    if (this.parser !== undefined) this.parser.prefixed = tag.prefix !== '';
    const { local: name, uri: ns } = tag;
    this.current = {
      name,
      ns,
      from,
      to,
      attrs,
      payloads: [],
      inner: '',
      startsAt,
      innerAt: position,
    };
  }

  private closeElement(tag: Tag, position: number): void {
    const { current, parser } = this;
    if (current === undefined || parser === undefined) return;
    const { startsAt } = current;
    const markup = this.markup.slice(startsAt - this.markupAt, position - this.markupAt);
    const { maxStanzaBytes } = this.limits;
    if (markup.length * MAX_BYTES_PER_UNIT > maxStanzaBytes) {
      if (Buffer.byteLength(markup) > maxStanzaBytes) throw tooLarge();
    }
    if (!tag.isSelfClosing) {
      current.inner = parser.prefixed
        ? selfContained(markup, this.declarations ?? ORDINARY_DECLARATIONS, current.ns, this.limits)
        : markup.slice(current.innerAt - startsAt, markup.lastIndexOf('</'));
    }
    this.current = undefined;
    this.boundary = position;
    parser.resetBudget();
    this.owner.element(current);
  }

  private closeStream(position: number): void {
    this.requireSpace(this.markupAt + this.markup.lastIndexOf('<', position - this.markupAt - 1));
    this.end();
    this.owner.ended();
  }

  /** RFC 6120 §4.9.3.1, §11.7: only white space stands between first-level elements. */
  private requireSpace(upTo: number): void {
    if (upTo <= this.boundary) return;
    const between = this.markup.slice(this.boundary - this.markupAt, upTo - this.markupAt);
    if (!onlySpace.test(between)) throw strayText();
  }
}

const ORDINARY_DECLARATIONS = `xmlns="${NS.client}" xmlns:stream="${NS.stream}"`;

const strayText = () =>
  new XmlFaultError('bad-format', 'only white space may stand between stanzas');
const tooLarge = () => new XmlFaultError('policy-violation', 'the stanza is too large');

function declarationsOf(tag: Tag): string {
  return Object.entries(tag.ns)
    .map(([prefix, ns]) => `${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeXml(ns)}"`)
    .join(' ');
}
