import { Element, Jid, parseXml, Stanza, StanzaError } from '@waybill/core';
import {
  BytestreamBook,
  type BytestreamRegistry,
  Streamhost,
  TransferLedger,
  TransferStore,
  bytestreamAddress,
  tallyFacets,
  type ActivationOutcome,
  type BytestreamState,
  type LedgerClock,
  type Transfer,
  type TransferRecord,
  type TransferStep,
} from '@waybill/domain';
import {
  Assembly,
  type Feature,
  type LogFields,
  type Session,
  type SignInMechanism,
} from '@waybill/routing';
import { inBandBytestreams } from '../in-band-bytestreams/in-band-bytestreams.feature.js';
import { jingleFileTransfer } from '../jingle-file-transfer/jingle-file-transfer.feature.js';
import { outOfBandData } from '../out-of-band-data/out-of-band-data.feature.js';
import { siFileTransfer } from '../si-file-transfer/si-file-transfer.feature.js';
import {
  bytestreamProxy,
  socks5Bytestreams,
} from '../socks5-bytestreams/socks5-bytestreams.feature.js';
import { transferSessions } from '../transfer-control/transfer-sessions.feature.js';
import { StanzaTransferControl } from '../transfer-control/stanza-transfer-control.js';

/** A client's end: what it sends goes through the router, what it gets is kept. */
export class Client implements Session {
  readonly jid: Jid;
  readonly facts;
  presence: Stanza | undefined;
  priority = 0;
  interested = false;
  readonly directed = new Set<string>();
  readonly traffic = { received: 0, sent: 0 };
  readonly got: Stanza[] = [];

  constructor(
    private readonly assembly: Assembly,
    jid: string,
    address: string,
    mechanism: SignInMechanism = 'SCRAM-SHA-256',
  ) {
    this.jid = Jid.from(jid);
    this.facts = { id: jid, address, tls: undefined, mechanism, boundAt: 0 };
    assembly.bind(this);
    this.presence = Stanza.make('presence', { from: this.jid });
  }

  deliver(stanza: Stanza): void {
    this.got.push(stanza);
  }

  close(): void {
    this.assembly.unbind(this);
  }

  /** Sends markup as a client writes it. */
  async sends(markup: string): Promise<void> {
    await this.assembly.receive(this, readStanza(markup, this.jid));
  }

  get last(): Stanza {
    const last = this.got.at(-1);
    if (last === undefined) throw new Error('nothing came');
    return last;
  }
}

/** A stanza as the stream hands it on: its own markup inside, `from` stamped. */
function readStanza(markup: string, from: Jid): Stanza {
  // COMPAT(article of 2006): an empty resource is no resource
  const element = parseXml(markup.replace(/ to="([^"/]*)\/"/, ' to="$1"'));
  if (!(element instanceof Element)) throw element;
  const stanza = Stanza.fromElement(element);
  if (stanza instanceof StanzaError) throw new Error(stanza.text);
  const inner = /^<\w+[^>]*?(?:\/>|>(.*)<\/\w+>)$/s.exec(markup)?.[1] ?? '';
  return Stanza.fromWire(
    {
      ...stanza,
      kind: stanza.kind,
      attrs: stanza.attrs,
      from,
      to: stanza.to,
      payloads: stanza.payloads,
    },
    inner,
  );
}

/** Keeps records in memory. */
class RecordedTransfers extends TransferStore {
  readonly transfers = new Map<string, Transfer>();
  readonly timeline = new Map<string, TransferStep[]>();
  fault: Error | undefined;

  override record(records: readonly TransferRecord[]): Promise<void> {
    if (this.fault !== undefined) return Promise.reject(this.fault);
    for (const { transfer, steps } of records) {
      this.transfers.set(transfer.id, transfer);
      this.timeline.set(transfer.id, [...(this.timeline.get(transfer.id) ?? []), ...steps]);
    }
    return Promise.resolve();
  }

  override find = (id: string) => Promise.resolve(this.transfers.get(id));
  override findByShortId = () => Promise.resolve(undefined);
  override steps = (id: string) => Promise.resolve(this.timeline.get(id) ?? []);
  override list = () =>
    Promise.resolve({ transfers: [...this.transfers.values()], next: undefined });
  override count = () => Promise.resolve({ total: this.transfers.size, capped: false });
  override facets = () => Promise.resolve(tallyFacets([], {}, false));
  override open = () => Promise.resolve([]);
  override daily = () => Promise.resolve([]);
}

/** A streamhost that two clients have connected to, or not. */
class PairingStreamhost extends Streamhost {
  readonly states = new Map<string, BytestreamState>();
  listening = true;

  override endpoints = () => (this.listening ? [{ host: '192.0.2.1', port: 7777 }] : []);
  override state = (address: string) => this.states.get(address) ?? 'unknown';
  override activate(address: string): ActivationOutcome {
    this.states.set(address, 'active');
    return 'activated';
  }
  override cancel = (address: string) => this.states.delete(address);
}

