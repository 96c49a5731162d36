import { createHash, X509Certificate } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { childElements, escapeXml, NS, payload, xml, type Element } from '@waybill/core';
import { ScramClient, type ScramName } from './scram-client.js';
import { StreamReader } from './stream-reader.js';

export interface XmppClientOptions {
  readonly host: string;
  readonly port: number;
  readonly domain: string;
  /** PEM: the one certificate that STARTTLS may meet; undefined takes any, for tests. */
  readonly certificate?: string | undefined;
  /** How long anything may be waited for. */
  readonly patienceSeconds?: number | undefined;
}

interface Waiting {
  readonly wanted: (element: Element) => boolean;
  readonly resolve: (element: Element) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** The peer did not do what a client may expect of it. */
export class XmppClientError extends Error {}

/**
 * A small XMPP client on a bare socket: for the bots of `test-transfer`, and for tests that need to say exactly what
 * goes over the wire. It answers nothing by itself.
 */
export class XmppClient {
  /** The id of the server's stream header. */
  streamId = '';
  /** Full JID after binding. */
  jid = '';
  private socket: Socket;
  private reader!: StreamReader;
  private readonly inbox: Element[] = [];
  private waiting: Waiting[] = [];
  private over: Error | undefined;
  private lastId = 0;
  private readonly whenClosed: Promise<void>;
  private markClosed!: () => void;

  private constructor(
    private readonly options: XmppClientOptions,
    socket: Socket,
  ) {
    this.socket = socket;
    this.whenClosed = new Promise((resolve) => (this.markClosed = resolve));
    this.attach(socket);
  }

