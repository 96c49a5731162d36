import { encodeJingle, encodeJingleFileInfo } from '@waybill/codecs';
import { bytestreamAddress } from '@waybill/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { TransferWorld, type Client } from './testing/transfer-world.js';

const JINGLE = 'urn:xmpp:jingle:1';
const FILES = 'urn:xmpp:jingle:apps:file-transfer:5';
const S5B = 'urn:xmpp:jingle:transports:s5b:1';
const IBB = 'urn:xmpp:jingle:transports:ibb:1';
const DATA = 'http://jabber.org/protocol/ibb';
const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';
const a = 'romeo@example.org/orchard';
const b = 'juliet@example.org/balcony';
const proxy = 'proxy.example.org';

let world: TransferWorld;
let romeo: Client;
let juliet: Client;
let count = 0;

beforeEach(() => {
  world = new TransferWorld();
  romeo = world.client(a, '192.0.2.10');
  juliet = world.client(b, '192.0.2.20');
});

const own = (cid: string, jid: string, priority: number) =>
  `<candidate cid='${cid}' host='192.0.2.9' jid='${jid}' port='5086' priority='${priority}' type='direct'/>`;
const relay = (cid: string, priority = 655_360) =>
  `<candidate cid='${cid}' host='192.0.2.1' jid='${proxy}' port='7777' priority='${priority}' type='proxy'/>`;
const s5b = (inner: string, attrs = '') =>
  `<transport xmlns='${S5B}' sid='t1'${attrs}>${inner}</transport>`;
const ibb = `<transport xmlns='${IBB}' sid='i1' block-size='4'/>`;
const file = (name: string, size = 10) =>
  `<description xmlns='${FILES}'><file><name>${name}</name><size>${size}</size><media-type>text/plain</media-type></file></description>`;
const content = (name: string, inner: string, senders = 'initiator') =>
  `<content creator='initiator' name='${name}' senders='${senders}'>${inner}</content>`;
const jingle = (to: string, action: string, inner = '') =>
  `<iq to='${to}' type='set' id='j${++count}'><jingle xmlns='${JINGLE}' action='${action}' initiator='${a}' sid='s1'>${inner}</jingle></iq>`;
const reason = (name: string) => `<reason><${name}/></reason>`;
const info = (inner: string) => content('f', s5b(inner));

async function begun(candidates = own('a1', a, 900) + relay('a2'), attrs = ''): Promise<void> {
  await romeo.sends(
    jingle(b, 'session-initiate', content('f', file('合同.pdf') + s5b(candidates, attrs))),
  );
  await juliet.sends(
    jingle(
      a,
      'session-accept',
      content('f', file('合同.pdf') + s5b(own('b1', b, 800) + relay('b2', 655_000))),
    ),
  );
}

