/** What users say and do beside sending files is nowhere: not in the database, not in a log of the finest grain. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer } from '../support/client-peer.js';
import { EjabberdServer } from '../support/ejabberd.js';
import { ACCOUNTS, filesOf, NAMES, type HostServer } from '../support/kit.js';
import { missing, programs } from '../support/programs.js';
import { ProsodyServer } from '../support/prosody.js';
import { WaybillServer } from '../support/waybill.js';

const BOB = 'bob@localhost/slix';
const [alicesAccount, bobsAccount] = ACCOUNTS;
const kinds = [
  {
    name: 'Prosody with the companion module',
    server: 'prosody',
    needs: programs.prosody,
    start: (): Promise<HostServer> => ProsodyServer.start({ kit: 'companion' }),
  },
  {
    name: 'Prosody with mod_firewall',
    server: 'prosody',
    needs: programs.prosody,
    start: (): Promise<HostServer> => ProsodyServer.start({ kit: 'firewall' }),
  },
  {
    name: 'ejabberd',
    server: 'ejabberd',
    needs: programs.ejabberdctl,
    start: (): Promise<HostServer> => EjabberdServer.start(),
  },
] as const;

const secrets = {
  body: 'canary-of-a-message',
  beside: 'canary-beside-a-link',
  status: 'canary-of-presence',
  contact: 'canary-of-a-roster',
  card: 'canary-of-a-card',
  password: 'canary-of-a-registration',
  block: Buffer.from('canary of in-band data').toString('base64'),
} as const;
const LINK = 'https://files.example.org/recorded.bin';

describe.each(kinds)('$name', (kind) => {
  const lacking = missing(programs.python, kind.needs);
  describe.skipIf(lacking !== '')(`shows more than is kept${lacking}`, () => {
    let host: HostServer;
    let waybill: WaybillServer;
    let alice: ClientPeer;
    let bob: ClientPeer;

    beforeAll(async () => {
      host = await kind.start();
      waybill = await WaybillServer.start(
        `log: { level: debug }
attach:
  - { domain: ${NAMES.component}, server: ${kind.server}, address: '127.0.0.1:${String(host.componentPort)}', secret: ${NAMES.secret}, hosts: [${NAMES.host}] }`,
        'standalone: { enabled: false }',
      );
      while (!JSON.stringify(await waybill.cli('status')).includes('"phase":"linked"'));
      const at = { port: host.c2sPort, caFile: host.caFile };
      alice = await ClientPeer.slixmpp('alice@localhost/slix', alicesAccount.password, at).online();
      bob = await ClientPeer.slixmpp(BOB, bobsAccount.password, at).online();
      await bob.do('presence');
    });
    afterAll(async () => {
      alice.kill();
      bob.kill();
      await waybill.stop();
      await host.stop();
    });

    it('words, presence, rosters, cards, registrations and blocks of files', async () => {
      await alice.do('presence', { pstatus: secrets.status });
      await alice.do('message', { to: BOB, body: secrets.body });
      await alice.do('roster-set', { jid: 'bob@localhost', name: secrets.contact });
      const send = (xml: string) => alice.do('raw', { xml });
      const register = `<query xmlns='jabber:iq:register'><username>alice</username><password>${secrets.password}</password></query>`;
      await send(`<iq type='set' id='reg' to='${NAMES.host}'>${register}</iq>`);
      await send(
        `<iq type='set' id='card'><vCard xmlns='vcard-temp'><FN>${secrets.card}</FN></vCard></iq>`,
      );
      const data = `<data xmlns='http://jabber.org/protocol/ibb' sid='s' seq='0'>${secrets.block}</data>`;
      await send(`<iq type='set' id='data' to='${BOB}'>${data}</iq>`);
      const link = `<x xmlns='jabber:x:oob'><url>${LINK}</url></x>`;
      await send(
        `<message to='${BOB}' type='chat'><body>${secrets.beside}</body>${link}</message>`,
      );
      await bob.event((line) => line.event === 'message' && line['url'] === LINK);
      // copies come in order: what stands in the record came behind all of the above
      while (!JSON.stringify(await waybill.cli('transfers', 'list')).includes('recorded.bin'));
      await waybill.kill();
      const files = await Promise.all(
        filesOf(waybill.dataDir).map((name) => readFile(join(waybill.dataDir, name), 'latin1')),
      );
      const kept = [waybill.log, ...files].join('\n');
      expect(kept).toContain('recorded.bin');
      for (const secret of Object.values(secrets)) expect(kept).not.toContain(secret);
    });
  });
});
