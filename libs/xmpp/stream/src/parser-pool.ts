import { NS, StrictParser, type XmlEvents, type XmlLimits } from '@waybill/core';

/** The header nearly every client sends, and all that a parser remembers of it. */
const ORDINARY_NAME = 'stream:stream';
const ORDINARY_HEADER = `<${ORDINARY_NAME} xmlns="${NS.client}" xmlns:stream="${NS.stream}">`;

const SILENT: XmlEvents = { open: () => {}, close: () => {}, text: () => {} };

/** Whether a stream with this header can read its stanzas with any parser of the pool. */
export function isOrdinaryHeader(
  name: string,
  namespaces: Readonly<Record<string, string>>,
): boolean {
  if (name !== ORDINARY_NAME) return false;
  if (namespaces[''] !== NS.client || namespaces['stream'] !== NS.stream) return false;
  return Object.keys(namespaces).length === 2;
}

/**
 * Parsers that stand behind an ordinary stream header, between two stanzas. A stream holds one only while it has
 * bytes of a stanza to read, so ten thousand idle streams hold none.
 */
export class ParserPool {
  private readonly idle: StrictParser[] = [];

  /** @param capacity parsers kept; what comes back beyond that is left to the garbage collector */
  constructor(private readonly capacity = 64) {}

  get size(): number {
    return this.idle.length;
  }

  lend(events: XmlEvents, limits: XmlLimits): StrictParser {
    const parser = this.idle.pop() ?? primed(limits);
    parser.events = events;
    parser.limits = limits;
    parser.resetBudget();
    return parser;
  }

  /** Takes a parser back that has read a whole number of stanzas and met no fault. */
  giveBack(parser: StrictParser): void {
    if (this.idle.length >= this.capacity) return;
    parser.events = SILENT;
    this.idle.push(parser);
  }
}

function primed(limits: XmlLimits): StrictParser {
  return new StrictParser(SILENT, { ...limits, maxElements: 1 }).write(ORDINARY_HEADER);
}
