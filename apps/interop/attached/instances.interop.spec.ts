/** Several Waybills at one component domain, and several links of one: what only ejabberd can do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer } from '../support/client-peer.js';
import { EjabberdServer } from '../support/ejabberd.js';
import { expected } from '../support/expectations.js';
import { ACCOUNTS, NAMES } from '../support/kit.js';
import { missing, programs } from '../support/programs.js';
import { rowOf } from '../support/rows.js';
import { WaybillServer } from '../support/waybill.js';

const ALICE = 'alice@localhost/slix';
const BOB = 'bob@localhost/slix';
const [alicesAccount, bobsAccount] = ACCOUNTS;
const SIZE = 150_001;
const lacking = missing(programs.python, programs.ejabberdctl);

const attachment = (host: EjabberdServer, links = 1) => `attach:
  - domain: ${NAMES.component}
    server: ejabberd
    address: 127.0.0.1:${String(host.componentPort)}
    secret: ${NAMES.secret}
    hosts: [${NAMES.host}]
    links: ${String(links)}`;
const start = (host: EjabberdServer, links?: number) =>
  WaybillServer.start(attachment(host, links), 'standalone: { enabled: false }');

async function online(host: EjabberdServer): Promise<readonly [ClientPeer, ClientPeer]> {
  const at = { port: host.c2sPort, caFile: host.caFile };
  const alice = await ClientPeer.slixmpp(ALICE, alicesAccount.password, at).online();
  const bob = await ClientPeer.slixmpp(BOB, bobsAccount.password, at).online();
  await alice.do('presence');
  await bob.do('presence');
  return [alice, bob];
}

/** Where the component sends this client: the resource names the process. */
async function instanceFor(peer: ClientPeer): Promise<string> {
  const { jid } = (await peer.do('streamhost', { of: NAMES.component })) as { jid: string };
  return jid;
}

async function sends(from: ClientPeer, to: ClientPeer, name: string): Promise<void> {
  const sent = (await from.do('send', { to: to.jid, name, way: 'proxy', size: SIZE })) as {
    readonly sha256: string;
  };
  expect(await to.event('received')).toMatchObject({ size: SIZE, sha256: sent.sha256 });
}

/** The relayed transfer that `server` measured and nobody offered before its eyes. */
async function unseenRow(server: WaybillServer): Promise<unknown> {
  const { items } = (await server.cli('transfers', 'list')) as {
    readonly items: readonly { readonly visibility: string }[];
  };
  return items.filter(({ visibility }) => visibility === 'proxy-only');
}

describe.skipIf(lacking !== '')(`two Waybills at one domain of ejabberd${lacking}`, () => {
  let host: EjabberdServer;
  let waybills: readonly WaybillServer[] = [];
  let alice: ClientPeer;
  let bob: ClientPeer;

  beforeAll(async () => {
    // as docs/decisions/0045 has it
    host = await EjabberdServer.start(
      `domain_balancing: { ${NAMES.component}: { type: bare_source, component_number: 2 } }`,
    );
    waybills = await Promise.all([start(host), start(host)]);
    await Promise.all(waybills.map((one) => one.linked()));
    [alice, bob] = await online(host);
  });

  afterAll(async () => {
    alice.kill();
    bob.kill();
    await Promise.all(waybills.map((one) => one.stop()));
    await host.stop();
  });

  it('send each client to one of them, always the same, by the resource of its streamhost', async () => {
    const [ofAlice, ofBob] = [await instanceFor(alice), await instanceFor(bob)];
    expect(ofAlice).toMatch(new RegExp(`^${NAMES.component}/.+`));
    expect(ofBob).toMatch(new RegExp(`^${NAMES.component}/.+`));
    expect(ofAlice).not.toBe(ofBob);
    for (let n = 0; n < 10; n++) {
      expect([await instanceFor(alice), await instanceFor(bob)]).toEqual([ofAlice, ofBob]);
    }
  });

  it('carry a file each, activated at the right one, with a row where the bytes were', async () => {
    await sends(alice, bob, 'by alice.bin');
    await sends(bob, alice, 'by bob.bin');
    // the host tells one of them of all offers: its own relay is joined with the offer, the other's stands alone
    const states = await Promise.all(
      waybills.map(async (one) => JSON.stringify(await one.cli('transfers', 'list'))),
    );
    const sees = states.findIndex((text) => text.includes('by alice.bin'));
    const [seeing, blind] = sees === 0 ? waybills : [...waybills].reverse();
    if (seeing === undefined || blind === undefined) throw new Error(states.join('\n'));
    const { method, path, state, evidence, visibility } = expected.proxy;
    const whole = { method, path, state, evidence, visibility, bytes: SIZE };
    const rows = await Promise.all(
      ['by alice.bin', 'by bob.bin'].map((name) => rowOf(seeing, name, { method })),
    );
    const here = rows.filter((row) => row['bytes'] !== null);
    const elsewhere = rows.filter((row) => row['bytes'] === null);
    expect(here).toMatchObject([whole]);
    expect(elsewhere).toMatchObject([{ method, bytes: null }]);
    expect(elsewhere[0]?.['state']).not.toBe('completed');
    expect(await unseenRow(blind)).toMatchObject([
      { method: 'socks5-proxy', path, state, bytes: SIZE, host: NAMES.component },
    ]);
    for (const one of waybills) expect(one.log).not.toContain('activation_misrouted');
  });
});

describe.skipIf(lacking !== '')(`one Waybill with three links to ejabberd${lacking}`, () => {
  let host: EjabberdServer;
  let waybill: WaybillServer;
  let alice: ClientPeer;
  let bob: ClientPeer;

  beforeAll(async () => {
    host = await EjabberdServer.start();
    waybill = await start(host, 3);
    await waybill.linked();
    [alice, bob] = await online(host);
  });

  afterAll(async () => {
    alice.kill();
    bob.kill();
    await waybill.stop();
    await host.stop();
  });

  const allUp = () =>
    expect
      .poll(() => waybill.cli('status'), { timeout: 20_000 })
      .toMatchObject({ attachments: [{ phase: 'linked', links: 3, linksUp: 3 }] });

  it('answers on whichever link it is asked', async () => {
    await allUp();
    for (let n = 0; n < 30; n++) expect(await alice.do('ping', { to: NAMES.component })).toBe(true);
  });

  it('records one row a file, although copies come on all of them', async () => {
    const { method, path, state, evidence, visibility } = expected.proxy;
    const whole = { method, path, state, evidence, visibility, bytes: SIZE };
    for (let n = 0; n < 10; n++) await sends(alice, bob, `file ${String(n)}.bin`);
    await expect
      .poll(() => waybill.cli('transfers', 'list'), { timeout: 20_000 })
      .toMatchObject({ items: Array.from({ length: 10 }, () => whole) });
  });

  it('is linked again on all of them once the host was away', async () => {
    alice.kill();
    bob.kill();
    await host.restart();
    await allUp();
    [alice, bob] = await online(host);
    await sends(alice, bob, 'after.bin');
    await rowOf(waybill, 'after.bin', { state: 'completed', bytes: SIZE });
  });
});
