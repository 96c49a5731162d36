import type { BytestreamEndReason, BytestreamState, RelayedBytes } from '@waybill/domain';
import type { Connection } from './connection.js';
import type { DigestWorker, StreamDigest } from '../digest/digest-worker.js';
import type { Pace } from './pace.js';
import { RelayFlow, type FlowSupplies } from './relay-flow.js';

/** Bounds of an activated bytestream. */
export interface RelayBounds {
  readonly maxBytes: number;
  readonly idleMilliseconds: number;
  /** How long the second direction may be silent after the first has ended. */
  readonly lingerMilliseconds: number;
  readonly maxMilliseconds: number;
}

/** What a relay is started with. */
export interface RelayStart {
  readonly account: string;
  readonly at: number;
  readonly bounds: RelayBounds;
  readonly pace: Pace | undefined;
  readonly digests: DigestWorker | undefined;
}

/** One direction, with what the ticks have seen of it. */
interface Direction {
  readonly flow: RelayFlow;
  readonly digest: StreamDigest | undefined;
}

interface Relay extends RelayStart {
  readonly fromFirst: Direction;
  readonly fromSecond: Direction;
  /** Bytes of both directions at the last tick that saw them grow, and when that was. */
  seenBytes: number;
  movedAt: number;
}

const NOTHING: RelayedBytes = { fromFirst: 0, fromSecond: 0 };

/**
 * The two connections that named one destination address, and the relay between them. Knows their order, not their
 * roles: who is the sender is for the ledger to say.
 * @see XEP-0065 §6.3
 */
export class Bytestream {
  private readonly connections: [Connection | undefined, Connection | undefined] = [
    undefined,
    undefined,
  ];
  private relay: Relay | undefined;
  private isOver = false;

  /** @param over told once, in the turn in which the bytestream ends */
  constructor(
    readonly address: string,
    readonly createdAt: number,
    private readonly supplies: FlowSupplies,
    private readonly over: (stream: Bytestream, reason: BytestreamEndReason) => void,
  ) {}

  get state(): BytestreamState {
    if (this.relay !== undefined) return 'active';
    const [first, second] = this.connections;
    return first !== undefined && second !== undefined ? 'paired' : 'one-party';
  }

  /** Whether SHA-256 of what it relayed is computed. */
  get isHashed(): boolean {
    return this.relay?.fromFirst.digest !== undefined;
  }

  /** Who it counts against, once it relays. */
  get account(): string | undefined {
    return this.relay?.account;
  }

  /** The connections that are there, by order. */
  get parties(): readonly Connection[] {
    return this.connections.filter((connection) => connection !== undefined);
  }

  /** What each connection sent and was passed on. */
  get bytes(): RelayedBytes {
    if (this.relay === undefined) return NOTHING;
    const { fromFirst, fromSecond } = this.relay;
    return { fromFirst: fromFirst.flow.bytes, fromSecond: fromSecond.flow.bytes };
  }

  /**
   * Gives `connection` a place. One whose peer has ended already gives way to a newcomer: that is the same party,
   * trying again.
   * @returns its order; undefined when both places are taken
   */
  join(connection: Connection): 1 | 2 | undefined {
    if (this.relay !== undefined) return undefined;
    const { connections } = this;
    let place = connections.indexOf(undefined);
    if (place < 0) place = connections.findIndex((other) => other?.hasEnded === true);
    if (place < 0) return undefined;
    const previous = connections[place];
    connections[place] = connection;
    previous?.abort();
    return place === 0 ? 1 : 2;
  }

  /** Lets the bytes flow. Both parties must be there. */
  activate(start: RelayStart): void {
    const [first, second] = this.connections;
    if (first === undefined || second === undefined || this.relay !== undefined) return;
    const relay: Relay = {
      ...start,
      fromFirst: this.direction(first, second, start),
      fromSecond: this.direction(second, first, start),
      seenBytes: 0,
      movedAt: start.at,
    };
    this.relay = relay;
    first.startRelay(relay.fromFirst.flow);
    second.startRelay(relay.fromSecond.flow);
    for (const connection of [first, second]) if (connection.hasEnded) this.ended(connection);
  }

  /** FIN came from one party. */
  ended(connection: Connection): void {
    this.directionOf(connection)?.flow.end();
  }

