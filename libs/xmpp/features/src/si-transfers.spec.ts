import { beforeEach, describe, expect, it } from 'vitest';
import { TransferWorld, type Client } from './testing/transfer-world.js';

const BYTESTREAMS = 'http://jabber.org/protocol/bytestreams';
const IBB = 'http://jabber.org/protocol/ibb';
const SI = 'http://jabber.org/protocol/si';
const FILE = `${SI}/profile/file-transfer`;
const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';
const a = 'alice@example.org/a';
const b = 'bob@example.org/b';
const proxy = 'proxy.example.org';

let world: TransferWorld;
let alice: Client;
let bob: Client;

beforeEach(() => {
  world = new TransferWorld();
  alice = world.client(a, '192.0.2.10');
  bob = world.client(b, '192.0.2.20');
});

const offer = (sid = 's1', id = 'o1', size = '10') =>
  `<iq to='${b}' type='set' id='${id}'><si xmlns='${SI}' id='${sid}' mime-type='text/plain' profile='${FILE}'><file xmlns='${FILE}' name='合同.pdf' size='${size}'/><feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='form'><field var='stream-method' type='list-single'><option><value>${BYTESTREAMS}</value></option><option><value>${IBB}</value></option></field></x></feature></si></iq>`;
const answer = (method: string, id = 'o1', range = '') =>
  `<iq to='${a}' type='result' id='${id}'><si xmlns='${SI}'>${range}<feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='submit'><field var='stream-method'><value>${method}</value></field></x></feature></si></iq>`;
const refusal = (to: string, id: string, condition: string, more = '') =>
  `<iq to='${to}' type='error' id='${id}'><error type='cancel'><${condition} xmlns='${STANZAS}'/>${more}</error></iq>`;
const streamhosts = (hosts: string, sid = 's1') =>
  `<iq to='${b}' type='set' id='h1'><query xmlns='${BYTESTREAMS}' sid='${sid}'>${hosts}</query></iq>`;
const host = (jid: string) => `<streamhost jid='${jid}' host='192.0.2.1' port='7777'/>`;
const used = (jid: string) =>
  `<iq to='${a}' type='result' id='h1'><query xmlns='${BYTESTREAMS}'><streamhost-used jid='${jid}'/></query></iq>`;
const activate = (sid: string, target = b, more = '') =>
  `<iq to='${proxy}' type='set' id='v1'><query xmlns='${BYTESTREAMS}' sid='${sid}'${more}><activate>${target}</activate></query></iq>`;

async function accepted(method = BYTESTREAMS): Promise<void> {
  await alice.sends(offer());
  await bob.sends(answer(method));
}

