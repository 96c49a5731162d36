import { StanzaError, type Jid } from '@waybill/core';
import { bytestreamAddress } from './bytestream-address.js';
import {
  BytestreamRegistry,
  type ActivationOutcome,
  type BytestreamConnection,
  type BytestreamEnd,
  type RelayedBytes,
  type Streamhost,
} from './bytestream-registry.js';
import { DEFAULT_LEDGER_LIMITS } from './ledger-limits.js';
import { hasEnded } from './transfer.js';
import type { TransferLedger } from './transfer-ledger.js';

/** A bytestream that a negotiation announced. */
export interface ExpectedBytestream {
  readonly sid: string;
  readonly requester: Jid;
  readonly target: Jid;
  /** The transfer it belongs to, where an offer was seen. */
  readonly transferId?: string | undefined;
  /** Who activates it has the file; false for a Jingle receiver's proxy. */
  readonly requesterSends: boolean;
  /** Destination addresses to know it by, beside the one computed from the JIDs. */
  readonly addresses?: readonly string[] | undefined;
}

/** A request to let a bytestream flow. */
export interface Activation {
  readonly sid: string;
  /** The stanza's sender. */
  readonly requester: Jid;
  readonly target: Jid;
  /** The target as the requester wrote it. */
  readonly targetText: string;
  readonly proxyJid: string;
  readonly at: number;
  readonly stanza?: string | undefined;
  readonly host: string;
}

export type ActivationVerdict = ActivationOutcome | StanzaError;

interface Entry {
  /** The address computed from sid and JIDs; undefined where nobody announced any. */
  readonly main: string | undefined;
  expected: ExpectedBytestream | undefined;
  transferId: string | undefined;
  /** All addresses that lead here. */
  readonly addresses: string[];
  readonly peers: { first?: string; second?: string };
  connected: boolean;
}

export interface BookOptions {
  readonly ledger: TransferLedger;
  readonly streamhost: Streamhost;
  /** Whether connections are welcome that no negotiation announced (attached, with nothing mirrored). */
  readonly acceptUnknown: boolean;
  /** Whose bytestreams are carried; everybody's that were announced, where left out. */
  readonly mayUse?: (requester: Jid) => boolean;
  /** Announced bytestreams in memory; beyond it the oldest that nobody connected to is forgotten. */
  readonly maxExpected?: number;
}

/**
 * Knows which transfer a SOCKS5 connection belongs to. Negotiations announce the addresses, the streamhost reports
 * what happens to them, the proxy's XMPP side asks for activation.
 * @see XEP-0065 §5.3.2, §6.3.5
 */
export class BytestreamBook extends BytestreamRegistry {
  private readonly byAddress = new Map<string, Entry>();

  constructor(private readonly options: BookOptions) {
    super();
    options.ledger.addCarrier((transferId) => this.cancel(transferId));
  }

  /** Announces a bytestream. Announcing it again adds what is new. */
  expect(expected: ExpectedBytestream): void {
    const { sid, requester, target } = expected;
    const main = bytestreamAddress(sid, requester.full, target.full);
    const known = this.byAddress.get(main);
    const entry: Entry = (known?.main === main ? known : undefined) ?? {
      main,
      expected,
      transferId: expected.transferId,
      addresses: [],
      peers: {},
      connected: false,
    };
    entry.expected = expected;
    entry.transferId = expected.transferId ?? entry.transferId;
    this.claim(main, entry);
    for (const address of expected.addresses ?? []) {
      if (!this.byAddress.has(address)) this.claim(address, entry);
    }
    this.makeRoom();
  }

  /**
   * Announced bytestreams are judged here as they are at the query and at the activation. An address that somebody
   * only named beside their own says nothing of whose it is.
   */
  override expects(address: string): boolean {
    const { acceptUnknown, mayUse } = this.options;
    const entry = this.byAddress.get(address);
    if (entry === undefined) return acceptUnknown;
    const requester = entry.main === address ? entry.expected?.requester : undefined;
    if (requester === undefined || mayUse === undefined) return true;
    return mayUse(requester);
  }

  override connected(address: string, connection: BytestreamConnection): void {
    const entry = this.entryOf(address);
    entry.connected = true;
    entry.peers[connection.order === 1 ? 'first' : 'second'] = connection.peerAddress;
    if (entry.transferId === undefined) return;
    this.options.ledger.tell(entry.transferId, {
      at: connection.at,
      step: {
        kind: 'connected',
        lane: 'server',
        detail: { order: connection.order, address: connection.peerAddress },
      },
    });
  }

