// An xmpp.js client that a test drives, in the same way as slixmpp_peer.py: JSON lines in, JSON lines out.
// Started as: xmppjs_peer.mjs JID PASSWORD PORT, with NODE_EXTRA_CA_CERTS set to the server's certificate.
import { client, xml } from '@xmpp/client';
import { createInterface } from 'node:readline';

const [jid = '', password, port] = process.argv.slice(2);
const [, username, domain, resource] = /^([^@]+)@([^/]+)\/(.+)$/.exec(jid) ?? [];
const UPLOAD = 'urn:xmpp:http:upload:0';
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const xmpp = client({ service: `xmpp://127.0.0.1:${port}`, domain, resource, username, password });
xmpp.reconnect.stop();

xmpp.on('online', (address) => say({ event: 'online', jid: String(address) }));
xmpp.on('error', (error) =>
  say({ event: 'error', text: error.message, condition: error.condition }),
);
xmpp.on('stanza', (stanza) => {
  if (stanza.is('message') && stanza.getChildText('body') !== null) {
    say({ event: 'message', sender: stanza.attrs.from, body: stanza.getChildText('body') });
  } else if (stanza.is('presence')) {
    say({ event: 'presence', sender: stanza.attrs.from, type: stanza.attrs.type ?? 'available' });
  }
});

const commands = {
  presence: () => xmpp.send(xml('presence')),
  message: ({ to, body }) => xmpp.send(xml('message', { to, type: 'chat' }, xml('body', {}, body))),
  roster: async () => {
    const { children } = await xmpp.iqCaller.get(xml('query', { xmlns: 'jabber:iq:roster' }));
    return children.map((item) => item.attrs);
  },
  ping: async ({ to }) => {
    await xmpp.iqCaller.get(xml('ping', { xmlns: 'urn:xmpp:ping' }), to, 10_000);
    return true;
  },
  offer: async ({ to, sid, name, size }) => {
    const option = xml('option', {}, xml('value', {}, 'http://jabber.org/protocol/ibb'));
    const form = xml('x', { xmlns: 'jabber:x:data', type: 'form' }, [
      xml('field', { type: 'list-single', var: 'stream-method' }, option),
    ]);
    const profile = 'http://jabber.org/protocol/si/profile/file-transfer';
    const reply = await xmpp.iqCaller.set(
      xml('si', { xmlns: 'http://jabber.org/protocol/si', id: sid, profile }, [
        xml('file', { xmlns: profile, name, size }),
        xml('feature', { xmlns: 'http://jabber.org/protocol/feature-neg' }, form),
      ]),
      to,
      20_000,
    );
    return String(reply);
  },
  // @xmpp/client leaves XEP-0363 to its users, as their applications do it: discovery, slot, PUT
  upload: async ({ name, text }) => {
    const disco = 'http://jabber.org/protocol/disco';
    const query = (node, to) => xmpp.iqCaller.get(xml('query', { xmlns: `${disco}#${node}` }), to);
    let service;
    for (const { attrs } of (await query('items', domain)).getChildren('item')) {
      const { children } = await query('info', attrs.jid);
      if (children.some((child) => child.attrs.var === UPLOAD)) service = attrs.jid;
    }
    const body = Buffer.from(text);
    const request = {
      xmlns: UPLOAD,
      filename: name,
      size: body.length,
      'content-type': 'text/plain',
    };
    const asked = xml('iq', { type: 'get', to: service }, xml('request', request));
    const slot = (await xmpp.iqCaller.request(asked)).getChild('slot', UPLOAD);
    const headers = { 'Content-Type': 'text/plain' };
    const put = slot.getChild('put').attrs.url;
    const { status } = await fetch(put, { method: 'PUT', body, headers });
    const url = slot.getChild('get').attrs.url;
    return { service, status, url, came: await (await fetch(url)).text() };
  },
  quit: () => xmpp.stop().then(() => undefined),
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const { n, do: name, with: args = {} } = JSON.parse(line);
  Promise.resolve(commands[name]?.(args)).then(
    (ok) => say({ answer: n, ok: ok ?? null }),
    (error) =>
      say({ answer: n, error: { condition: error.condition ?? error.name, text: error.message } }),
  );
});

xmpp.start().catch((error) => {
  say({ event: 'failed-auth', condition: error.condition ?? error.name, text: error.message });
});
