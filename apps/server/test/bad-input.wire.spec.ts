/** What peers should not send: each is answered by the book, and nobody else feels it. */
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { escapeXml } from '@waybill/core';
import { bytestreamAddress } from '@waybill/domain';
import { socks5Connect } from '../src/bots/socks5-client.js';
import { transferText } from '../src/commands/transfer-text.js';
import { oldClient } from './support/old-client.js';
import { Player } from './support/player.js';
import { PASSWORD, World } from './support/world.js';

const SID = 'bad-input-1';
const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';

let world: World;
let alice: Player;
let bob: Player;
beforeEach(async () => {
  world = await World.start('limits.c2s.maxStanzaBytes=20000');
  alice = await world.login('alice');
  bob = await world.login('bob');
});
afterEach(() => world.end());

const proxy = () => ({ jid: 'proxy.localhost', host: '127.0.0.1', port: world.port('streamhost') });

/** Up to the chosen proxy, nobody connected. */
async function negotiate(file = { name: 'a.bin', size: 10 }): Promise<string> {
  alice.sends(oldClient.offer('n1', bob.jid, SID, file));
  await bob.receives(`<iq id='n1' type='set'><si/></iq>`);
  bob.sends(oldClient.accept('n1', alice.jid, SID));
  await alice.receives(`<iq id='n1' type='result'/>`);
  alice.sends(oldClient.streamhosts('n2', bob.jid, SID, [proxy()]));
  await bob.receives(`<iq id='n2' type='set'><query/></iq>`);
  bob.sends(oldClient.used('n2', alice.jid, 'proxy.localhost'));
  await alice.receives(`<iq id='n2' type='result'/>`);
  return bytestreamAddress(SID, alice.jid, bob.jid);
}

const toProxy = (address: string) => socks5Connect('127.0.0.1', world.port('streamhost'), address);

describe('the relay', () => {
  it('is not opened by a stranger, and still is by the requester', async () => {
    const carol = await world.login('carol');
    const address = await negotiate();
    const arriving = await toProxy(address);
    const leaving = await toProxy(address);
    carol.sends(oldClient.activate('a1', 'proxy.localhost', SID, bob.jid));
    await carol.receives(`<iq id='a1' type='error'><error type='cancel'/></iq>`);
    alice.sends(oldClient.activate('a2', 'proxy.localhost', SID, bob.jid));
    await alice.receives(`<iq id='a2' type='result'/>`);
    leaving.end('0123456789');
    let read = '';
    for await (const chunk of arriving as AsyncIterable<Buffer>) read += chunk.toString();
    expect(read).toBe('0123456789');
    expect(await world.ended()).toMatchObject({ state: 'completed', bytes: 10 });
  });

  it('takes two connections to a bytestream and refuses a third', async () => {
    const address = await negotiate();
    const sockets = [await toProxy(address), await toProxy(address)];
    await expect(toProxy(address)).rejects.toThrow('reply 2');
    for (const socket of sockets) socket.destroy();
  });

  it('refuses what no negotiation announced', async () => {
    await expect(toProxy('0'.repeat(40))).rejects.toThrow('reply 2');
  });

  it('is not activated before both have come, nor for a sid that nobody offered', async () => {
    const address = await negotiate();
    const early = await toProxy(address);
    alice.sends(oldClient.activate('a1', 'proxy.localhost', SID, bob.jid));
    await alice.receives(
      `<iq id='a1' type='error'><error><not-allowed xmlns='${STANZAS}'/></error></iq>`,
    );
    alice.sends(oldClient.activate('a2', 'proxy.localhost', 'unknown', bob.jid));
    await alice.receives(
      `<iq id='a2' type='error'><error><item-not-found xmlns='${STANZAS}'/></error></iq>`,
    );
    early.destroy();
  });

  it('closes on a greeting that is no SOCKS5', async () => {
    const socket = connect(world.port('streamhost'), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    socket.on('error', () => socket.destroy());
    await new Promise((resolve) => socket.once('close', resolve));
  });

  it('records a sender who vanishes in the middle as failed, with the bytes that passed', async () => {
    const address = await negotiate({ name: 'a.bin', size: 1_000 });
    const arriving = await toProxy(address);
    const leaving = await toProxy(address);
    alice.sends(oldClient.activate('a1', 'proxy.localhost', SID, bob.jid));
    await alice.receives(`<iq id='a1' type='result'/>`);
    leaving.write(Buffer.alloc(400));
    let read = 0;
    // the receiver's side is cut off as well: it must not take 400 bytes for the file
    const cutOff = new Promise((resolve) => arriving.once('error', resolve));
    arriving.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read === 400) leaving.resetAndDestroy();
    });
    await cutOff;
    const transfer = await world.ended();
    expect(transfer).toMatchObject({ state: 'failed', reason: 'peer-gone', bytes: 400 });
  });
});

