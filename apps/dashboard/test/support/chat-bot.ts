import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

const DOMAIN = 'localhost';
const HEADER = `<?xml version='1.0'?><stream:stream to='${DOMAIN}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;
const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';
const BYTESTREAMS = 'http://jabber.org/protocol/bytestreams';
const SI = 'http://jabber.org/protocol/si';
const FILE = 'http://jabber.org/protocol/si/profile/file-transfer';

/** What has arrived and was not looked at yet; whoever waits is woken by what fits. */
class Inbox {
  private text = '';
  private readonly waiting = new Set<() => void>();

  take(chunk: Buffer): void {
    this.text += chunk.toString('utf8');
    for (const look of this.waiting) look();
  }

  /** Resolves with what matches, and forgets everything up to its end. */
  next(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve) => {
      const look = (): void => {
        const match = pattern.exec(this.text);
        if (match === null) return;
        this.waiting.delete(look);
        this.text = this.text.slice(match.index + match[0].length);
        resolve(match);
      };
      this.waiting.add(look);
      look();
    });
  }
}

/** A client of few words: raw stanzas over a real socket, STARTTLS and SASL PLAIN. */
export class ChatBot {
  readonly closed: Promise<unknown>;

  private constructor(
    readonly jid: string,
    private readonly socket: Socket,
    private readonly inbox: Inbox,
  ) {
    this.closed = once(socket, 'close');
  }

  static async logIn(port: number, name: string, password: string): Promise<ChatBot> {
    const plain = connect(port, '127.0.0.1');
    const clear = new Inbox();
    const takeClear = (chunk: Buffer): void => {
      clear.take(chunk);
    };
    plain.on('data', takeClear);
    plain.write(HEADER);
    await clear.next(/<\/stream:features>/u);
    plain.write("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    await clear.next(/<proceed[^>]*>/u);
    plain.off('data', takeClear);
    // The server made its certificate itself a moment ago: there is nobody who could vouch for it.
    const socket = connectTls({ socket: plain, servername: DOMAIN, rejectUnauthorized: false });
    const inbox = new Inbox();
    socket.on('data', (chunk: Buffer) => {
      inbox.take(chunk);
    });
    // An ended session is what some tests wait for; how it ends is not their matter.
    socket.on('error', () => socket.destroy());
    socket.write(HEADER);
    await inbox.next(/<\/stream:features>/u);
    const secret = Buffer.from(`\0${name}\0${password}`).toString('base64');
    socket.write(`<auth xmlns='${SASL}' mechanism='PLAIN'>${secret}</auth>`);
    await inbox.next(/<success[^>]*>/u);
    socket.write(HEADER);
    await inbox.next(/<\/stream:features>/u);
    socket.write(
      "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bot</resource></bind></iq>",
    );
    const [, jid = ''] = await inbox.next(/<jid>([^<]+)<\/jid>/u);
    socket.write('<presence/>');
    return new ChatBot(jid, socket, inbox);
  }

  send(xml: string): void {
    this.socket.write(xml);
  }

  receives(pattern: RegExp): Promise<RegExpExecArray> {
    return this.inbox.next(pattern);
  }

  end(): void {
    this.socket.destroy();
  }
}

async function socks5(port: number, address: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(Buffer.from([5, 1, 0]));
  await once(socket, 'data');
  const name = Buffer.from(address);
  socket.write(Buffer.concat([Buffer.from([5, 1, 0, 3, name.length]), name, Buffer.from([0, 0])]));
  await once(socket, 'data');
  return socket;
}

/** A file on its way through the proxy: bytes go when the test says so. */
export interface RunningTransfer {
  write(bytes: number): void;
  /** Ends it, and waits until the receiver has all that came. @returns what arrived, in bytes */
  finish(): Promise<number>;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', "'": '&apos;' };
const escapeXml = (text: string): string =>
  text.replace(/[&<']/gu, (letter) => ENTITIES[letter] ?? letter);

const PROXY = `proxy.${DOMAIN}`;

export interface OfferedFile {
  readonly name: string;
  readonly size: number;
  readonly streamhostPort: number;
  /** Addresses of the sender's own, offered before the proxy. */
  readonly ownHosts?: readonly string[];
}

/** Offers `name` from one to the other, and ways to it; the receiver has yet to choose. @returns the sid */
async function offerWays(sender: ChatBot, receiver: ChatBot, file: OfferedFile): Promise<string> {
  const sid = `s${createHash('sha1').update(file.name).digest('hex').slice(0, 8)}`;
  const hosts = (file.ownHosts ?? []).map(
    (host) => `<streamhost jid='${sender.jid}' host='${host}' port='1080'/>`,
  );
  sender.send(
    `<iq type='set' id='o-${sid}' to='${receiver.jid}'><si xmlns='${SI}' id='${sid}' profile='${FILE}'><file xmlns='${FILE}' name='${escapeXml(file.name)}' size='${String(file.size)}'/><feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='form'><field var='stream-method' type='list-single'><option><value>${BYTESTREAMS}</value></option></field></x></feature></si></iq>`,
  );
  await receiver.receives(new RegExp(`id=['"]o-${sid}['"].*?</si></iq>`, 'u'));
  receiver.send(
    `<iq type='result' id='o-${sid}' to='${sender.jid}'><si xmlns='${SI}'><feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='submit'><field var='stream-method'><value>${BYTESTREAMS}</value></field></x></feature></si></iq>`,
  );
  await sender.receives(new RegExp(`id=['"]o-${sid}['"].*?</si></iq>`, 'u'));
  sender.send(
    `<iq type='set' id='h-${sid}' to='${receiver.jid}'><query xmlns='${BYTESTREAMS}' sid='${sid}' mode='tcp'>${hosts.join('')}<streamhost jid='${PROXY}' host='127.0.0.1' port='${String(file.streamhostPort)}'/></query></iq>`,
  );
  await receiver.receives(new RegExp(`id=['"]h-${sid}['"].*?</query></iq>`, 'u'));
  return sid;
}

