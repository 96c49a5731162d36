import type { Socket } from 'node:net';
import {
  Streamhost,
  type ActivationOutcome,
  type BytestreamEndReason,
  type BytestreamRegistry,
  type BytestreamState,
  type StreamhostEndpoint,
} from '@waybill/domain';
import { addressBlock, hostAndPort, plainAddress, usableAddresses } from './addresses.js';
import { Bytestream } from './bytestream.js';
import { Connection, type ConnectionOwner } from './connection.js';
import { CountedKeys } from './counted-keys.js';
import { DigestWorker } from '../digest/digest-worker.js';
import { ListenerSet } from './listener-set.js';
import { PaceKeeper } from './pace.js';
import { BufferBudget } from './read-buffers.js';
import type { FlowSupplies } from './relay-flow.js';
import { REPLY, type ReplyCode } from './socks5-reader.js';
import {
  DEFAULT_LIMITS,
  type ListenAddress,
  type StreamhostLimits,
  type StreamhostLog,
  type StreamhostSettings,
} from './streamhost-settings.js';
import { systemTicker, type Ticker } from './ticker.js';

const TICK_MILLISECONDS = 1000;

const silent: StreamhostLog = { debug: () => {}, info: () => {}, warn: () => {} };

/** What a streamhost is busy with. */
export interface StreamhostLoad {
  /** Connections that do not relay yet. */
  readonly pending: number;
  readonly active: number;
  /** Bytes of memory held to read into. */
  readonly bufferBytes: number;
  /** Connections turned away since the start, for being too many. */
  readonly turnedAway: number;
  /** Accepting rests because the process is out of file descriptors. */
  readonly isPaused: boolean;
}

/** Relays that run, and how many may and how fast. */
export interface RelaysRunning {
  readonly active: number;
  readonly maxActive: number;
  /** Undefined is no bound. */
  readonly maxBytesPerSecond: number | undefined;
}

/**
 * The SOCKS5 side of a bytestream proxy: accepts both parties' connections, pairs them by destination address, and
 * relays once it is told to.
 * @see XEP-0065 §6.3, §10, §11.3
 */
export class SocksStreamhost extends Streamhost implements ConnectionOwner {
  private readonly limits: StreamhostLimits;
  private readonly log: StreamhostLog;
  private readonly ticker: Ticker;
  private readonly listeners: ListenerSet;
  private readonly paceKeeper: PaceKeeper;
  private readonly streams = new Map<string, Bytestream>();
  // each in order of age, so that a tick stops at the first that is young enough
  private readonly nameless = new Set<Connection>();
  private readonly waiting = new Set<Bytestream>();
  private readonly active = new Set<Bytestream>();
  private readonly pendingBlocks = new CountedKeys();
  private readonly activeAccounts = new CountedKeys();
  private readonly supplies: FlowSupplies;
  private readonly whenOver = (stream: Bytestream, reason: BytestreamEndReason) =>
    this.over(stream, reason);
  private digestWorker: DigestWorker | undefined;
  private turnedAway = 0;
  private turnedAwayLogged = 0;
  private stopTicking: (() => void) | undefined;

  constructor(
    private readonly settings: StreamhostSettings,
    private readonly registry: BytestreamRegistry,
  ) {
    super();
    this.limits = { ...DEFAULT_LIMITS, ...settings.limits };
    this.log = settings.log ?? silent;
    this.ticker = settings.ticker ?? systemTicker;
    this.listeners = new ListenerSet((socket) => this.accept(socket), this.log);
    const { bytesPerSecond: total, accountBytesPerSecond: perAccount } = this.limits;
    this.paceKeeper = new PaceKeeper(this.ticker, { total, perAccount });
    this.supplies = {
      budget: new BufferBudget(this.limits.maxBufferBytes),
      paceKeeper: this.paceKeeper,
    };
  }

