import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { ClientPeer } from './client-peer.js';

const JINGLE = 'urn:xmpp:jingle:1';
const FILES = 'urn:xmpp:jingle:apps:file-transfer:5';
const TRANSPORTS = 'urn:xmpp:jingle:transports';

/** Who says what in a session: slixmpp carries it, and acknowledges what the other side says. */
interface Line {
  readonly by: ClientPeer;
  readonly to: ClientPeer;
  readonly action: string;
  readonly inner: string;
}

/**
 * A Jingle file-transfer session of two real clients, written out here since slixmpp has none.
 * @see XEP-0166, XEP-0234, XEP-0260, XEP-0261
 */
export class JingleCall {
  readonly sid = `jingle-${randomUUID()}`;
  private readonly transportSid = `t-${randomUUID()}`;

  constructor(
    private readonly initiator: ClientPeer,
    private readonly responder: ClientPeer,
    private readonly file: { readonly name: string; readonly size: number },
  ) {}

  /** Offers the file in-band, sends it, has it confirmed and ends in success. */
  async inBand(): Promise<void> {
    const { transportSid: sid, initiator, responder, file } = this;
    const transport = `<transport xmlns="${TRANSPORTS}:ibb:1" sid="${sid}" block-size="4096"/>`;
    await this.agree(transport, transport);
    await initiator.do('in-band', { to: responder.jid, sid, size: file.size });
    await this.succeed();
  }

  /** Offers the file by SOCKS5 bytestreams with `proxy` as the only candidate, and sends it through that. */
  async relayed(proxyDomain: string): Promise<void> {
    const { transportSid: sid, initiator, responder, file } = this;
    const proxy = (await initiator.do('streamhost', { of: proxyDomain })) as Streamhost;
    const candidate = `<candidate cid="p" jid="${proxy.jid}" host="${proxy.host}" port="${proxy.port}" priority="655360" type="proxy"/>`;
    await this.agree(this.socks5(candidate), this.socks5(''));
    const receiver = await dial(proxy, this.address());
    await this.info(responder, initiator, '<candidate-used cid="p"/>');
    await this.info(initiator, responder, '<candidate-error/>');
    const sender = await dial(proxy, this.address());
    await initiator.do('activate', { proxy: proxy.jid, sid, to: responder.jid });
    await this.info(initiator, responder, '<activated cid="p"/>');
    let got = 0;
    receiver.on('data', (bytes: Buffer) => (got += bytes.length));
    sender.end(Buffer.alloc(file.size, 1));
    await once(receiver, 'end');
    receiver.end();
    if (got !== file.size) throw new Error(`${got} of ${file.size} bytes came`);
    await this.succeed();
  }

  private socks5(inner: string): string {
    return `<transport xmlns="${TRANSPORTS}:s5b:1" sid="${this.transportSid}" mode="tcp">${inner}</transport>`;
  }

  /** @see XEP-0260 §2.2 */
  private address(): string {
    const text = this.transportSid + this.initiator.jid + this.responder.jid;
    return createHash('sha1').update(text).digest('hex');
  }

  private async agree(offered: string, answered: string): Promise<void> {
    const { initiator, responder, file } = this;
    const description = `<description xmlns="${FILES}"><file><name>${file.name}</name><size>${file.size}</size></file></description>`;
    const offer = this.content(description + offered);
    await this.say({ by: initiator, to: responder, action: 'session-initiate', inner: offer });
    const answer = this.content(description + answered);
    await this.say({ by: responder, to: initiator, action: 'session-accept', inner: answer });
  }

  private info(by: ClientPeer, to: ClientPeer, notice: string): Promise<void> {
    return this.say({ by, to, action: 'transport-info', inner: this.content(this.socks5(notice)) });
  }

  private async succeed(): Promise<void> {
    const [by, to] = [this.responder, this.initiator];
    const received = `<received xmlns="${FILES}" creator="initiator" name="file"/>`;
    await this.say({ by, to, action: 'session-info', inner: received });
    const success = '<reason><success/></reason>';
    await this.say({ by, to, action: 'session-terminate', inner: success });
  }

  private content(inner: string): string {
    return `<content creator="initiator" name="file" senders="initiator">${inner}</content>`;
  }

  private async say({ by, to, action, inner }: Line): Promise<void> {
    const top = `<jingle xmlns="${JINGLE}" action="${action}" sid="${this.sid}" initiator="${this.initiator.jid}">`;
    await by.do('jingle', { to: to.jid, xml: `${top}${inner}</jingle>` });
    await to.event((line) => line.event === 'jingle' && line['action'] === action);
  }
}

interface Streamhost {
  readonly jid: string;
  readonly host: string;
  readonly port: number;
}

/** A SOCKS5 connection that names `address`, accepted. @see RFC 1928 §3, §4 */
async function dial({ host, port }: Streamhost, address: string): Promise<Socket> {
  const socket = connect(port, host);
  await once(socket, 'connect');
  const request = Buffer.from([5, 1, 0, 3, 40, ...Buffer.from(address), 0, 0]);
  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), request]));
  let got = Buffer.alloc(0);
  while (got.length < 2 + request.length) {
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    got = Buffer.concat([got, bytes]);
  }
  if (got[3] !== 0) throw new Error(`the relay refused ${address}: ${got.toString('hex')}`);
  return socket;
}
