import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import {
  BytestreamRegistry,
  type BytestreamConnection,
  type BytestreamEnd,
  type RelayedBytes,
} from '@waybill/domain';
import { SocksStreamhost } from './socks-streamhost.js';
import type { StreamhostSettings } from './streamhost-settings.js';
import type { Ticker } from './ticker.js';

/** A clock that stands still until it is moved. */
export class ManualTicker implements Ticker {
  private readonly tasks = new Set<{ every: number; due: number; task: () => void }>();
  private at = 1_000_000;

  now(): number {
    return this.at;
  }

  every(milliseconds: number, task: () => void): () => void {
    const entry = { every: milliseconds, due: this.at + milliseconds, task };
    this.tasks.add(entry);
    return () => void this.tasks.delete(entry);
  }

  advance(milliseconds: number): void {
    const end = this.at + milliseconds;
    for (;;) {
      const next = [...this.tasks].sort((a, b) => a.due - b.due)[0];
      if (next === undefined || next.due > end) break;
      this.at = next.due;
      next.due += next.every;
      next.task();
    }
    this.at = end;
  }
}

/** Writes down what a streamhost reports, and lets tests wait for it. */
export class RecordingRegistry extends BytestreamRegistry {
  readonly connections: (BytestreamConnection & { address: string })[] = [];
  readonly progress: RelayedBytes[] = [];
  readonly ends = new Map<string, BytestreamEnd>();
  unwelcome = new Set<string>();
  private readonly waiters = new Map<string, (end: BytestreamEnd) => void>();

  override expects(address: string): boolean {
    return !this.unwelcome.has(address);
  }

  override connected(address: string, connection: BytestreamConnection): void {
    this.connections.push({ address, ...connection });
  }

  override progressed(_address: string, bytes: RelayedBytes): void {
    this.progress.push(bytes);
  }

  override closed(address: string, end: BytestreamEnd): void {
    if (this.ends.has(address)) throw new Error(`closed twice: ${address}`);
    this.ends.set(address, end);
    this.waiters.get(address)?.(end);
  }

  end(address: string): Promise<BytestreamEnd> {
    const known = this.ends.get(address);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => this.waiters.set(address, resolve));
  }
}

/** A destination address nobody has used yet. */
export function freshAddress(): string {
  return createHash('sha1').update(randomBytes(16)).digest('hex');
}

/** A client's end of a SOCKS5 connection. */
export class Party {
  private readonly chunks: Buffer[] = [];
  private length = 0;
  private wake: (() => void) | undefined;
  hasEnded = false;
  /** Error code the socket closed with. */
  error: string | undefined;
  readonly closed: Promise<void>;

  constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.chunks.push(chunk);
      this.length += chunk.length;
      this.wake?.();
    });
    socket.on('end', () => {
      this.hasEnded = true;
      this.wake?.();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => (this.error = error.code));
    this.closed = new Promise((resolve) =>
      socket.on('close', () => {
        this.hasEnded = true;
        this.wake?.();
        resolve();
      }),
    );
  }

  static async dial(port: number): Promise<Party> {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const party = new Party(socket);
    await once(socket, 'connect');
    return party;
  }

  /** The next `size` bytes; fewer when the stream ends before. */
  async read(size: number): Promise<Buffer> {
    while (this.length < size && !this.hasEnded) await this.more();
    const all = Buffer.concat(this.chunks);
    const rest = all.subarray(size);
    this.chunks.splice(0, this.chunks.length, rest);
    this.length = rest.length;
    return all.subarray(0, size);
  }

  /** Everything until the stream ends. */
  async readAll(): Promise<Buffer> {
    while (!this.hasEnded) await this.more();
    return this.read(this.length);
  }

  private more(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }
}

export const greeting = Buffer.from([5, 1, 0]);
export const request = (address: string): Buffer =>
  Buffer.concat([
    Buffer.from([5, 1, 0, 3, 40]),
    Buffer.from(address, 'latin1'),
    Buffer.from([0, 0]),
  ]);

/** A listening streamhost with a registry that records and a clock that tests move. */
export class Rig {
  readonly registry = new RecordingRegistry();
  readonly ticker = new ManualTicker();
  readonly streamhost: SocksStreamhost;
  private readonly parties: Party[] = [];

  private constructor(settings: Partial<StreamhostSettings>) {
    const listen = [{ host: '127.0.0.1', port: 0 }];
    this.streamhost = new SocksStreamhost(
      { listen, ticker: this.ticker, ...settings },
      this.registry,
    );
  }

  static async open(settings: Partial<StreamhostSettings> = {}): Promise<Rig> {
    const rig = new Rig(settings);
    await rig.streamhost.open();
    return rig;
  }

  get port(): number {
    return this.streamhost.addresses[0]?.port ?? 0;
  }

  async dial(): Promise<Party> {
    const party = await Party.dial(this.port);
    this.parties.push(party);
    return party;
  }

  /** A party that has named `address`; with the code of the reply. */
  async join(address: string): Promise<{ party: Party; code: number }> {
    const party = await this.dial();
    party.socket.write(greeting);
    await party.read(2);
    party.socket.write(request(address));
    const reply = await party.read(47);
    return { party, code: reply[1] ?? -1 };
  }

  /** Two parties of a bytestream that is not activated yet. */
  async pair(address = freshAddress()) {
    const { party: first } = await this.join(address);
    const { party: second } = await this.join(address);
    return { address, first, second };
  }

  /** Two parties of a bytestream that relays. */
  async relay(account = 'alice@example.org') {
    const pair = await this.pair();
    const outcome = this.streamhost.activate(pair.address, account);
    if (outcome !== 'activated') throw new Error(`not activated: ${outcome}`);
    return pair;
  }

  async close(): Promise<void> {
    for (const { socket } of this.parties) socket.destroy();
    await this.streamhost.close();
  }
}
