/** XEP-0066 Out of Band Data 1.5: observed. The URL is passed on and never fetched. */
import {
  decodeOutOfBandData,
  payloadNode,
  readErrorReply,
  type OutOfBandData,
} from '@waybill/codecs';
import { NS, StanzaError, type Jid, type Stanza } from '@waybill/core';
import {
  oobKey,
  type Offer,
  type OfferTicket,
  type TransferEvent,
  type TransferLedger,
} from '@waybill/domain';
import type { Feature, Observer, Passage } from '@waybill/routing';

export interface OutOfBandDataOptions {
  readonly ledger: TransferLedger;
  /** `standalone`, or the attachment's component domain. */
  readonly host: string;
  /** Whether a URL is of an upload that has a record already, which the message then belongs to. */
  readonly isRecorded?: ((url: string) => Promise<boolean>) | undefined;
}

/** Records URLs that one client hands to another. */
export function outOfBandData(options: OutOfBandDataOptions): Feature {
  return {
    name: 'out-of-band-data',
    xeps: [{ number: '0066', title: 'Out of Band Data', version: '1.5', note: 'observed' }],
    passing: [new OutOfBandObserver(options)],
  };
}

type Verdict = void | StanzaError | Promise<void | StanzaError>;

class OutOfBandObserver implements Observer {
  readonly namespaces = [NS.oob, NS.oobMessage];

  constructor(private readonly options: OutOfBandDataOptions) {}

  observe(stanza: Stanza, passage: Passage): Verdict {
    const { from, to } = stanza;
    if (from === undefined || to === undefined) return;
    if (stanza.kind === 'iq' && stanza.type === 'set') {
      return this.requested(stanza, from, to, passage);
    }
    // a room's members are not ours to list
    if (stanza.kind !== 'message' || stanza.type === 'error' || stanza.type === 'groupchat') return;
    return this.sent(stanza, from, to, passage);
  }

  /** The answer says whether the receiver has the file. @see XEP-0066 §2 */
  private requested(stanza: Stanza, from: Jid, to: Jid, passage: Passage): Verdict {
    const { ledger } = this.options;
    const node = payloadNode(stanza, NS.oob, 'query');
    const data = node && decodeOutOfBandData(node);
    if (data === undefined || data instanceof StanzaError) return data;
    // XEP-0066 §5: the way that an SI offer agreed on
    const chosen = data.sid === undefined ? undefined : ledger.findSi(from, to, data.sid);
    let ticket: OfferTicket;
    if (chosen === undefined) {
      ticket = ledger.offer(this.offer(stanza, from, to, data, passage));
    } else {
      ticket = { id: chosen.id, verdict: undefined };
      const { at } = passage;
      ledger.tell(chosen.id, { at, event: { kind: 'method-agreed', method: 'oob' } });
    }
    const { id } = ticket;
    if (id !== undefined) passage.watchReply((reply, at) => this.answered(id, reply, at));
    return ticket.verdict;
  }

  /** Nobody will say whether it was fetched. @see XEP-0066 §3 */
  private sent(stanza: Stanza, from: Jid, to: Jid, passage: Passage): Verdict {
    const node = payloadNode(stanza, NS.oobMessage, 'x');
    const data = node && decodeOutOfBandData(node);
    // messages are delivered even when the URL in them is of no use
    if (data === undefined || data instanceof StanzaError) return;
    const record = () => this.record(stanza, from, to, data, passage);
    const { isRecorded } = this.options;
    if (isRecorded === undefined) return record();
    return isRecorded(data.url).then((known) => (known ? undefined : record()));
  }

  private record(
    stanza: Stanza,
    from: Jid,
    to: Jid,
    data: OutOfBandData,
    passage: Passage,
  ): Verdict {
    const { at } = passage;
    const ticket = this.options.ledger.offer(this.offer(stanza, from, to, data, passage));
    if (ticket.id !== undefined) {
      this.options.ledger.tell(ticket.id, {
        at,
        event: { kind: 'handed-over', at, evidence: 'unknown', path: 'unknown' },
      });
    }
    return ticket.verdict;
  }

  private offer(stanza: Stanza, from: Jid, to: Jid, data: OutOfBandData, passage: Passage): Offer {
    return {
      method: 'oob',
      key: stanza.id === undefined ? undefined : oobKey(from.full, to.full, stanza.id),
      sender: from,
      receiver: to,
      senderAddress: passage.origin?.facts.address ?? passage.note?.address,
      sid: data.sid,
      declared: { name: fileName(data.url), description: data.description },
      at: passage.at,
      mirrored: passage.mirrored,
      offerId: stanza.id,
      visibility: 'signalling-only',
      host: this.options.host,
      step: {
        kind: 'offered',
        lane: 'sender',
        detail: { url: data.url },
        stanza: stanza.toString(),
      },
    };
  }

  private answered(id: string, reply: Stanza, at: number): void {
    const { ledger } = this.options;
    const stanza = reply.toString();
    if (reply.type !== 'error') {
      ledger.tell(id, {
        at,
        event: { kind: 'confirmed', at },
        step: { kind: 'retrieved', lane: 'receiver', stanza },
      });
      return;
    }
    const { condition } = readErrorReply(reply);
    const event = outcome(condition, at);
    const kind = event.kind === 'declined' ? 'declined' : 'retrieval-failed';
    ledger.tell(id, { at, event, step: { kind, lane: 'receiver', detail: { condition }, stanza } });
  }
}

/** @see XEP-0066 §2 */
function outcome(condition: string, at: number): TransferEvent {
  switch (condition) {
    case 'not-acceptable':
    case 'forbidden':
    case 'not-allowed':
      return { kind: 'declined', at };
    case 'item-not-found':
      return { kind: 'failed', at, reason: 'io-error', evidence: 'claimed' };
    case 'feature-not-implemented':
      return { kind: 'failed', at, reason: 'no-common-method', evidence: 'claimed' };
    default:
      return { kind: 'failed', at, reason: 'peer-gone', evidence: 'claimed' };
  }
}

/** The last part of the URL's path, which is what people know the file by. */
function fileName(url: string): string | undefined {
  const path = url.replace(/[?#].*$/s, '').replace(/^[^:/]+:(\/\/[^/]*)?/, '');
  const last = path.slice(path.lastIndexOf('/') + 1);
  if (last === '') return undefined;
  try {
    return decodeURIComponent(last);
  } catch (error) {
    // a stray percent sign: the name is then as it stands
    if (error instanceof URIError) return last;
    throw error;
  }
}
