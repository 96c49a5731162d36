import type { XmlStream } from './xml-stream.js';

/**
 * Looks at a whole element before it is read.
 * @param element as it stands in the stream, one character a byte
 * @returns whether it is dealt with, so that nobody need read it
 */
export type Skim = (element: string) => boolean;

/** Longest beginning of an element that waits for its end; a longer one is read as it comes. */
const MAX_HELD_BYTES = 16_384;
const NOT_WHOLE = -1;
/** A declaration, a comment, CDATA, stray text, the end of the stream: for the reader to judge. */
const STRANGE = -2;

const [QUOTE, APOSTROPHE, SLASH, GREATER_THAN] = [0x22, 0x27, 0x2f, 0x3e];
const [EXCLAMATION, QUESTION] = [0x21, 0x3f];

const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/**
 * Stands before the reader of a stream and finds where its elements begin and end, which takes a tenth of what reading them does.
 * In XML without comments and CDATA a `<` begins a tag and nothing else, so counting tags is exact. What is skimmed off is checked no
 * further than that; everything else goes through the reader as if nobody had looked, each element in bytes of its own.
 */
export class ElementSkimmer {
  /** The beginning of an element; of a tag, where the element is being read. */
  private held: Buffer | undefined;
  /** How much of `held` is whole tags. */
  private scanned = 0;
  private depth = 0;
  /** The element in progress is being read. */
  private isBegun = false;
  /** Only the reader knows where it stands: at the start, and behind something strange. */
  private isLost = true;

  constructor(
    private readonly reader: Pick<XmlStream, 'write' | 'midElement' | 'paused'>,
    private readonly skim: Skim,
  ) {}

  /** Takes the next bytes. The buffer may be reused when this returns. */
  write(chunk: Buffer): void {
    if (this.isLost) return this.follow(chunk);
    const bytes = this.held === undefined ? chunk : Buffer.concat([this.held, chunk]);
    const text = bytes.toString('latin1');
    let start = this.isBegun ? 0 : spaceBehind(text, 0);
    for (;;) {
      const end = this.endOf(text, Math.max(start, this.scanned));
      if (end === STRANGE) return this.follow(bytes.subarray(start));
      if (end === NOT_WHOLE) return this.keep(bytes, start);
      // nothing overtakes what waits to be read
      const mustRead = this.isBegun || this.reader.paused;
      if (mustRead || !this.skim(text.slice(start, end))) {
        this.reader.write(bytes.subarray(start, end));
      }
      this.isBegun = false;
      start = spaceBehind(text, end);
    }
  }

  /** Lets the reader read, and finds the way again where it stands between two elements. */
  private follow(bytes: Buffer): void {
    this.reader.write(bytes);
    this.isLost = this.reader.midElement;
    this.isBegun = false;
    this.held = undefined;
    this.scanned = this.depth = 0;
  }

  private keep(bytes: Buffer, start: number): void {
    let from = start;
    if (this.isBegun || bytes.length - start > MAX_HELD_BYTES) {
      if (this.scanned > from) this.reader.write(bytes.subarray(from, this.scanned));
      this.isBegun ||= this.scanned > from;
      from = Math.max(from, this.scanned);
    }
    if (bytes.length - from > MAX_HELD_BYTES) return this.follow(bytes.subarray(from));
    // a copy: the chunk is the socket's and will be written over
    this.held = from === bytes.length ? undefined : Buffer.from(bytes.subarray(from));
    this.scanned = Math.max(0, this.scanned - from);
  }

  /** @returns the offset behind the element; or `NOT_WHOLE`, with `scanned` at the last whole tag's end; or `STRANGE` */
  private endOf(text: string, from: number): number {
    for (let at = from; ;) {
      const open = text.indexOf('<', at);
      this.scanned = open < 0 ? text.length : open;
      if (this.depth === 0 && open !== at && at < text.length) return STRANGE;
      if (open < 0 || open + 1 === text.length) return NOT_WHOLE;
      const second = text.charCodeAt(open + 1);
      if (second === EXCLAMATION || second === QUESTION) return STRANGE;
      at = tagEnd(text, open + 1);
      if (at < 0) return NOT_WHOLE;
      if (second === SLASH) this.depth--;
      else if (text.charCodeAt(at - 2) !== SLASH) this.depth++;
      if (this.depth < 0) return STRANGE;
      if (this.depth > 0) continue;
      this.scanned = at;
      return at;
    }
  }
}

/** The offset behind a tag's `>`, one in an attribute's value passed over; -1 where it has not come yet. */
function tagEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === GREATER_THAN) return at + 1;
    if (code !== QUOTE && code !== APOSTROPHE) continue;
    at = text.indexOf(code === QUOTE ? '"' : "'", at + 1);
    if (at < 0) return NOT_WHOLE;
  }
  return NOT_WHOLE;
}

function spaceBehind(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}
