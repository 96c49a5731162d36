import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer } from '../support/client-peer.js';
import { EjabberdServer } from '../support/ejabberd.js';
import { expected, missingSteps, type ExpectedTransfer } from '../support/expectations.js';
import { JingleCall } from '../support/jingle-call.js';
import { ACCOUNTS, NAMES, type HostServer } from '../support/kit.js';
import { missing, programs, type Program } from '../support/programs.js';
import { ProsodyServer } from '../support/prosody.js';
import { WaybillServer } from '../support/waybill.js';

const ALICE = 'alice@localhost/slix';
const BOB = 'bob@localhost/slix';
const [alicesAccount, bobsAccount] = ACCOUNTS;
const SIZE = 150_001;

interface Sent {
  readonly sid: string;
  readonly sha256: string;
}
interface Row {
  readonly id: string;
  readonly sid: string;
  readonly [field: string]: unknown;
}
interface Kind {
  readonly name: string;
  readonly server: 'prosody' | 'ejabberd';
  readonly needs: Program;
  readonly start: () => Promise<HostServer>;
  /** Where the host shows less than a standalone server sees. */
  readonly inBandUncounted?: boolean;
  /** The host says which address its users come from. */
  readonly addresses?: boolean;
  readonly forceRelay?: boolean;
}

const kinds: readonly Kind[] = [
  {
    name: 'Prosody with mod_firewall',
    server: 'prosody',
    needs: programs.prosody,
    start: () => ProsodyServer.start({ kit: 'firewall' }),
    inBandUncounted: true,
  },
  {
    name: 'Prosody with the companion module',
    server: 'prosody',
    needs: programs.prosody,
    start: () => ProsodyServer.start({ kit: 'companion' }),
    addresses: true,
  },
  {
    name: 'Prosody with a forced relay',
    server: 'prosody',
    needs: programs.prosody,
    start: () => ProsodyServer.start({ kit: 'companion', forceRelay: true }),
    addresses: true,
    forceRelay: true,
  },
  {
    name: 'ejabberd',
    server: 'ejabberd',
    needs: programs.ejabberdctl,
    start: () => EjabberdServer.start(),
  },
];

