import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { StreamError } from '@waybill/core';
import type { Authenticator } from '@waybill/domain';
import type { Logger, SessionHost } from '@waybill/routing';
import { AccountSessions } from './account-sessions.js';
import type { C2sContext, C2sPolicy } from './c2s-context.js';
import { C2sStream } from './c2s-stream.js';
import type { Certificates } from './certificates.js';
import { ConnectionCensus } from './connection-census.js';
import { Flusher } from './flusher.js';
import { ParserPool } from './parser-pool.js';
import { writeHeader } from './stream-header.js';
import { TimerWheel } from './timer-wheel.js';

/** What a listener is made of. */
export interface C2sParts {
  readonly host: SessionHost;
  readonly authenticator: Authenticator;
  /** None: no TLS is offered. */
  readonly certificates?: Certificates | undefined;
  readonly policy: C2sPolicy;
  readonly log: Logger;
  /** Epoch milliseconds; `Date.now` by default. */
  readonly now?: () => number;
}

/** Where to listen. */
export interface C2sPlace {
  /** 0 for any free one. */
  readonly port: number;
  /** All addresses by default. */
  readonly host?: string | undefined;
  /** TLS from the first byte. @see XEP-0368 */
  readonly directTls?: boolean;
}

/** Takes client connections on any number of ports and keeps their streams. */
export class C2sListener {
  private readonly context: C2sContext;
  private readonly servers: Server[] = [];
  private readonly streams = new Set<C2sStream>();
  private readonly forget = (stream: C2sStream) => this.forgotten(stream);
  private emptied: (() => void) | undefined;

  constructor(parts: C2sParts) {
    const now = parts.now ?? Date.now;
    this.context = {
      ...parts,
      certificates: parts.certificates,
      now,
      wheel: new TimerWheel(now),
      flusher: new Flusher(),
      parsers: new ParserPool(),
      census: new ConnectionCensus(parts.policy.limits, now),
      accounts: new AccountSessions(),
    };
    this.context.wheel.start();
  }

  /** Connections, bound or not. */
  get size(): number {
    return this.streams.size;
  }

  /** Calls what is due by the injected clock; the running server does so by itself. */
  tick(): void {
    this.context.wheel.tick();
  }

  /** @throws Error when the port cannot be had, or direct TLS is asked for without a certificate */
  async listen(place: C2sPlace): Promise<AddressInfo> {
    const directTls = place.directTls ?? false;
    if (directTls && this.context.certificates === undefined) {
      throw new Error('direct TLS needs a certificate');
    }
    const server = createServer((socket) => this.accept(socket, directTls));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port: place.port, host: place.host }, resolve);
    });
    server.removeAllListeners('error');
    server.on('error', (err) =>
      this.context.log.error({ event: 'listener_failed', err }, 'the client port has a fault'),
    );
    this.servers.push(server);
    return server.address() as AddressInfo;
  }

  /**
   * Takes no more connections, tells every stream `system-shutdown` and waits until all are gone.
   * @param drainMs after which the rest is cut off
   * @see RFC 6120 §4.9.3.20
   */
  async close(drainMs = 5_000): Promise<void> {
    const closed = this.servers.map(
      (server) => new Promise<void>((resolve) => server.close(() => resolve())),
    );
    for (const stream of [...this.streams]) stream.fail(new StreamError('system-shutdown'));
    if (this.streams.size > 0) {
      const cut = setTimeout(() => {
        for (const stream of [...this.streams]) stream.destroy();
      }, drainMs);
      await new Promise<void>((resolve) => (this.emptied = resolve));
      clearTimeout(cut);
    }
    await Promise.all(closed);
    this.context.wheel.stop();
  }

  private accept(socket: Socket, directTls: boolean): void {
    const address = socket.remoteAddress;
    // gone before we looked
    if (address === undefined) {
      socket.destroy();
      return;
    }
    const refusal = this.context.census.enter(address);
    if (refusal !== undefined) {
      this.turnAway(socket, refusal, directTls);
      return;
    }
    const stream = new C2sStream(this.context, socket, this.forget);
    this.streams.add(stream);
    if (directTls) stream.secure();
  }

  private turnAway(socket: Socket, limit: string, directTls: boolean): void {
    const { log, host } = this.context;
    log.warn(
      { event: 'connection_refused', limit, address: socket.remoteAddress },
      'too many connections',
    );
    socket.on('error', () => socket.destroy());
    if (directTls) {
      socket.destroy();
      return;
    }
    const error = new StreamError('resource-constraint', 'too many connections').toElement();
    const header = writeHeader('refused', host.domains[0], undefined, true);
    socket.end(`${header}${error.toString()}</stream:stream>`, () => socket.destroy());
  }

  private forgotten(stream: C2sStream): void {
    this.streams.delete(stream);
    if (this.streams.size === 0) this.emptied?.();
  }
}
