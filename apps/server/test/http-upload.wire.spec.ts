/** A file's way by XEP-0363, over sockets: asked for by XMPP, carried by HTTP, told in the ledger; in both modes. */
import { FakeComponentHost, type AttachedComponent } from '@waybill/stream/testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { Player } from './support/player.js';
import { World } from './support/world.js';

const UPLOAD = 'urn:xmpp:http:upload:0';
const DISCO = 'http://jabber.org/protocol/disco';
const COMMANDS = 'http://jabber.org/protocol/commands';
const NAME = '合同 é.txt';
const BODY = Buffer.from('what was agreed');
// as a proxy before it would do it: no certificate to be believed on loopback
const PLAIN = ['upload.tls=off', 'upload.globalReserve=0'];
const request = (more = '') =>
  `<request xmlns='${UPLOAD}' filename='${NAME}' size='${String(BODY.length)}' content-type='text/plain'>${more}</request>`;
const message = (to: string, inner: string, id: string) =>
  `<message type='chat' id='${id}' to='${to}'>${inner}</message>`;
const link = (url: string) => `<body>${url}</body><x xmlns='jabber:x:oob'><url>${url}</url></x>`;

let world: World;
afterEach(() => world.end());

const here = (url: string) =>
  url.replace(/^https:\/\/[^/]+/, `http://127.0.0.1:${String(world.port('upload'))}`);
const fetched = (url: string) => fetch(here(url));
const put = (url: string) =>
  fetch(here(url), { method: 'PUT', body: BODY, headers: { 'Content-Type': 'text/plain' } });

/** The only transfer, once it says so. */
const transfer = (state: string, receiver: string) =>
  world.transfer((one) => one.state === state && one.receiver.jid === receiver);

describe('a standalone server', () => {
  async function slot(alice: Player): Promise<{ readonly put: string; readonly get: string }> {
    alice.sends(`<iq type='get' id='slot' to='upload.localhost'>${request()}</iq>`);
    const iq = await alice.receives(
      `<iq id='slot' type='result' from='upload.localhost'><slot xmlns='${UPLOAD}'><put url='*'/><get url='*'/></slot></iq>`,
    );
    const [inner] = iq.getChildren('slot', UPLOAD);
    const url = (name: string) => String(inner?.getChild(name)?.attrs['url']);
    return { put: url('put'), get: url('get') };
  }

  it('is found, takes a file and gives it back, and its record has the receiver', async () => {
    world = await World.start(...PLAIN);
    const alice = await world.login('alice');
    const bob = await world.login('bob');
    alice.sends(`<iq type='get' id='1' to='localhost'><query xmlns='${DISCO}#items'/></iq>`);
    await alice.receives(
      `<iq id='1' type='result'><query xmlns='${DISCO}#items'><item jid='upload.localhost' name='HTTP File Upload'/></query></iq>`,
    );
    alice.sends(`<iq type='get' id='2' to='upload.localhost'><query xmlns='${DISCO}#info'/></iq>`);
    await alice.receives(
      `<iq id='2' type='result'><query xmlns='${DISCO}#info'><identity category='store' type='file'/><feature var='${UPLOAD}'/></query></iq>`,
    );
    const { put: putUrl, get } = await slot(alice);
    expect(get).toMatch(/%E5%90%88%E5%90%8C%20%C3%A9\.txt$/);
    expect((await put(putUrl)).status).toBe(201);
    alice.sends(message(bob.jid, link(get), 'm1'));
    await bob.receives(`<message id='m1'><x xmlns='jabber:x:oob'><url>${get}</url></x></message>`);
    const answer = await fetched(get);
    expect(Buffer.from(await answer.arrayBuffer()).equals(BODY)).toBe(true);
    const row = await transfer('completed', 'bob@localhost');
    expect(row).toMatchObject({ method: 'http-upload', file: { name: NAME, size: BODY.length } });
    const { items } = await world.ask('transfers.list', { limit: 10 });
    expect(items.map(({ method }) => method)).toEqual(['http-upload']);
  });

  it('deletes a file when its uploader takes the message back, and when told to', async () => {
    world = await World.start(...PLAIN);
    const alice = await world.login('alice');
    const bob = await world.login('bob');
    const first = await slot(alice);
    await put(first.put);
    alice.sends(message(bob.jid, link(first.get), 'm1'));
    bob.sends(message(alice.jid, `<retract xmlns='urn:xmpp:message-retract:1' id='m1'/>`, 'm2'));
    await bob.isCaughtUp();
    await alice.isCaughtUp();
    expect((await fetched(first.get)).status).toBe(200);
    alice.sends(message(bob.jid, `<retract xmlns='urn:xmpp:message-retract:1' id='m1'/>`, 'm3'));
    await expect.poll(async () => (await fetched(first.get)).status).not.toBe(200);

    const second = await slot(alice);
    await put(second.put);
    const form = `<x xmlns='jabber:x:data' type='submit'><field var='uploads'><value>${second.get}</value></field></x>`;
    const command = `<command xmlns='${COMMANDS}' node='urn:waybill:uploads:delete' sessionid='first' action='complete'>${form}</command>`;
    bob.sends(`<iq type='set' id='c' to='upload.localhost'>${command}</iq>`);
    await bob.receives(`<iq id='c'><command><note type='error'>*</note></command></iq>`);
    alice.sends(`<iq type='set' id='c' to='upload.localhost'>${command}</iq>`);
    await alice.receives(
      `<iq id='c'><command status='completed'><note type='info'>1 of 1 files deleted</note></command></iq>`,
    );
    expect((await fetched(second.get)).status).not.toBe(200);
  });

  it('says when to come back, once a quota is used up', async () => {
    world = await World.start(...PLAIN, 'upload.bytesPerDay=20');
    const alice = await world.login('alice');
    await put((await slot(alice)).put);
    alice.sends(`<iq type='get' id='full' to='upload.localhost'>${request()}</iq>`);
    await alice.receives(
      `<iq id='full' type='error'><error type='wait'><retry xmlns='${UPLOAD}' stamp='*'/></error></iq>`,
    );
  });

  it('warns an account whose storage fills up', async () => {
    world = await World.start(...PLAIN, 'upload.storedPerAccount=18');
    const alice = await world.login('alice');
    await put((await slot(alice)).put);
    await alice.receives(
      `<message from='upload.localhost' type='headline'><subject>*</subject></message>`,
    );
  });
});