/** Offers a file whose receiver reaches none of the ways to it. @see XEP-0065 §5.3.3 */
export async function failTransfer(
  sender: ChatBot,
  receiver: ChatBot,
  file: OfferedFile,
): Promise<void> {
  const sid = await offerWays(sender, receiver, file);
  receiver.send(
    `<iq type='error' id='h-${sid}' to='${sender.jid}'><error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`,
  );
  await sender.receives(new RegExp(`id=['"]h-${sid}['"].*?</error></iq>`, 'u'));
}

/** Offers `name` from one to the other and opens a bytestream through the proxy. @see XEP-0065, XEP-0096 */
export async function startTransfer(
  sender: ChatBot,
  receiver: ChatBot,
  file: OfferedFile,
): Promise<RunningTransfer> {
  const sid = await offerWays(sender, receiver, file);
  const address = createHash('sha1')
    .update(sid + sender.jid + receiver.jid)
    .digest('hex');
  const incoming = await socks5(file.streamhostPort, address);
  receiver.send(
    `<iq type='result' id='h-${sid}' to='${sender.jid}'><query xmlns='${BYTESTREAMS}' sid='${sid}'><streamhost-used jid='${PROXY}'/></query></iq>`,
  );
  await sender.receives(new RegExp(`id=['"]h-${sid}['"].*?</query></iq>`, 'u'));
  const outgoing = await socks5(file.streamhostPort, address);
  sender.send(
    `<iq type='set' id='a-${sid}' to='${PROXY}'><query xmlns='${BYTESTREAMS}' sid='${sid}'><activate>${receiver.jid}</activate></query></iq>`,
  );
  await sender.receives(new RegExp(`id=['"]a-${sid}['"][^>]*>`, 'u'));
  let arrived = 0;
  incoming.on('data', (chunk: Buffer) => {
    arrived += chunk.length;
  });
  const done = new Promise((resolve) => incoming.once('close', resolve));
  // A transfer that is cancelled is cut, which is no fault of the test's.
  for (const socket of [incoming, outgoing]) socket.on('error', () => socket.destroy());
  return {
    write: (bytes) => {
      outgoing.write(Buffer.alloc(bytes, 7));
    },
    finish: async () => {
      outgoing.end();
      await done;
      return arrived;
    },
  };
}

/** Asks for a slot and puts `content` there. @returns the path to fetch it from @see XEP-0363 */
export async function upload(
  bot: ChatBot,
  origin: string,
  file: { readonly name: string; readonly content: string },
): Promise<string> {
  const bytes = Buffer.from(file.content);
  const id = `u-${createHash('sha1').update(file.name).digest('hex').slice(0, 8)}`;
  bot.send(
    `<iq type='get' id='${id}' to='upload.${DOMAIN}'><request xmlns='urn:xmpp:http:upload:0' filename='${escapeXml(file.name)}' size='${String(bytes.length)}'/></iq>`,
  );
  const [slot] = await bot.receives(new RegExp(`id=['"]${id}['"].*?</slot></iq>`, 'u'));
  const pathOf = (kind: string): string => {
    const url = new RegExp(`<${kind} url=['"]([^'"]+)`, 'u').exec(slot)?.[1] ?? '';
    const { pathname, search } = new URL(url.replaceAll('&amp;', '&'));
    return pathname + search;
  };
  const put = await fetch(origin + pathOf('put'), { method: 'PUT', body: bytes });
  if (put.status !== 201) throw new Error(`the file was not taken: ${String(put.status)}`);
  return pathOf('get');
}
