import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer } from '../support/client-peer.js';
import { missing, programs } from '../support/programs.js';
import { WaybillServer } from '../support/waybill.js';

const lacking = missing(programs.python);

describe.skipIf(lacking !== '')(`xmpp.js beside slixmpp on a standalone server${lacking}`, () => {
  let server: WaybillServer;
  let alice: ClientPeer;
  let bob: ClientPeer;

  beforeAll(async () => {
    server = await WaybillServer.start();
    await server.addAccount('alice@localhost', 'correct horse battery');
    await server.addAccount('bob@localhost', 'another long password');
    const at = { port: server.port('c2s'), caFile: server.caFile };
    alice = await ClientPeer.xmppJs('alice@localhost/xmppjs', 'correct horse battery', at).online();
    bob = await ClientPeer.slixmpp('bob@localhost/slix', 'another long password', at).online();
    await alice.do('presence');
    await bob.do('presence');
  });

  afterAll(async () => {
    alice.kill();
    bob.kill();
    await server.stop();
  });

  it('fetches its roster and pings server and peer', async () => {
    expect(await alice.do('roster')).toEqual([]);
    expect(await alice.do('ping', { to: 'localhost' })).toBe(true);
    expect(await alice.do('ping', { to: 'bob@localhost/slix' })).toBe(true);
  });

  it('exchanges messages with a client of another library', async () => {
    await alice.do('message', { to: 'bob@localhost', body: 'à & <b> 合同' });
    expect(await bob.event('message')).toMatchObject({ body: 'à & <b> 合同' });
    await bob.do('message', { to: 'alice@localhost/xmppjs', body: 'back' });
    expect(await alice.event('message')).toMatchObject({
      sender: 'bob@localhost/slix',
      body: 'back',
    });
  });

  it('offers a file, is accepted, and leaves: the ledger says so', async () => {
    const offer = { to: 'bob@localhost/slix', sid: 'js-1', name: 'plan.pdf', size: 9 };
    expect(await alice.do('offer', offer)).toContain('http://jabber.org/protocol/ibb');
    await alice.do('quit');
    const { items } = (await server.cli('transfers', 'list')) as {
      items: readonly { readonly [field: string]: unknown }[];
    };
    expect(items[0]).toMatchObject({ method: 'si-ibb', file: { name: 'plan.pdf', size: 9 } });
    expect(['accepted', 'failed', 'cancelled']).toContain(items[0]?.['state']);
  });
});