  /** Starts to listen. @throws the system's error where an address cannot be listened on */
  async open(): Promise<void> {
    await this.listeners.open(this.settings.listen);
    if (this.settings.hash === true) this.digestWorker = new DigestWorker();
    this.stopTicking = this.ticker.every(TICK_MILLISECONDS, () => this.tick());
    const listen = this.addresses.map(hostAndPort);
    const advertised = this.endpoints().map(hostAndPort);
    this.log.info({ event: 'streamhost_listening', listen, advertised }, 'streamhost listening');
  }

  /** Ends everything; each bytestream is reported as ended by `server-shutdown`. */
  async close(): Promise<void> {
    this.stopTicking?.();
    this.stopTicking = undefined;
    const closed = this.listeners.close();
    const ends = [...this.streams.values()];
    for (const connection of this.nameless) connection.abort();
    for (const stream of ends) stream.finish('server-shutdown');
    this.paceKeeper.close();
    await closed;
    await this.digestWorker?.close();
  }

  /** What is listened on, with the ports that were given out for 0. */
  get addresses(): readonly ListenAddress[] {
    return this.listeners.addresses;
  }

  get load(): StreamhostLoad {
    return {
      pending: this.pendingBlocks.total,
      active: this.active.size,
      bufferBytes: this.supplies.budget.bytes,
      turnedAway: this.turnedAway,
      isPaused: this.listeners.isPaused,
    };
  }

  /** What runs, against the bounds on all relays together; undefined while nothing is listened on. */
  get relays(): RelaysRunning | undefined {
    if (this.addresses.length === 0) return undefined;
    const { maxActive, bytesPerSecond } = this.limits;
    return { active: this.active.size, maxActive, maxBytesPerSecond: bytesPerSecond };
  }

  override endpoints(): readonly StreamhostEndpoint[] {
    const { addresses } = this;
    const port = addresses[0]?.port;
    if (port === undefined) return [];
    const { advertise = [], domains = [] } = this.settings;
    if (advertise.length > 0) return advertise.map((one) => ({ port, ...defined(one) }));
    const ports = [...new Set(addresses.map((address) => address.port))];
    return ports.flatMap((each) => {
      const hosts = addresses.filter((one) => one.port === each).map((one) => one.host);
      return usableAddresses(hosts, domains).map((host) => ({ host, port: each }));
    });
  }

  override state(address: string): BytestreamState {
    return this.streams.get(address)?.state ?? 'unknown';
  }

  override activate(address: string, account: string, maxBytes = Infinity): ActivationOutcome {
    const stream = this.streams.get(address);
    if (stream === undefined) return 'unknown';
    if (stream.state === 'active') return 'already-active';
    if (stream.state !== 'paired') return 'one-party';
    const { limits } = this;
    if (this.active.size >= limits.maxActive) return 'too-many';
    if (this.activeAccounts.count(account) >= limits.maxActivePerAccount) return 'too-many';
    this.activeAccounts.add(account);
    this.waiting.delete(stream);
    this.active.add(stream);
    for (const { peerAddress } of stream.parties)
      this.pendingBlocks.remove(addressBlock(peerAddress));
    stream.activate({
      account,
      at: this.ticker.now(),
      bounds: {
        maxBytes: Math.min(maxBytes, limits.maxRelayBytes),
        idleMilliseconds: limits.idleTimeoutSeconds * 1000,
        lingerMilliseconds: limits.lingerTimeoutSeconds * 1000,
        maxMilliseconds: limits.maxRelaySeconds * 1000,
      },
      pace: this.paceKeeper.join(account),
      digests: this.digestWorker,
    });
    return 'activated';
  }

  override cancel(address: string): boolean {
    const stream = this.streams.get(address);
    stream?.finish('cancelled');
    return stream !== undefined;
  }