  override progressed(address: string, bytes: RelayedBytes, at: number): void {
    const entry = this.byAddress.get(address);
    if (entry?.transferId === undefined) return;
    const moved = this.directed(entry, bytes);
    const { senderToReceiver, receiverToSender } = moved;
    this.options.ledger.progress(entry.transferId, at, senderToReceiver, receiverToSender);
  }

  override closed(address: string, end: BytestreamEnd): void {
    const entry = this.byAddress.get(address);
    if (entry === undefined) return;
    this.forget(entry);
    if (entry.transferId === undefined) return;
    if (!end.activated) return this.abandoned(entry, entry.transferId, end);
    const { senderIsFirst, senderToReceiver, receiverToSender } = this.directed(entry, end.bytes);
    const sha256 = senderIsFirst ? end.sha256?.fromFirst : end.sha256?.fromSecond;
    const { reason, at } = end;
    this.options.ledger.tell(entry.transferId, {
      at,
      event: { kind: 'closed', at, reason, senderToReceiver, receiverToSender, sha256 },
      step: {
        kind: 'closed',
        lane: 'server',
        detail: { reason, senderToReceiver, receiverToSender },
      },
    });
  }

  /**
   * Lets a paired bytestream flow, if `activation` names one. A bytestream that no offer announced gets its record
   * first.
   */
  activate(activation: Activation): ActivationVerdict | Promise<ActivationVerdict> {
    const address = this.addressOf(activation);
    if (address === undefined) return 'unknown';
    const entry = this.byAddress.get(address);
    const state = this.options.streamhost.state(address);
    if (state === 'active') return 'already-active';
    if (state !== 'paired' || entry === undefined) {
      const outcome = state === 'unknown' ? 'unknown' : 'one-party';
      this.noteRefusal(entry?.transferId, activation, outcome);
      return outcome;
    }
    if (this.isOpen(entry.transferId)) return this.startRecorded(entry, address, activation);
    return this.record(entry, address, activation);
  }

  /** No byte crosses before the offer is on disk. */
  private startRecorded(
    entry: Entry,
    address: string,
    activation: Activation,
  ): ActivationVerdict | Promise<ActivationVerdict> {
    const { transferId } = entry;
    const recording =
      transferId === undefined ? undefined : this.options.ledger.recorded(transferId);
    if (recording === undefined) return this.start(entry, address, activation);
    return recording.then((refusal) => refusal ?? this.start(entry, address, activation));
  }

  private start(entry: Entry, address: string, activation: Activation): ActivationOutcome {
    const { ledger, streamhost } = this.options;
    const outcome = streamhost.activate(address, activation.requester.bare);
    if (outcome !== 'activated') {
      this.noteRefusal(entry.transferId, activation, outcome);
      return outcome;
    }
    const id = entry.transferId;
    if (id === undefined) return outcome;
    const { at, proxyJid } = activation;
    ledger.tell(id, {
      at,
      event: { kind: 'path-chosen', path: 'relayed', streamhostJid: proxyJid },
    });
    const senderIsFirst = !this.requesterSends(entry);
    const { first, second } = entry.peers;
    const [sender, receiver] = senderIsFirst ? [first, second] : [second, first];
    ledger.tell(id, { at, event: { kind: 'located', side: 'sender', address: sender } });
    ledger.tell(id, { at, event: { kind: 'located', side: 'receiver', address: receiver } });
    ledger.tell(id, {
      at,
      event: { kind: 'started', at, path: 'relayed' },
      step: {
        kind: 'activated',
        lane: 'server',
        detail: { streamhost: proxyJid },
        stanza: activation.stanza,
      },
    });
    return outcome;
  }

  private async record(
    entry: Entry,
    address: string,
    activation: Activation,
  ): Promise<ActivationVerdict> {
    const { requester, target, sid, at, host, proxyJid } = activation;
    const sends = this.requesterSends(entry);
    const ticket = this.options.ledger.offer({
      method: 'socks5-proxy',
      key: undefined,
      sender: sends ? requester : target,
      receiver: sends ? target : requester,
      sid,
      declared: {},
      at,
      path: 'relayed',
      visibility: 'proxy-only',
      host,
      step: { kind: 'offered', lane: 'server', detail: { streamhost: proxyJid } },
    });
    const refusal = await ticket.verdict;
    if (refusal !== undefined) return refusal;
    entry.transferId = ticket.id;
    const outcome = this.start(entry, address, activation);
    if (outcome !== 'activated' && ticket.id !== undefined) {
      const reason = outcome === 'too-many' ? 'rate-limited' : 'peer-gone';
      this.options.ledger.tell(ticket.id, {
        at,
        event: { kind: 'failed', at, reason, evidence: 'observed' },
      });
    }
    return outcome;
  }

