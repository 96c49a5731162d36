import { beforeEach, describe, expect, it } from 'vitest';
import { Stage, type Player } from './testing/stage.js';

let stage: Stage;
let alice: Player;
let bob: Player;

beforeEach(() => {
  stage = new Stage(['alice', 'bob', 'carol']);
  alice = stage.enters('alice/a');
  bob = stage.enters('bob/b');
});

const push = (jid: string, attrs: string, id: number, ver = id) =>
  `<iq from="${jid.split('/')[0]}" to="${jid}" type="set" id="push-${id}">` +
  `<query xmlns="jabber:iq:roster" ver="${ver}"><item ${attrs}/></query></iq>`;

describe('a subscription', () => {
  it('is asked for, approved, and shows presence from then on', async () => {
    await alice.comes();
    await bob.comes('<presence><show>away</show></presence>');

    await alice.sends('<presence type="subscribe" to="bob@localhost/whatever"/>');
    expect(alice.receives()).toEqual([
      push('alice@localhost/a', 'jid="bob@localhost" subscription="none" ask="subscribe"', 1),
    ]);
    expect(bob.receives()).toEqual([
      '<presence from="alice@localhost" to="bob@localhost" type="subscribe"/>',
    ]);

    await bob.sends('<presence type="subscribed" to="alice@localhost"/>');
    expect(bob.receives()).toEqual([
      push('bob@localhost/b', 'jid="alice@localhost" subscription="from"', 1),
    ]);
    expect(alice.receives()).toEqual([
      push('alice@localhost/a', 'jid="bob@localhost" subscription="to"', 2),
      '<presence from="bob@localhost" to="alice@localhost" type="subscribed"/>',
      '<presence from="bob@localhost/b" to="alice@localhost"><show>away</show></presence>',
    ]);

    await bob.sends('<presence><status>back</status></presence>');
    expect(alice.receives()).toEqual([
      '<presence from="bob@localhost/b" to="alice@localhost"><status>back</status></presence>',
    ]);
  });

  it('waits for an account that is away, and is shown at each login until it is answered', async () => {
    await bob.vanishes();
    await alice.sends(
      '<presence type="subscribe" to="bob@localhost"><status>It is me &amp; more</status></presence>',
    );
    for (const resource of ['bob/one', 'bob/two']) {
      const again = stage.enters(resource);
      await again.sends('<presence/>');
      expect(again.receives().at(-1)).toBe(
        '<presence from="alice@localhost" to="bob@localhost" type="subscribe">' +
          '<status>It is me &amp; more</status></presence>',
      );
      await again.vanishes();
    }
    const last = stage.enters('bob/three');
    await last.sends('<presence type="unsubscribed" to="alice@localhost"/>');
    await last.sends('<presence/>');
    expect(last.receives().join()).not.toContain('subscribe');
  });

  it('is cancelled by either side, and the other side leaves at once', async () => {
    await alice.comes();
    await bob.comes();
    await stage.befriends(alice, bob);

    await alice.sends('<presence type="unsubscribed" to="bob@localhost"/>');
    expect(bob.receives()).toEqual([
      '<presence from="alice@localhost/a" to="bob@localhost" type="unavailable"/>',
      push('bob@localhost/b', 'jid="alice@localhost" subscription="from"', 4),
      '<presence from="alice@localhost" to="bob@localhost" type="unsubscribed"/>',
    ]);
    alice.receives();

    await alice.sends('<presence type="unsubscribe" to="bob@localhost"/>');
    expect(alice.receives()).toEqual([
      push('alice@localhost/a', 'jid="bob@localhost" subscription="none"', 5),
      '<presence from="bob@localhost/b" to="alice@localhost" type="unavailable"/>',
    ]);
  });

  it('that was approved in advance is not asked about', async () => {
    await alice.comes();
    await bob.comes();
    await bob.sends('<presence type="subscribed" to="alice@localhost"/>');
    expect(bob.receives()).toEqual([
      push('bob@localhost/b', 'jid="alice@localhost" subscription="none" approved="true"', 1),
    ]);
    expect(alice.receives()).toEqual([]);
    await alice.sends('<presence type="subscribe" to="bob@localhost"/>');
    expect(alice.receives().at(-1)).toBe('<presence from="bob@localhost/b" to="alice@localhost"/>');
    expect(bob.receives().join()).not.toContain('type="subscribe"');
  });

  it('with nobody is dropped without a word and leaves nothing behind', async () => {
    await alice.comes();
    await alice.sends('<presence type="subscribe" to="nobody@localhost"/>');
    await alice.sends('<presence type="unsubscribe" to="nobody@localhost"/>');
    expect(alice.receives().filter((one) => one.startsWith('<presence'))).toEqual([]);
    expect(stage.rosters.accounts).toEqual(['alice@localhost']);
  });

  it('needs an address', async () => {
    await alice.sends('<presence type="subscribe" id="s"/>');
    expect(alice.receives()[0]).toContain('<bad-request');
  });
});