describe.each(kinds)('slixmpp on $name', (kind) => {
  const lacking = missing(programs.python, kind.needs);
  describe.skipIf(lacking !== '')(`attached${lacking}`, () => {
    let host: HostServer;
    let waybill: WaybillServer;
    let alice: ClientPeer;
    let bob: ClientPeer;

    beforeAll(async () => {
      host = await kind.start();
      waybill = await WaybillServer.start(
        [
          'attach:',
          `  - domain: ${NAMES.component}`,
          `    server: ${kind.server}`,
          `    address: 127.0.0.1:${host.componentPort}`,
          `    secret: ${NAMES.secret}`,
          `    hosts: [${NAMES.host}]`,
          '    accounts: none',
        ].join('\n'),
        'standalone: { enabled: false }',
      );
      await waybill.linked();
      const at = { port: host.c2sPort, caFile: host.caFile };
      alice = await ClientPeer.slixmpp(ALICE, alicesAccount.password, at).online();
      bob = await ClientPeer.slixmpp(BOB, bobsAccount.password, at).online();
      await alice.do('presence');
      await bob.do('presence');
    });

    afterAll(async () => {
      alice.kill();
      bob.kill();
      await waybill.stop();
      await host.stop();
    });

    /** What a way in-band must say where the host shows its opening and closing, and none of its blocks. */
    function inBand(want: ExpectedTransfer): ExpectedTransfer {
      if (kind.inBandUncounted !== true) return want;
      const unseen = { state: 'handed-over', evidence: 'unknown', visibility: 'signalling-only' };
      return { ...want, ...unseen, reason: null, counted: false };
    }

    const stepsOf = (found: Row) => found['steps'] as readonly { readonly kind: string }[];

    /** The whole row, once it has ended, or has come to `step`. */
    async function row(sid: string, step?: string): Promise<Row> {
      const deadline = Date.now() + 20_000;
      let last: unknown;
      while (Date.now() < deadline) {
        const list = (await waybill.cli('transfers', 'list')) as { readonly items: readonly Row[] };
        last = list.items;
        for (const { id } of list.items) {
          const whole = (await waybill.cli('transfers', 'show', id)) as Row;
          last = whole;
          if (whole.sid !== sid) continue;
          const done =
            step === undefined
              ? whole['endedAt'] !== null
              : stepsOf(whole).some((one) => one.kind === step);
          if (done) return whole;
        }
      }
      throw new Error(`no ended transfer with sid ${sid}: ${JSON.stringify(last)}`);
    }

    function check(found: Row, want: ExpectedTransfer, name: string, size: number): void {
      const { method, path, state, reason, evidence, visibility } = want;
      expect(found).toMatchObject({ method, path, state, reason, evidence, visibility });
      expect(found).toMatchObject({
        host: NAMES.component,
        bytes: want.counted ? size : null,
        file: { name, size },
        sender: { jid: 'alice@localhost', fullJid: ALICE },
        receiver: { jid: 'bob@localhost', fullJid: BOB },
      });
      if (kind.addresses) expect(found['sender']).toMatchObject({ address: '127.0.0.1' });
      const steps = stepsOf(found);
      expect(missingSteps(steps, want.steps), steps.map((s) => s.kind).join(', ')).toEqual([]);
    }

    async function sends(way: string, want: ExpectedTransfer): Promise<void> {
      const name = `合同 ${way} é.bin`;
      const sent = (await alice.do('send', { to: BOB, name, way, size: SIZE })) as Sent;
      expect(await bob.event('received')).toMatchObject({ size: SIZE, sha256: sent.sha256 });
      check(await row(sent.sid), want, name, SIZE);
    }

    it('shows the proxy to whoever looks for one', async () => {
      expect(await alice.do('items', { of: NAMES.host })).toContain(NAMES.component);
      expect(await alice.do('info', { of: NAMES.component })).toMatchObject({
        identities: expect.arrayContaining([['proxy', 'bytestreams']]) as unknown,
      });
    });

    it('sends a file through the proxy', () => sends('proxy', expected.proxy));

    it('sends a file in-band', () => sends('ibb', inBand(expected.ibb)));

    it('sends a file by Jingle through the proxy', async () => {
      const call = new JingleCall(alice, bob, { name: 'jingle é.bin', size: SIZE });
      await call.relayed(NAMES.component);
      check(await row(call.sid), expected.jingleProxy, 'jingle é.bin', SIZE);
    });

    it('sends a file by Jingle in-band', async () => {
      const call = new JingleCall(alice, bob, { name: 'in-band.bin', size: SIZE });
      await call.inBand();
      expect(await bob.event('received')).toMatchObject({ size: SIZE });
      const want = inBand(expected.jingleInBand);
      // the receipt comes behind the close, and makes better what nobody counted
      const evidence = kind.inBandUncounted === true ? 'claimed' : want.evidence;
      check(await row(call.sid, 'terminated'), { ...want, evidence }, 'in-band.bin', SIZE);
    });

    it('records a transfer that its sender broke off', async () => {
      const args = { to: BOB, name: 'half.bin', way: 'cancel', size: SIZE };
      const { sid } = (await alice.do('send', args)) as Sent;
      expect(await bob.event('received')).toMatchObject({ size: Math.floor(SIZE / 2) });
      const found = await row(sid);
      const want = inBand(expected.cancelled);
      expect(found).toMatchObject({
        state: want.state,
        reason: kind.inBandUncounted === true ? null : want.reason,
        evidence: want.evidence,
        visibility: want.visibility,
        bytes: kind.inBandUncounted === true ? null : Math.floor(SIZE / 2),
      });
      expect(missingSteps(stepsOf(found), want.steps)).toEqual([]);
    });

    if (kind.forceRelay) {
      it('leaves no direct way', async () => {
        const args = { to: BOB, name: 'direct.bin', way: 'direct', size: SIZE };
        await expect(alice.do('send', args)).rejects.toThrow();
      });

      it('takes every candidate out of Jingle but our own proxy, on both sides', async () => {
        const candidate = (cid: string, type: string, jid: string) =>
          `<candidate cid='${cid}' type='${type}' jid='${jid}' host='192.0.2.1' port='9' priority='1'/>`;
        const offered = [
          candidate('d', 'direct', ALICE),
          candidate('a', 'assisted', ALICE),
          candidate('t', 'tunnel', ALICE),
          candidate('f', 'proxy', 'proxy.example.org'),
          candidate('o', 'proxy', NAMES.component),
        ].join('');
        const transport = `<transport xmlns='urn:xmpp:jingle:transports:s5b:1' sid='t'>${offered}</transport>`;
        const content = `<content creator='initiator' name='file'>${transport}</content>`;
        for (const [by, to, action] of [
          [alice, bob, 'session-initiate'],
          [bob, alice, 'session-accept'],
          [alice, bob, 'transport-replace'],
        ] as const) {
          const xml = `<jingle xmlns='urn:xmpp:jingle:1' action='${action}' sid='strip'>${content}</jingle>`;
          await by.do('jingle', { to: to.jid, xml });
          const seen = await to.event((line) => line.event === 'jingle' && line['sid'] === 'strip');
          expect(seen).toMatchObject({ action, candidates: ['o'] });
        }
      });
    } else {
      it('sends a file directly', () => sends('direct', expected.direct));
    }

    it('records a declined offer', async () => {
      await bob.do('decide', { accept: false });
      const offering = alice.do('send', { to: BOB, name: 'no.bin', way: 'ibb', size: 10 });
      await expect(offering).rejects.toMatchObject({ condition: 'forbidden' });
      const offer = await bob.event((l) => l.event === 'offer' && l['name'] === 'no.bin');
      check(await row(String(offer['sid'])), expected.declined, 'no.bin', 10);
      await bob.do('decide', { accept: true });
    });

    if (kind.server === 'ejabberd') {
      it('takes 50,000 copies without being closed by the host', async () => {
        // two copies each: one as it is sent, one as it is received
        await alice.do('flood', { to: BOB, count: 25_000 });
        await bob.event((line) => line.event === 'message' && line['body'] === 'flood 24999');
        await sends('proxy', expected.proxy);
        expect(await waybill.cli('status')).toMatchObject({
          attachments: [{ phase: 'linked', reconnects: 0 }],
        });
      });
    }

    it('comes back after the host was away, and says what it did not see', async () => {
      const args = { to: BOB, name: 'torn.bin', way: 'half', size: SIZE };
      const torn = (await alice.do('send', args)) as Sent;
      alice.kill();
      bob.kill();
      await host.restart();
      await waybill.linked();
      const at = { port: host.c2sPort, caFile: host.caFile };
      alice = await ClientPeer.slixmpp(ALICE, alicesAccount.password, at).online();
      bob = await ClientPeer.slixmpp(BOB, bobsAccount.password, at).online();
      await alice.do('presence');
      await bob.do('presence');
      const running = await row(torn.sid, 'unwatched');
      expect(running['state']).not.toBe('completed');
      if (kind.inBandUncounted !== true) {
        expect(running).toMatchObject({ visibility: 'signalling-only', bytes: null });
      }
      await sends('proxy', expected.proxy);
    });

    it('records links, and not the words around them', async () => {
      await alice.do('message', { to: BOB, body: 'the secret word' });
      await alice.do('link', { to: BOB, url: 'https://files.example.org/a/%E5%90%88.pdf' });
      await bob.event((l) => l.event === 'message' && l['url'] !== null);
      let items: readonly Row[] = [];
      const deadline = Date.now() + 20_000;
      while (!JSON.stringify(items).includes('合.pdf') && Date.now() < deadline) {
        ({ items } = (await waybill.cli('transfers', 'list')) as { items: readonly Row[] });
      }
      expect(JSON.stringify(items)).toContain('合.pdf');
      expect(JSON.stringify(items)).not.toContain('secret word');
    });
  });
});
