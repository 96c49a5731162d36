import { Element, Jid, parseXml, Stanza } from '@waybill/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { sendPing } from './ping/ping.feature.js';
import { Stage, type Player } from './testing/stage.js';

let stage: Stage;
let alice: Player;
let bob: Player;

const iq = (type: 'get' | 'set', to: string | undefined, inner: string) =>
  `<iq type="${type}" id="q"${to === undefined ? '' : ` to="${to}"`}>${inner}</iq>`;

/** The answer to one query, with the addresses left out. */
async function ask(player: Player, type: 'get' | 'set', to: string | undefined, inner: string) {
  await player.sends(iq(type, to, inner));
  const answers = player.receives().filter((one) => one.startsWith('<iq'));
  expect(answers).toHaveLength(1);
  return (answers[0] ?? '').replace(/^<iq from="[^"]*" to="[^"]*" /, '<iq ');
}

const unavailable = expect.stringMatching(/type="error".*<service-unavailable/);

beforeEach(() => {
  stage = new Stage(['alice', 'bob', 'carol']);
  alice = stage.enters('alice/a');
  bob = stage.enters('bob/b');
});

describe('service discovery', () => {
  const info = '<query xmlns="http://jabber.org/protocol/disco#info"/>';
  const items = '<query xmlns="http://jabber.org/protocol/disco#items"/>';

  it('tells what the server is, and lists the services below it', async () => {
    const about = await ask(alice, 'get', 'localhost', info);
    expect(about).toContain('<identity category="server" type="im" name="Waybill"/>');
    for (const feature of [
      'http://jabber.org/protocol/disco#info',
      'http://jabber.org/protocol/disco#items',
      'jabber:iq:last',
      'jabber:iq:register',
      'jabber:iq:version',
      'msgoffline',
      'urn:xmpp:ping',
      'urn:xmpp:time',
      'vcard-temp',
    ]) {
      expect(about).toContain(`<feature var="${feature}"/>`);
    }
    expect(await ask(alice, 'get', 'localhost', items)).toContain(
      '<item jid="proxy.localhost" name="SOCKS5 Bytestreams"/>',
    );
  });

  it('tells of a service what that service does, and no more', async () => {
    const about = await ask(alice, 'get', 'proxy.localhost', info);
    expect(about).toContain('category="proxy" type="bytestreams"');
    expect(about).not.toContain('vcard-temp');
    expect(await ask(alice, 'get', 'proxy.localhost', items)).toContain(
      '<query xmlns="http://jabber.org/protocol/disco#items"/>',
    );
  });

  it('knows no nodes', async () => {
    const answer = await ask(alice, 'get', 'localhost', info.replace('/>', ' node="x"/>'));
    expect(answer).toContain('<item-not-found');
  });

  it('tells friends of an account, and strangers what they hear of nobody', async () => {
    await alice.comes();
    await bob.comes();
    for (const query of [info, items]) {
      const stranger = await ask(bob, 'get', 'alice@localhost', query);
      expect(stranger).toEqual(unavailable);
      expect(await ask(bob, 'get', 'nobody@localhost', query)).toBe(stranger);
    }
    await stage.befriends(alice, bob);
    expect(await ask(bob, 'get', 'alice@localhost', info)).toContain(
      '<identity category="account" type="registered"/>',
    );
    expect(await ask(bob, 'get', 'alice@localhost', items)).toContain(
      '<item jid="alice@localhost/a"/>',
    );
    expect(await ask(alice, 'get', undefined, info)).toContain('type="result"');
  });
});

describe('ping', () => {
  it('is answered by the server, its services and the own account', async () => {
    for (const to of ['localhost', 'proxy.localhost', 'alice@localhost', undefined]) {
      expect(await ask(alice, 'get', to, '<ping xmlns="urn:xmpp:ping"/>')).toBe(
        '<iq type="result" id="q"/>',
      );
    }
    const stranger = await ask(bob, 'get', 'alice@localhost', '<ping xmlns="urn:xmpp:ping"/>');
    expect(stranger).toEqual(unavailable);
  });

  it('is sent to clients, and an error is an answer too', async () => {
    const from = Jid.from('localhost');
    const alive = sendPing(stage.assembly.router, from, bob.jid);
    const id = / id="([^"]+)"/.exec(bob.receives()[0] ?? '')?.[1];
    await bob.sends(
      `<iq type="error" id="${id}" to="localhost"><error type="cancel"><feature-not-implemented xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>`,
    );
    expect(await alive).toBe(true);
    expect(await sendPing(stage.assembly.router, from, Jid.from('bob@localhost/gone'))).toBe(false);
  });
});

