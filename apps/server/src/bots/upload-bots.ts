import { randomBytes } from 'node:crypto';
import { NS, payload, xml } from '@waybill/core';
import { expectResult, type BotStation } from './file-bots.js';
import { XmppClientError } from './xmpp-client.js';

/** A file that is uploaded, and where. */
export interface SharedFile {
  readonly service: string;
  readonly name: string;
  readonly bytes: number;
}

/** Goes to the listener itself: the URL is for those who come through a name and a proxy that does TLS. */
async function ask(address: string, init: RequestInit = {}): Promise<void> {
  const url = new URL(address);
  url.protocol = 'http:';
  url.hostname = '127.0.0.1';
  try {
    const answer = await fetch(url, init);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    await answer.arrayBuffer();
  } catch (error) {
    throw new XmppClientError(`${init.method ?? 'GET'} of an upload`, { cause: error });
  }
}

/** Uploads a file to a server of this machine, without TLS, and sends its link to the other bot, who fetches it. @see XEP-0363 §4, XEP-0066 §3 */
export async function shareUpload(
  sender: BotStation,
  receiver: BotStation,
  { service, name, bytes }: SharedFile,
): Promise<void> {
  const wish = payload('request', NS.httpUpload, { filename: name, size: bytes });
  const reply = expectResult(await sender.request('get', service, wish), 'the slot');
  const slot = reply.getChild('slot', NS.httpUpload);
  const [put, get] = ['put', 'get'].map(
    (verb) => slot?.getChild(verb)?.attrs['url'] as string | undefined,
  );
  if (put === undefined || get === undefined) throw new XmppClientError('a slot without URLs');
  await ask(put, { method: 'PUT', body: randomBytes(bytes) });
  const arriving = receiver.next(
    'the link',
    (e) => e.is('message') && e.getChild('x', NS.oobMessage) !== undefined,
  );
  const link = payload('x', NS.oobMessage, {}, xml('url', {}, get));
  sender.send(xml('message', { to: receiver.jid, type: 'chat' }, xml('body', {}, get), link));
  const message = await arriving;
  await ask(message.getChild('x', NS.oobMessage)?.getChildText('url') ?? '');
}
