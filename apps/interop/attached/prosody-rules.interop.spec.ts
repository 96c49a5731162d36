import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer } from '../support/client-peer.js';
import { ACCOUNTS, NAMES } from '../support/kit.js';
import { missing, programs } from '../support/programs.js';
import { ProsodyServer } from '../support/prosody.js';
import { RawComponent } from '../support/raw-component.js';

const ALICE = 'alice@localhost/slix';
const BOB = 'bob@localhost/slix';
// a second component stands in for another server: it is outside of the zone of our users
const FAR = 'far.localhost';
const CAROL = `carol@${FAR}/x`;
const [alicesAccount, bobsAccount] = ACCOUNTS;
const lacking = missing(programs.python, programs.prosody);

const NS = 'http://jabber.org/protocol';
const FORM = `<x xmlns='jabber:x:data' type='form'><field var='stream-method' type='list-single'><option><value>${NS}/ibb</value></option></field></x>`;
const si = (sid: string) =>
  `<si xmlns='${NS}/si' id='${sid}' profile='${NS}/si/profile/file-transfer'><file xmlns='${NS}/si/profile/file-transfer' name='a.bin' size='9'/><feature xmlns='${NS}/feature-neg'>${FORM}</feature></si>`;
const payloads = {
  si1: si('s1'),
  s5b1: `<query xmlns='${NS}/bytestreams' sid='s1'><streamhost jid='${ALICE}' host='127.0.0.1' port='1'/></query>`,
  j1: `<jingle xmlns='urn:xmpp:jingle:1' action='session-info' sid='j'/>`,
  oob1: `<query xmlns='jabber:iq:oob'><url>https://files.example.org/a</url></query>`,
  open1: `<open xmlns='${NS}/ibb' sid='s1' block-size='4096'/>`,
  close1: `<close xmlns='${NS}/ibb' sid='s1'/>`,
};
const set = (id: string, payload: string, to = BOB) =>
  `<iq type='set' id='${id}' to='${to}'>${payload}</iq>`;

describe.skipIf(lacking !== '')(`the rules for mod_firewall${lacking}`, () => {
  let host: ProsodyServer;
  let ours: RawComponent;
  let far: RawComponent;
  let alice: ClientPeer;
  let bob: ClientPeer;

  beforeAll(async () => {
    const component = `Component "${FAR}"\n    component_secret = "${NAMES.secret}"\n`;
    host = await ProsodyServer.start({ kit: 'firewall', accounts: component });
    ours = await RawComponent.connect(host.componentPort, NAMES.component, NAMES.secret);
    far = await RawComponent.connect(host.componentPort, FAR, NAMES.secret);
    const at = { port: host.c2sPort, caFile: host.caFile };
    alice = await ClientPeer.slixmpp(ALICE, alicesAccount.password, at).online();
    bob = await ClientPeer.slixmpp(BOB, bobsAccount.password, at).online();
  });

  afterAll(async () => {
    alice.kill();
    bob.kill();
    ours.end();
    far.end();
    await host.stop();
  });

  const answered = (id: string) =>
    ours.sees(new RegExp(`<iq [^>]*(type=.result.[^>]* id=.${id}.|id=.${id}.[^>]* type=.result.)`));
  const timesShown = (copy: string) => ours.copies.filter((one) => one === copy).length;

  it('show each watched stanza between local users once, both requests and answers', async () => {
    for (const [id, payload] of Object.entries(payloads)) {
      await alice.do('raw', { xml: set(id, payload) });
    }
    const link = `<x xmlns='jabber:x:oob'><url>https://files.example.org/b</url></x>`;
    const shared = `<file-sharing xmlns='urn:xmpp:sfs:0'/>`;
    await alice.do('raw', { xml: `<message id='link' type='chat' to='${BOB}'>${link}</message>` });
    await alice.do('raw', { xml: `<message id='sfs' type='chat' to='${BOB}'>${shared}</message>` });
    await ours.sees(/id=['"]sfs['"]/);
    await answered('si1');
    const wanted = ['si1', 's5b1', 'j1', 'oob1', 'open1', 'close1'].map((id) => `iq set ${id}`);
    for (const one of [...wanted, 'iq result si1', 'message chat link', 'message chat sfs']) {
      expect([one, timesShown(one)]).toEqual([one, 1]);
    }
  });

  it('show refusals', async () => {
    await bob.do('decide', { accept: false });
    await alice.do('raw', { xml: set('no1', si('s2')) });
    await ours.sees(/no1[\s\S]*forbidden/);
    expect(timesShown('iq error no1')).toBe(1);
    await bob.do('decide', { accept: true });
  });

  it('show neither in-band data, acknowledgements, words nor presence', async () => {
    await alice.do('raw', { xml: `<message id='words' to='${BOB}'><body>canary</body></message>` });
    await alice.do('raw', {
      xml: set('data1', `<data xmlns='${NS}/ibb' sid='s1' seq='0'>AA==</data>`),
    });
    await alice.do('presence');
    await alice.do('raw', { xml: set('end1', si('s3')) });
    await answered('end1');
    expect(timesShown('iq set data1')).toBe(0);
    expect(timesShown('iq result j1')).toBe(0);
    expect(ours.text).not.toContain('canary');
    expect(ours.text).not.toContain('<presence');
  });

  it('show each stanza once that comes from another server, or goes to one', async () => {
    far.send(`<iq type='set' id='in1' from='${CAROL}' to='${BOB}'>${si('s4')}</iq>`);
    await far.sees(/id=['"]in1['"]/);
    await alice.do('raw', { xml: set('out1', si('s5'), CAROL) });
    await far.sees(/id=['"]out1['"]/);
    const answer = `<si xmlns='${NS}/si'/>`;
    far.send(`<iq type='result' id='out1' from='${CAROL}' to='${ALICE}'>${answer}</iq>`);
    await alice.do('raw', { xml: set('end2', si('s6')) });
    await answered('end2');
    for (const one of ['set in1', 'result in1', 'set out1', 'result out1']) {
      expect([one, timesShown(`iq ${one}`)]).toEqual([one, 1]);
    }
  });

  it('do not show us our own answers', async () => {
    await alice.do('raw', {
      xml: `<iq type='get' id='own1' to='${NAMES.component}'><query xmlns='${NS}/bytestreams'/></iq>`,
    });
    await ours.sees(/id=['"]own1['"]/);
    const host1 = `<streamhost jid='${NAMES.component}' host='127.0.0.1' port='1'/>`;
    ours.send(
      `<iq type='result' id='own1' from='${NAMES.component}' to='${ALICE}'><query xmlns='${NS}/bytestreams'>${host1}</query></iq>`,
    );
    await alice.do('raw', { xml: set('end3', si('s7')) });
    await answered('end3');
    expect(timesShown('iq result own1')).toBe(0);
  });
});
