import {
  decodeJingle,
  decodeJingleFile,
  decodeJingleFileInfo,
  payloadNode,
  readErrorReply,
  type Hash,
  type Jingle,
  type JingleContent,
  type JingleFile,
} from '@waybill/codecs';
import { NS, StanzaError, type Jid, type Stanza } from '@waybill/core';
import {
  jingleKey,
  type DeclaredFile,
  type Offer,
  type TransferEvent,
  type TransferStepKind,
} from '@waybill/domain';
import type { Observer, Passage } from '@waybill/routing';
import { outcomeOf, refusalOf } from './jingle-outcomes.js';
import {
  JingleFileSession,
  JingleFileSessions,
  type JingleFileContent,
  type JingleRole,
} from './jingle-session.js';
import { JingleTransports, offeredIn, type JingleTransportsOptions } from './jingle-transports.js';

export interface JingleObserverOptions extends JingleTransportsOptions {
  /** `standalone`, or the attachment's component domain. */
  readonly host: string;
}

type Verdict = void | StanzaError | Promise<void | StanzaError>;

/** One Jingle stanza with what is needed to understand it. */
interface Scene {
  readonly stanza: Stanza;
  readonly jingle: Jingle;
  readonly from: Jid;
  readonly to: Jid;
  readonly passage: Passage;
}

/** A scene inside a session that is known. */
interface Act extends Scene {
  readonly session: JingleFileSession;
  readonly by: JingleRole;
}

/** Follows Jingle sessions that move files; other sessions pass unread. */
export class JingleObserver implements Observer {
  readonly namespaces = [NS.jingle];
  private readonly sessions = new JingleFileSessions();
  private readonly transports: JingleTransports;

  constructor(private readonly options: JingleObserverOptions) {
    this.transports = new JingleTransports(options);
  }

  observe(stanza: Stanza, passage: Passage): Verdict {
    const { from, to } = stanza;
    if (stanza.kind !== 'iq' || stanza.type !== 'set' || !from || !to) return;
    const node = payloadNode(stanza, NS.jingle, 'jingle');
    const jingle = node && decodeJingle(node);
    if (jingle === undefined) return;
    if (jingle instanceof StanzaError) {
      // what is no file is no business of ours, however it is written
      return stanza.markup.includes('jingle:apps:file-transfer:') ? jingle : undefined;
    }
    const scene = { stanza, jingle, from, to, passage };
    if (jingle.action === 'session-initiate') return this.initiated(scene);
    const session = this.sessions.find(from, to, jingle.sid);
    if (session === undefined) return;
    return this.play({ ...scene, session, by: session.role(from) });
  }

  private play(act: Act): Verdict {
    switch (act.jingle.action) {
      case 'session-accept':
      case 'content-accept':
        return this.accepted(act);
      case 'content-add':
        return this.offered(act);
      case 'content-reject':
        return this.tellNamed(act, 'declined', (at) => ({ kind: 'declined', at }));
      case 'content-remove':
        return this.removed(act);
      case 'transport-info':
        return this.informed(act);
      case 'transport-replace':
        return this.replaced(act, 'transport-replaced');
      case 'transport-accept':
        return this.replaced(act, 'transport-accepted');
      case 'transport-reject':
        return this.rejected(act);
      case 'session-info':
        return this.infoReceived(act);
      case 'session-terminate':
        return this.terminated(act);
      default:
        return;
    }
  }

  private initiated(scene: Scene): Verdict {
    const { from, to, jingle, passage } = scene;
    const known = this.sessions.find(from, to, jingle.sid);
    const session = known ?? new JingleFileSession(jingle.sid, from, to);
    const by = session.role(from);
    const verdict = this.offered({ ...scene, session, by });
    if (session.contents.size === 0) return verdict;
    if (known === undefined) this.sessions.begin(session);
    passage.watchReply((reply, at) => {
      if (reply.type === 'error') this.refused(session, reply, at);
    });
    passage.watchDelivery((at) => this.delivered(session, at));
    return verdict;
  }