  /** Connects; no stream is opened yet. */
  static connect(options: XmppClientOptions): Promise<XmppClient> {
    return new Promise((resolve, reject) => {
      const socket = connectTcp(options.port, options.host);
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new XmppClient(options, socket));
      });
    });
  }

  /** Sends a stream header and waits for the features. @returns them */
  async open(): Promise<Element> {
    this.openReader();
    this.send(
      `<?xml version='1.0'?><stream:stream to='${escapeXml(this.options.domain)}' version='1.0' ` +
        `xmlns='${NS.client}' xmlns:stream='${NS.stream}'>`,
    );
    return this.next('stream features', (element) => element.is('features'));
  }

  /** Sends a stream header as clients did before RFC 3920: no version, so no features come. */
  async openLegacy(): Promise<void> {
    this.openReader();
    const header = new Promise<void>((resolve) => (this.onHeader = resolve));
    this.send(
      `<stream:stream to='${escapeXml(this.options.domain)}' xmlns='${NS.client}' ` +
        `xmlns:stream='${NS.stream}'>`,
    );
    await header;
  }

  /** STARTTLS and a new stream. @returns the features offered inside */
  async startTls(): Promise<Element> {
    this.send(`<starttls xmlns='${NS.tls}'/>`);
    await this.next('<proceed/>', (element) => element.is('proceed', NS.tls));
    const plain = this.socket;
    plain.removeAllListeners('data');
    plain.removeAllListeners('close');
    this.socket = await this.handshake(plain);
    this.attach(this.socket);
    return this.open();
  }

  /** SASL SCRAM and a new stream. */
  async authenticate(user: string, password: string, mechanism: ScramName = 'SCRAM-SHA-256') {
    const scram = new ScramClient(mechanism, user, password);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    this.send(`<auth xmlns='${NS.sasl}' mechanism='${mechanism}'>${base64(scram.first)}</auth>`);
    const challenge = await this.nextSasl('challenge');
    const final = scram.final(Buffer.from(challenge.text(), 'base64').toString());
    this.send(`<response xmlns='${NS.sasl}'>${base64(final)}</response>`);
    const success = await this.nextSasl('success');
    if (!scram.confirms(Buffer.from(success.text(), 'base64').toString())) {
      throw new XmppClientError('the server does not know the password either');
    }
    return this.open();
  }

  /** SASL PLAIN and a new stream. */
  async authenticatePlain(user: string, password: string): Promise<Element> {
    const message = Buffer.from(`\0${user}\0${password}`).toString('base64');
    this.send(`<auth xmlns='${NS.sasl}' mechanism='PLAIN'>${message}</auth>`);
    await this.nextSasl('success');
    return this.open();
  }

  /** XEP-0078 with a digest: authenticates and binds in one. */
  async loginDigest(user: string, secret: string, resource: string): Promise<Element> {
    const digest = createHash('sha1')
      .update(this.streamId + secret)
      .digest('hex');
    const fields = { username: user, digest, resource };
    const query = payload('query', NS.iqAuth);
    for (const [name, value] of Object.entries(fields)) query.append(xml(name, {}, value));
    const reply = await this.request('set', undefined, query);
    if (reply.attrs['type'] === 'result') {
      this.jid = `${user.toLowerCase()}@${this.options.domain}/${resource}`;
    }
    return reply;
  }

  /** Binds a resource. @see RFC 6120 §7 */
  async bind(resource?: string): Promise<string> {
    const wish = resource === undefined ? undefined : xml('resource', {}, resource);
    const reply = await this.request('set', undefined, payload('bind', NS.bind, {}, wish));
    this.jid = reply.getChild('bind', NS.bind)?.getChildText('jid') ?? '';
    if (this.jid === '') throw new XmppClientError(`no resource bound: ${reply.toString()}`);
    return this.jid;
  }

  /** STARTTLS, SCRAM, bind: what a client of today does. */
  async login(user: string, password: string, resource?: string): Promise<string> {
    await this.open();
    await this.startTls();
    await this.authenticate(user, password);
    return this.bind(resource);
  }

  /** Sends markup or an element as it is. */
  send(what: string | Element): void {
    this.socket.write(what.toString());
  }

  /** Sends bytes as they are, which need be neither whole characters nor XML. */
  sendRaw(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  /** Sends an IQ and waits for its result or error. */
  async request(type: 'get' | 'set', to: string | undefined, content: Element): Promise<Element> {
    const id = `q${++this.lastId}`;
    this.send(xml('iq', { type, id, to }, content));
    return this.reply(id);
  }

  /** Waits for the answer to an IQ. */
  reply(id: string): Promise<Element> {
    return this.next(`the answer to ${id}`, (element) => {
      const { type } = element.attrs as { type?: string };
      return element.is('iq') && element.attrs['id'] === id && /^(result|error)$/.test(type ?? '');
    });
  }

  /** The next element that is wanted: one that came already, or one that is still to come. */
  next(what: string, wanted: (element: Element) => boolean = () => true): Promise<Element> {
    const index = this.inbox.findIndex(wanted);
    const [there] = index < 0 ? [] : this.inbox.splice(index, 1);
    if (there !== undefined) return Promise.resolve(there);
    if (this.over !== undefined) {
      return Promise.reject(new XmppClientError(`waited for ${what}: ${this.over.message}`));
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => {
          this.waiting = this.waiting.filter((one) => one.timer !== timer);
          const seen = this.inbox.map((element) => element.toString()).join('\n  ');
          reject(new XmppClientError(`${what} did not come; what came:\n  ${seen}`));
        },
        (this.options.patienceSeconds ?? 10) * 1000,
      );
      this.waiting.push({ wanted, resolve, reject, timer });
    });
  }

  /** What came and has not been asked for. */
  get unread(): readonly Element[] {
    return this.inbox;
  }

  /** Settles when the connection is gone. */
  get closed(): Promise<void> {
    return this.whenClosed;
  }

  /** Closes the stream in order and waits until the server has done the same. */
  async end(): Promise<void> {
    if (this.socket.writable) this.socket.end('</stream:stream>');
    await this.whenClosed;
  }

  /** Breaks the connection off. */
  destroy(): void {
    this.socket.destroy();
  }

  private onHeader: () => void = () => undefined;

  private openReader(): void {
    this.reader = new StreamReader({
      header: (attrs) => {
        this.streamId = attrs['id'] ?? '';
        this.onHeader();
      },
      element: (element) => this.received(element),
      end: () => this.socket.end('</stream:stream>'),
      fault: (error) => this.finish(new XmppClientError(`the server sent ${error.message}`)),
    });
  }

  private attach(socket: Socket): void {
    // small writes that answer each other must not wait for an acknowledgement
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.reader.take(chunk));
    socket.on('error', (error) => this.finish(error));
    socket.on('close', () => {
      this.finish(new XmppClientError('the connection was closed'));
      this.markClosed();
    });
  }

  private handshake(plain: Socket): Promise<Socket> {
    const { certificate, domain } = this.options;
    return new Promise((resolve, reject) => {
      const secure = connectTls({ socket: plain, servername: domain, rejectUnauthorized: false });
      secure.once('error', reject);
      secure.once('secureConnect', () => {
        secure.off('error', reject);
        const met = secure.getPeerCertificate().fingerprint256;
        if (certificate === undefined || new X509Certificate(certificate).fingerprint256 === met) {
          resolve(secure);
          return;
        }
        secure.destroy();
        reject(new XmppClientError('the server showed another certificate'));
      });
    });
  }

  private nextSasl(name: 'challenge' | 'success'): Promise<Element> {
    return this.next(`<${name}/>`, (element) => element.getNS() === NS.sasl).then((element) => {
      if (element.is(name)) return element;
      const condition = childElements(element)[0]?.getName() ?? element.getName();
      throw new XmppClientError(`login refused: ${condition}`);
    });
  }

  private received(element: Element): void {
    const index = this.waiting.findIndex(({ wanted }) => wanted(element));
    const [waiting] = index < 0 ? [] : this.waiting.splice(index, 1);
    if (waiting === undefined) {
      this.inbox.push(element);
      return;
    }
    clearTimeout(waiting.timer);
    waiting.resolve(element);
  }

  private finish(why: Error): void {
    this.over ??= why;
    const { waiting } = this;
    this.waiting = [];
    for (const { reject, timer } of waiting) {
      clearTimeout(timer);
      reject(this.over);
    }
    if (!this.socket.destroyed) this.socket.destroySoon();
  }
}
