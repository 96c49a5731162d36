import {
  decodeBytestreams,
  payloadNode,
  readErrorReply,
  type Bytestreams,
  type Streamhost,
} from '@waybill/codecs';
import { Jid, NS, StanzaError, type Stanza } from '@waybill/core';
import {
  bytestreamAddress,
  writeStreamhosts,
  type BytestreamBook,
  type Transfer,
  type TransferLedger,
} from '@waybill/domain';
import type { Observer, Passage } from '@waybill/routing';

export interface Socks5ObserverOptions {
  readonly ledger: TransferLedger;
  readonly book: BytestreamBook;
  /** Domains at which our own proxy answers. */
  readonly proxyDomains: ReadonlySet<string>;
}

type Streamhosts = Extract<Bytestreams, { kind: 'streamhosts' }>;

/** Follows the choice of a streamhost between two clients. @see XEP-0065 §5 */
export class Socks5Observer implements Observer {
  readonly namespaces = [NS.bytestreams];

  constructor(private readonly options: Socks5ObserverOptions) {}

  observe(stanza: Stanza, passage: Passage): void {
    if (stanza.kind !== 'iq' || stanza.type !== 'set') return;
    const { from: requester, to: target } = stanza;
    const query = payloadNode(stanza, NS.bytestreams, 'query');
    if (query === undefined || requester === undefined || target === undefined) return;
    const content = decodeBytestreams(query);
    if (content instanceof StanzaError || content.kind !== 'streamhosts') return;
    this.offered(stanza, requester, target, content, passage);
  }

  private offered(
    stanza: Stanza,
    requester: Jid,
    target: Jid,
    content: Streamhosts,
    passage: Passage,
  ): void {
    const { ledger, book } = this.options;
    const { at } = passage;
    const sid = content.sid ?? '';
    const transfer = this.find(requester, target, sid);
    book.expect({
      sid,
      requester,
      target,
      transferId: transfer?.id,
      requesterSends: transfer?.sender.fullJid !== target.full,
      addresses: asTyped(sid, requester, target, content.streamhosts),
    });
    if (transfer === undefined) return;
    const { id } = transfer;
    const lane = transfer.sender.fullJid === target.full ? 'receiver' : 'sender';
    if (transfer.sid !== sid) {
      ledger.tell(id, { at, step: { kind: 'sid-mismatch', lane, detail: { sid } } });
    }
    // whoever names streamhosts has been accepted, seen or not
    ledger.tell(id, { at, event: { kind: 'accepted', at, method: 'si-socks5' } });
    ledger.tell(id, {
      at,
      event: { kind: 'method-agreed', method: 'si-socks5' },
      stanzaKey: `${stanza.id ?? ''}\n${requester.full}\nset`,
      step: {
        kind: 'streamhosts-offered',
        lane,
        detail: { sid, streamhosts: writeStreamhosts(content.streamhosts) },
        stanza: stanza.toString(),
      },
    });
    passage.watchReply((reply, repliedAt) => this.answered(id, requester, reply, repliedAt));
  }

  /**
   * The SI transfer that this bytestream is for: by its sid, from whichever side; or, COMPAT(article of 2006), the one
   * accepted offer between the same two clients when the sid is another.
   */
  private find(requester: Jid, target: Jid, sid: string): Transfer | undefined {
    const { ledger } = this.options;
    return (
      ledger.findSi(requester, target, sid) ??
      ledger.findSi(target, requester, sid) ??
      ledger.onlyAcceptedBetween(requester.full, target.full)
    );
  }

  private answered(id: string, requester: Jid, reply: Stanza, at: number): void {
    const { ledger } = this.options;
    const stanza = reply.toString();
    if (reply.type === 'error') return this.refused(id, reply, at);
    const query = payloadNode(reply, NS.bytestreams, 'query');
    const content = query === undefined ? undefined : decodeBytestreams(query);
    if (content === undefined || content instanceof StanzaError || content.kind !== 'used') return;
    const streamhostJid = content.jid;
    const detail = { streamhost: streamhostJid };
    ledger.tell(id, {
      at,
      event: this.taken(requester, streamhostJid, at),
      step: { kind: 'streamhost-used', lane: 'receiver', detail, stanza },
    });
  }

  /** What taking this streamhost means for the transfer. */
  private taken(requester: Jid, streamhostJid: string, at: number) {
    const jid = Jid.parse(streamhostJid);
    const isParty = jid instanceof Jid && jid.bare === requester.bare;
    if (!isParty && jid instanceof Jid && this.options.proxyDomains.has(jid.domain)) {
      return { kind: 'path-chosen', path: 'relayed', streamhostJid } as const;
    }
    const path = isParty ? 'direct' : 'unknown';
    return { kind: 'handed-over', at, evidence: 'claimed', path, streamhostJid } as const;
  }

  private refused(id: string, reply: Stanza, at: number): void {
    const { ledger } = this.options;
    const { condition } = readErrorReply(reply);
    const declined = condition === 'not-acceptable' || condition === 'forbidden';
    const gone = condition === 'service-unavailable' || condition === 'recipient-unavailable';
    ledger.tell(id, {
      at,
      ...(declined && { event: { kind: 'declined', at } }),
      ...(gone && { event: { kind: 'failed', at, reason: 'peer-gone', evidence: 'claimed' } }),
      step: {
        kind: 'streamhost-error',
        lane: 'receiver',
        detail: { condition },
        stanza: reply.toString(),
      },
    });
    // XEP-0065 §5.3.3: item-not-found; some clients then fall back to in-band by themselves
    if (!declined && !gone) ledger.failUnlessRevived(id, at, 'no-streamhost-reachable');
  }
}

/**
 * COMPAT(agsXMPP): a client may hash its own JID as the user typed it. Where a streamhost shows that spelling, its
 * address is expected as well.
 */
function asTyped(
  sid: string,
  requester: Jid,
  target: Jid,
  streamhosts: readonly Streamhost[],
): readonly string[] {
  const addresses: string[] = [];
  for (const { jid } of streamhosts) {
    if (jid === requester.full || jid.toLowerCase() !== requester.full.toLowerCase()) continue;
    addresses.push(bytestreamAddress(sid, jid, target.full));
  }
  return addresses;
}