describe('a Jingle offer', () => {
  it('is recorded, forwarded unchanged, and accepted', async () => {
    await begun();
    expect(juliet.got[0]?.markup).toContain('<name>合同.pdf</name>');
    const row = await world.row();
    expect(row).toMatchObject({
      method: 'jingle-socks5',
      state: 'accepted',
      sid: 's1',
      contentName: 'f',
      declared: { name: '合同.pdf', size: 10, type: 'text/plain' },
      sender: { fullJid: a, address: '192.0.2.10' },
      receiver: { fullJid: b },
    });
    expect(await world.kinds(row)).toEqual(['offered', 'accepted']);
  });

  it('of several files gives a row each', async () => {
    const two = content('f', file('1') + s5b('')) + content('g', file('2') + ibb);
    await romeo.sends(jingle(b, 'session-initiate', two));
    await romeo.sends(jingle(b, 'content-add', content('h', file('3') + ibb, 'responder')));
    await juliet.sends(jingle(a, 'content-reject', content('h', '')));
    await romeo.sends(jingle(b, 'content-remove', content('g', '')));
    await juliet.sends(jingle(a, 'session-terminate', reason('decline')));
    const rows = await world.rows();
    expect(
      rows.map((row) => [row.declared.name, row.sender.fullJid, row.state, row.reason]),
    ).toEqual([
      ['1', a, 'declined', 'declined'],
      ['2', a, 'cancelled', 'cancelled-by-sender'],
      ['3', b, 'declined', 'declined'],
    ]);
  });

  it('to receive has its sender in the responder', async () => {
    const wanted = content('f', file('1') + s5b(relay('a1')), 'responder');
    await romeo.sends(jingle(b, 'session-initiate', wanted));
    expect(await world.row()).toMatchObject({
      sender: { fullJid: b, address: undefined },
      receiver: { fullJid: a },
    });
  });

  it.each([
    ['service-unavailable', 'failed', 'peer-gone'],
    ['feature-not-implemented', 'failed', 'no-common-method'],
    ['not-acceptable', 'declined', 'declined'],
    ['bad-request', 'failed', 'protocol-error'],
  ])('answered with the error %s ends as %s (%s)', async (condition, state, cause) => {
    await romeo.sends(jingle(b, 'session-initiate', content('f', file('1') + s5b(''))));
    await juliet.sends(
      `<iq to='${a}' type='error' id='j${count}'><error type='cancel'><${condition} xmlns='${STANZAS}'/></error></iq>`,
    );
    expect(await world.row()).toMatchObject({ state, reason: cause });
  });

  it.each([
    ['decline', 'declined', 'declined'],
    ['busy', 'declined', 'declined'],
    ['cancel', 'cancelled', 'cancelled-by-receiver'],
    ['connectivity-error', 'failed', 'no-streamhost-reachable'],
    ['unsupported-transports', 'failed', 'no-common-method'],
    ['expired', 'failed', 'offer-timeout'],
    ['gone', 'failed', 'peer-gone'],
    ['media-error', 'failed', 'io-error'],
    ['general-error', 'failed', 'protocol-error'],
    ['something-new', 'cancelled', 'cancelled-by-receiver'],
  ])('ended with %s is %s (%s)', async (name, state, cause) => {
    await romeo.sends(jingle(b, 'session-initiate', content('f', file('1') + s5b(''))));
    await juliet.sends(jingle(a, 'session-terminate', reason(name)));
    expect(await world.row()).toMatchObject({ state, reason: cause, evidence: 'claimed' });
  });

  it('that is malformed is refused, and a malformed call passes', async () => {
    const bad = `<content senders='initiator'>${file('1')}</content>`;
    await romeo.sends(jingle(b, 'session-initiate', bad));
    expect(romeo.last.toString()).toContain('<bad-request');
    expect(juliet.got).toEqual([]);
    await romeo.sends(jingle(b, 'session-initiate', '<content/>'));
    expect(juliet.got).toHaveLength(1);
    expect(await world.rows()).toEqual([]);
  });

  it('by a call is none', async () => {
    const call = content('c', "<description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'/>");
    await romeo.sends(jingle(b, 'session-initiate', call));
    await juliet.sends(jingle(a, 'session-terminate', reason('success')));
    expect(await world.rows()).toEqual([]);
  });

  it('cannot be answered by a third party', async () => {
    await begun();
    const mallory = world.client('mallory@example.org/m');
    await mallory.sends(jingle(a, 'session-terminate', reason('success')));
    expect((await world.row()).state).toBe('accepted');
  });

  it('cancelled by an operator is ended on both sides', async () => {
    await begun();
    world.ledger.cancel((await world.row()).id, 'root');
    for (const client of [romeo, juliet]) {
      expect(client.last.markup).toContain('action="session-terminate"');
      expect(client.last.markup).toContain('<cancel/>');
    }
  });
});

