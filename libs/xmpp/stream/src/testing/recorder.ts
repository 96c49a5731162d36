import type { XmlLimits } from '@waybill/core';
import { ParserPool } from '../parser-pool.js';
import type { StreamHeader, WireElement, XmlStreamOwner } from '../wire-element.js';
import { XmlStream } from '../xml-stream.js';

export const READER_LIMITS: XmlLimits = {
  maxStanzaBytes: 10_000,
  maxElements: 100,
  maxDepth: 16,
  maxAttributes: 16,
  maxAttrBytes: 1_000,
  maxNameBytes: 64,
};

/** Writes down what a reader tells its owner. */
export class Recorder implements XmlStreamOwner {
  readonly events: unknown[] = [];
  error: string | undefined;

  opened(header: StreamHeader): void {
    this.events.push({ opened: header });
  }
  element(element: WireElement): void {
    const { name, ns, from, to, attrs, payloads, inner } = element;
    this.events.push({ name, ns, from, to, attrs, payloads, inner });
  }
  ended(): void {
    this.events.push('ended');
  }
  faulted({ condition }: { readonly condition: string }): void {
    this.error = condition;
    this.events.push({ error: condition });
  }
}

/** Reads chunks with a reader of its own. */
export function readAll(
  chunks: readonly (string | Buffer)[],
  limits = READER_LIMITS,
  pool = new ParserPool(),
): Recorder {
  const recorder = new Recorder();
  const stream = new XmlStream(recorder, limits, pool);
  for (const chunk of chunks) stream.write(Buffer.from(chunk));
  return recorder;
}
