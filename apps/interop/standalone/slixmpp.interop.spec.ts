import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expected, missingSteps, type ExpectedTransfer } from '../support/expectations.js';
import { missing, programs } from '../support/programs.js';
import { ClientPeer, type PeerLine } from '../support/client-peer.js';
import { WaybillServer } from '../support/waybill.js';

const lacking = missing(programs.python);
const ALICE = 'alice@localhost/slix';
const BOB = 'bob@localhost/slix';

interface Sent {
  readonly sid: string;
  readonly sha256: string;
  readonly size: number;
}
interface Row {
  readonly id: string;
  readonly sid: string;
  readonly [field: string]: unknown;
}

describe.skipIf(lacking !== '')(`slixmpp on a standalone server${lacking}`, () => {
  let server: WaybillServer;
  let alice: ClientPeer;
  let bob: ClientPeer;

  beforeAll(async () => {
    server = await WaybillServer.start();
    await server.addAccount('alice@localhost', 'correct horse battery');
    await server.addAccount('bob@localhost', 'staple é & : + password');
    const at = { port: server.port('c2s'), caFile: server.caFile };
    alice = await ClientPeer.slixmpp(ALICE, 'correct horse battery', at).online();
    bob = await ClientPeer.slixmpp(BOB, 'staple é & : + password', at).online();
    // RFC 6121 §2.2: only who has asked for the roster is told of subscriptions
    await alice.do('roster');
    await bob.do('roster');
    await alice.do('presence');
    await bob.do('presence');
  });

  afterAll(async () => {
    alice.kill();
    bob.kill();
    await server.stop();
  });

  /** The newest transfer's whole row, once it has ended. */
  async function row(sid: string): Promise<Row> {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      const list = (await server.cli('transfers', 'list')) as { readonly items: readonly Row[] };
      for (const { id } of list.items) {
        const whole = (await server.cli('transfers', 'show', id)) as Row;
        if (whole.sid === sid && whole['endedAt'] !== null) return whole;
      }
    }
    throw new Error(`no ended transfer with sid ${sid}`);
  }

  function check(found: Row, want: ExpectedTransfer, file: { name: string; size: number }): void {
    const { method, path, state, reason, evidence, visibility } = want;
    expect(found).toMatchObject({ method, path, state, reason, evidence, visibility });
    expect(found).toMatchObject({
      host: 'standalone',
      bytes: want.counted ? file.size : null,
      file: { name: file.name, size: file.size },
      sender: { jid: 'alice@localhost', fullJid: ALICE },
      receiver: { jid: 'bob@localhost', fullJid: BOB },
    });
    const steps = found['steps'] as readonly { readonly kind: string; readonly stanza: string }[];
    expect(missingSteps(steps, want.steps)).toEqual([]);
    expect(steps[0]?.stanza).toContain(`name="${file.name}"`);
  }

  const offerFrom = (sender: string) => (l: PeerLine) =>
    l.event === 'offer' && l['sender'] === sender;

  it('logs in by SCRAM inside TLS', async () => {
    const at = { port: server.port('c2s'), caFile: server.caFile };
    const carol = ClientPeer.slixmpp('alice@localhost/second', 'correct horse battery', at);
    const online = await carol.event('online');
    expect(online['mechanism']).toMatch(/^SCRAM-SHA-(1|256)(-PLUS)?$/);
    expect(online['tls']).toMatch(/^TLSv1\.[23]$/);
    await carol.quit();
  });

  it('refuses a wrong password', async () => {
    const at = { port: server.port('c2s'), caFile: server.caFile };
    const mallory = ClientPeer.slixmpp('alice@localhost/x', 'wrong', at);
    await expect(mallory.online()).rejects.toThrow('failed-auth');
  });

  it('answers discovery, ping and version', async () => {
    expect(await alice.do('ping', { to: 'localhost' })).toBe(true);
    expect(await alice.do('ping', { to: BOB })).toBe(true);
    expect(await alice.do('items', { of: 'localhost' })).toContain('proxy.localhost');
    expect(await alice.do('info', { of: 'proxy.localhost' })).toMatchObject({
      identities: [['proxy', 'bytestreams']],
    });
    const info = (await alice.do('info', { of: 'localhost' })) as { identities: string[][] };
    expect(info.identities).toContainEqual(['server', 'im']);
    expect(await alice.do('version', { of: 'localhost' })).toBe('Waybill');
  });

  it('carries messages, also to an account that is away', async () => {
    await alice.do('message', { to: 'bob@localhost', body: 'grüße & <合同>' });
    const came = await bob.event('message');
    expect(came).toMatchObject({ sender: ALICE, body: 'grüße & <合同>', delay: null });

    await server.addAccount('carol@localhost', 'carols password');
    await alice.do('message', { to: 'carol@localhost', body: 'for later' });
    const at = { port: server.port('c2s'), caFile: server.caFile };
    const carol = await ClientPeer.slixmpp('carol@localhost/slix', 'carols password', at).online();
    await carol.do('presence');
    const late = await carol.event('message');
    expect(late).toMatchObject({ sender: ALICE, body: 'for later' });
    expect(late['delay']).toMatch(/^20/);
    await carol.quit();
  });

  it('walks through a subscription, and shows presence afterwards', async () => {
    await alice.do('presence', { pto: 'bob@localhost', ptype: 'subscribe' });
    const asked = await bob.event((l) => l.event === 'presence' && l['type'] === 'subscribe');
    expect(asked['sender']).toBe('alice@localhost');
    await bob.do('presence', { pto: 'alice@localhost', ptype: 'subscribed' });
    await alice.event((l) => l.event === 'presence' && l['type'] === 'subscribed');
    await alice.event((l) => l['sender'] === BOB && l['type'] === 'available');
    await bob.do('vcard-set', { name: 'Bob 合同' });
    expect(await alice.do('vcard', { of: 'bob@localhost' })).toBe('Bob 合同');
    const roster = (await alice.do('roster')) as Record<string, { subscription: string }>;
    expect(roster['bob@localhost']?.subscription).toBe('to');
    await bob.do('presence', { pshow: 'away', pstatus: 'lunch' });
    const away = await alice.event((l) => l['sender'] === BOB && l['show'] === 'away');
    expect(away['status']).toBe('lunch');
  });

  for (const way of ['ibb', 'direct', 'proxy'] as const) {
    it(`sends a file by ${way}, and the ledger tells it as it was`, async () => {
      const name = `合同 ${way} é.bin`;
      const sent = (await alice.do('send', { to: BOB, name, way, size: 150_001 })) as Sent;
      const offer = await bob.event(offerFrom(ALICE));
      expect(offer).toMatchObject({ name, size: 150_001 });
      const received = await bob.event('received');
      expect(received).toMatchObject({ size: 150_001, sha256: sent.sha256 });
      check(await row(sent.sid), expected[way], { name, size: 150_001 });
    });
  }

  it('records a declined offer', async () => {
    await bob.do('decide', { accept: false });
    const offering = alice.do('send', { to: BOB, name: 'no.bin', way: 'ibb', size: 10 });
    await expect(offering).rejects.toMatchObject({ condition: 'forbidden' });
    const offer = await bob.event(offerFrom(ALICE));
    check(await row(String(offer['sid'])), expected.declined, { name: 'no.bin', size: 10 });
    await bob.do('decide', { accept: true });
  });

  it('passes links on and records them', async () => {
    await alice.do('link', { to: BOB, url: 'https://files.example.org/a/%E5%90%88.pdf' });
    const came = await bob.event((l) => l.event === 'message' && l['url'] !== null);
    expect(came['url']).toBe('https://files.example.org/a/%E5%90%88.pdf');
  });
});
