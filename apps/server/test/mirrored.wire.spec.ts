/** What a host server shows of its users, in any order and condition, and what becomes of it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytestreamAddress } from '@waybill/domain';
import { FakeComponentHost, type AttachedComponent } from '@waybill/stream/testing';
import { socks5Connect } from '../src/bots/socks5-client.js';
import type { TransferView } from '../src/control/views.js';
import { World } from './support/world.js';

const HOST = 'example.org';
const DOMAIN = 'files.example.org';
const ALICE = 'alice@example.org/a';
const BOB = 'bob@example.org/b';
const SI = 'http://jabber.org/protocol/si';
const FILE = `${SI}/profile/file-transfer`;
const BYTESTREAMS = 'http://jabber.org/protocol/bytestreams';
const IBB = 'http://jabber.org/protocol/ibb';
const JINGLE = 'urn:xmpp:jingle:1';

let host: FakeComponentHost;
let world: World;
let component: AttachedComponent;

beforeEach(async () => {
  host = new FakeComponentHost(DOMAIN, 'secret');
  await host.up();
  const address = `127.0.0.1:${String(host.port)}`;
  const one = { domain: DOMAIN, server: 'ejabberd', address, hosts: [HOST], secret: 'secret' };
  world = await World.start(`attach=${JSON.stringify([one])}`, 'streamhost.instance=here');
  component = await host.component();
});
afterEach(async () => {
  await world.end();
  await host.down();
});

const iq = (type: string, id: string, inner = '', from = ALICE, to = BOB) =>
  `<iq xmlns='jabber:client' type='${type}' id='${id}' from='${from}' to='${to}'>${inner}</iq>`;
const copy = (inner: string, from = HOST) =>
  `<message from='${from}' to='${DOMAIN}'><forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded></message>`;
const feature = (form: string) =>
  `<feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' ${form}</x></feature>`;
const methods = feature(
  `type='form'><field var='stream-method' type='list-single'><option><value>${BYTESTREAMS}</value></option><option><value>${IBB}</value></option></field>`,
);
const chosen = (method: string) =>
  feature(`type='submit'><field var='stream-method'><value>${method}</value></field>`);
const offer = (sid: string, id = `o-${sid}`, size = 10) =>
  iq(
    'set',
    id,
    `<si xmlns='${SI}' id='${sid}' profile='${FILE}'><file xmlns='${FILE}' name='${sid}.pdf' size='${size}'/>${methods}</si>`,
  );
const accept = (sid: string, method: string) =>
  iq('result', `o-${sid}`, `<si xmlns='${SI}'>${chosen(method)}</si>`, BOB, ALICE);
const streamhosts = (sid: string, from = ALICE, to = BOB) =>
  iq(
    'set',
    `h-${sid}`,
    `<query xmlns='${BYTESTREAMS}' sid='${sid}'><streamhost jid='${DOMAIN}/here' host='127.0.0.1' port='7777'/></query>`,
    from,
    to,
  );

/** Has everything taken in that was sent before. */
async function caughtUp(): Promise<void> {
  component.sends(
    `<iq from='${ALICE}' to='${DOMAIN}' type='get' id='up'><ping xmlns='urn:xmpp:ping'/></iq>`,
  );
  await component.receives(/<iq[^>]*id="up"[^>]*>/);
}

async function rows(): Promise<readonly TransferView[]> {
  await caughtUp();
  // newest first
  return [...(await world.ask('transfers.list', { limit: 50 })).items].reverse();
}

async function timeline(sid: string): Promise<readonly string[]> {
  const transfer = await world.transfer(({ file }) => file.name === `${sid}.pdf`);
  return transfer.steps.map(({ kind }) => kind);
}

const logged = (event: string) => world.logLines.filter((line) => line.includes(event));

