import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer } from '../support/client-peer.js';
import { EjabberdServer } from '../support/ejabberd.js';
import { ACCOUNTS, NAMES } from '../support/kit.js';
import { missing, programs } from '../support/programs.js';
import { WaybillServer } from '../support/waybill.js';

const DOMAINS = [NAMES.component, 'upload.localhost', 'relay.localhost'] as const;
const [alicesAccount] = ACCOUNTS;
const lacking = missing(programs.python, programs.ejabberdctl);

describe.skipIf(lacking !== '')(`three domains over three links of ejabberd${lacking}`, () => {
  let host: EjabberdServer;
  let waybill: WaybillServer;
  let alice: ClientPeer;

  beforeAll(async () => {
    host = await EjabberdServer.start('', DOMAINS.slice(1));
    const attachments = DOMAINS.map((domain) =>
      [
        `  - domain: ${domain}`,
        '    server: ejabberd',
        `    address: 127.0.0.1:${host.componentPort}`,
        `    secret: ${NAMES.secret}`,
        `    hosts: [${NAMES.host}]`,
      ].join('\n'),
    );
    const settings = ['attach:', ...attachments].join('\n');
    waybill = await WaybillServer.start(settings, 'standalone: { enabled: false }');
    const at = { port: host.c2sPort, caFile: host.caFile };
    alice = await ClientPeer.slixmpp('alice@localhost/slix', alicesAccount.password, at).online();
  });

  afterAll(async () => {
    alice.kill();
    await waybill.stop();
    await host.stop();
  });

  it('answers 90 of 90, on whichever link ejabberd puts them', async () => {
    const deadline = Date.now() + 20_000;
    let status = '';
    while (status.split('"phase":"linked"').length <= DOMAINS.length && Date.now() < deadline) {
      status = JSON.stringify(await waybill.cli('status'));
    }
    let answered = 0;
    for (let n = 0; n < 30; n++) {
      for (const to of DOMAINS) if ((await alice.do('ping', { to })) === true) answered++;
    }
    expect(answered).toBe(90);
  });
});