describe('candidates', () => {
  it('are told by the step that offers them, wherever they come', async () => {
    await begun();
    const late = own('b3', b, 700).replace('5086', '6000');
    await juliet.sends(jingle(a, 'transport-info', info(late)));
    const steps = await world.steps(await world.row());
    const told = steps.filter(({ detail }) => detail['streamhosts'] !== undefined);
    expect(told.map(({ kind, lane, detail }) => [kind, lane, detail['streamhosts']])).toEqual([
      ['offered', 'sender', `${a} 192.0.2.9:5086, ${proxy} 192.0.2.1:7777`],
      ['accepted', 'receiver', `${b} 192.0.2.9:5086, ${proxy} 192.0.2.1:7777`],
      ['candidates-offered', 'receiver', `${b} 192.0.2.9:6000`],
    ]);
  });

  it('of a client itself hand the file over, confirmed by its receiver', async () => {
    await begun();
    await juliet.sends(jingle(a, 'transport-info', info("<candidate-used cid='a1'/>")));
    expect((await world.row()).state).toBe('accepted');
    await romeo.sends(jingle(b, 'transport-info', info('<candidate-error/>')));
    expect(await world.row()).toMatchObject({
      state: 'streaming',
      path: 'direct',
      streamhostJid: a,
      visibility: 'signalling-only',
    });
    const received = encodeJingleFileInfo({ kind: 'received', contentName: 'f' });
    await juliet.sends(jingle(a, 'session-info', received.toString()));
    expect(await world.row()).toMatchObject({ state: 'handed-over', evidence: 'claimed' });
  });

  it('of higher priority win', async () => {
    await begun();
    await juliet.sends(jingle(a, 'transport-info', info("<candidate-used cid='a2'/>")));
    await romeo.sends(jingle(b, 'transport-info', info("<candidate-used cid='b1'/>")));
    // a2 is the proxy at 655360, b1 is juliet herself at 800
    expect(await world.row()).toMatchObject({ state: 'accepted', path: 'relayed' });
  });

  it('of the proxy are relayed and observed', async () => {
    await begun();
    await juliet.sends(jingle(a, 'transport-info', info("<candidate-used cid='a2'/>")));
    await romeo.sends(jingle(b, 'transport-info', info('<candidate-error/>')));
    const address = world.connect('t1', a, b);
    await romeo.sends(
      `<iq to='${proxy}' type='set' id='v'><query xmlns='http://jabber.org/protocol/bytestreams' sid='t1'><activate>${b}</activate></query></iq>`,
    );
    expect(romeo.last.type).toBe('result');
    await romeo.sends(jingle(b, 'transport-info', info("<activated cid='a2'/>")));
    await juliet.sends(jingle(a, 'session-terminate', reason('success')));
    expect(await world.row()).toMatchObject({ state: 'completed', evidence: 'claimed' });
    world.relayed(address, 0, 10);
    const row = await world.row();
    expect(row).toMatchObject({
      state: 'completed',
      evidence: 'observed',
      path: 'relayed',
      measured: { bytesSenderToReceiver: 10 },
    });
    expect(await world.kinds(row)).toEqual([
      'offered',
      'accepted',
      'candidate-used',
      'candidate-error',
      'connected',
      'connected',
      'activated',
      'activated',
      'terminated',
      'closed',
    ]);
  });

  it('of the responder’s proxy are activated by the responder, who receives', async () => {
    await begun();
    await romeo.sends(jingle(b, 'transport-info', info("<candidate-used cid='b2'/>")));
    await juliet.sends(jingle(a, 'transport-info', info('<candidate-error/>')));
    const address = world.connect('t1', b, a);
    await juliet.sends(
      `<iq to='${proxy}' type='set' id='v'><query xmlns='http://jabber.org/protocol/bytestreams' sid='t1'><activate>${a}</activate></query></iq>`,
    );
    expect(juliet.last.type).toBe('result');
    world.relayed(address, 10, 0);
    expect(await world.row()).toMatchObject({
      state: 'completed',
      evidence: 'observed',
      measured: { bytesSenderToReceiver: 10, bytesReceiverToSender: 0 },
    });
  });

  it('name their own destination address where JIDs differ on the two sides', async () => {
    const dstaddr = bytestreamAddress('t1', 'room@muc.example/r', 'room@muc.example/j');
    await begun(relay('a2'), ` dstaddr='${dstaddr}'`);
    expect(world.book.expects(dstaddr)).toBe(true);
  });

  it('that nobody can reach fail, unless the transport is replaced', async () => {
    await begun();
    await juliet.sends(jingle(a, 'transport-info', info('<candidate-error/>')));
    await romeo.sends(jingle(b, 'transport-info', info('<candidate-error/>')));
    await romeo.sends(jingle(b, 'transport-replace', content('f', ibb)));
    await juliet.sends(jingle(a, 'transport-accept', content('f', ibb)));
    await romeo.sends(
      `<iq to='${b}' type='set' id='o'><open xmlns='${DATA}' sid='i1' block-size='4'/></iq>`,
    );
    await juliet.sends(`<iq to='${a}' type='result' id='o'/>`);
    const blocks = ['MDEyMw==', 'NDU2Nw==', 'ODk='];
    for (const [seq, data] of blocks.entries()) {
      await romeo.sends(
        `<iq to='${b}' type='set' id='d${seq}'><data xmlns='${DATA}' sid='i1' seq='${seq}'>${data}</data></iq>`,
      );
    }
    await romeo.sends(jingle(b, 'session-terminate', reason('success')));
    world.clock.advance(20_000);
    const row = await world.row();
    expect(row).toMatchObject({
      method: 'jingle-ibb',
      path: 'in-band',
      state: 'completed',
      evidence: 'observed',
      measured: { bytesSenderToReceiver: 10 },
    });
    expect(await world.kinds(row)).toContain('transport-accepted');
  });

  it('that nobody can reach fail after a while', async () => {
    await begun();
    await juliet.sends(jingle(a, 'transport-info', info('<candidate-error/>')));
    await romeo.sends(jingle(b, 'transport-info', info('<candidate-error/>')));
    world.clock.advance(20_000);
    expect(await world.row()).toMatchObject({ state: 'failed', reason: 'no-streamhost-reachable' });
  });

  it('of a proxy that cannot be reached fail', async () => {
    await begun();
    await juliet.sends(jingle(a, 'transport-info', info('<proxy-error/>')));
    world.clock.advance(20_000);
    expect(await world.row()).toMatchObject({ state: 'failed', reason: 'proxy-unreachable' });
  });

  it('whose choice was not seen complete by the word of the client that ends the session', async () => {
    await begun();
    await romeo.sends(jingle(b, 'transport-reject', content('f', '')));
    await juliet.sends(jingle(a, 'session-terminate', reason('success')));
    expect(await world.row()).toMatchObject({ state: 'completed', evidence: 'claimed' });
  });
});

describe('a checksum', () => {
  it('that comes behind the offer is kept', async () => {
    await begun();
    const checksum = encodeJingleFileInfo({
      kind: 'checksum',
      contentName: 'f',
      hash: { algorithm: 'sha-256', value: 'abc=' },
    });
    await romeo.sends(jingle(b, 'session-info', checksum.toString()));
    const row = await world.row();
    expect(row.declared).toMatchObject({
      name: '合同.pdf',
      hash: 'abc=',
      hashAlgorithm: 'sha-256',
    });
    expect(await world.kinds(row)).toContain('checksum');
  });
});

describe('a copy of a stanza', () => {
  it('counts once', async () => {
    await begun();
    const terminate = encodeJingle({ action: 'session-info', sid: 's1' }).toString();
    const again = `<iq to='${a}' type='set' id='same'>${terminate}</iq>`;
    await juliet.sends(again);
    await juliet.sends(jingle(a, 'content-accept', '').replace(/id='j\d+'/, "id='same'"));
    await juliet.sends(jingle(a, 'content-accept', '').replace(/id='j\d+'/, "id='same'"));
    expect(await world.kinds(await world.row())).toEqual(['offered', 'accepted', 'accepted']);
  });
});
