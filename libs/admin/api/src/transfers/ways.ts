import { readStreamhosts, type Transfer, type TransferStep } from '@waybill/domain';

export const WAY_KINDS = ['direct', 'proxy'] as const;
export const WAY_OUTCOMES = ['used', 'reached', 'unreached', 'unused'] as const;

/** One streamhost that a client offered to the other, and what became of it. */
export interface Way {
  /** An address of a party's own client, or a proxy. */
  readonly kind: (typeof WAY_KINDS)[number];
  readonly streamhost: string;
  /** `host:port` of each; SI names what was taken by its JID alone, so addresses of one JID are one way there. */
  readonly addresses: readonly string[];
  /**
   * `used`: the bytes were agreed to go here. `reached`: a client said that it had connected, then another was used.
   * `unreached`: a client said that it could not connect. `unused`: offered, and nobody said more of it.
   */
  readonly outcome: (typeof WAY_OUTCOMES)[number];
}

interface OpenWay {
  readonly kind: Way['kind'];
  readonly streamhost: string;
  readonly addresses: Set<string>;
  readonly offeredBy: Set<TransferStep['lane']>;
  outcome: Way['outcome'];
}

/** XEP-0065 §5.3.3: the target would not or could not answer, and has not tried. */
const UNTRIED: ReadonlySet<unknown> = new Set([
  'not-acceptable',
  'forbidden',
  'service-unavailable',
  'recipient-unavailable',
]);

const bareOf = (jid: string): string => (jid.split('/')[0] ?? jid).toLowerCase();

class Ways {
  private readonly all = new Map<string, OpenWay>();

  constructor(private readonly transfer: Transfer) {}

  take({ kind, lane, detail }: TransferStep): void {
    const { streamhosts, streamhost } = detail;
    if (typeof streamhosts === 'string') {
      this.offered(lane, streamhosts, kind === 'streamhosts-offered');
    }
    if (kind === 'streamhost-error' && !UNTRIED.has(detail['condition'])) this.unreached();
    if (kind === 'candidate-error') this.unreached(lane);
    if (kind === 'proxy-error') this.proxyUnreached(lane);
    if (typeof streamhost !== 'string') return;
    if (kind === 'streamhost-used') this.reached(streamhost);
    if (kind === 'candidate-used') this.reached(`${streamhost} ${addressOf(detail)}`);
  }

  /** As it stands. The last way that was reached is the one that was used, where the bytes went such a way. */
  list(): readonly Way[] {
    const used = [...this.all.values()].findLast((way) => this.wasUsed(way));
    return [...this.all.values()].map((way) => ({
      kind: way.kind,
      streamhost: way.streamhost,
      addresses: [...way.addresses],
      outcome: way === used ? 'used' : way.outcome,
    }));
  }

  private wasUsed({ kind, outcome, streamhost }: OpenWay): boolean {
    const { path, streamhostJid } = this.transfer;
    if (outcome !== 'reached' || streamhost !== streamhostJid) return false;
    // a proxy that is not ours leaves the path unknown
    return kind === 'direct' ? path === 'direct' : path === 'relayed' || path === 'unknown';
  }

  private offered(by: TransferStep['lane'], text: string, isSi: boolean): void {
    const { sender, receiver } = this.transfer;
    for (const { jid, host, port } of readStreamhosts(text)) {
      const address = `${host}:${port}`;
      const key = isSi ? jid : `${jid} ${address}`;
      const isOwn = [sender, receiver].some(({ bareJid }) => bareOf(jid) === bareOf(bareJid));
      const way = this.all.get(key) ?? {
        kind: isOwn ? 'direct' : 'proxy',
        streamhost: jid,
        addresses: new Set<string>(),
        offeredBy: new Set(),
        outcome: 'unused',
      };
      way.addresses.add(address);
      way.offeredBy.add(by);
      this.all.set(key, way);
    }
  }

  private reached(key: string): void {
    const way = this.all.get(key);
    if (way !== undefined) way.outcome = 'reached';
  }

  /** What `by` could not connect to is what the other side offered; SI has one side that offers. */
  private unreached(by?: TransferStep['lane']): void {
    for (const way of this.all.values()) {
      const others = by === undefined || [...way.offeredBy].some((lane) => lane !== by);
      if (others && way.outcome === 'unused') way.outcome = 'unreached';
    }
  }

  /** XEP-0260 §2.4: whoever offered the proxy could not connect to it in the end. */
  private proxyUnreached(by: TransferStep['lane']): void {
    for (const way of this.all.values()) {
      const isIt = way.kind === 'proxy' && way.offeredBy.has(by);
      if (isIt && way.outcome === 'reached') way.outcome = 'unreached';
    }
  }
}

const addressOf = ({ host, port }: TransferStep['detail']): string =>
  `${String(host)}:${String(port)}`;

/**
 * The ways that the clients offered each other, by what they said of them: whether a client really tried one is not
 * seen unless it says so.
 * @see XEP-0065 §5.3, XEP-0260 §2.4
 */
export function waysOf(transfer: Transfer, steps: readonly TransferStep[]): readonly Way[] {
  const ways = new Ways(transfer);
  for (const step of steps) ways.take(step);
  return ways.list();
}
