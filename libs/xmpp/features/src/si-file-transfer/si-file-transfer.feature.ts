/** XEP-0095 Stream Initiation 1.2, XEP-0096 SI File Transfer 1.3.1, XEP-0020 Feature Negotiation 1.6: observed. */
import {
  decodeSiAnswer,
  decodeSiOffer,
  payloadNode,
  readErrorReply,
  type ErrorReply,
  type SiOffer,
} from '@waybill/codecs';
import { NS, StanzaError, type Stanza } from '@waybill/core';
import {
  siKey,
  type DeclaredFile,
  type TransferEvent,
  type TransferLedger,
  type TransferMethod,
  type TransferStepKind,
} from '@waybill/domain';
import type { Feature, Observer, Passage } from '@waybill/routing';

export interface SiFileTransferOptions {
  readonly ledger: TransferLedger;
  /** `standalone`, or the attachment's component domain. */
  readonly host: string;
}

/** Records SI offers and their answers. Both travel unchanged; an offer waits for its record. */
export function siFileTransfer(options: SiFileTransferOptions): Feature {
  return {
    name: 'si-file-transfer',
    xeps: [
      { number: '0020', title: 'Feature Negotiation', version: '1.6', note: 'observed' },
      { number: '0095', title: 'Stream Initiation', version: '1.2', note: 'observed' },
      { number: '0096', title: 'SI File Transfer', version: '1.3.1', note: 'observed' },
    ],
    passing: [new SiObserver(options)],
  };
}

const METHODS: Readonly<Record<string, TransferMethod>> = {
  [NS.bytestreams]: 'si-socks5',
  [NS.ibb]: 'si-ibb',
};

class SiObserver implements Observer {
  readonly namespaces = [NS.si];

  constructor(private readonly options: SiFileTransferOptions) {}

  observe(stanza: Stanza, passage: Passage): void | StanzaError | Promise<void | StanzaError> {
    if (stanza.kind !== 'iq' || stanza.type !== 'set') return;
    const { from: sender, to: receiver } = stanza;
    const si = payloadNode(stanza, NS.si, 'si');
    if (si === undefined || sender === undefined || receiver === undefined) return;
    const offer = decodeSiOffer(si);
    if (offer === undefined || offer instanceof StanzaError) return offer;
    const ticket = this.options.ledger.offer({
      method: 'si',
      key: siKey(sender.full, offer.sid),
      sender,
      receiver,
      senderAddress: passage.origin?.facts.address ?? passage.note?.address,
      sid: offer.sid,
      declared: declaredFile(offer),
      at: passage.at,
      mirrored: passage.mirrored,
      offerId: stanza.id,
      host: this.options.host,
      step: {
        kind: 'offered',
        lane: 'sender',
        detail: { methods: offer.methods.join(' ') },
        stanza: stanza.toString(),
      },
    });
    const { id } = ticket;
    if (id !== undefined) {
      passage.watchReply((reply, at) => this.answered(id, reply, at, receiver.isBare));
      passage.watchDelivery((at) => this.delivered(id, at));
    }
    return ticket.verdict;
  }

  private delivered(id: string, at: number): void {
    this.options.ledger.tell(id, { at, step: { kind: 'delivered', lane: 'receiver' } });
  }

  private answered(id: string, reply: Stanza, at: number, locate: boolean): void {
    const { ledger } = this.options;
    // the answer that our own control made up when an operator cancelled it
    if (ledger.get(id)?.reason === 'cancelled-by-admin') return;
    if (locate && reply.from !== undefined && !reply.from.isBare) {
      const fullJid = reply.from.full;
      ledger.tell(id, { at, event: { kind: 'located', side: 'receiver', fullJid } });
    }
    const stanza = reply.toString();
    if (reply.type === 'error') {
      const error = readErrorReply(reply);
      const event = refusal(error, at);
      const kind: TransferStepKind = event.kind === 'declined' ? 'declined' : 'answer-error';
      const detail = { condition: error.specific ?? error.condition };
      ledger.tell(id, { at, event, step: { kind, lane: 'receiver', detail, stanza } });
      return;
    }
    const si = payloadNode(reply, NS.si, 'si');
    const { method, range } = si === undefined ? {} : decodeSiAnswer(si);
    ledger.tell(id, {
      at,
      event: { kind: 'accepted', at, method: METHODS[method ?? ''], range },
      step: { kind: 'accepted', lane: 'receiver', detail: { method: method ?? '' }, stanza },
    });
  }
}

function declaredFile({ file, mimeType }: SiOffer): DeclaredFile {
  return {
    name: file.name,
    size: file.size,
    type: mimeType,
    hash: file.hash,
    hashAlgorithm: file.hash === undefined ? undefined : 'md5',
    description: file.description,
  };
}

/** What an error answer means. @see XEP-0095 §3.3, XEP-0096 §5 */
function refusal({ condition, specific }: ErrorReply, at: number): TransferEvent {
  switch (condition as string) {
    // COMPAT: 403 by the book; some clients decline with 405 or 406
    case 'forbidden':
    case 'not-allowed':
    case 'not-acceptable':
      return { kind: 'declined', at };
    case 'service-unavailable':
    case 'recipient-unavailable':
    case 'item-not-found':
    case 'remote-server-not-found':
    case 'remote-server-timeout':
    case 'gone':
      return { kind: 'failed', at, reason: 'peer-gone', evidence: 'claimed' };
    case 'feature-not-implemented':
      return { kind: 'failed', at, reason: 'no-common-method', evidence: 'claimed' };
    default: {
      const noMethod = specific === 'no-valid-streams' || specific === 'bad-profile';
      const reason = noMethod ? 'no-common-method' : 'protocol-error';
      return { kind: 'failed', at, reason, evidence: 'claimed' };
    }
  }
}
