/**
 * The exchange of the 2006 article that started all this: two MiniClients, digest logins, an offer, an answer,
 * streamhosts, an activation, 382 bytes.
 */
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytestreamAddress } from '@waybill/domain';
import { socks5Connect } from '../src/bots/socks5-client.js';
import { oldClient } from './support/old-client.js';
import type { Player } from './support/player.js';
import { SenderStreamhost } from './support/sender-streamhost.js';
import { World } from './support/world.js';

const SID = 'b3b5f49c-8a94-49e2-908a-3de694b98af0';
const OTHER_SID = '71f1b875-4d84-429c-b39d-7dabcd400f3d';
const FILE = { name: 'MiniClient.exe.config', size: 382 };
const CONTENT = Buffer.from('x'.repeat(FILE.size));
const SENDER = 'send@localhost/MiniClient';
const RECEIVER = 'receive@localhost/MiniClient';

let world: World;
let sender: Player;
let receiver: Player;
beforeEach(async () => {
  world = await World.start();
  sender = await world.loginOld('Send', 'MiniClient');
  receiver = await world.loginOld('Receive', 'MiniClient');
});
afterEach(() => world.end());

const proxy = () => ({ jid: 'proxy.localhost', host: '127.0.0.1', port: world.port('streamhost') });

/** Steps 1 and 2: the offer, and yes. The receiver is named without a resource, or with an empty one. */
async function agree(to: string): Promise<void> {
  sender.sends(oldClient.offer('agsXMPP_6', to, SID, FILE));
  const offer = await receiver.receives(
    `<iq id='agsXMPP_6' type='set' from='${SENDER}'><si xmlns='http://jabber.org/protocol/si' id='${SID}'>` +
      `<file name='${FILE.name}' size='382'/></si></iq>`,
  );
  expect(offer.attrs['to']).toBe(RECEIVER);
  receiver.sends(oldClient.accept('agsXMPP_6', 'Send@localhost', SID));
  await sender.receives(`<iq id='agsXMPP_6' type='result' from='${RECEIVER}'><si/></iq>`);
}