  /** @see ConnectionOwner */
  requested(connection: Connection, address: string): ReplyCode {
    if (this.stopTicking === undefined || !this.registry.expects(address)) return REPLY.notAllowed;
    const at = this.ticker.now();
    const known = this.streams.get(address);
    const stream = known ?? this.newStream(address, at);
    const order = stream.join(connection);
    // XEP-0065 §10.1: two connections of one address, and the first two
    if (order === undefined) return REPLY.notAllowed;
    connection.stream = stream;
    this.nameless.delete(connection);
    if (known === undefined) {
      this.streams.set(address, stream);
      this.waiting.add(stream);
    }
    this.registry.connected(address, { order, peerAddress: connection.peerAddress, at });
    return REPLY.succeeded;
  }

  /** @see ConnectionOwner */
  ended(connection: Connection): void {
    connection.stream?.ended(connection);
  }

  /** @see ConnectionOwner */
  gone(connection: Connection, error: Error | undefined): void {
    const { stream } = connection;
    this.nameless.delete(connection);
    if (connection.relay === undefined) {
      this.pendingBlocks.remove(addressBlock(connection.peerAddress));
    }
    stream?.gone(connection, error);
  }

  private accept(socket: Socket): void {
    const peerAddress = plainAddress(socket.remoteAddress ?? '');
    const block = addressBlock(peerAddress);
    const { maxPending, maxPendingPerAddress } = this.limits;
    const { pendingBlocks } = this;
    // a peer that has gone again already has no address
    if (peerAddress === '') return void socket.destroy();
    if (pendingBlocks.total >= maxPending || pendingBlocks.count(block) >= maxPendingPerAddress) {
      this.turnedAway++;
      return void socket.resetAndDestroy();
    }
    pendingBlocks.add(block);
    const { directReads: direct = true } = this.settings;
    const at = this.ticker.now();
    this.nameless.add(new Connection(socket, peerAddress, this, { at, direct }));
  }

  private newStream(address: string, at: number): Bytestream {
    return new Bytestream(address, at, this.supplies, this.whenOver);
  }

  private over(stream: Bytestream, reason: BytestreamEndReason): void {
    const { address, account, bytes } = stream;
    const activated = account !== undefined;
    this.streams.delete(address);
    this.waiting.delete(stream);
    this.active.delete(stream);
    if (activated) {
      this.activeAccounts.remove(account);
      this.paceKeeper.leave(account);
    }
    const at = this.ticker.now();
    this.log.debug({ event: 'bytestream_closed', address, reason, ...bytes }, 'bytestream closed');
    const report = { reason, activated, bytes, at };
    if (!stream.isHashed) return this.registry.closed(address, report);
    void stream.digests().then((sha256) => this.registry.closed(address, { ...report, sha256 }));
  }

  /** Everything that time decides: once a second for all connections together. */
  private tick(): void {
    const now = this.ticker.now();
    const { limits } = this;
    for (const connection of this.nameless) {
      if (now - connection.acceptedAt < limits.handshakeTimeoutSeconds * 1000) break;
      connection.abort();
    }
    for (const stream of this.waiting) {
      if (now - stream.createdAt < limits.activationTimeoutSeconds * 1000) break;
      stream.finish('activation-timeout');
    }
    for (const stream of this.active) {
      if (stream.tick(now) && this.active.has(stream)) {
        this.registry.progressed(stream.address, stream.bytes, now);
      }
    }
    this.listeners.resume();
    this.logTurnedAway();
  }

  private logTurnedAway(): void {
    const connections = this.turnedAway - this.turnedAwayLogged;
    if (connections === 0) return;
    this.turnedAwayLogged = this.turnedAway;
    this.log.warn(
      { event: 'streamhost_connections_refused', connections },
      'too many connections that do not relay yet',
    );
  }
}

/** Leaves out what is undefined, so that it does not hide a default. */
function defined(one: { host: string; port?: number | undefined }): {
  host: string;
  port?: number;
} {
  return one.port === undefined ? { host: one.host } : { host: one.host, port: one.port };
}