describe('an SI offer', () => {
  it('reaches its receiver unchanged, with the file on record', async () => {
    await alice.sends(offer());
    expect(bob.last.markup).toBe(/^<iq[^>]*>(.*)<\/iq>$/.exec(offer())?.[1]);
    expect(await world.row()).toMatchObject({
      state: 'offered',
      declared: { name: '合同.pdf', size: 10, type: 'text/plain' },
      sender: { address: '192.0.2.10' },
    });
  });

  it.each([
    ['forbidden', '', 'declined', 'declined'],
    ['not-allowed', '', 'declined', 'declined'],
    ['not-acceptable', '', 'declined', 'declined'],
    ['bad-request', `<no-valid-streams xmlns='${SI}'/>`, 'failed', 'no-common-method'],
    ['bad-request', '', 'failed', 'protocol-error'],
    ['feature-not-implemented', '', 'failed', 'no-common-method'],
    ['service-unavailable', '', 'failed', 'peer-gone'],
  ])('answered with %s %s ends as %s (%s)', async (condition, more, state, reason) => {
    await alice.sends(offer());
    await bob.sends(refusal(a, 'o1', condition, more));
    expect(await world.row()).toMatchObject({ state, reason, evidence: 'claimed' });
  });

  it('is declined after ten minutes of thought', async () => {
    await alice.sends(offer());
    world.clock.advance(10 * 60_000);
    world.assembly.router.sweep();
    await bob.sends(refusal(a, 'o1', 'forbidden'));
    expect((await world.row()).state).toBe('declined');
  });

  it('to somebody who is not there fails', async () => {
    await alice.sends(offer().replace(b, 'bob@example.org/gone'));
    expect(alice.last.type).toBe('error');
    expect(await world.row()).toMatchObject({ state: 'failed', reason: 'peer-gone' });
  });

  it('without a file or an id is refused and not forwarded', async () => {
    await alice.sends(offer().replace(/<file.*?\/>/, ''));
    await alice.sends(offer().replace(" id='s1'", ''));
    expect(alice.got.map((stanza) => /<(bad-request)/.exec(stanza.toString())?.[1])).toEqual([
      'bad-request',
      'bad-request',
    ]);
    expect(bob.got).toEqual([]);
    expect(await world.rows()).toEqual([]);
  });

  it('of another profile passes unread', async () => {
    await alice.sends(
      `<iq to='${b}' type='set' id='x'><si xmlns='${SI}' id='1' profile='urn:x'/></iq>`,
    );
    expect(bob.got).toHaveLength(1);
    expect(await world.rows()).toEqual([]);
  });

  it('is not forwarded when it cannot be recorded', async () => {
    world.store.fault = new Error('disk full');
    await alice.sends(offer());
    expect(bob.got).toEqual([]);
    expect(alice.last.toString()).toContain('<resource-constraint');
  });

  it('with one sid for two receivers is two transfers', async () => {
    const carol = world.client('carol@example.org/c');
    await alice.sends(offer());
    await alice.sends(offer('s1', 'o2').replace(b, carol.jid.full));
    await bob.sends(refusal(a, 'o1', 'forbidden'));
    await carol.sends(answer(BYTESTREAMS, 'o2'));
    await alice.sends(streamhosts(host(a)).replace(b, carol.jid.full));
    await carol.sends(used(a));
    const rows = await world.rows();
    expect(rows.map((row) => [row.receiver.bareJid, row.state])).toEqual([
      ['bob@example.org', 'declined'],
      ['carol@example.org', 'handed-over'],
    ]);
  });

  it('remembers the part that was asked for', async () => {
    await alice.sends(offer());
    await bob.sends(
      answer(IBB, 'o1', `<file xmlns='${FILE}'><range offset='3' length='4'/></file>`),
    );
    expect(await world.row()).toMatchObject({
      method: 'si-ibb',
      state: 'accepted',
      declared: { size: 10, range: { offset: 3, length: 4 } },
    });
  });

  it('fails when its receiver leaves before answering', async () => {
    await alice.sends(offer());
    bob.close();
    expect(await world.row()).toMatchObject({ state: 'failed', reason: 'peer-gone' });
  });

  it('cancelled by an operator looks declined to its sender', async () => {
    await alice.sends(offer());
    const { id } = await world.row();
    expect(world.ledger.cancel(id, 'root')).toBe('cancelled');
    expect(alice.last.toString()).toMatch(/id="o1".*<forbidden/);
    const row = await world.row();
    expect(row).toMatchObject({ state: 'cancelled', reason: 'cancelled-by-admin' });
    expect(await world.kinds(row)).toEqual(['offered', 'cancelled']);
  });
});

describe('streamhosts', () => {
  it('of the sender that are taken hand the file over', async () => {
    await accepted();
    await alice.sends(streamhosts(host(a) + host(proxy)));
    await bob.sends(used(a));
    expect(await world.row()).toMatchObject({
      state: 'handed-over',
      path: 'direct',
      evidence: 'claimed',
      measured: {},
    });
  });

  it('of somebody else’s proxy hand it over on a way we do not see', async () => {
    await accepted();
    await alice.sends(streamhosts(host('proxy.elsewhere.example')));
    await bob.sends(used('proxy.elsewhere.example'));
    expect(await world.row()).toMatchObject({
      state: 'handed-over',
      path: 'unknown',
      streamhostJid: 'proxy.elsewhere.example',
    });
  });

  it('that cannot be reached fail, unless in-band data comes after all', async () => {
    await accepted();
    await alice.sends(streamhosts(host(a)));
    await bob.sends(refusal(a, 'h1', 'item-not-found'));
    expect((await world.row()).state).toBe('accepted');
    await alice.sends(
      `<iq to='${b}' type='set' id='i1'><open xmlns='${IBB}' sid='s1' block-size='4096'/></iq>`,
    );
    await bob.sends(`<iq to='${a}' type='result' id='i1'/>`);
    world.clock.advance(60_000);
    expect(await world.row()).toMatchObject({ state: 'streaming', method: 'si-ibb' });
  });

  it('that cannot be reached fail after a while', async () => {
    await accepted();
    await alice.sends(streamhosts(host(a)));
    await bob.sends(refusal(a, 'h1', 'item-not-found'));
    world.clock.advance(20_000);
    expect(await world.row()).toMatchObject({ state: 'failed', reason: 'no-streamhost-reachable' });
  });

  it('refused as not acceptable decline the file', async () => {
    await accepted();
    await alice.sends(streamhosts(host(a)));
    await bob.sends(refusal(a, 'h1', 'not-acceptable'));
    expect((await world.row()).state).toBe('declined');
  });
});