  /** Records every file that the stanza offers or asks for. */
  private offered(act: Act): Verdict {
    const verdicts: Promise<StanzaError | undefined>[] = [];
    for (const content of act.jingle.contents) {
      const file = content.description && decodeJingleFile(content.description);
      if (file instanceof StanzaError) return file;
      if (file === undefined || !JingleFileSessions.hasRoom(act.session)) continue;
      const verdict = this.offerFile(act, content, file);
      if (verdict instanceof StanzaError) return verdict;
      if (verdict !== undefined) verdicts.push(verdict);
    }
    if (verdicts.length === 0) return;
    if (verdicts.length === 1) return verdicts[0];
    return Promise.all(verdicts).then((all) => all.find((refusal) => refusal !== undefined));
  }

  private offerFile(act: Act, content: JingleContent, file: JingleFile) {
    const { session, passage, by } = act;
    // XEP-0234 §3: 'senders', not the direction of the offer, says who has the file
    const sender = content.senders === 'responder' ? 'responder' : 'initiator';
    const key = jingleKey(session.initiator.full, session.sid, content.name);
    const ticket = this.options.ledger.offer(this.toOffer(act, content, file, key, sender));
    if (ticket.id === undefined) return ticket.verdict;
    const known = session.contents.get(content.name);
    const entry: JingleFileContent =
      known?.transferId === ticket.id
        ? known
        : { transferId: ticket.id, name: content.name, sender, race: undefined };
    session.contents.set(content.name, entry);
    const method = this.transports.take(session, entry, by, content.transport);
    const { at } = passage;
    this.options.ledger.tell(ticket.id, { at, event: { kind: 'method-agreed', method } });
    return ticket.verdict;
  }

  private toOffer(
    { session, stanza, passage, from }: Act,
    content: JingleContent,
    file: JingleFile,
    key: string,
    sender: JingleRole,
  ): Offer {
    const senderJid = session.party(sender);
    return {
      method: 'jingle',
      key,
      sender: senderJid,
      receiver: session.party(sender === 'initiator' ? 'responder' : 'initiator'),
      senderAddress: senderJid.equals(from)
        ? (passage.origin?.facts.address ?? passage.note?.address)
        : undefined,
      sid: session.sid,
      contentName: content.name,
      declared: declaredFile(file),
      at: passage.at,
      mirrored: passage.mirrored,
      offerId: stanza.id,
      host: this.options.host,
      step: {
        kind: 'offered',
        lane: senderJid.equals(from) ? 'sender' : 'receiver',
        detail: {
          content: content.name,
          senders: content.senders,
          ...offeredIn(content.transport),
        },
        stanza: stanza.toString(),
      },
    };
  }

  private delivered(session: JingleFileSession, at: number): void {
    for (const { transferId, sender } of session.contents.values()) {
      const lane = sender === 'responder' ? 'sender' : 'receiver';
      this.options.ledger.tell(transferId, { at, step: { kind: 'delivered', lane } });
    }
  }

  private refused(session: JingleFileSession, reply: Stanza, at: number): void {
    const { condition } = readErrorReply(reply);
    this.sessions.end(session);
    for (const content of session.contents.values()) {
      const event = refusalOf(condition, at);
      const kind = event.kind === 'declined' ? 'declined' : 'answer-error';
      const lane = content.sender === 'responder' ? 'sender' : 'receiver';
      const step = { kind, lane, detail: { condition }, stanza: reply.toString() } as const;
      this.options.ledger.tell(content.transferId, { at, event, step });
    }
  }

  private accepted(act: Act): void {
    const { session, jingle, by, passage } = act;
    const { at } = passage;
    const described = new Map(jingle.contents.map((content) => [content.name, content]));
    for (const content of session.named([...described.keys()])) {
      const said = described.get(content.name);
      const file = said?.description && decodeJingleFile(said.description);
      const range = file instanceof StanzaError ? undefined : file?.range;
      const method = this.transports.take(session, content, by, said?.transport);
      const event = {
        kind: 'accepted',
        at,
        range,
        ...(method !== 'jingle' && { method }),
      } as const;
      this.tell(act, content, 'accepted', event, offeredIn(said?.transport));
    }
  }

