import type { Socket } from 'node:net';
import type { C2sLimits } from './c2s-limits.js';
import type { Flushable, Flusher } from './flusher.js';

/** How long senders wait for a client that is slow; after that it is alone with its buffer. */
const PATIENCE_MS = 2_000;
const SECOND_MS = 1_000;

/** Who sends. */
export interface Sender {
  readonly socket: Socket;
  /** More is waiting than the soft limit allows; `due` wants to be called by then. */
  blocked(lookAt: number): void;
  /** All of it has been taken. */
  unblocked(): void;
  /** It is hopeless: the hard limit is reached, or nothing was taken for too long. */
  abandon(event: string): void;
}

/** What all send buffers share. */
export interface SendShared {
  readonly flusher: Flusher;
  readonly now: () => number;
  readonly policy: { readonly limits: C2sLimits };
}

/**
 * What a client has been sent and has not taken yet. Gathers the text of one turn, and keeps a client that does not
 * read from growing our memory: first those who send to it wait a little, then it is given up.
 */
export class SendBuffer implements Flushable {
  private text = '';
  private blockedAt = 0;
  private progressAt = 0;
  private waiting = 0;
  private room: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  constructor(
    private readonly shared: SendShared,
    private readonly sender: Sender,
  ) {}

  get isBlocked(): boolean {
    return this.blockedAt !== 0;
  }

  /** Adds text to what leaves at the end of this turn. */
  add(text: string): void {
    if (this.text === '') this.shared.flusher.add(this);
    this.text += text;
  }

  flush(): void {
    const { text } = this;
    if (text === '') return;
    this.text = '';
    const { socket } = this.sender;
    if (socket.destroyed) return;
    socket.write(text);
    const { sendBufferSoftBytes, sendBufferHardBytes } = this.shared.policy.limits;
    const waiting = socket.writableLength;
    if (waiting > sendBufferHardBytes) this.sender.abandon('send_buffer_full');
    else if (waiting > sendBufferSoftBytes && this.blockedAt === 0) this.block(waiting);
  }

  /** @returns a promise for senders to wait for; undefined when there is room, or it has been waited for enough */
  awaitRoom(): void | Promise<void> {
    if (this.blockedAt === 0 || this.shared.now() >= this.blockedAt + PATIENCE_MS) return;
    if (this.room === undefined) {
      let resolve: () => void = () => {};
      const promise = new Promise<void>((done) => (resolve = done));
      this.room = { promise, resolve };
    }
    return this.room.promise;
  }

  drained(): void {
    if (this.blockedAt === 0) return;
    this.blockedAt = 0;
    this.giveRoom();
    this.sender.unblocked();
  }

  /** While blocked: lets senders go and sees whether anything was taken. @returns when to look again */
  due(now: number): number | undefined {
    const stall = this.shared.policy.limits.sendStallSeconds * SECOND_MS;
    const waiting = this.sender.socket.writableLength;
    if (now >= this.blockedAt + PATIENCE_MS) this.giveRoom();
    if (waiting !== this.waiting) {
      this.waiting = waiting;
      this.progressAt = now;
    }
    const end = this.progressAt + stall;
    if (now < end) return Math.min(end, now + PATIENCE_MS);
    this.sender.abandon('send_stalled');
    return undefined;
  }

  /** The connection is gone: nobody has to wait for it. */
  drop(): void {
    this.text = '';
    this.giveRoom();
  }

  private block(waiting: number): void {
    const now = this.shared.now();
    this.blockedAt = this.progressAt = now;
    this.waiting = waiting;
    this.sender.blocked(now + PATIENCE_MS);
  }

  private giveRoom(): void {
    this.room?.resolve();
    this.room = undefined;
  }
}