describe('a component', () => {
  const DOMAIN = 'files.example.org';
  const ALICE = 'alice@example.org/a';

  it('takes files of its host’s users, and sees who is sent the link', async () => {
    const host = new FakeComponentHost(DOMAIN, 'secret');
    await host.up();
    const attachment = {
      domain: DOMAIN,
      server: 'prosody',
      address: `127.0.0.1:${String(host.port)}`,
      hosts: ['example.org'],
      secret: 'secret',
    };
    world = await World.start(...PLAIN, `attach=${JSON.stringify([attachment])}`);
    const component: AttachedComponent = await host.component();
    const asks = async (from: string, id: string) => {
      component.sends(`<iq from='${from}' to='${DOMAIN}' type='get' id='${id}'>${request()}</iq>`);
      const [whole] = await component.receives(new RegExp(`<iq[^>]*id="${id}".*?</iq>`, 's'));
      return whole;
    };
    expect(await asks('mallory@example.net/x', 'no')).toContain('<forbidden');
    const [, putUrl = '', get = ''] =
      /<put url="([^"]+)"\/><get url="([^"]+)"/.exec(await asks(ALICE, 'yes')) ?? [];
    expect((await put(putUrl.replaceAll('&amp;', '&'))).status).toBe(201);
    const shown = `<message xmlns='jabber:client' type='chat' id='m1' from='${ALICE}' to='bob@example.org'>${link(get)}</message>`;
    component.sends(
      `<message from='example.org' to='${DOMAIN}'><forwarded xmlns='urn:xmpp:forward:0'>${shown}</forwarded></message>`,
    );
    const row = await transfer('stored', 'bob@example.org');
    expect(row).toMatchObject({ host: DOMAIN, method: 'http-upload' });
    expect((await fetched(get)).status).toBe(200);
    await transfer('completed', 'bob@example.org');
    await host.down();
  });
});
