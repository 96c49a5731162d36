import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { tap } from '../streamhost/socket-tap.js';

/** What HTTP reads is read here: one memory for all connections, since each read is copied before the next one. */
const SHARED_BUFFER = Buffer.allocUnsafeSlow(64 * 1024);

/** Takes the body of one request straight from the socket. */
export interface BodySink {
  /** Memory for what comes next; undefined where there is none now. */
  room(): Uint8Array | undefined;
  /** Bytes were read into that room. @returns false to have nothing more until {@link TappedConnection.goOn} */
  took(length: number): boolean;
  /** Bytes were read elsewhere, to be copied at once. @returns as `took` */
  copy(bytes: Uint8Array): boolean;
  /** The connection has gone. */
  gone(): void;
}

/**
 * A plain connection as HTTP sees it, of which a long body can be taken past HTTP: from the kernel into the memory that
 * goes to the disk, in large reads and without an object for each.
 */
export class TappedConnection extends Duplex {
  private readonly socket: Socket;
  private sink: BodySink | undefined;

  constructor(accepted: Socket) {
    super({ allowHalfOpen: true });
    this.remoteAddress = accepted.remoteAddress;
    this.socket = tap(accepted, {
      take: (bytes) => this.incoming(bytes),
      nextBuffer: () => this.sink?.room() ?? SHARED_BUFFER,
    });
    this.socket.on('end', () => {
      this.sink?.gone();
      this.push(null);
    });
    this.socket.on('error', (error) => this.destroy(error));
    this.socket.on('close', () => this.gone());
    this.socket.on('timeout', () => this.emit('timeout'));
  }

  readonly remoteAddress: string | undefined;

  /**
   * The sink has what comes, once it says so by {@link goOn}; what was read already is HTTP's to take.
   * The rest of the connection is of no use to HTTP afterwards, unless {@link giveBack} comes before the body's end.
   */
  divert(sink: BodySink): void {
    this.sink = sink;
    this.socket.pause();
    while (this.readableLength > 0) this.read();
  }

  giveBack(): void {
    this.sink = undefined;
    this.socket.resume();
  }

  goOn(): void {
    this.socket.resume();
  }

  setTimeout(milliseconds: number): this {
    this.socket.setTimeout(milliseconds);
    return this;
  }

  setNoDelay(noDelay: boolean): this {
    this.socket.setNoDelay(noDelay);
    return this;
  }

  /** As of a socket: ends it, and closes it once everything has left. */
  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  override _read(): void {
    if (this.sink === undefined) this.socket.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void) {
    this.socket.write(chunk, encoding, done);
  }

  override _writev(
    chunks: readonly { readonly chunk: Buffer; readonly encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ): void {
    const last = chunks.length - 1;
    this.socket.cork();
    chunks.forEach(({ chunk, encoding }, index) =>
      this.socket.write(chunk, encoding, index === last ? done : undefined),
    );
    this.socket.uncork();
  }

  override _final(done: () => void): void {
    this.socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.socket.destroy();
    done(error);
  }

  /** @returns whether reading goes on */
  private incoming(bytes: Buffer): boolean {
    const { sink } = this;
    if (sink === undefined) return this.push(Buffer.from(bytes));
    return bytes.buffer === SHARED_BUFFER.buffer ? sink.copy(bytes) : sink.took(bytes.length);
  }

  private gone(): void {
    const { sink } = this;
    this.sink = undefined;
    sink?.gone();
    this.destroy();
  }
}
