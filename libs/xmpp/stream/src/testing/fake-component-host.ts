import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const STREAM = `xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'`;
const STREAM_ID = 'ü-3BF96D32';

/** How the host takes a component that connects. */
export type Welcome = 'accept' | 'host-unknown' | 'conflict' | 'silence';

/** One component's connection, seen from the host. */
export class AttachedComponent {
  private text = '';
  private waiting: (() => void) | undefined;

  constructor(readonly socket: Socket) {
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      this.text += text;
      this.waiting?.();
    });
    // a link that is cut off is what is tested
    socket.on('error', () => socket.destroy());
  }

  /** Waits for text that the pattern finds, and takes it and everything before it. */
  async receives(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.text);
      if (found !== null) {
        this.text = this.text.slice(found.index + found[0].length);
        return found;
      }
      await new Promise<void>((resolve) => (this.waiting = resolve));
    }
  }

  sends(text: string | Buffer): void {
    this.socket.write(text);
  }

  cut(): void {
    this.socket.destroy();
  }
}

/** The component port of a host server, as small as it can be: real sockets, the handshake of XEP-0114. */
export class FakeComponentHost {
  welcome: Welcome = 'accept';
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly attached: AttachedComponent[] = [];
  private waiting: ((one: AttachedComponent) => void) | undefined;
  port = 0;

  constructor(
    readonly domain: string,
    readonly secret: string,
  ) {}

  /** Listens; again at the same port after `down`. */
  async up(): Promise<void> {
    this.server = createServer((socket) => void this.greet(socket));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  async down(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { server } = this;
    if (server === undefined) return;
    this.server = undefined;
    await new Promise((resolve) => server.close(resolve));
  }

  /** The next component that has been let in. */
  component(): Promise<AttachedComponent> {
    const ready = this.attached.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    return new Promise((resolve) => (this.waiting = resolve));
  }

  private async greet(socket: Socket): Promise<void> {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    const one = new AttachedComponent(socket);
    const [, to] = await one.receives(/<stream:stream[^>]* to="([^"]*)"[^>]*>/);
    if (this.welcome === 'silence') return;
    one.sends(
      `<?xml version='1.0'?><stream:stream ${STREAM} from='${to ?? ''}' id='${STREAM_ID}'>`,
    );
    if (this.welcome !== 'accept') return refuse(one, this.welcome);
    const [, digest] = await one.receives(/<handshake>(.*?)<\/handshake>/);
    const wanted = createHash('sha1')
      .update(STREAM_ID + this.secret, 'utf8')
      .digest('hex');
    if (digest !== wanted) return refuse(one, 'not-authorized');
    one.sends('<handshake/>');
    if (this.waiting === undefined) this.attached.push(one);
    else this.waiting(one);
    this.waiting = undefined;
  }
}

function refuse(one: AttachedComponent, condition: string): void {
  const error = `<${condition} xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>`;
  one.sends(`<stream:error>${error}</stream:error></stream:stream>`);
  one.socket.end();
}
