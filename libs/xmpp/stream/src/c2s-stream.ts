import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { Jid, NS, StreamError } from '@waybill/core';
import type { SignInMechanism } from '@waybill/routing';
import type { C2sContext } from './c2s-context.js';
import { preAuthXmlLimits } from './c2s-limits.js';
import { C2sSession } from './c2s-session.js';
import { channelBindings } from './channel-binding.js';
import { acceptStanza } from './inbound.js';
import { Negotiation } from './negotiation.js';
import { RateGauge } from './rate-gauge.js';
import { SendBuffer, type Sender } from './send-buffer.js';
import type { ChannelBindings } from './sasl/scram-exchange.js';
import { attach, detach, type SocketOwner } from './socket-owner.js';
import { freshStreamId, readClientHeader, writeHeader, writePing } from './stream-header.js';
import { Alarm, checkDeadlines, type StreamTimes } from './deadlines.js';
import type { Timed } from './timer-wheel.js';
import type { StreamHeader, WireElement, XmlStreamOwner } from './wire-element.js';
import { XmlStream } from './xml-stream.js';

/** Why nothing is read from a client for the moment; bits of one number. */
const HOLD = { busy: 1, rate: 2, backlog: 4 } as const;

const NO_BINDINGS: ChannelBindings = new Map();
/** Between our closing tag and the end of the connection. @see RFC 6120 §4.4 */
const LINGER_MS = 5_000;
const SECOND_MS = 1_000;

/**
 * One client's connection: bytes to elements, elements to the negotiation or to the session, answers to bytes.
 * Owns the socket, its deadlines and its rates.
 * @see RFC 6120 §4
 */
export class C2sStream implements XmlStreamOwner, SocketOwner, Timed, Sender, StreamTimes {
  /** Of our stream header: 128 random bits, new with each header. @see RFC 6120 §4.7.3 */
  id = '';
  /** The hosted domain the stream was opened to. */
  domain: string;
  secured = false;
  bindings = NO_BINDINGS;
  readonly address: string;
  session: C2sSession | undefined;
  private phase: 'open' | 'closing' | 'gone' = 'open';
  private negotiation: Negotiation | undefined;
  private readonly reader: XmlStream;
  private headerSent = false;
  private signedIn = false;
  private holds = 0;
  private received = 0;
  lastReadAt: number;
  readonly openedAt: number;
  handshakeAt = 0;
  private closedAt = 0;
  pingedAt = 0;
  private readonly alarm: Alarm;
  private readonly outbox: SendBuffer;
  private readonly bytes: RateGauge;
  private stanzas: RateGauge | undefined;