describe('the proxy', () => {
  const query = (to = proxy, attrs = '') =>
    `<iq to='${to}' type='get' id='q1'><query xmlns='${BYTESTREAMS}'${attrs}/></iq>`;

  it('is found by disco', () => {
    expect(world.assembly.domainInfo(proxy)).toMatchObject({
      identities: [{ category: 'proxy', type: 'bytestreams' }],
      features: [BYTESTREAMS],
    });
    expect(world.assembly.servicesOf('example.org')).toMatchObject([{ domain: proxy }]);
  });

  it('tells its address, and an old client’s sid back', async () => {
    await alice.sends(query());
    expect(alice.last.markup).toBe(
      `<query xmlns="${BYTESTREAMS}"><streamhost jid="${proxy}" host="192.0.2.1" port="7777"/></query>`,
    );
    await alice.sends(query(proxy, " sid='old'"));
    expect(alice.last.markup).toContain('sid="old"');
    await alice.sends(query(`${proxy}/node1`));
    expect(alice.last.markup).toContain(`jid="${proxy}/node1"`);
  });

  it('refuses strangers at the query and at the activation', async () => {
    const guest = world.client('guest@example.org/g');
    await guest.sends(query());
    expect(guest.last.markup).toMatch(/type="auth".*<forbidden/);
    await guest.sends(streamhosts(host(proxy)));
    const address = world.connect('s1', guest.jid.full, b);
    await guest.sends(activate('s1'));
    expect(guest.last.markup).toMatch(/type="auth".*<forbidden/);
    expect(world.streamhost.state(address)).toBe('paired');
  });

  it('relays nothing over UDP, and says when it does not listen', async () => {
    await alice.sends(query(proxy, " mode='udp'"));
    expect(alice.last.markup).toContain('<not-acceptable');
    await alice.sends(activate('s1', b, " mode='udp'"));
    expect(alice.last.markup).toContain('<not-acceptable');
    world.streamhost.listening = false;
    await alice.sends(query());
    expect(alice.last.markup).toMatch(/type="cancel".*<not-allowed/);
  });

  it.each([
    ['an unknown sid', activate('nothing'), 'item-not-found'],
    ['no sid', activate('s1').replace(" sid='s1'", ''), 'bad-request'],
    ['a sid of 129 bytes', activate('x'.repeat(129)), 'bad-request'],
    ['a malformed target', activate('s1', '@@'), 'jid-malformed'],
  ])('answers an activation with %s by %s', async (_name, markup, condition) => {
    await alice.sends(markup);
    expect(alice.last.markup).toContain(`<${condition}`);
  });

  it('activates for the requester only, when both are there, and once', async () => {
    await accepted();
    await alice.sends(streamhosts(host(proxy)));
    await bob.sends(used(proxy));
    const address = world.connect('s1', a, b);
    await bob.sends(activate('s1', a));
    expect(bob.last.markup).toContain('<item-not-found');
    world.streamhost.states.set(address, 'one-party');
    await alice.sends(activate('s1'));
    expect(alice.last.markup).toContain('<not-allowed');
    world.streamhost.states.set(address, 'paired');
    await alice.sends(activate('s1').replace(proxy, `${proxy}/node1`));
    expect(alice.last).toMatchObject({ type: 'result' });
    await alice.sends(activate('s1'));
    expect(alice.last.markup).toContain('<conflict');
    world.relayed(address, 0, 10);
    expect(await world.row()).toMatchObject({ state: 'completed', evidence: 'observed' });
  });

  it('records a bytestream that no offer announced', async () => {
    await alice.sends(streamhosts(host(proxy), 'bare'));
    const address = world.connect('bare', a, b);
    await alice.sends(activate('bare'));
    expect(alice.last.type).toBe('result');
    world.relayed(address, 0, 5);
    expect(await world.row()).toMatchObject({
      method: 'socks5-proxy',
      visibility: 'proxy-only',
      state: 'completed',
      evidence: 'unknown',
      measured: { bytesSenderToReceiver: 5 },
    });
  });
});