describe('the router', () => {
  const error = (id: string, condition: string) =>
    `<iq id='${id}' type='error'><error><${condition} xmlns='${STANZAS}'/></error></iq>`;

  it.each([
    ['two children', `<iq type='get' id='x' to='localhost'><a xmlns='a:b'/><b xmlns='a:b'/></iq>`],
    ['no child', `<iq type='get' id='x' to='localhost'/>`],
    ['an unknown type', `<iq type='fetch' id='x' to='localhost'><a xmlns='a:b'/></iq>`],
  ])('answers bad-request to an IQ with %s', async (_what, iq) => {
    alice.sends(iq);
    await alice.receives(error('x', 'bad-request'));
    await alice.isCaughtUp();
  });

  it('answers for addresses that are not there', async () => {
    const query = `<query xmlns='jabber:iq:version'/>`;
    alice.sends(`<iq type='get' id='d' to='example.net'>${query}</iq>`);
    await alice.receives(error('d', 'remote-server-not-found'));
    alice.sends(`<iq type='get' id='l' to='nobody@localhost'>${query}</iq>`);
    await alice.receives(error('l', 'service-unavailable'));
    alice.sends(`<iq type='get' id='r' to='bob@localhost/elsewhere'>${query}</iq>`);
    await alice.receives(error('r', 'service-unavailable'));
    alice.sends(`<iq type='get' id='m' to='@@'>${query}</iq>`);
    await alice.receives(error('m', 'jid-malformed'));
  });

  it('never answers an error', async () => {
    alice.sends(`<iq type='error' id='e' to='example.net'><error type='cancel'/></iq>`);
    alice.sends(`<message type='error' to='nobody@localhost'><body>x</body></message>`);
    await alice.isCaughtUp();
    expect(alice.hasNotReceived(`<iq id='e'/>`)).toBe(true);
    expect(alice.hasNotReceived(`<message type='error'/>`)).toBe(true);
  });

  it('ends the stream of who speaks in another name, and nobody else hears it', async () => {
    alice.sends(`<message from='bob@localhost/test' to='${bob.jid}'><body>forged</body></message>`);
    await alice.receives(`<error><invalid-from/></error>`);
    await alice.isCutOff;
    await bob.isCaughtUp();
    expect(bob.hasNotReceived(`<message/>`)).toBe(true);
  });

  it.each([
    ['a comment', '<!-- x -->', 'restricted-xml'],
    ['a processing instruction', '<?php x ?>', 'restricted-xml'],
    ['an unclosed tag', '<message></iq>', 'not-well-formed'],
    ['more than a stanza may have', `<message>${'x'.repeat(30_000)}</message>`, 'policy-violation'],
  ])('ends the stream that sends %s, and no other', async (_what, markup, condition) => {
    alice.sends(markup);
    await alice.receives(`<error><${condition}/></error>`);
    await alice.isCutOff;
    await bob.isCaughtUp();
  });

  it('reads a stream that comes one byte at a time', async () => {
    const stanza = `<message to='${bob.jid}' type='chat'><body>慢 &#x1F40C; slow</body></message>`;
    for (const byte of Buffer.from(stanza)) alice.client.sendRaw(Buffer.from([byte]));
    await bob.receives(`<message from='${alice.jid}'><body>慢 🐌 slow</body></message>`);
  });

  it('lets nobody in with the answer of another', async () => {
    const client = await world.connect();
    await client.open();
    await client.startTls();
    await expect(client.authenticate('alice', `${PASSWORD}!`)).rejects.toThrow('not-authorized');
    client.destroy();
  });
});

describe('a file name', () => {
  it.each([
    ['with a path', '../../../etc/passwd'],
    ['of Windows with a device', 'C:\\Windows\\system32\\con.txt'],
    ['with line breaks and a tab', 'a\n\tb\r.txt'],
    ['that turns the direction of reading', 'invoice\u202Egpj.exe'],
    ['of a thousand Chinese characters', '运'.repeat(1_000)],
    ['that looks like markup', `"><script>alert('1')</script>&amp;`],
    ['of spaces', '   '],
  ])('%s reaches the receiver and the ledger unaltered', async (_what, name) => {
    alice.sends(oldClient.offer('f1', bob.jid, SID, { name: escapeXml(name), size: 1 }));
    const offer = await bob.receives(`<iq id='f1' type='set'><si/></iq>`);
    const file = offer.getChild('si')?.getChild('file');
    expect(file?.attrs['name']).toBe(name);
    const transfer = await world.transfer(({ state }) => state === 'offered');
    expect(transfer.file.name).toBe(name);
    // a terminal is shown nothing that moves its cursor or turns its text
    expect(transferText(transfer, true)).not.toMatch(/[\r\t\u202e]/);
  });
});