  private removed(act: Act): void {
    const { jingle, by, session } = act;
    for (const content of session.named(jingle.contents.map(({ name }) => name))) {
      const state = this.options.ledger.get(content.transferId)?.state ?? 'offered';
      const side = by === content.sender ? 'sender' : 'receiver';
      const reason = jingle.reason ?? 'cancel';
      const event = outcomeOf(reason, side, state, act.passage.at);
      this.tell(act, content, 'content-removed', event, { reason });
    }
  }

  private informed(act: Act): void {
    const { session, jingle, by, passage, stanza } = act;
    const news = { at: passage.at, stanza: stanza.toString() };
    for (const said of jingle.contents) {
      const content = session.contents.get(said.name);
      if (content === undefined) continue;
      this.transports.inform(session, content, by, said.transport, news);
    }
  }

  private replaced(act: Act, kind: 'transport-replaced' | 'transport-accepted'): void {
    const { session, jingle, by, passage } = act;
    for (const said of jingle.contents) {
      const content = session.contents.get(said.name);
      if (content === undefined) continue;
      const method = this.transports.take(session, content, by, said.transport);
      this.tell(act, content, kind, undefined, { method, ...offeredIn(said.transport) });
      if (kind === 'transport-replaced' || method === 'jingle') continue;
      const { at } = passage;
      const event = { kind: 'method-agreed', method } as const;
      this.options.ledger.tell(content.transferId, { at, event });
    }
  }

  private rejected(act: Act): void {
    const { session, jingle, passage } = act;
    this.tellNamed(act, 'transport-rejected', () => undefined);
    for (const { transferId } of session.named(jingle.contents.map(({ name }) => name))) {
      this.options.ledger.failUnlessRevived(transferId, passage.at, 'no-common-method');
    }
  }

  private infoReceived(act: Act): void {
    const info = act.jingle.info && decodeJingleFileInfo(act.jingle.info);
    const content = info && act.session.contents.get(info.contentName);
    if (info === undefined || content === undefined) return;
    const { at } = act.passage;
    if (info.kind === 'received') this.tell(act, content, 'received', { kind: 'confirmed', at });
    else this.tell(act, content, 'checksum', { kind: 'described', file: hashed(info.hash) });
  }

  private terminated(act: Act): void {
    const { session, jingle, by, passage } = act;
    this.sessions.end(session);
    for (const content of session.contents.values()) {
      const state = this.options.ledger.get(content.transferId)?.state ?? 'offered';
      const side = by === content.sender ? 'sender' : 'receiver';
      const event = outcomeOf(jingle.reason, side, state, passage.at);
      const text = jingle.reasonText === undefined ? {} : { text: jingle.reasonText };
      const detail = { reason: jingle.reason ?? 'none', ...text };
      this.tell(act, content, 'terminated', event, detail);
    }
  }

  private tellNamed(
    act: Act,
    kind: TransferStepKind,
    event: (at: number) => TransferEvent | undefined,
  ): void {
    for (const content of act.session.named(act.jingle.contents.map(({ name }) => name))) {
      this.tell(act, content, kind, event(act.passage.at));
    }
  }

  private tell(
    { stanza, passage, by, from }: Act,
    content: JingleFileContent,
    kind: TransferStepKind,
    event: TransferEvent | undefined,
    detail: Readonly<Record<string, string>> = {},
  ): void {
    this.options.ledger.tell(content.transferId, {
      at: passage.at,
      event,
      stanzaKey: `${stanza.id ?? ''}\n${from.full}\n${kind}`,
      step: {
        kind,
        lane: by === content.sender ? 'sender' : 'receiver',
        detail,
        stanza: stanza.toString(),
      },
    });
  }
}

function declaredFile({
  name,
  size,
  mediaType,
  description,
  hash,
  range,
}: JingleFile): DeclaredFile {
  return { name, size, type: mediaType, description, range, ...hashed(hash) };
}

function hashed(hash: Hash | undefined): Pick<DeclaredFile, 'hash' | 'hashAlgorithm'> {
  return hash === undefined ? {} : { hash: hash.value, hashAlgorithm: hash.algorithm };
}