class TestClock implements LedgerClock {
  at = 1_000_000;
  private tasks: { dueAt: number; run: () => void }[] = [];

  now = () => this.at;
  soon = (task: () => void) => queueMicrotask(task);
  after(milliseconds: number, run: () => void): () => void {
    const task = { dueAt: this.at + milliseconds, run };
    this.tasks.push(task);
    return () => (this.tasks = this.tasks.filter((one) => one !== task));
  }

  advance(milliseconds: number): void {
    const until = this.at + milliseconds;
    for (;;) {
      const next = this.tasks
        .filter((one) => one.dueAt <= until)
        .sort((a, b) => a.dueAt - b.dueAt)[0];
      if (next === undefined) break;
      this.tasks = this.tasks.filter((one) => one !== next);
      this.at = next.dueAt;
      next.run();
    }
    this.at = until;
  }
}

/** Router, ledger, book and every file-transfer feature, for one domain and its proxy. */
export class TransferWorld {
  readonly clock = new TestClock();
  readonly store = new RecordedTransfers();
  readonly streamhost = new PairingStreamhost();
  readonly faults: unknown[] = [];
  readonly assembly: Assembly;
  readonly ledger: TransferLedger;
  readonly book: BytestreamBook;

  /** The streamhost that is asked: the one above, or a real one. */
  private proxy: Streamhost = this.streamhost;

  constructor(
    readonly domain = 'example.org',
    makeStreamhost?: (registry: BytestreamRegistry) => Streamhost,
    /** Features in front of the others. */
    first: readonly Feature[] = [],
  ) {
    const keep = (fields: LogFields) => void this.faults.push(fields['err']);
    const drop = () => undefined;
    this.assembly = new Assembly({
      log: { error: keep, warn: drop, info: drop, debug: drop },
      now: this.clock.now,
    });
    const { ledger, book } = this.records();
    this.ledger = ledger;
    this.book = book;
    const streamhost = (this.proxy = makeStreamhost?.(book) ?? this.streamhost);
    const host = 'standalone';
    const proxyDomains = new Set([`proxy.${domain}`]);
    const mayUse = (jid: Jid) => jid.domain === domain && jid.local !== 'guest';
    this.assembly.mount({
      domain,
      accounts: true,
      features: [
        ...first,
        siFileTransfer({ ledger, host }),
        socks5Bytestreams({ ledger, book, proxyDomains }),
        inBandBytestreams({ ledger }),
        jingleFileTransfer({ ledger, book, proxyDomains, host }),
        outOfBandData({ ledger, host }),
        transferSessions(ledger),
      ],
    });
    this.assembly.mount({
      domain: `proxy.${domain}`,
      accounts: false,
      features: [bytestreamProxy({ book, streamhost, mayUse, host, now: this.clock.now })],
    });
  }

  private records() {
    const control = new StanzaTransferControl((stanza) => {
      void this.assembly.router.route(stanza);
    });
    const onFault = (fault: unknown) => void this.faults.push(fault);
    const ledger = new TransferLedger(this.store, { clock: this.clock, control, onFault });
    const streamhost = () => this.proxy;
    const book = new BytestreamBook({
      ledger,
      acceptUnknown: false,
      // book and streamhost know each other
      get streamhost() {
        return streamhost();
      },
    });
    return { ledger, book };
  }

  client(jid: string, address = '192.0.2.10', mechanism?: SignInMechanism): Client {
    return new Client(this.assembly, jid, address, mechanism);
  }

  /** Both parties connect to our streamhost, the target first. */
  connect(sid: string, requester: string, target: string): string {
    const address = bytestreamAddress(sid, requester, target);
    if (!this.book.expects(address)) throw new Error(`${address} is not expected`);
    const at = this.clock.now();
    this.book.connected(address, { order: 1, peerAddress: '192.0.2.20', at });
    this.book.connected(address, { order: 2, peerAddress: '192.0.2.10', at });
    this.streamhost.states.set(address, 'paired');
    return address;
  }

  /** The relay ends in order. */
  relayed(address: string, fromTarget: number, fromRequester: number): void {
    this.streamhost.states.delete(address);
    this.book.closed(address, {
      reason: 'finished',
      activated: true,
      bytes: { fromFirst: fromTarget, fromSecond: fromRequester },
      at: this.clock.now(),
    });
  }

  /** Everything recorded, in order of offers. */
  async rows(): Promise<readonly Transfer[]> {
    await this.ledger.flush();
    return [...this.store.transfers.values()];
  }

  async row(): Promise<Transfer> {
    const [row, ...more] = await this.rows();
    if (row === undefined || more.length > 0) throw new Error(`${more.length} more rows, or none`);
    return row;
  }

  async steps(row: Transfer): Promise<readonly TransferStep[]> {
    return this.store.steps(row.id);
  }

  async kinds(row: Transfer): Promise<readonly string[]> {
    return (await this.steps(row)).map((step) => step.kind);
  }
}