  constructor(
    private readonly context: C2sContext,
    /** The client's, or the encrypted one around it. */
    public socket: Socket,
    private readonly onGone: (stream: C2sStream) => void,
  ) {
    const { limits } = context.policy;
    const now = context.now();
    this.address = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
    this.domain = context.host.domains[0] ?? '';
    this.openedAt = this.lastReadAt = now;
    this.bytes = new RateGauge(limits.preAuthBytesPerSecond, limits.preAuthBurstBytes, now);
    this.alarm = new Alarm(context.wheel, this);
    this.outbox = new SendBuffer(context, this);
    this.reader = new XmlStream(this, preAuthXmlLimits(limits), context.parsers);
    this.negotiation = new Negotiation(context, this);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, limits.idlePingSeconds * SECOND_MS);
    attach(socket, this);
    this.alarm.setBy(now + limits.preAuth.deadlineSeconds * SECOND_MS);
  }

  get bound(): boolean {
    return this.session !== undefined;
  }

  get traffic(): { readonly received: number; readonly sent: number } {
    return { received: this.received, sent: this.socket.bytesWritten };
  }

  /** Starts TLS at once, as on a port of its own. @see XEP-0368 */
  secure(): void {
    const { certificates, now, policy } = this.context;
    if (certificates === undefined) throw new Error('TLS without a certificate');
    detach(this.socket);
    this.handshakeAt = now();
    this.socket = new TLSSocket(this.socket, {
      isServer: true,
      secureContext: certificates.current,
      ALPNProtocols: ['xmpp-client'],
    });
    attach(this.socket, this);
    this.alarm.setBy(this.handshakeAt + policy.limits.tlsHandshakeTimeoutSeconds * SECOND_MS);
  }

  /** Answers STARTTLS. What came behind the request was not encrypted and is dropped. @see RFC 6120 §5.4.3.3 */
  startTls(): void {
    this.reader.restart(true);
    this.headerSent = false;
    this.send(`<proceed xmlns='${NS.tls}'/>`);
    this.outbox.flush();
    this.secure();
  }

  handshakeDone(): void {
    const socket = this.socket as TLSSocket;
    // RFC 7590 §3, CVE-2011-1473: nobody makes us shake hands again and again
    socket.disableRenegotiation();
    this.handshakeAt = 0;
    this.secured = true;
    this.bindings = channelBindings(socket);
  }

  /** The peer has proved who it is, and counts as known from here on. */
  authenticated(): void {
    if (this.signedIn) return;
    const { census, policy } = this.context;
    this.signedIn = true;
    census.authenticated(this.address);
    this.bytes.change(policy.limits.bytesPerSecond, policy.limits.burstBytes);
    this.reader.setLimits(policy.limits);
  }

  /** A new stream on the same connection. @see RFC 6120 §4.3.3 */
  restart(): void {
    this.reader.restart(false);
    this.headerSent = false;
  }

  /** The resource is bound; the result that says so has been sent. */
  bind(jid: Jid, mechanism: SignInMechanism): void {
    const { context, address, socket } = this;
    const { limits } = context.policy;
    this.authenticated();
    this.negotiation = undefined;
    this.bindings = NO_BINDINGS;
    const tls = this.secured ? ((socket as TLSSocket).getProtocol() ?? undefined) : undefined;
    const facts = { id: this.id, address, tls, mechanism, boundAt: context.now() };
    const session = new C2sSession(this, jid, facts);
    this.session = session;
    this.stanzas = new RateGauge(limits.stanzasPerSecond, limits.burstStanzas, facts.boundAt);
    context.host.bind(session);
    context.accounts.add(session);
    context.log.info(
      { event: 'session_bound', jid: jid.full, address, mechanism, tls },
      'session bound',
    );
  }

  /** Adds text to what leaves at the end of this turn. */
  send(text: string): void {
    if (this.phase === 'open') this.outbox.add(text);
  }

  /** Sends a stanza. @returns a promise while the client is slow to take what it has been sent */
  deliver(text: string): void | Promise<void> {
    this.send(text);
    if (this.outbox.isBlocked) return this.outbox.awaitRoom();
  }

  /** Reads nothing more until the work is done; a rejection is our mistake and ends this stream alone. */
  wait(work: Promise<unknown>): void {
    this.hold(HOLD.busy);
    work.then(
      () => this.release(HOLD.busy),
      (error: unknown) => this.crashed(error),
    );
  }

  /** Resolves after so many milliseconds, or a little later. */
  sleep(ms: number): Promise<void> {
    const { wheel, now } = this.context;
    return new Promise((resolve) => {
      wheel.schedule({ due: () => void resolve() }, now() + ms);
    });
  }

  /** Ends the stream with an error. @see RFC 6120 §4.9.1.1 */
  fail(error: StreamError): void {
    if (this.phase !== 'open') return;
    if (this.handshakeAt !== 0) {
      this.socket.destroy();
      return;
    }
    this.context.log.debug(
      { event: 'stream_error', condition: error.condition, address: this.address },
      error.text ?? 'stream error',
    );
    if (!this.headerSent) this.sendHeader(undefined, true);
    this.send(error.toElement().toString());
    this.close();
  }

  /** Ends the stream: closing tag, then the connection. @see RFC 6120 §4.4 */
  close(): void {
    if (this.phase !== 'open') return;
    if (this.headerSent) this.send('</stream:stream>');
    this.outbox.flush();
    this.phase = 'closing';
    this.closedAt = this.context.now();
    this.reader.end();
    this.leave();
    this.socket.end();
    // what still comes in is thrown away: unread bytes would turn the end into a reset
    this.socket.resume();
    this.alarm.setBy(this.closedAt + LINGER_MS);
  }

  /** Drops the connection as it is. */
  destroy(): void {
    this.socket.destroy();
  }

  opened(header: StreamHeader): void {
    const accepted = readClientHeader(header, this.context.host.domains);
    const from = header.from === undefined ? undefined : Jid.parse(header.from);
    const to = from instanceof Jid ? from.full : undefined;
    if (accepted instanceof StreamError) {
      this.sendHeader(to, true);
      this.fail(accepted);
      return;
    }
    const account = this.negotiation?.account;
    this.domain = accepted.domain;
    this.sendHeader(to, accepted.modern);
    if (account !== undefined && account.domain !== accepted.domain) {
      this.fail(new StreamError('host-unknown', 'the account is of another domain'));
    } else if (accepted.modern) {
      this.send(this.negotiation?.features() ?? '');
    }
  }

  element(element: WireElement): void {
    if (this.phase !== 'open') return;
    const { session } = this;
    if (session === undefined) {
      this.negotiation?.received(element);
      return;
    }
    const pause = this.stanzas?.draw(1, this.context.now()) ?? 0;
    if (pause > 0) this.rest(pause);
    try {
      const done = acceptStanza(this, session, this.context.host, element);
      if (done !== undefined) this.wait(done);
    } catch (error) {
      this.crashed(error);
    }
  }

  ended(): void {
    this.close();
  }

  faulted(error: StreamError): void {
    this.fail(error);
  }

  read(chunk: Buffer): void {
    if (this.phase !== 'open') return;
    const now = this.context.now();
    this.received += chunk.length;
    this.lastReadAt = now;
    this.pingedAt = 0;
    if (!this.signedIn && this.received > this.context.policy.limits.preAuth.maxTotalBytes) {
      this.fail(new StreamError('policy-violation', 'too much was sent before a login'));
      return;
    }
    try {
      this.reader.write(chunk);
    } catch (error) {
      this.crashed(error);
      return;
    }
    const pause = this.bytes.draw(chunk.length, now);
    if (pause > 0) this.rest(pause);
  }

  drained(): void {
    this.outbox.drained();
  }

  blocked(lookAt: number): void {
    this.hold(HOLD.backlog);
    this.alarm.setBy(lookAt);
  }

  unblocked(): void {
    this.release(HOLD.backlog);
  }

  /** Ends a client that takes nothing more: there is no way to tell it. */
  abandon(event: string): void {
    this.context.log.warn(
      { event, address: this.address, jid: this.session?.jid.full },
      'a client does not take what it is sent',
    );
    this.socket.destroy();
  }

  /** The connection is no more. */
  gone(): void {
    if (this.phase === 'gone') return;
    this.phase = 'gone';
    this.reader.end();
    this.leave();
    this.outbox.drop();
    this.alarm.cancel();
    this.context.census.leave(this.address, this.signedIn);
    this.negotiation = undefined;
    this.onGone(this);
  }

  due(now: number): number | undefined {
    if (this.phase === 'gone') return undefined;
    if (this.phase === 'closing') {
      const end = this.closedAt + LINGER_MS;
      if (now < end) return end;
      this.socket.destroy();
      return undefined;
    }
    if (this.outbox.isBlocked) return this.outbox.due(now);
    // a client that is not read from cannot show that it is there
    if (this.holds !== 0) this.lastReadAt = now;
    const verdict = checkDeadlines(this, this.context.policy.limits, now);
    if (typeof verdict === 'number') return verdict;
    if (verdict === 'timeout') this.fail(new StreamError('connection-timeout'));
    else this.ping(now);
    return now + SECOND_MS;
  }

  /** RFC 6120 §4.6: who is silent is asked. */
  private ping(now: number): void {
    const { session, id, domain } = this;
    if (session === undefined) return;
    if (session.facts.mechanism.startsWith('iq-auth')) {
      // COMPAT(agsXMPP): it may leave a ping unanswered; white space finds a dead connection as well, if later
      this.send(' ');
      this.lastReadAt = now;
      return;
    }
    this.pingedAt = now;
    this.send(writePing(`ping-${id.slice(0, 8)}`, domain, session.jid.full));
  }

  private crashed(error: unknown): void {
    this.context.log.error(
      { event: 'stream_crashed', address: this.address, jid: this.session?.jid.full, err: error },
      'a stream ended by our mistake',
    );
    this.fail(new StreamError('internal-server-error'));
  }

  private sendHeader(to: string | undefined, modern: boolean): void {
    this.id = freshStreamId();
    this.headerSent = true;
    this.send(writeHeader(this.id, this.domain, to, modern));
  }

  private rest(ms: number): void {
    this.hold(HOLD.rate);
    const { wheel, now } = this.context;
    wheel.schedule({ due: () => void this.release(HOLD.rate) }, now() + ms);
  }

  private hold(reason: number): void {
    if (this.holds === 0) {
      this.reader.pause();
      this.socket.pause();
    }
    this.holds |= reason;
  }

  private release(reason: number): void {
    if ((this.holds & reason) === 0) return;
    this.holds &= ~reason;
    if (this.holds !== 0 || this.phase !== 'open') return;
    this.reader.resume();
    // what was left over may have brought a new reason to wait
    if (this.holds === 0) this.socket.resume();
  }

  /** The session is over, whatever becomes of the connection. */
  private leave(): void {
    const { session, context } = this;
    if (session === undefined) return;
    this.session = undefined;
    context.accounts.remove(session);
    context.host.unbind(session);
    context.log.info({ event: 'session_ended', jid: session.jid.full }, 'session ended');
  }
}