describe('copies', () => {
  it('of nine stanzas, twice each, are one row for SI and one for Jingle, known to be delivered', async () => {
    const jingle = (action: string, inner: string, from = ALICE, to = BOB) =>
      iq(
        'set',
        action,
        `<jingle xmlns='${JINGLE}' sid='j' action='${action}'>${inner}</jingle>`,
        from,
        to,
      );
    const transport = `<transport xmlns='urn:xmpp:jingle:transports:ibb:1' sid='i' block-size='4096'/>`;
    const content = `<content creator='initiator' name='f'><description xmlns='urn:xmpp:jingle:apps:file-transfer:5'><file><name>j.pdf</name><size>5</size></file></description>${transport}</content>`;
    const all = [
      offer('s'),
      accept('s', BYTESTREAMS),
      streamhosts('s'),
      iq(
        'result',
        'h-s',
        `<query xmlns='${BYTESTREAMS}'><streamhost-used jid='${ALICE}'/></query>`,
        BOB,
        ALICE,
      ),
      jingle('session-initiate', content),
      iq('result', 'session-initiate', '', BOB, ALICE),
      jingle('session-accept', content, BOB, ALICE),
      iq('result', 'session-accept'),
      jingle('session-terminate', '<reason><success/></reason>', BOB, ALICE),
    ];
    component.sends(all.flatMap((one) => [copy(one), copy(one)]).join(''));
    expect(await rows()).toMatchObject([
      { method: 'si-socks5', path: 'direct', state: 'handed-over', file: { name: 's.pdf' } },
      { method: 'jingle-ibb', state: 'completed', evidence: 'claimed', file: { name: 'j.pdf' } },
    ]);
    expect(await timeline('s')).toEqual([
      'offered',
      'delivered',
      'accepted',
      'streamhosts-offered',
      'streamhost-used',
    ]);
    expect(await timeline('j')).toEqual(['offered', 'delivered', 'accepted', 'terminated']);
  });

  it('may come in another order than the stanzas went', async () => {
    component.sends(copy(accept('s', IBB)) + copy(accept('s', IBB)) + copy(offer('s')));
    expect(await rows()).toMatchObject([{ method: 'si-ibb', state: 'accepted' }]);
    component.sends(copy(offer('s')));
    expect(await rows()).toHaveLength(1);
    expect(await timeline('s')).toEqual(['offered', 'accepted', 'delivered']);
  });

  it('of answers without an offer, and of bytestreams without one, make no row', async () => {
    component.sends(copy(accept('s', IBB)));
    component.sends(copy(streamhosts('s')));
    component.sends(copy(iq('set', 'i', `<open xmlns='${IBB}' sid='s' block-size='4'/>`)));
    component.sends(copy(iq('set', 'c', `<close xmlns='${IBB}' sid='s'/>`)));
    expect(await rows()).toEqual([]);
  });

  it('that are broken, nested or empty are dropped, and the next one is read', async () => {
    const nested = `<message xmlns='jabber:client' from='${ALICE}' to='${BOB}'><forwarded xmlns='urn:xmpp:forward:0'>${offer('n')}</forwarded></message>`;
    const broken = [
      copy(''),
      copy('only text'),
      copy(offer('one') + offer('two')),
      copy(nested),
      copy(
        `<message xmlns='jabber:client' from='${ALICE}' to='${BOB}'>${copy(offer('n'))}</message>`,
      ),
      copy(`<iq xmlns='jabber:client' type='set' id='x'><si xmlns='${SI}'/></iq>`),
      copy(iq('set', 'x', `<si xmlns='${SI}'/>`, '@', BOB)),
      `<message from='${HOST}' to='${DOMAIN}'><forwarded xmlns='urn:xmpp:forward:0'/></message>`,
    ];
    component.sends(broken.join('') + copy(offer('whole')));
    expect(await rows()).toMatchObject([{ file: { name: 'whole.pdf' } }]);
  });

  it('that end in the middle with the link are dropped; the gap and the next link go on', async () => {
    component.sends(copy(offer('before')));
    await caughtUp();
    component.sends(copy(offer('half')).slice(0, 200));
    component.cut();
    component = await host.component();
    component.sends(copy(offer('after')));
    expect((await rows()).map(({ file }) => file.name)).toEqual(['before.pdf', 'after.pdf']);
    expect(await timeline('before')).toEqual(['offered', 'unwatched']);
    expect(logged('ledger_gap')).toHaveLength(1);
  });

  it('are believed from configured hosts only, and never from users', async () => {
    for (const liar of [ALICE, 'alice@example.org', 'example.org/x', 'example.net', DOMAIN]) {
      component.sends(copy(offer('forged'), liar));
    }
    // a host speaks for its own users
    const foreign = iq(
      'set',
      'f',
      `<si xmlns='${SI}' id='f'/>`,
      'a@one.example/x',
      'b@two.example/y',
    );
    component.sends(copy(foreign));
    expect(await rows()).toEqual([]);
    expect(logged('forged_forward')).toHaveLength(1);
  });

  it('are not answered, whatever is in them', async () => {
    component.sends(copy(offer('s')) + copy('') + copy(offer('x'), ALICE));
    component.sends(
      `<iq from='${ALICE}' to='${DOMAIN}' type='get' id='q'><ping xmlns='urn:xmpp:ping'/></iq>`,
    );
    const before = await component.receives(/^(.*?)<iq[^>]*id="q"/s);
    expect(before[1]).toBe('');
  });
});

describe('in-band blocks', () => {
  const open = iq('set', 'i', `<open xmlns='${IBB}' sid='s' block-size='4'/>`);
  const block = (seq: number) =>
    iq('set', `d${seq}`, `<data xmlns='${IBB}' sid='s' seq='${seq}'>${btoa('0123')}</data>`);
  const close = iq('set', 'c', `<close xmlns='${IBB}' sid='s'/>`);
  const begun = () =>
    component.sends(
      [offer('s'), accept('s', IBB), open, block(0)].map((one) => copy(one)).join(''),
    );

  it('are counted, and the row says observed', async () => {
    begun();
    const last = iq('set', 'd2', `<data xmlns='${IBB}' sid='s' seq='2'>${btoa('89')}</data>`);
    component.sends([block(1), last, close].map((one) => copy(one)).join(''));
    expect(await rows()).toMatchObject([
      { state: 'completed', evidence: 'observed', visibility: 'full', bytes: 10 },
    ]);
  });

  it('that were missed while the link was lost accuse nobody', async () => {
    begun();
    await caughtUp();
    component.cut();
    component = await host.component();
    component.sends([block(2), close].map((one) => copy(one)).join(''));
    expect(await rows()).toMatchObject([
      { state: 'handed-over', evidence: 'unknown', visibility: 'signalling-only', bytes: null },
    ]);
    expect(await timeline('s')).not.toContain('in-band-fault');
  });
});

