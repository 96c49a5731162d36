import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';

/** How text is cut into writes. */
export type Cutting = 'whole' | 'byte-wise' | 'random';

/** A client that sends exactly what it is told and shows exactly what came back. */
export class WireClient {
  /** Everything received since the last `until`. */
  text = '';
  closed = false;
  private readonly watchers = new Set<() => void>();
  private seed = 1;

  private constructor(
    private socket: Socket,
    readonly cutting: Cutting,
  ) {
    this.listen(socket);
  }

  static async connect(port: number, cutting: Cutting = 'whole'): Promise<WireClient> {
    const socket = connectTcp({ port, host: '127.0.0.1', noDelay: true });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new WireClient(socket, cutting);
  }

  get tls(): TLSSocket {
    return this.socket as TLSSocket;
  }

  /** Encrypts the connection from here on. */
  async startTls(options: ConnectionOptions = {}): Promise<void> {
    const plain = this.socket;
    plain.removeAllListeners('data');
    plain.removeAllListeners('close');
    const socket = connectTls({ socket: plain, rejectUnauthorized: false, ...options });
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', reject);
    });
    this.socket = socket;
    this.listen(socket);
  }

  /** Sends text or bytes, cut as chosen; each piece is a write of its own turn. */
  async send(data: string | Buffer): Promise<void> {
    const bytes = Buffer.from(data);
    for (let at = 0; at < bytes.length;) {
      const size = this.pieceSize(bytes.length - at);
      await this.write(bytes.subarray(at, at + size));
      at += size;
    }
  }

  /** Resolves with everything up to and including the first match. */
  async until(pattern: RegExp | string): Promise<string> {
    const find = () => {
      if (typeof pattern === 'string') {
        const at = this.text.indexOf(pattern);
        return at < 0 ? -1 : at + pattern.length;
      }
      const found = pattern.exec(this.text);
      return found === null ? -1 : found.index + found[0].length;
    };
    await this.when(() => find() >= 0 || this.closed, `no ${String(pattern)}`);
    const end = find();
    if (end < 0) throw new Error(`closed without ${String(pattern)}; got ${this.text}`);
    const taken = this.text.slice(0, end);
    this.text = this.text.slice(end);
    return taken;
  }

  /** Resolves with all that was left when the server closed the connection. */
  async end(): Promise<string> {
    await this.when(() => this.closed, 'not closed');
    return this.text;
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  destroy(): void {
    this.socket.destroy();
  }

  private listen(socket: Socket): void {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    socket.on('data', (chunk: Buffer) => {
      this.text += decoder.decode(chunk, { stream: true });
      this.changed();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.closed = true;
      this.changed();
    });
  }

  private write(piece: Buffer): Promise<void> {
    if (this.socket.destroyed || this.socket.writableEnded) return Promise.resolve();
    return new Promise((resolve) => this.socket.write(piece, () => resolve()));
  }

  private pieceSize(left: number): number {
    if (this.cutting === 'whole') return left;
    if (this.cutting === 'byte-wise') return 1;
    this.seed = (this.seed * 48_271) % 0x7fffffff;
    return Math.min(left, 1 + (this.seed % 24));
  }

  private when(condition: () => boolean, otherwise: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.watchers.delete(look);
        reject(new Error(`${otherwise}; got ${this.text}`));
      }, 10_000);
      const look = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.watchers.delete(look);
        resolve();
      };
      this.watchers.add(look);
      look();
    });
  }

  private changed(): void {
    for (const look of [...this.watchers]) look();
  }
}
