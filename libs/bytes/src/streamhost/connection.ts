import type { Socket } from 'node:net';
import type { Bytestream } from './bytestream.js';
import { REPLY, Socks5Reader, type ReplyCode } from './socks5-reader.js';
import { SHARED_BUFFER } from './read-buffers.js';
import { tap, type ByteSink } from './socket-tap.js';

/** What a connection tells whoever accepted it. */
export interface ConnectionOwner {
  /** A destination address was asked for. @returns what to answer */
  requested(connection: Connection, address: string): ReplyCode;
  /** The peer will send nothing more (FIN). */
  ended(connection: Connection): void;
  /** The socket is gone. Told once. @param error why, unless it closed in order */
  gone(connection: Connection, error: Error | undefined): void;
}

/**
 * One accepted connection: does the handshake, then waits for its bytestream to be activated, then hands all it
 * reads to the relay. It goes on reading while it waits, because only so a peer that gives up is noticed; the first
 * bytes that come too early are held (one read of the shared buffer at most) and stop the reading.
 */
export class Connection implements ByteSink {
  readonly socket: Socket;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  /** The peer has sent its FIN. */
  hasEnded = false;
  /** The bytestream that this connection has joined. */
  stream: Bytestream | undefined;
  /** Where this connection's bytes go once relaying. */
  relay: ByteSink | undefined;

  private reader: Socks5Reader | undefined = new Socks5Reader();
  private early: Buffer | undefined;
  private refused = false;

  /** @param peerAddress IP address without port */
  constructor(
    accepted: Socket,
    readonly peerAddress: string,
    private readonly owner: ConnectionOwner,
    settings: { readonly at: number; readonly direct: boolean },
  ) {
    this.acceptedAt = settings.at;
    this.socket = tap(accepted, this, settings.direct);
    let cause: Error | undefined;
    this.socket.on('error', (error) => (cause = error));
    this.socket.on('end', () => this.finished());
    this.socket.on('close', () => owner.gone(this, cause));
  }

  take(bytes: Buffer, reused: boolean): boolean {
    if (this.relay !== undefined) return this.relay.take(bytes, reused);
    // a refused peer may still be talking: what it says is thrown away until it has read the reply
    if (this.refused) return true;
    return this.reader === undefined ? this.hold(bytes) : this.shake(this.reader, bytes);
  }

  nextBuffer(): Uint8Array {
    return this.relay === undefined ? SHARED_BUFFER : this.relay.nextBuffer();
  }

  /** From now on all bytes go to `relay`, those that came too early first. */
  startRelay(relay: ByteSink): void {
    this.relay = relay;
    const { early } = this;
    this.early = undefined;
    if (early !== undefined && relay.take(early, false)) this.socket.resume();
  }

  /** Closes at once. The peer sees a reset, so that a torn file does not look like a whole one. */
  abort(): void {
    this.socket.resetAndDestroy();
  }

  private shake(reader: Socks5Reader, bytes: Buffer): boolean {
    const { consumed, reply, outcome } = reader.write(bytes);
    if (outcome === 'incomplete') {
      if (reply !== undefined) this.socket.write(reply);
      return true;
    }
    this.reader = undefined;
    if (outcome === 'refused' || reader.address === undefined) return this.refuse(reply);
    const code = this.owner.requested(this, reader.address);
    const verdict = reader.replyWith(code);
    const answer = reply === undefined ? verdict : Buffer.concat([reply, verdict]);
    if (code !== REPLY.succeeded) return this.refuse(answer);
    this.socket.write(answer);
    return consumed === bytes.length || this.hold(bytes.subarray(consumed));
  }

  private refuse(answer: Buffer | undefined): true {
    this.refused = true;
    if (answer === undefined) this.socket.destroy();
    else this.socket.end(answer);
    return true;
  }

  private hold(bytes: Buffer): false {
    this.early = Buffer.from(bytes);
    return false;
  }

  private finished(): void {
    this.hasEnded = true;
    // nothing can come of half a handshake
    if (this.reader !== undefined || this.refused) this.socket.destroy();
    else this.owner.ended(this);
  }
}
