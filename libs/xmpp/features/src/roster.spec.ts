import { beforeEach, describe, expect, it } from 'vitest';
import { Stage, type Player } from './testing/stage.js';

let stage: Stage;
let alice: Player;
let bob: Player;

const set = (id: string, item: string, to = '') =>
  `<iq type="set" id="${id}"${to}><query xmlns="jabber:iq:roster">${item}</query></iq>`;
const get = (id: string, ver?: string) =>
  `<iq type="get" id="${id}"><query xmlns="jabber:iq:roster"${ver === undefined ? '' : ` ver="${ver}"`}/></iq>`;

beforeEach(() => {
  stage = new Stage(['alice', 'bob']);
  alice = stage.enters('alice/a');
  bob = stage.enters('bob/b');
});

describe('the roster', () => {
  it('takes items and pushes them to every client that has asked for it', async () => {
    const phone = stage.enters('alice/phone');
    const silent = stage.enters('alice/silent');
    await alice.comes();
    await phone.comes();
    alice.receives();
    await alice.sends(
      set('1', '<item jid="Bob@localhost" name="Bob &amp; co"><group>Work</group></item>'),
    );
    const pushed = (jid: string) =>
      `<iq from="alice@localhost" to="${jid}" type="set" id="push-1"><query xmlns="jabber:iq:roster" ver="1">` +
      '<item jid="bob@localhost" name="Bob &amp; co" subscription="none"><group>Work</group></item></query></iq>';
    expect(alice.receives()).toEqual([
      pushed('alice@localhost/a'),
      '<iq from="alice@localhost" to="alice@localhost/a" type="result" id="1"/>',
    ]);
    expect(phone.receives()).toEqual([pushed('alice@localhost/phone')]);
    expect(silent.receives()).toEqual([]);
  });

  it('is sent only when the client has another version', async () => {
    await alice.sends(set('1', '<item jid="bob@localhost"/>'));
    alice.receives();
    await alice.sends(get('2'));
    await alice.sends(get('3', ''));
    await alice.sends(get('4', '1'));
    expect(alice.receives()).toEqual([
      '<iq from="alice@localhost" to="alice@localhost/a" type="result" id="2"><query xmlns="jabber:iq:roster"><item jid="bob@localhost" subscription="none"/></query></iq>',
      '<iq from="alice@localhost" to="alice@localhost/a" type="result" id="3"><query xmlns="jabber:iq:roster" ver="1"><item jid="bob@localhost" subscription="none"/></query></iq>',
      '<iq from="alice@localhost" to="alice@localhost/a" type="result" id="4"/>',
    ]);
  });

  it('ends both subscriptions with an item that is removed', async () => {
    await alice.comes();
    await bob.comes();
    await stage.befriends(alice, bob);
    await alice.sends(set('1', '<item jid="bob@localhost" subscription="remove"/>'));
    expect(alice.receives()[0]).toContain('<item jid="bob@localhost" subscription="remove"/>');
    const heard = bob.receives();
    expect(heard.filter((one) => one.startsWith('<presence'))).toEqual([
      '<presence from="alice@localhost" to="bob@localhost" type="unsubscribe"/>',
      '<presence from="alice@localhost/a" to="bob@localhost" type="unavailable"/>',
      '<presence from="alice@localhost" to="bob@localhost" type="unsubscribed"/>',
    ]);
    expect(heard.at(-2)).toContain('<item jid="alice@localhost" subscription="none"/>');
  });

  it.each([
    [
      'somebody else’s roster',
      set('1', '<item jid="x@localhost"/>', ' to="bob@localhost"'),
      'forbidden',
    ],
    ['two items', set('1', '<item jid="x@localhost"/><item jid="y@localhost"/>'), 'bad-request'],
    [
      'a group named twice',
      set('1', '<item jid="x@localhost"><group>a</group><group>a</group></item>'),
      'bad-request',
    ],
    ['an empty group', set('1', '<item jid="x@localhost"><group/></item>'), 'not-acceptable'],
    [
      'a long name',
      set('1', `<item jid="x@localhost" name="${'n'.repeat(1024)}"/>`),
      'not-acceptable',
    ],
    ['oneself', set('1', '<item jid="alice@localhost/x"/>'), 'not-allowed'],
    [
      'the removal of what is not there',
      set('1', '<item jid="x@localhost" subscription="remove"/>'),
      'item-not-found',
    ],
  ])('refuses %s', async (_, text, condition) => {
    await alice.sends(text);
    expect(alice.receives()).toEqual([expect.stringContaining(`<${condition} `)]);
  });

  it('leaves subscriptions to the server', async () => {
    await alice.sends(set('1', '<item jid="bob@localhost" subscription="both" ask="subscribe"/>'));
    await alice.sends(get('2'));
    expect(alice.receives().at(-1)).toContain('subscription="none"/>');
  });

  it('holds so many items and no more', async () => {
    stage = new Stage(['alice'], { rosterLimits: { maxItems: 1, maxPending: 1, maxCached: 10 } });
    alice = stage.enters('alice/a');
    await alice.sends(set('1', '<item jid="x@localhost"/>'));
    await alice.sends(set('2', '<item jid="y@localhost"/>'));
    await alice.sends('<presence type="subscribe" to="z@localhost" id="3"/>');
    const [first, second, third] = alice.receives();
    expect(first).toContain('type="result"');
    expect(second).toContain('<resource-constraint');
    expect(third).toContain('<resource-constraint');
  });

  it('takes answers to pushes, errors included, without a word', async () => {
    await alice.sends(
      '<iq type="error" id="push-1" to="alice@localhost"><error type="cancel"/></iq>',
    );
    await alice.sends('<iq type="result" id="push-1"/>');
    expect(alice.receives()).toEqual([]);
  });
});