describe('version, time and last activity', () => {
  it('are told of the server', async () => {
    stage.now += 90_500;
    expect(await ask(alice, 'get', 'localhost', '<query xmlns="jabber:iq:version"/>')).toBe(
      '<iq type="result" id="q"><query xmlns="jabber:iq:version"><name>Waybill</name><version>1.2.3</version></query></iq>',
    );
    expect(await ask(alice, 'get', 'localhost', '<time xmlns="urn:xmpp:time"/>')).toBe(
      '<iq type="result" id="q"><time xmlns="urn:xmpp:time"><tzo>+00:00</tzo><utc>2026-01-02T03:05:35.500Z</utc></time></iq>',
    );
    expect(await ask(alice, 'get', 'localhost', '<query xmlns="jabber:iq:last"/>')).toBe(
      '<iq type="result" id="q"><query xmlns="jabber:iq:last" seconds="90"/></iq>',
    );
  });

  it('are told of an account to those who see its presence', async () => {
    const last = '<query xmlns="jabber:iq:last"/>';
    await alice.comes();
    await bob.comes();
    const stranger = await ask(bob, 'get', 'alice@localhost', last);
    expect(stranger).toEqual(unavailable);
    expect(await ask(bob, 'get', 'nobody@localhost', last)).toBe(stranger);
    await stage.befriends(alice, bob);
    expect(await ask(bob, 'get', 'alice@localhost', last)).toContain('seconds="0"');
    await alice.vanishes();
    const account = stage.directory.accounts.get('alice@localhost');
    stage.directory.accounts.set('alice@localhost', { ...account!, lastSeenAt: stage.now - 5_000 });
    bob.receives();
    expect(await ask(bob, 'get', 'alice@localhost', last)).toContain('seconds="5"');
  });
});

describe('the vCard', () => {
  const empty = '<vCard xmlns="vcard-temp"/>';
  const card = '<vCard xmlns="vcard-temp"><FN>Alice &amp; co</FN></vCard>';

  it('is kept for its owner and shown to friends, and to whom the owner has asked', async () => {
    const carol = stage.enters('carol/c');
    expect(await ask(alice, 'get', undefined, empty)).toContain(empty);
    expect(await ask(alice, 'set', undefined, card)).toContain('type="result"');
    expect(await ask(alice, 'get', undefined, empty)).toContain(card);
    const stranger = await ask(bob, 'get', 'alice@localhost', empty);
    expect(stranger).toEqual(unavailable);
    expect(await ask(bob, 'get', 'nobody@localhost', empty)).toBe(stranger);
    await alice.sends('<presence type="subscribe" to="carol@localhost"/>');
    expect(await ask(carol, 'get', 'alice@localhost', empty)).toContain(card);
  });

  it('is nobody else’s to change, and has a largest size', async () => {
    expect(await ask(bob, 'set', 'alice@localhost', card)).toContain('<forbidden');
    const big = card.replace('Alice', 'A'.repeat(128 * 1024));
    expect(await ask(alice, 'set', undefined, big)).toContain('<not-acceptable');
  });
});

describe('private storage', () => {
  const query = (inner: string) => `<query xmlns="jabber:iq:private">${inner}</query>`;
  const bookmarks = '<storage xmlns="storage:bookmarks"><url name="x"/></storage>';

  it('gives back what was stored, and what was asked for where nothing was', async () => {
    const asked = query('<storage xmlns="storage:bookmarks"/>');
    expect(await ask(alice, 'get', undefined, asked)).toContain(asked);
    expect(await ask(alice, 'set', undefined, query(bookmarks))).toBe('<iq type="result" id="q"/>');
    expect(await ask(alice, 'get', undefined, asked)).toContain(query(bookmarks));
    const other = query('<storage xmlns="storage:other"/>');
    expect(await ask(alice, 'get', undefined, other)).toContain(other);
  });

  it('belongs to one account, one element at a time, up to a size', async () => {
    expect(await ask(bob, 'get', 'alice@localhost', query(bookmarks))).toContain('<forbidden');
    expect(await ask(alice, 'set', undefined, query(''))).toContain('<bad-request');
    const big = query(bookmarks.replace('"x"', `"${'x'.repeat(1024 * 1024)}"`));
    expect(await ask(alice, 'set', undefined, big)).toContain('<resource-constraint');
  });
});