describe('presence', () => {
  it('goes to the own resources, the sender included', async () => {
    const phone = stage.enters('alice/phone');
    await alice.comes();
    await phone.sends('<presence><priority>5</priority></presence>');
    expect(phone.receives()).toEqual([
      '<presence from="alice@localhost/phone" to="alice@localhost/phone"><priority>5</priority></presence>',
      '<presence from="alice@localhost/a" to="alice@localhost/phone"/>',
    ]);
    expect(alice.receives()).toEqual([
      '<presence from="alice@localhost/phone" to="alice@localhost/a"><priority>5</priority></presence>',
    ]);
    expect(phone.priority).toBe(5);
  });

  it('is asked of the contacts at login', async () => {
    await alice.comes();
    await stage.befriends(alice, bob);
    await bob.sends('<presence/>');
    expect(bob.receives()).toContain('<presence from="alice@localhost/a" to="bob@localhost/b"/>');
    expect(alice.receives()).toEqual(['<presence from="bob@localhost/b" to="alice@localhost"/>']);
    await alice.vanishes();
    expect(bob.receives()).toEqual([
      '<presence from="alice@localhost/a" to="bob@localhost" type="unavailable"/>',
    ]);
    const again = stage.enters('bob/again');
    await again.sends('<presence/>');
    expect(again.receives()).toContain(
      '<presence from="alice@localhost" to="bob@localhost/again" type="unavailable"/>',
    );
  });

  it('of one resource is told to a friend who asks', async () => {
    const phone = stage.enters('alice/phone');
    await alice.comes();
    await phone.comes();
    await bob.comes();
    await stage.befriends(alice, bob);
    for (const resource of ['phone', 'gone']) {
      await bob.sends(`<presence type="probe" to="alice@localhost/${resource}"/>`);
    }
    expect(bob.receives()).toEqual([
      '<presence from="alice@localhost/phone" to="bob@localhost/b"/>',
      '<presence from="alice@localhost/gone" to="bob@localhost/b" type="unavailable"/>',
    ]);
    expect(phone.receives().join()).not.toContain('probe');
  });

  it('is not sent again to a friend who asks for a subscription once more', async () => {
    await alice.comes();
    await bob.comes();
    await stage.befriends(alice, bob);
    await alice.sends('<presence type="subscribe" to="bob@localhost"/>');
    expect([...alice.receives(), ...bob.receives()]).toEqual([]);
  });

  it('says goodbye once, whether the client or the network does', async () => {
    await alice.comes();
    await bob.comes();
    await stage.befriends(alice, bob);
    await alice.sends('<presence type="unavailable"><status>bye</status></presence>');
    await alice.sends('<presence type="unavailable"/>');
    await alice.vanishes();
    expect(bob.receives()).toEqual([
      '<presence from="alice@localhost/a" to="bob@localhost" type="unavailable"><status>bye</status></presence>',
    ]);
  });

  it('that was sent to somebody is taken back from them, and from nobody twice', async () => {
    const carol = stage.enters('carol/c');
    await alice.comes();
    await bob.comes();
    await stage.befriends(alice, bob);
    await alice.sends('<presence to="carol@localhost/c"/>');
    await alice.sends('<presence to="bob@localhost"/>');
    expect(carol.receives()).toEqual([
      '<presence from="alice@localhost/a" to="carol@localhost/c"/>',
    ]);
    bob.receives();
    await alice.vanishes();
    expect(carol.receives()).toEqual([
      '<presence from="alice@localhost/a" to="carol@localhost/c" type="unavailable"/>',
    ]);
    expect(bob.receives()).toHaveLength(1);
    expect(alice.directed.size).toBe(0);
  });

  it('is bounded where it is sent directly', async () => {
    for (let i = 0; i <= 1_000; i++) await alice.sends(`<presence to="x${i}@localhost"/>`);
    expect(alice.directed.size).toBe(1_000);
    expect(alice.receives().join()).toContain('<resource-constraint');
  });

  it.each([
    ['an unknown type', '<presence type="invisible"/>'],
    ['a priority out of range', '<presence><priority>128</priority></presence>'],
    ['a priority that is no number', '<presence><priority>high</priority></presence>'],
  ])('with %s is refused', async (_, text) => {
    await alice.sends(text);
    expect(alice.receives()[0]).toContain('<bad-request');
    expect(alice.presence).toBeUndefined();
  });
});

describe('a stranger', () => {
  it('learns nothing by a probe: the answer is that for somebody who does not exist', async () => {
    await alice.comes();
    await bob.comes();
    await stage.assembly.receive(bob, bob.presence!.withAddresses(bob.jid, alice.jid.toBare()));
    alice.receives();
    for (const name of ['alice', 'nobody']) {
      await bob.sends(`<presence type="probe" to="${name}@localhost"/>`);
    }
    expect(bob.receives()).toEqual([]);
    expect(alice.receives()).toEqual([]);
  });
});