async function read(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Steps 3 to 6, and the bytes. */
async function sendThroughProxy(sid: string): Promise<Buffer> {
  const own = { jid: 'Send@localhost/MiniClient', host: 'localhost', port: 1 };
  sender.sends(oldClient.streamhosts('agsXMPP_7', 'Receive@localhost', sid, [own, proxy()]));
  await receiver.receives(
    `<iq id='agsXMPP_7' type='set'><query sid='${sid}'><streamhost jid='proxy.localhost'/></query></iq>`,
  );
  const address = bytestreamAddress(sid, SENDER, RECEIVER);
  const { host, port } = proxy();
  const arriving = await socks5Connect(host, port, address);
  receiver.sends(oldClient.used('agsXMPP_7', 'Send@localhost/MiniClient', 'proxy.localhost'));
  await sender.receives(
    `<iq id='agsXMPP_7' type='result'><query><streamhost-used jid='proxy.localhost'/></query></iq>`,
  );
  const leaving = await socks5Connect(host, port, address);
  sender.sends(
    oldClient.activate('agsXMPP_8', 'proxy.localhost', sid, 'Receive@localhost/MiniClient'),
  );
  await sender.receives(`<iq id='agsXMPP_8' type='result' from='proxy.localhost' to='${SENDER}'/>`);
  leaving.end(CONTENT);
  return read(arriving);
}

describe('the exchange of 2006', () => {
  it('goes through our proxy and stands in the ledger, complete', async () => {
    await agree('Receive@localhost/');
    expect(await sendThroughProxy(SID)).toEqual(CONTENT);
    const transfer = await world.ended();
    expect(transfer).toMatchObject({
      method: 'si-socks5',
      path: 'relayed',
      state: 'completed',
      reason: null,
      evidence: 'observed',
      visibility: 'full',
      sender: { jid: 'send@localhost', fullJid: SENDER, address: '127.0.0.1' },
      receiver: { jid: 'receive@localhost', fullJid: RECEIVER, address: '127.0.0.1' },
      file: { name: FILE.name, size: 382 },
      bytes: 382,
      sid: SID,
      streamhostJid: 'proxy.localhost',
      host: 'standalone',
    });
    expect([transfer.acceptedAt, transfer.startedAt, transfer.endedAt]).not.toContain(null);
  });

  it('leaves a timeline with each stanza as it was sent', async () => {
    await agree('Receive@localhost');
    await sendThroughProxy(SID);
    const { steps } = await world.ended();
    const kinds = steps.map(({ kind }) => kind);
    for (const kind of [
      'offered',
      'accepted',
      'streamhosts-offered',
      'streamhost-used',
      'activated',
    ]) {
      expect(kinds).toContain(kind);
      expect(steps.find((step) => step.kind === kind)?.stanza).toContain('<iq');
    }
    expect(kinds.indexOf('offered')).toBe(0);
    expect(kinds.indexOf('accepted')).toBeLessThan(kinds.indexOf('streamhosts-offered'));
    expect(kinds.indexOf('streamhost-used')).toBeLessThan(kinds.indexOf('activated'));
    expect(steps.map(({ seq }) => seq)).toEqual(steps.map((_, i) => i));
  });

  it('is one transfer even where the streamhosts carry another sid, as in print', async () => {
    await agree('Receive@localhost/');
    expect(await sendThroughProxy(OTHER_SID)).toEqual(CONTENT);
    const transfer = await world.ended();
    expect(transfer).toMatchObject({ sid: SID, state: 'completed', bytes: 382 });
    expect(transfer.steps.map(({ kind }) => kind)).toContain('sid-mismatch');
    expect((await world.ask('transfers.list', { limit: 10 })).items).toHaveLength(1);
  });

  it('goes from machine to machine, which is handed over and never called delivered', async () => {
    const own = await SenderStreamhost.open();
    await agree('Receive@localhost/');
    const host = { jid: 'Send@localhost/MiniClient', host: '127.0.0.1', port: own.port };
    sender.sends(oldClient.streamhosts('agsXMPP_7', 'Receive@localhost', SID, [host, proxy()]));
    await receiver.receives(`<iq id='agsXMPP_7' type='set'><query><streamhost/></query></iq>`);
    const address = bytestreamAddress(SID, SENDER, RECEIVER);
    const arriving = await socks5Connect('127.0.0.1', own.port, address);
    receiver.sends(oldClient.used('agsXMPP_7', 'Send@localhost/MiniClient', host.jid));
    await sender.receives(
      `<iq id='agsXMPP_7' type='result'><query><streamhost-used/></query></iq>`,
    );
    const guest = await own.guest;
    expect(guest.address).toBe(address);
    guest.socket.end(CONTENT);
    expect(await read(arriving)).toEqual(CONTENT);
    own.close();
    await sender.leaves();
    await receiver.leaves();
    expect(await world.ended()).toMatchObject({
      state: 'handed-over',
      path: 'direct',
      bytes: null,
      streamhostJid: 'Send@localhost/MiniClient',
    });
  });

  it('is declined', async () => {
    sender.sends(oldClient.offer('agsXMPP_6', 'Receive@localhost/', SID, FILE));
    await receiver.receives(`<iq id='agsXMPP_6' type='set'><si/></iq>`);
    receiver.sends(
      `<iq type='error' id='agsXMPP_6' to='Send@localhost/MiniClient'><error code='403' type='cancel'>` +
        `<forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text>Offer Declined</text></error></iq>`,
    );
    await sender.receives(`<iq id='agsXMPP_6' type='error'><error/></iq>`);
    expect(await world.ended()).toMatchObject({ state: 'declined', bytes: null });
  });

  it('is refused with the digest of another secret, and without a legacy sign-in', async () => {
    const client = await world.connect();
    await client.openLegacy();
    const refused = await client.loginDigest('Send', 'not the secret', 'Other');
    expect(refused.attrs['type']).toBe('error');
    expect(refused.getChild('error')?.attrs['code']).toBe('401');
    client.destroy();
  });
});
