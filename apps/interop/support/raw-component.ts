import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const DEADLINE_MS = 20_000;
const HEADER = `xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'`;

/** A component that says what a test tells it to, and keeps all that it is sent. @see XEP-0114 §3 */
export class RawComponent {
  /** Everything that came so far. */
  text = '';
  private waiting: (() => void) | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      this.text += text;
      this.waiting?.();
    });
  }

  static async connect(port: number, domain: string, secret: string): Promise<RawComponent> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const component = new RawComponent(socket);
    socket.write(`<stream:stream ${HEADER} to='${domain}'>`);
    const [, id = ''] = await component.sees(/<stream:stream[^>]* id=['"]([^'"]+)['"][^>]*>/);
    const digest = createHash('sha1')
      .update(id + secret)
      .digest('hex');
    socket.write(`<handshake>${digest}</handshake>`);
    await component.sees(/<handshake\s*\/>|<handshake><\/handshake>/);
    return component;
  }

  send(stanza: string): void {
    this.socket.write(stanza);
  }

  /** Waits until `pattern` fits what came so far. */
  async sees(pattern: RegExp): Promise<RegExpExecArray> {
    const deadline = setTimeout(() => this.waiting?.(), DEADLINE_MS);
    const until = Date.now() + DEADLINE_MS;
    try {
      for (;;) {
        const found = pattern.exec(this.text);
        if (found !== null) return found;
        if (Date.now() >= until) throw new Error(`no ${String(pattern)} in ${this.text}`);
        await new Promise<void>((done) => (this.waiting = done));
      }
    } finally {
      clearTimeout(deadline);
    }
  }

  /** The stanzas that were forwarded to it: kind, type and id of each. */
  get copies(): readonly string[] {
    const tops = this.text.matchAll(
      /<forwarded[^>]*>(?:<delay[^>]*\/>)?<(iq|message|presence)\b([^>]*)>/g,
    );
    return [...tops].map(([, kind = '', attrs = '']) => {
      const of = (name: string) =>
        new RegExp(`\\s${name}=['"]([^'"]*)['"]`).exec(attrs)?.[1] ?? '-';
      return `${kind} ${of('type')} ${of('id')}`;
    });
  }

  /** Leaves what comes from now on in the sockets. */
  stopReading(): void {
    this.socket.pause();
  }

  end(): void {
    this.socket.destroy();
  }
}