  /** The address by which the activation's bytestream is known to the streamhost. */
  private addressOf({ sid, requester, target, targetText }: Activation): string | undefined {
    const main = bytestreamAddress(sid, requester.full, target.full);
    const announced = this.byAddress.get(main)?.addresses ?? [];
    // COMPAT(agsXMPP): JIDs hashed as the user typed them, capitals and all
    const typed = bytestreamAddress(sid, requester.full, targetText);
    const candidates = new Set([main, ...announced, typed]);
    let waiting: string | undefined;
    for (const address of candidates) {
      const state = this.options.streamhost.state(address);
      if (state === 'paired' || state === 'active') return address;
      if (state === 'one-party' || (waiting === undefined && this.byAddress.has(address))) {
        waiting = address;
      }
    }
    return waiting;
  }

  private noteRefusal(
    transferId: string | undefined,
    { at, stanza, proxyJid }: Activation,
    outcome: ActivationOutcome,
  ): void {
    if (transferId === undefined) return;
    this.options.ledger.tell(transferId, {
      at,
      step: {
        kind: 'activation-refused',
        lane: 'server',
        detail: { condition: outcome, streamhost: proxyJid },
        stanza,
      },
    });
  }

  /** Connected, never activated. */
  private abandoned(entry: Entry, transferId: string, { reason, at }: BytestreamEnd): void {
    const gaveUp = reason === 'activation-timeout' || reason === 'cancelled';
    this.options.ledger.tell(transferId, {
      at,
      ...(reason === 'activation-timeout' && {
        event: { kind: 'failed', at, reason, evidence: 'observed' },
      }),
      ...(reason === 'cancelled' && {
        event: { kind: 'cancelled', at, reason: 'cancelled-by-admin', evidence: 'observed' },
      }),
      step: { kind: 'disconnected', lane: 'server', detail: { reason } },
    });
    // the parties may try the same bytestream again
    if (!gaveUp && entry.expected !== undefined) this.expect(entry.expected);
  }

  private cancel(transferId: string): boolean {
    const { streamhost } = this.options;
    for (const [address, entry] of this.byAddress) {
      if (entry.transferId !== transferId) continue;
      if (streamhost.state(address) !== 'unknown' && streamhost.cancel(address)) return true;
    }
    return false;
  }

  private isOpen(transferId: string | undefined): boolean {
    if (transferId === undefined) return false;
    const transfer = this.options.ledger.get(transferId);
    return transfer !== undefined && !hasEnded(transfer.state);
  }

  private requesterSends(entry: Entry): boolean {
    return entry.expected?.requesterSends ?? true;
  }

  /**
   * Counts by direction. SOCKS5 does not say who is who: a file moves one way, so the side that sent is the sender
   * when only one did; otherwise the requester is the second to connect, since it learns last which streamhost it is.
   */
  private directed(entry: Entry, { fromFirst, fromSecond }: RelayedBytes) {
    const oneWay = (fromFirst === 0) !== (fromSecond === 0);
    const senderIsFirst = oneWay ? fromFirst > 0 : !this.requesterSends(entry);
    return {
      senderIsFirst,
      senderToReceiver: senderIsFirst ? fromFirst : fromSecond,
      receiverToSender: senderIsFirst ? fromSecond : fromFirst,
    };
  }

  private entryOf(address: string): Entry {
    const known = this.byAddress.get(address);
    if (known !== undefined) return known;
    const entry: Entry = {
      main: undefined,
      expected: undefined,
      transferId: undefined,
      addresses: [address],
      peers: {},
      connected: false,
    };
    this.byAddress.set(address, entry);
    this.makeRoom();
    return entry;
  }

  /** A computed address is its own bytestream's, even where somebody else had named it as theirs. */
  private claim(address: string, entry: Entry): void {
    const holder = this.byAddress.get(address);
    if (holder === entry) return;
    holder?.addresses.splice(holder.addresses.indexOf(address), 1);
    this.byAddress.set(address, entry);
    entry.addresses.push(address);
  }

  private forget(entry: Entry): void {
    for (const address of entry.addresses) this.byAddress.delete(address);
  }

  private makeRoom(): void {
    const max = this.options.maxExpected ?? DEFAULT_LEDGER_LIMITS.maxExpected;
    if (this.byAddress.size <= max) return;
    for (const entry of this.byAddress.values()) {
      // the streamhost bounds how many are connected
      if (entry.connected) continue;
      this.forget(entry);
      if (this.byAddress.size <= max) return;
    }
  }
}
