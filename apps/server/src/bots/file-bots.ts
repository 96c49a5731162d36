import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { NS, payload, xml, type Element } from '@waybill/core';
import { bytestreamAddress } from '@waybill/domain';
import { socks5Connect } from './socks5-client.js';
import { XmppClientError } from './xmpp-client.js';

/** Somebody at a full JID who can send stanzas and wait for them: a client's connection, or a bot of our own. */
export interface BotStation {
  readonly jid: string;
  send(element: Element): void;
  request(type: 'get' | 'set', to: string, content: Element): Promise<Element>;
  next(what: string, wanted: (element: Element) => boolean): Promise<Element>;
}

/** A streamhost as it is offered. */
export interface OfferedStreamhost {
  readonly jid: string;
  readonly host: string;
  readonly port: number;
}

/** What a test transfer showed. */
export interface BotTransfer {
  readonly sid: string;
  readonly bytes: number;
  readonly milliseconds: number;
  /** Lower-case hex SHA-256 of what was sent and of what arrived. */
  readonly sent: string;
  readonly received: string;
  readonly streamhost: OfferedStreamhost;
}

/** The sender stopped before the end. */
export class IncompleteFile extends XmppClientError {}

const CHUNK_BYTES = 256 * 1024;
const TEST_NAME = 'waybill-test.bin';

export function expectResult(reply: Element, what: string): Element {
  if (reply.attrs['type'] === 'result') return reply;
  const condition = reply.getChild('error')?.getChildElements()[0]?.getName() ?? 'an error';
  throw new XmppClientError(`${what}: ${condition}`);
}

/** Asks a proxy for its address. @throws XmppClientError where it tells none @see XEP-0065 §4 */
export async function askProxy(client: BotStation, jid: string): Promise<OfferedStreamhost> {
  const reply = expectResult(
    await client.request('get', jid, payload('query', NS.bytestreams)),
    `asking ${jid} for its address`,
  );
  const host = reply.getChild('query', NS.bytestreams)?.getChild('streamhost')?.attrs;
  if (host === undefined) throw new XmppClientError(`${jid} tells no address`);
  return { jid: String(host['jid']), host: String(host['host']), port: Number(host['port']) };
}

/** Looks for a bytestream proxy below the domain, as a client does. @see XEP-0065 §4 */
export async function findProxy(client: BotStation, domain: string): Promise<OfferedStreamhost> {
  const items = expectResult(
    await client.request('get', domain, payload('query', NS.discoItems)),
    'service discovery',
  );
  const jids = items
    .getChild('query', NS.discoItems)
    ?.getChildren('item')
    .map((item) => String(item.attrs['jid']));
  for (const jid of jids ?? []) {
    const info = await client.request('get', jid, payload('query', NS.discoInfo));
    const identity = info.getChild('query', NS.discoInfo)?.getChildByAttr('category', 'proxy');
    if (identity?.attrs['type'] !== 'bytestreams') continue;
    return askProxy(client, jid);
  }
  throw new XmppClientError(`${domain} offers no bytestream proxy (is streamhost.listen off?)`);
}

function offer(sid: string, name: string, size: number): Element {
  const option = xml('option', {}, xml('value', {}, NS.bytestreams));
  const field = xml('field', { type: 'list-single', var: 'stream-method' }, option);
  return payload(
    'si',
    NS.si,
    { id: sid, profile: NS.siFileTransfer },
    payload('file', NS.siFileTransfer, { name, size }),
    payload(
      'feature',
      NS.featureNegotiation,
      {},
      payload('x', NS.dataForms, { type: 'form' }, field),
    ),
  );
}

/** The receiving bot: says yes, connects to the streamhost it is given, and hashes what comes. */
async function receive(client: BotStation, sid: string, bytes: number): Promise<string> {
  const si = await client.next(
    'the offer',
    (e) => e.is('iq') && e.getChild('si', NS.si) !== undefined,
  );
  const value = xml('field', { var: 'stream-method' }, xml('value', {}, NS.bytestreams));
  const form = payload('x', NS.dataForms, { type: 'submit' }, value);
  const answer = payload('si', NS.si, {}, payload('feature', NS.featureNegotiation, {}, form));
  const { id, from } = si.attrs as { id: string; from: string };
  client.send(xml('iq', { type: 'result', id, to: from }, answer));
  const hosts = await client.next(
    'streamhosts',
    (e) => e.is('iq') && e.getChild('query', NS.bytestreams)?.getChild('streamhost') !== undefined,
  );
  const host = hosts.getChild('query', NS.bytestreams)?.getChild('streamhost')?.attrs ?? {};
  const address = bytestreamAddress(sid, from, client.jid);
  const socket = await socks5Connect(String(host['host']), Number(host['port']), address);
  const used = payload('query', NS.bytestreams, { sid });
  used.append(xml('streamhost-used', { jid: String(host['jid']) }));
  const reply = { type: 'result', id: String(hosts.attrs['id']), to: from };
  client.send(xml('iq', reply, used));
  return readAll(socket, bytes);
}

