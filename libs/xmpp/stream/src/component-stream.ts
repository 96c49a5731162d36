import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  Jid,
  NS,
  Stanza,
  type PayloadName,
  type StanzaKind,
  type StreamError,
  type XmlLimits,
} from '@waybill/core';
import { foreignProblem, LinkProblem, streamProblem, type LinkPlace } from './link-state.js';
import { ElementSkimmer, type Skim } from './element-skimmer.js';
import type { Flushable, Flusher } from './flusher.js';
import type { ParserPool } from './parser-pool.js';
import { toElement, type StreamHeader, type WireElement } from './wire-element.js';
import { XmlStream } from './xml-stream.js';

/** What a component stream tells the link it belongs to. */
export interface ComponentStreamOwner {
  readonly place: LinkPlace;
  readonly secret: string;
  /** The host has accepted the handshake. */
  accepted(): void;
  stanza(stanza: Stanza): void;
  /** Looks at each element after the handshake before it is read. */
  readonly skim: Skim | undefined;
  /** A stanza that cannot be read; it is dropped. */
  unreadable(reason: string): void;
  /** The stream is over; the socket is to be closed. */
  over(problem: LinkProblem): void;
}

/** Bounds for what the host sends: it has its own for its users, so ours only keep memory whole. */
export const COMPONENT_LIMITS: XmlLimits = {
  maxStanzaBytes: 2_097_152,
  maxElements: 262_144,
  maxDepth: 4_096,
  maxAttributes: 1_024,
  maxAttrBytes: 1_048_576,
  maxNameBytes: 65_536,
};

/** Unsent bytes above which stanzas are refused. */
const MAX_UNSENT_BYTES = 16_777_216;

const isStanzaKind = (name: string): name is StanzaKind =>
  name === 'message' || name === 'presence' || name === 'iq';

/** XEP-0114 §3 step 3: lower-case hex SHA-1 of the host's stream id and the secret, both in UTF-8. */
function handshakeDigest(streamId: string, secret: string): string {
  return createHash('sha1')
    .update(streamId + secret, 'utf8')
    .digest('hex');
}

/**
 * One stream from a component to its host server, from the start tag to the end.
 * @see XEP-0114 §3
 */
export class ComponentStream implements Flushable {
  private readonly xml: XmlStream;
  private readonly skimmer: ElementSkimmer | undefined;
  private phase: 'header' | 'handshake' | 'accepted' | 'over' = 'header';
  private outbox = '';

  constructor(
    private readonly owner: ComponentStreamOwner,
    private readonly socket: Socket,
    private readonly flusher: Flusher,
    pool: ParserPool,
  ) {
    this.xml = new XmlStream(
      {
        opened: (header) => this.opened(header),
        element: (element) => this.element(element),
        ended: () =>
          this.finish(new LinkProblem('closed-by-host', 'the host server closed the stream')),
        faulted: (error) => this.faulted(error),
      },
      COMPONENT_LIMITS,
      pool,
    );
    const { skim } = owner;
    if (skim !== undefined) {
      const isUp = () => this.phase === 'accepted';
      this.skimmer = new ElementSkimmer(this.xml, (element) => isUp() && skim(element));
    }
  }

  /** Takes the next bytes of the host. */
  read(chunk: Buffer): void {
    (this.skimmer ?? this.xml).write(chunk);
  }

  /** Stops and continues reading, for when more is in work than can be held. */
  pause(isPaused: boolean): void {
    if (isPaused) this.xml.pause();
    else this.xml.resume();
  }

  /** @returns whether there is room for it */
  send(stanza: Stanza): boolean {
    if (this.phase !== 'accepted') return false;
    if (this.socket.writableLength + this.outbox.length > MAX_UNSENT_BYTES) return false;
    this.write(stanza.toString());
    return true;
  }

  flush(): void {
    const { outbox, socket } = this;
    this.outbox = '';
    if (outbox !== '' && !socket.destroyed && socket.writable) socket.write(outbox);
  }

  /** Says goodbye; nothing is read or told any more. */
  end(): void {
    if (this.phase === 'over') return;
    this.phase = 'over';
    this.xml.end();
    this.outbox += '</stream:stream>';
    this.flush();
    this.socket.end();
  }

  private write(text: string): void {
    if (this.outbox === '') this.flusher.add(this);
    this.outbox += text;
  }

  private opened({ id, contentNs }: StreamHeader): void {
    if (contentNs !== NS.component || id === undefined) {
      return this.finish(foreignProblem(this.owner.place));
    }
    this.phase = 'handshake';
    this.write(`<handshake>${handshakeDigest(id, this.owner.secret)}</handshake>`);
  }

  private element(element: WireElement): void {
    if (element.ns === NS.stream && element.name === 'error') return this.refused(element);
    if (element.ns !== NS.component) return this.owner.unreadable(`<${element.name}/>`);
    if (this.phase === 'handshake' && element.name === 'handshake') {
      this.phase = 'accepted';
      return this.owner.accepted();
    }
    if (this.phase !== 'accepted') return this.owner.unreadable('a stanza before the handshake');
    const stanza = readStanza(element);
    if (stanza instanceof Stanza) this.owner.stanza(stanza);
    else this.owner.unreadable(stanza);
  }

  private refused(element: WireElement): void {
    const condition = element.payloads.find(
      ({ name, ns }) => ns === NS.streamErrors && name !== 'text',
    );
    const text = toElement(element).getChildText('text', NS.streamErrors) ?? undefined;
    const { place } = this.owner;
    this.finish(streamProblem(place, condition?.name ?? 'undefined-condition', text));
  }

  private faulted({ condition, text }: StreamError): void {
    const said = text === undefined ? condition : `${condition}: ${text}`;
    this.finish(
      new LinkProblem('bad-stream', `the host server sent what cannot be read (${said})`),
    );
  }

  private finish(problem: LinkProblem): void {
    if (this.phase === 'over') return;
    this.end();
    this.owner.over(problem);
  }
}

/** @returns the stanza, or why it is none */
function readStanza({ name, from, to, attrs, payloads, inner }: WireElement): Stanza | string {
  if (!isStanzaKind(name)) return `<${name}/> is no stanza`;
  // XEP-0114 §3: both addresses are always there
  const sender = from === undefined ? undefined : Jid.parse(from);
  const receiver = to === undefined ? undefined : Jid.parse(to);
  if (!(sender instanceof Jid) || !(receiver instanceof Jid)) {
    return `a stanza without valid addresses`;
  }
  const head = { kind: name, attrs, from: sender, to: receiver, payloads: payloads.map(asClient) };
  return Stanza.fromWire(head, inner);
}

/** Within stanzas the two content namespaces mean the same. @see RFC 6120 §4.8.3 */
function asClient(payload: PayloadName): PayloadName {
  return payload.ns === NS.component ? { name: payload.name, ns: NS.client } : payload;
}