describe('in-band registration', () => {
  const query = (inner: string) => `<query xmlns="jabber:iq:register">${inner}</query>`;
  const fields = (name: string, password: string) =>
    query(`<username>${name}</username><password>${password}</password>`);

  it('changes the own password', async () => {
    expect(await ask(alice, 'get', 'localhost', query(''))).toContain(
      '<registered/><username>alice</username>',
    );
    const changed = await ask(alice, 'set', 'localhost', fields('Alice', 'correct horse'));
    expect(changed).toBe('<iq type="result" id="q"/>');
    expect(stage.directory.passwords.get('alice@localhost')).toBe('correct horse');
    expect(await ask(alice, 'set', 'localhost', fields('alice', 'short'))).toContain(
      '<not-acceptable',
    );
    expect(await ask(alice, 'set', 'localhost', fields('bob', 'correct horse'))).toContain(
      '<forbidden',
    );
    expect(await ask(alice, 'set', 'bob@localhost', query('<remove/>'))).toEqual(unavailable);
  });

  it('removes the account: its contacts hear of it, it is answered, its sessions end', async () => {
    const phone = stage.enters('alice/phone');
    await alice.comes();
    await bob.comes();
    await stage.befriends(alice, bob);
    expect(await ask(alice, 'set', undefined, query('<remove/>'))).toBe(
      '<iq type="result" id="q"/>',
    );
    await stage.settle();
    expect(alice.closedWith).toBe('not-authorized');
    expect(phone.closedWith).toBe('not-authorized');
    const heard = bob.receives().filter((one) => one.startsWith('<presence'));
    expect(heard.map((one) => / type="(\w+)"/.exec(one)?.[1])).toEqual([
      'unsubscribe',
      'unavailable',
      'unsubscribed',
    ]);
    expect(stage.directory.accounts.has('alice@localhost')).toBe(false);
    expect(stage.rosters.accounts).toEqual(['bob@localhost']);
  });

  it('ends the sessions of a locked account', async () => {
    stage.directory.tell({ kind: 'locked', by: 'operator', jid: 'alice@localhost' });
    await stage.settle();
    expect(alice.closedWith).toBe('not-authorized');
    expect(bob.closedWith).toBeUndefined();
  });

  it('ends the sessions of a legacy sign-in that is over, and no others', async () => {
    const old = stage.enters('alice/old', 'iq-auth-digest');
    stage.directory.tell({ kind: 'legacy-sign-in-ended', by: 'operator', jid: 'alice@localhost' });
    await stage.settle();
    expect([old.closedWith, alice.closedWith]).toEqual(['not-authorized', undefined]);
  });

  it('makes no accounts unless it may', async () => {
    const stranger = async (type: 'get' | 'set', inner: string) => {
      const element = parseXml(iq(type, undefined, inner));
      const stanza = element instanceof Element ? Stanza.fromElement(element) : undefined;
      if (!(stanza instanceof Stanza)) throw new Error('not a stanza');
      const { registration } = stage.messaging;
      return registration.answerStranger(stanza, 'localhost', '192.0.2.7');
    };
    expect(await stranger('get', query(''))).toMatchObject({ condition: 'service-unavailable' });
    const dave = fields('dave', 'correct horse');
    expect(await stranger('set', dave)).toMatchObject({ condition: 'not-allowed' });
    stage = new Stage(['alice'], { allowRegistration: true });
    const form = await stranger('get', query(''));
    expect(form instanceof Element && form.toString()).toContain('<username/><password/>');
    expect(await stranger('set', dave)).toBeUndefined();
    expect(await stranger('set', dave)).toMatchObject({ condition: 'conflict' });
    expect(await stranger('set', query('<remove/>'))).toMatchObject({
      condition: 'registration-required',
    });
    expect(stage.directory.accounts.has('dave@localhost')).toBe(true);
  });
});

describe('the XEP list', () => {
  it('comes from the features', () => {
    expect(stage.assembly.xeps.map((xep) => xep.number)).toEqual([
      '0012',
      '0030',
      '0049',
      '0054',
      '0077',
      '0092',
      '0128',
      '0160',
      '0199',
      '0202',
      '0203',
      '0237',
      '0334',
    ]);
  });
});
