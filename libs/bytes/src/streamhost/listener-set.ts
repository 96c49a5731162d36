import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { ListenAddress, StreamhostLog } from './streamhost-settings.js';

const BACKLOG = 1024;
const OUT_OF_FILES = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);
const NO_IPV6 = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']);

interface Listener {
  readonly server: Server;
  readonly host: string;
  port: number;
  paused: boolean;
}

/** The server sockets of a streamhost. Accepted sockets come paused. */
export class ListenerSet {
  private readonly listeners: Listener[] = [];

  constructor(
    private readonly accepted: (socket: Socket) => void,
    private readonly log: StreamhostLog,
  ) {}

  /** The addresses listened on, with the ports that were given out for 0. */
  get addresses(): readonly ListenAddress[] {
    return this.listeners.map(({ host, port }) => ({ host, port }));
  }

  /** Whether accepting rests until {@link resume}, because the process is out of file descriptors. */
  get isPaused(): boolean {
    return this.listeners.some(({ paused }) => paused);
  }

  /** @throws the system's error where an address is taken or not ours; nothing listens then */
  async open(addresses: readonly ListenAddress[]): Promise<void> {
    try {
      for (const address of addresses) this.listeners.push(await this.listenAnyFamily(address));
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Tries to accept again where accepting was paused. */
  resume(): void {
    for (const listener of this.listeners.filter(({ paused }) => paused)) {
      listener.paused = false;
      listener.server.listen({ host: listener.host, port: listener.port, backlog: BACKLOG });
    }
  }

  /** Accepts nothing more. Accepted sockets stay open. */
  async close(): Promise<void> {
    const closed = this.listeners.map(
      ({ server }) => new Promise<void>((resolve) => server.close(() => resolve())),
    );
    this.listeners.length = 0;
    await Promise.all(closed);
  }

  /** `::` takes IPv4 as well; a host without IPv6 has IPv4 alone. */
  private async listenAnyFamily(address: ListenAddress): Promise<Listener> {
    try {
      return await this.listen(address);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (address.host !== '::' || !NO_IPV6.has(code ?? '')) throw error;
      return this.listen({ ...address, host: '0.0.0.0' });
    }
  }

  private async listen({ host, port }: ListenAddress): Promise<Listener> {
    const options = { allowHalfOpen: true, pauseOnConnect: true, noDelay: true };
    const server = createServer(options, this.accepted);
    server.listen({ host, port, backlog: BACKLOG });
    await once(server, 'listening');
    const bound = server.address();
    const listener: Listener = {
      server,
      host,
      port: typeof bound === 'object' && bound !== null ? bound.port : port,
      paused: false,
    };
    server.on('error', (err: NodeJS.ErrnoException) => this.troubled(listener, err));
    return listener;
  }

  /**
   * Out of file descriptors, the kernel goes on announcing the connection that could not be accepted: not to close
   * the listener would be a busy loop. It opens again with the next tick.
   */
  private troubled(listener: Listener, err: NodeJS.ErrnoException): void {
    const { host, port } = listener;
    this.log.warn({ event: 'streamhost_accept_failed', host, port, err }, 'cannot accept');
    if (listener.paused) return;
    const outOfFiles = OUT_OF_FILES.has(err.code ?? '');
    if (!outOfFiles && listener.server.listening) return;
    listener.paused = true;
    if (listener.server.listening) listener.server.close();
  }
}