  /** The socket of one party is gone. */
  gone(connection: Connection, error: Error | undefined): void {
    const place = this.connections.indexOf(connection);
    if (place < 0 || this.isOver) return;
    const { relay } = this;
    if (relay === undefined) {
      this.connections[place] = undefined;
      if (this.parties.length === 0) this.finish('peer-gone');
      return;
    }
    const [from, to] =
      place === 0 ? [relay.fromFirst, relay.fromSecond] : [relay.fromSecond, relay.fromFirst];
    if (error === undefined && from.flow.isFlushed && to.flow.isFlushed) return;
    // Many clients close with the other side's last bytes unread, which is a reset behind their FIN. What they sent
    // before it is whole; only what was on its way to them is lost.
    if (connection.hasEnded && (to.flow.bytes === 0 || to.flow.isFlushed)) {
      if (from.flow.isFlushed) this.finish('finished');
      return;
    }
    this.finish(isPeersDoing(error) ? 'peer-gone' : 'io-error');
  }

  /**
   * Looks at the clock.
   * @returns whether bytes have moved since the last time
   */
  tick(now: number): boolean {
    const { relay } = this;
    if (relay === undefined) return false;
    const { fromFirst, fromSecond, bounds } = relay;
    const bytes = fromFirst.flow.bytes + fromSecond.flow.bytes;
    const moved = bytes !== relay.seenBytes;
    if (moved) {
      relay.seenBytes = bytes;
      relay.movedAt = now;
    }
    // an empty direction that ended says nothing: receivers may close theirs before the first byte
    const half = [fromFirst, fromSecond].some(({ flow }) => flow.isFlushed && flow.bytes > 0);
    if (half && now - relay.movedAt >= bounds.lingerMilliseconds) this.finish('finished');
    else if (now - relay.movedAt >= bounds.idleMilliseconds) this.finish('idle-timeout');
    else if (now - relay.at >= bounds.maxMilliseconds) this.finish('quota-exceeded');
    return moved;
  }

  /** Ends it, for whatever reason, and tells so. Safe to repeat. */
  finish(reason: BytestreamEndReason): void {
    if (this.isOver) return;
    this.isOver = true;
    const { relay } = this;
    relay?.fromFirst.flow.close();
    relay?.fromSecond.flow.close();
    for (const connection of this.parties) {
      if (reason === 'finished') connection.socket.destroySoon();
      else connection.abort();
    }
    this.over(this, reason);
  }

  /** SHA-256 of what each connection sent; undefined where it was not computed. */
  async digests(): Promise<{ fromFirst?: string; fromSecond?: string } | undefined> {
    const { fromFirst, fromSecond } = this.relay ?? {};
    if (fromFirst?.digest === undefined || fromSecond?.digest === undefined) return undefined;
    const [first, second] = await Promise.all([
      fromFirst.digest.finish(),
      fromSecond.digest.finish(),
    ]);
    return {
      ...(first === undefined ? {} : { fromFirst: first }),
      ...(second === undefined ? {} : { fromSecond: second }),
    };
  }

  private directionOf(connection: Connection): Direction | undefined {
    const place = this.connections.indexOf(connection);
    if (place < 0) return undefined;
    return place === 0 ? this.relay?.fromFirst : this.relay?.fromSecond;
  }

  private direction(from: Connection, to: Connection, start: RelayStart): Direction {
    const digest = start.digests?.open();
    const flow = new RelayFlow(from.socket, to.socket, this.supplies, {
      pace: start.pace,
      digest,
      maxBytes: start.bounds.maxBytes,
      exceeded: () => this.finish('policy-size'),
      flushed: () => this.flushed(),
    });
    return { flow, digest };
  }

  private flushed(): void {
    const { relay } = this;
    if (relay === undefined) return;
    const { fromFirst, fromSecond } = relay;
    const bothFlushed = fromFirst.flow.isFlushed && fromSecond.flow.isFlushed;
    // the party that had ended may be gone altogether by now, and nobody is left to answer
    const oneGone = this.parties.some(({ hasEnded, socket }) => hasEnded && socket.destroyed);
    if (bothFlushed || oneGone) this.finish('finished');
  }
}

const PEERS_DOING = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENOTCONN',
]);

function isPeersDoing(error: Error | undefined): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === undefined || PEERS_DOING.has(code);
}
