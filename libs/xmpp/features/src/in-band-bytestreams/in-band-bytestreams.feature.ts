/** XEP-0047 In-Band Bytestreams 2.0.1: observed, and its bytes counted. */
import {
  decodeIbb,
  decodeIbbBlock,
  payloadNode,
  readErrorReply,
  scanIbbBlock,
  type IbbBlock,
  type IbbClose,
  type IbbOpen,
} from '@waybill/codecs';
import { NS, StanzaError, type Jid, type Stanza } from '@waybill/core';
import {
  expectedBytes,
  hasEnded,
  ibbKey,
  type Transfer,
  type TransferLedger,
  type TransferMethod,
} from '@waybill/domain';
import type { Feature, Observer, Passage } from '@waybill/routing';
import { InBandStream, InBandStreams } from './in-band-stream.js';

export interface InBandBytestreamsOptions {
  readonly ledger: TransferLedger;
}

/** Follows in-band bytestreams of negotiated transfers. Blocks travel unchanged and are never kept. */
export function inBandBytestreams(options: InBandBytestreamsOptions): Feature {
  return {
    name: 'in-band-bytestreams',
    xeps: [{ number: '0047', title: 'In-Band Bytestreams', version: '2.0.1', note: 'observed' }],
    passing: [new InBandObserver(options.ledger)],
  };
}

class InBandObserver implements Observer {
  readonly namespaces = [NS.ibb];
  private readonly streams = new InBandStreams();

  constructor(private readonly ledger: TransferLedger) {}

  observe(stanza: Stanza, passage: Passage): void {
    const { from, to } = stanza;
    if (from === undefined || to === undefined || stanza.type === 'error') return;
    if (stanza.kind === 'iq' && stanza.type !== 'set') return;
    if (stanza.has(NS.ibb, 'data')) {
      const block = scanIbbBlock(stanza.markup) ?? readBlock(stanza);
      if (block !== undefined) this.moved(from, to, block, passage.at);
      return;
    }
    const node = stanza.kind === 'iq' ? payloadNode(stanza, NS.ibb) : undefined;
    const content = node && decodeIbb(node);
    if (content === undefined || content instanceof StanzaError) return;
    if (content.kind === 'open') this.opened(stanza, from, to, content, passage);
    else this.closed(stanza, from, to, content, passage);
  }

  private opened(stanza: Stanza, from: Jid, to: Jid, open: IbbOpen, passage: Passage): void {
    const { ledger } = this;
    const { at } = passage;
    const key = ibbKey(from.full, to.full, open.sid);
    const transfer = this.find(from, to, key, open.sid);
    if (transfer === undefined) return;
    const { id } = transfer;
    const lane = transfer.sender.fullJid === to.full ? 'receiver' : 'sender';
    const method: TransferMethod = transfer.method.startsWith('jingle') ? 'jingle-ibb' : 'si-ibb';
    const stream = new InBandStream(
      id,
      transfer.sender.fullJid ?? transfer.sender.bareJid,
      expectedBytes(transfer.declared),
    );
    this.streams.add(key, stream);
    ledger.tell(id, { at, event: { kind: 'accepted', at, method } });
    ledger.tell(id, {
      at,
      event: { kind: 'method-agreed', method },
      stanzaKey: `${stanza.id ?? ''}\n${from.full}\nopen`,
      step: {
        kind: 'in-band-opened',
        lane,
        detail: { blockSize: open.blockSize, stanza: open.stanza },
        stanza: stanza.toString(),
      },
    });
    passage.watchReply((reply, repliedAt) => this.answered(key, stream, reply, repliedAt));
  }

  private answered(key: string, stream: InBandStream, reply: Stanza, at: number): void {
    const { ledger } = this;
    if (reply.type !== 'error') {
      this.start(stream, at);
      return;
    }
    this.streams.delete(key);
    const { condition } = readErrorReply(reply);
    ledger.tell(stream.transferId, {
      at,
      step: {
        kind: 'in-band-fault',
        lane: stream.lane(reply.from?.full),
        detail: { condition },
        stanza: reply.toString(),
      },
    });
    // XEP-0047 §2.1: resource-constraint asks for smaller blocks, and the opener tries again
    ledger.failUnlessRevived(stream.transferId, at, 'no-common-method');
  }

  private start(stream: InBandStream, at: number): void {
    if (stream.started) return;
    stream.started = true;
    this.ledger.tell(stream.transferId, { at, event: { kind: 'started', at, path: 'in-band' } });
  }

  private moved(from: Jid, to: Jid, block: IbbBlock, at: number): void {
    const key = ibbKey(from.full, to.full, block.sid);
    const stream = this.streams.get(key);
    if (stream === undefined) return;
    this.start(stream, at);
    const fault = stream.take(from.full, block);
    if (this.isUnwatched(stream)) return;
    if (fault !== undefined) {
      this.ledger.tell(stream.transferId, {
        at,
        step: { kind: 'in-band-fault', lane: stream.lane(from.full), detail: fault },
      });
    }
    if (!stream.shouldTell(at)) return;
    const transfer = this.ledger.get(stream.transferId);
    if (transfer === undefined || hasEnded(transfer.state)) {
      this.streams.delete(key);
      return;
    }
    const { senderToReceiver, receiverToSender } = stream;
    this.ledger.progress(stream.transferId, at, senderToReceiver, receiverToSender);
  }

  private closed(stanza: Stanza, from: Jid, to: Jid, { sid }: IbbClose, passage: Passage): void {
    const { at, note } = passage;
    const key = ibbKey(from.full, to.full, sid);
    const stream = this.streams.get(key);
    if (stream === undefined) return;
    this.streams.delete(key);
    const by = stream.lane(from.full);
    if (note?.inBand !== undefined) stream.counted(by, note.inBand);
    const { senderToReceiver, receiverToSender } = stream;
    this.start(stream, at);
    const uncounted = stream.isUnseen || this.isUnwatched(stream);
    if (passage.mirrored && note?.inBand === undefined && uncounted) {
      this.ledger.tell(stream.transferId, {
        at,
        // what the host did not show, none of its blocks or some, nobody counted
        event: { kind: 'handed-over', at, evidence: 'unknown', path: 'in-band' },
        step: { kind: 'in-band-closed', lane: by, stanza: stanza.toString() },
      });
      return;
    }
    this.ledger.tell(stream.transferId, {
      at,
      event: { kind: 'closed', at, reason: 'finished', by, senderToReceiver, receiverToSender },
      step: {
        kind: 'in-band-closed',
        lane: by,
        detail: { senderToReceiver, receiverToSender },
        stanza: stanza.toString(),
      },
    });
  }

  private isUnwatched({ transferId }: InBandStream): boolean {
    return this.ledger.get(transferId)?.visibility === 'signalling-only';
  }

  private find(from: Jid, to: Jid, key: string, sid: string): Transfer | undefined {
    const { ledger } = this;
    const found = ledger.find(key) ?? ledger.findSi(from, to, sid) ?? ledger.findSi(to, from, sid);
    return found === undefined || hasEnded(found.state) ? undefined : found;
  }
}

function readBlock(stanza: Stanza): IbbBlock | undefined {
  const node = payloadNode(stanza, NS.ibb, 'data');
  return node && decodeIbbBlock(node);
}