async function readAll(socket: Socket, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  let received = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    hash.update(chunk);
    received += chunk.length;
    if (received >= bytes) break;
  }
  socket.destroy();
  if (received !== bytes) throw new IncompleteFile(`${received} of ${bytes} bytes arrived`);
  return hash.digest('hex');
}

/** Sends random bytes. @returns their SHA-256 */
async function writeAll(socket: Socket, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  // one random block, changed a little each time: making random bytes must not be what is measured
  const block = randomBytes(Math.min(CHUNK_BYTES, Math.max(bytes, 8)));
  for (let sent = 0; sent < bytes; sent += block.length) {
    const chunk = Buffer.from(block.subarray(0, Math.min(block.length, bytes - sent)));
    if (chunk.length >= 8) chunk.writeDoubleBE(sent);
    hash.update(chunk);
    if (!socket.write(chunk)) await once(socket, 'drain');
  }
  socket.end();
  return hash.digest('hex');
}

/**
 * Sends a file from one logged-in bot to the other through the server's own proxy.
 * @see XEP-0096, XEP-0065 §6
 */
export async function transferThroughProxy(
  sender: BotStation,
  receiver: BotStation,
  domain: string,
  file: Omit<BotFile, 'streamhost'>,
): Promise<BotTransfer> {
  const streamhost = await findProxy(sender, domain);
  return transferBetween(sender, receiver, { ...file, streamhost });
}

/** What is sent, and by which proxy. */
export interface BotFile {
  readonly streamhost: OfferedStreamhost;
  readonly bytes: number;
  readonly name?: string;
  /** Where the sender breaks off; left out, it sends all. */
  readonly breaksOffAt?: number;
}

/** The same through a proxy that is known already. */
export async function transferBetween(
  sender: BotStation,
  receiver: BotStation,
  { streamhost, bytes, name = TEST_NAME, breaksOffAt = bytes }: BotFile,
): Promise<BotTransfer> {
  const sid = randomUUID();
  const arriving = receive(receiver, sid, bytes);
  // a failure of either side is this function's failure, whichever comes first
  const [{ sent, startedAt }, received] = await Promise.all([
    deliver(sender, receiver.jid, { sid, bytes, streamhost, name, sends: breaksOffAt }),
    arriving,
  ]);
  const milliseconds = performance.now() - startedAt;
  return { sid, bytes, milliseconds, sent, received, streamhost };
}

/** Offers a file, which the other bot does not want. @see XEP-0095 §3.2 */
export async function declineOffer(
  sender: BotStation,
  receiver: BotStation,
  { name, bytes }: { readonly name: string; readonly bytes: number },
): Promise<void> {
  const asking = sender.request('set', receiver.jid, offer(randomUUID(), name, bytes));
  const si = await receiver.next(
    'the offer',
    (e) => e.is('iq') && e.getChild('si', NS.si) !== undefined,
  );
  const { id, from } = si.attrs as { id: string; from: string };
  const text = payload('text', NS.stanzaErrors, {}, 'Offer Declined');
  const error = xml(
    'error',
    { type: 'cancel', code: '403' },
    payload('forbidden', NS.stanzaErrors),
  );
  error.append(text);
  receiver.send(xml('iq', { type: 'error', id, to: from }, error));
  await asking;
}

async function deliver(
  sender: BotStation,
  target: string,
  {
    sid,
    bytes,
    streamhost,
    name,
    sends,
  }: Pick<BotTransfer, 'sid' | 'bytes' | 'streamhost'> & {
    readonly name: string;
    readonly sends: number;
  },
) {
  const asked = await sender.request('set', target, offer(sid, name, bytes));
  expectResult(asked, 'the offer');
  const query = payload('query', NS.bytestreams, { sid, mode: 'tcp' });
  query.append(xml('streamhost', { ...streamhost }));
  expectResult(await sender.request('set', target, query), 'the streamhosts');
  const address = bytestreamAddress(sid, sender.jid, target);
  const socket = await socks5Connect(streamhost.host, streamhost.port, address);
  const activate = payload('query', NS.bytestreams, { sid }, xml('activate', {}, target));
  expectResult(await sender.request('set', streamhost.jid, activate), 'the activation');
  const startedAt = performance.now();
  const sent = await writeAll(socket, sends);
  return { sent, startedAt };
}
