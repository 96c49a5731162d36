import {
  decodeJingleIbb,
  decodeJingleSocks5,
  type Candidate,
  type JingleSocks5,
  type XmlNode,
} from '@waybill/codecs';
import { Jid } from '@waybill/core';
import {
  ibbKey,
  writeStreamhosts,
  type BytestreamBook,
  type StepNote,
  type TransferLedger,
  type TransferMethod,
} from '@waybill/domain';
import {
  CandidateRace,
  type JingleFileContent,
  type JingleFileSession,
  type JingleRole,
  type Nomination,
} from './jingle-session.js';

export interface JingleTransportsOptions {
  readonly ledger: TransferLedger;
  readonly book: BytestreamBook;
  /** Domains at which our own proxy answers. */
  readonly proxyDomains: ReadonlySet<string>;
}

/** Follows the bytestream of each content. @see XEP-0260, XEP-0261 */
export class JingleTransports {
  constructor(private readonly options: JingleTransportsOptions) {}

  /**
   * Takes a transport that is offered or answered.
   * @returns the method it stands for
   */
  take(
    session: JingleFileSession,
    content: JingleFileContent,
    by: JingleRole,
    transport: XmlNode | undefined,
  ): TransferMethod {
    const ibb = transport && decodeJingleIbb(transport);
    if (ibb !== undefined) {
      const { initiator, responder } = session;
      const key = ibbKey(initiator.full, responder.full, ibb.sid);
      this.options.ledger.alias(content.transferId, key);
      return 'jingle-ibb';
    }
    const socks5 = transport && decodeJingleSocks5(transport);
    if (socks5 === undefined) return 'jingle';
    this.join(session, content, by, socks5);
    return 'jingle-socks5';
  }

  /** Takes a notice about candidates. @see XEP-0260 §2.3, §2.4 */
  inform(
    session: JingleFileSession,
    content: JingleFileContent,
    by: JingleRole,
    transport: XmlNode | undefined,
    news: { readonly at: number; readonly stanza: string },
  ): void {
    const socks5 = transport && decodeJingleSocks5(transport);
    if (socks5 === undefined) return;
    const race = this.join(session, content, by, socks5);
    const { notice } = socks5;
    const lane = by === content.sender ? 'sender' : 'receiver';
    const { at, stanza } = news;
    const detail =
      notice !== undefined && 'cid' in notice ? describe(race, notice.cid) : offeredIn(transport);
    const kind = notice?.kind ?? 'candidates-offered';
    const step: StepNote = { kind, lane, detail, stanza };
    this.options.ledger.tell(content.transferId, { at, step });
    if (notice === undefined || race.settled) return;
    if (notice.kind === 'proxy-error') {
      this.options.ledger.failUnlessRevived(content.transferId, at, 'proxy-unreachable');
      return;
    }
    const outcome = race.choose(by, notice);
    if (outcome === 'open') return;
    race.settled = true;
    if (outcome === 'failed') {
      this.options.ledger.failUnlessRevived(content.transferId, at, 'no-streamhost-reachable');
    } else {
      this.nominated(content, outcome, at);
    }
  }

  private nominated(content: JingleFileContent, { candidate }: Nomination, at: number): void {
    const { ledger, proxyDomains } = this.options;
    const id = content.transferId;
    const streamhostJid = candidate.jid;
    const jid = Jid.parse(streamhostJid);
    const isOurs = jid instanceof Jid && proxyDomains.has(jid.domain);
    const isProxy = candidate.type === 'proxy';
    // our proxy reports the start itself, once it is activated
    const path = !isProxy ? 'direct' : isOurs ? 'relayed' : 'unknown';
    ledger.tell(id, { at, event: { kind: 'path-chosen', path, streamhostJid } });
    if (path !== 'relayed') ledger.tell(id, { at, event: { kind: 'started', at, path } });
  }

  /** The content's race, with what this transport adds to it. A new sid begins a new one. */
  private join(
    session: JingleFileSession,
    content: JingleFileContent,
    by: JingleRole,
    socks5: JingleSocks5,
  ): CandidateRace {
    let { race } = content;
    if (race?.sid !== socks5.sid) {
      race = new CandidateRace(socks5.sid);
      content.race = race;
    }
    race.offer(by, socks5.candidates);
    if (socks5.candidates.some((candidate) => candidate.type === 'proxy')) {
      this.announce(session, content, by, socks5);
    }
    return race;
  }

  /** XEP-0260 §2.2: whoever offers a proxy is its requester, and hashes its own JID first. */
  private announce(
    session: JingleFileSession,
    content: JingleFileContent,
    by: JingleRole,
    { sid, dstaddr }: JingleSocks5,
  ): void {
    this.options.book.expect({
      sid,
      requester: session.party(by),
      target: session.party(by === 'initiator' ? 'responder' : 'initiator'),
      transferId: content.transferId,
      requesterSends: by === content.sender,
      // through a chat room the JIDs differ on the two sides, and only this is right
      addresses: dstaddr === undefined ? [] : [dstaddr],
    });
  }
}

/** The candidates of a transport as a step tells them. */
export function offeredIn(transport: XmlNode | undefined): { readonly streamhosts?: string } {
  const candidates = (transport && decodeJingleSocks5(transport))?.candidates ?? [];
  return candidates.length === 0 ? {} : { streamhosts: writeStreamhosts(candidates) };
}

function describe(race: CandidateRace, cid: string): Readonly<Record<string, string | number>> {
  const candidate: Candidate | undefined = race.candidate(cid)?.candidate;
  if (candidate === undefined) return { cid };
  const { jid, host, port, type } = candidate;
  return { cid, streamhost: jid, host, port, type };
}
