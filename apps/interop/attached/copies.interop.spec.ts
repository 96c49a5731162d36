/** ejabberd shows each stanza twice: when it is sent, and when it arrives. One row comes of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer } from '../support/client-peer.js';
import { EjabberdServer } from '../support/ejabberd.js';
import { ACCOUNTS, NAMES } from '../support/kit.js';
import { missing, programs } from '../support/programs.js';
import { RawComponent } from '../support/raw-component.js';
import { WaybillServer } from '../support/waybill.js';

const ALICE = 'alice@localhost/slix';
const BOB = 'bob@localhost/slix';
const [alicesAccount, bobsAccount] = ACCOUNTS;
const FILES = 'urn:xmpp:jingle:apps:file-transfer:5';
const IBB = 'urn:xmpp:jingle:transports:ibb:1';
/** An SI offer and its answer, streamhosts and theirs; three lines of Jingle and their acknowledgements. */
const STANZAS = 10;
const lacking = missing(programs.python, programs.ejabberdctl);

describe.skipIf(lacking !== '')(`copies of ejabberd${lacking}`, () => {
  let host: EjabberdServer;
  let alice: ClientPeer;
  let bob: ClientPeer;

  beforeAll(async () => {
    host = await EjabberdServer.start();
    const at = { port: host.c2sPort, caFile: host.caFile };
    alice = await ClientPeer.slixmpp(ALICE, alicesAccount.password, at).online();
    bob = await ClientPeer.slixmpp(BOB, bobsAccount.password, at).online();
  });

  afterAll(async () => {
    alice.kill();
    bob.kill();
    await host.stop();
  });

  /** One file by SI, from client to client, and one by Jingle: agreed, and said to have come. */
  async function negotiate(sid: string): Promise<void> {
    await alice.do('send', { to: BOB, name: 'si.bin', way: 'direct', size: 10 });
    const description = `<description xmlns='${FILES}'><file><name>jingle.bin</name><size>10</size></file></description>`;
    const transport = `<transport xmlns='${IBB}' sid='t' block-size='4096'/>`;
    const content = `<content creator='initiator' name='f' senders='initiator'>${description}${transport}</content>`;
    const lines = [
      [alice, BOB, 'session-initiate', content],
      [bob, ALICE, 'session-accept', content],
      [bob, ALICE, 'session-terminate', '<reason><success/></reason>'],
    ] as const;
    for (const [by, to, action, inner] of lines) {
      const xml = `<jingle xmlns='urn:xmpp:jingle:1' action='${action}' sid='${sid}'>${inner}</jingle>`;
      await by.do('jingle', { to, xml });
    }
  }

  it('come two for each stanza', async () => {
    const raw = await RawComponent.connect(host.componentPort, NAMES.component, NAMES.secret);
    await negotiate('raw');
    const iqs = () => raw.copies.filter((one) => /^iq (set|result)/.test(one));
    await expect.poll(() => iqs().length).toBe(2 * STANZAS);
    const times = iqs().map((one) => iqs().filter((other) => other === one).length);
    expect([...new Set(times)]).toEqual([2]);
    raw.end();
  });

  it('are one event each, and one row for SI and for Jingle', async () => {
    const waybill = await WaybillServer.start(
      `attach:
  - { domain: ${NAMES.component}, server: ejabberd, address: '127.0.0.1:${String(host.componentPort)}', secret: ${NAMES.secret}, hosts: [${NAMES.host}] }`,
      'standalone: { enabled: false }',
    );
    try {
      await waybill.linked();
      await negotiate('seen');
      const seconds = async () => {
        const url = `http://127.0.0.1:${String(waybill.port('http'))}/metrics`;
        const text = await (await fetch(url)).text();
        return /^waybill_mirrored_duplicates_total\{[^}]*\} (\d+)$/m.exec(text)?.[1];
      };
      await expect.poll(seconds).toBe(String(STANZAS));
      const list = () => waybill.cli('transfers', 'list');
      await expect.poll(list, { timeout: 20_000 }).toMatchObject({
        items: [
          { method: 'jingle-ibb', state: 'completed', evidence: 'claimed' },
          { method: 'si-socks5', path: 'direct', state: 'handed-over', evidence: 'claimed' },
        ],
      });
      const { items } = (await list()) as { readonly items: readonly { readonly id: string }[] };
      const kinds = await Promise.all(
        items.map(async ({ id }) => {
          const { steps } = (await waybill.cli('transfers', 'show', id)) as {
            readonly steps: readonly { readonly kind: string }[];
          };
          return steps.map(({ kind }) => kind);
        }),
      );
      for (const steps of kinds) {
        expect(steps.filter((kind) => kind === 'offered')).toHaveLength(1);
        // that the second copy came is what proves it
        expect(steps).toContain('delivered');
      }
    } finally {
      await waybill.stop();
    }
  });
});