describe('the relay', () => {
  it('takes connections of announced bytestreams from those who may use it', async () => {
    const eve = 'eve@elsewhere.example/e';
    component.sends(copy(streamhosts('ours')) + copy(streamhosts('theirs', eve, BOB)));
    await caughtUp();
    const port = world.port('streamhost');
    const mine = await socks5Connect('127.0.0.1', port, bytestreamAddress('ours', ALICE, BOB));
    mine.destroy();
    const theirs = socks5Connect('127.0.0.1', port, bytestreamAddress('theirs', eve, BOB));
    await expect(theirs).rejects.toThrow();
  });

  it('says when an activation was meant for another instance', async () => {
    const activate = `<query xmlns='${BYTESTREAMS}' sid='s'><activate>${BOB}</activate></query>`;
    component.sends(`<iq from='${ALICE}' to='${DOMAIN}/there' type='set' id='a'>${activate}</iq>`);
    await component.receives(/<iq[^>]*id="a"[^>]*>.*?<item-not-found/s);
    expect(logged('activation_misrouted')).toHaveLength(1);
  });
});

describe('what is none of our business', () => {
  it('is in no file and no log line', async () => {
    const message = (inner: string) =>
      `<message xmlns='jabber:client' type='chat' from='${ALICE}' to='${BOB}'>${inner}</message>`;
    const url = 'https://files.example.org/a.pdf';
    const private_ = [
      message('<body>canary-body</body><thread>canary-thread</thread>'),
      message(
        `<body>canary-beside-link</body><x xmlns='jabber:x:oob'><url>${url}</url></x><subject>canary-subject</subject>`,
      ),
      `<presence xmlns='jabber:client' from='${ALICE}' to='${BOB}'><status>canary-status</status></presence>`,
      iq(
        'result',
        'r',
        "<query xmlns='jabber:iq:roster'><item jid='canary-contact@example.org'/></query>",
      ),
      iq(
        'set',
        'p',
        "<query xmlns='jabber:iq:register'><password>canary-password</password></query>",
      ),
      iq('set', 'v', "<vCard xmlns='vcard-temp'><FN>canary-name</FN></vCard>"),
      iq(
        'error',
        'p',
        "<query xmlns='jabber:iq:register'><password>canary-echo</password></query><error type='cancel'/>",
      ),
      iq('set', 'b', `<data xmlns='${IBB}' sid='s' seq='0'>${btoa('canary-bytes')}</data>`),
    ];
    component.sends([offer('kept'), ...private_].flatMap((one) => [copy(one), copy(one)]).join(''));
    expect(await rows()).toHaveLength(2);
    await world.down();
    const files = readdirSync(world.dataDir).filter((name) => name.startsWith('waybill.db'));
    const written = files.map((name) => readFileSync(join(world.dataDir, name), 'latin1')).join('');
    const everything = written + world.logLines.join('\n');
    expect(everything).toContain('kept.pdf');
    expect(everything).toContain(url);
    expect(everything).not.toMatch(/canary/i);
    expect(everything).not.toContain(btoa('canary-bytes'));
    await world.up();
    component = await host.component();
  });
});

describe('a burst', () => {
  it('of 50,000 copies is read to its end, and the link stays', async () => {
    const part = Array.from({ length: 500 }, (_, i) => i);
    for (let n = 0; n < 100; n++) {
      component.sends(part.map((i) => copy(offer(`b${n}-${i}`))).join(''));
    }
    await caughtUp();
    component.sends(copy(offer('later')));
    const [one] = await rows();
    expect(one).toBeDefined();
    expect((await world.ask('status', {})).attachments).toMatchObject([
      { phase: 'linked', reconnects: 0 },
    ]);
    // each offer is a row, or is counted in a gap entry of the record
    let shed = 0;
    const shown = () => logged('evt=transfer.offered').length + shed;
    while (shown() < 50_001) {
      const { items } = await world.ask('audit.page', { limit: 50, kinds: ['gap'] });
      const gaps = items.map(({ data }) => JSON.parse(String(data)) as { readonly shed: number });
      shed = gaps.reduce((sum, gap) => sum + gap.shed, 0);
    }
    expect(shown()).toBe(50_001);
    expect(shed > 0).toBe(logged('ledger_gap').length > 0);
  });
});
