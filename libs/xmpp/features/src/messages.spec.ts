import { beforeEach, describe, expect, it } from 'vitest';
import { Stage, type Player } from './testing/stage.js';

let stage: Stage;
let alice: Player;

const text = (type: string, to = 'bob@localhost', id = 'm') =>
  `<message to="${to}" type="${type}" id="${id}"><body>hi</body></message>`;

beforeEach(() => {
  stage = new Stage(['alice', 'bob']);
  alice = stage.enters('alice/a');
});

describe('a message to a bare JID', () => {
  it.each(['chat', 'normal', 'unheard-of'])(
    'of type %s goes to the highest priority',
    async (type) => {
      const low = stage.enters('bob/low');
      const high = stage.enters('bob/high');
      const alike = stage.enters('bob/alike');
      const away = stage.enters('bob/away');
      await low.comes('<presence><priority>1</priority></presence>');
      await high.comes('<presence><priority>5</priority></presence>');
      await alike.comes('<presence><priority>5</priority></presence>');
      for (const one of [low, high]) one.receives();
      await alice.sends(text(type));
      const expected = `<message from="alice@localhost/a" to="bob@localhost" type="${type}" id="m"><body>hi</body></message>`;
      expect(high.receives()).toEqual([expected]);
      expect(alike.receives()).toEqual([expected]);
      expect([...low.receives(), ...away.receives(), ...alice.receives()]).toEqual([]);
    },
  );

  it('of type headline goes to all that are not negative, and is never kept', async () => {
    const one = stage.enters('bob/1');
    const two = stage.enters('bob/2');
    const negative = stage.enters('bob/3');
    await one.comes();
    await two.comes('<presence><priority>9</priority></presence>');
    await negative.comes('<presence><priority>-1</priority></presence>');
    for (const player of [one, two]) player.receives();
    await alice.sends(text('headline'));
    expect([one, two, negative].map((player) => player.receives().length)).toEqual([1, 1, 0]);
    for (const player of [one, two, negative]) await player.vanishes();
    await alice.sends(text('headline'));
    expect(alice.receives()).toEqual([]);
    expect(await stage.offline.list('bob@localhost')).toEqual([]);
  });

  it('of type groupchat is refused, and of type error ignored', async () => {
    const bob = stage.enters('bob/b');
    await bob.comes();
    await alice.sends(text('groupchat'));
    await alice.sends(text('error'));
    expect(alice.receives()).toEqual([expect.stringContaining('<service-unavailable')]);
    expect(bob.receives()).toEqual([]);
  });

  it('that does not exist is refused', async () => {
    await alice.sends(text('chat', 'nobody@localhost'));
    expect(alice.receives()).toEqual([expect.stringContaining('<service-unavailable')]);
  });
});

describe('a message to a full JID', () => {
  it('reaches a resource whatever its presence', async () => {
    const bob = stage.enters('bob/b');
    await alice.sends(text('normal', 'bob@localhost/b'));
    expect(bob.receives()).toHaveLength(1);
  });

  it('that is gone reaches another resource only as chat', async () => {
    const bob = stage.enters('bob/b');
    await bob.comes();
    for (const type of ['chat', 'normal', 'headline', 'groupchat', 'error']) {
      await alice.sends(text(type, 'bob@localhost/gone', type));
    }
    expect(bob.receives()).toEqual([expect.stringContaining('id="chat"')]);
    const refused = alice.receives().map((one) => / id="(\w+)"/.exec(one)?.[1]);
    expect(refused).toEqual(['normal', 'headline', 'groupchat']);
  });
});

describe('a message for somebody who is away', () => {
  it('waits with the time it came, and is delivered once, in order', async () => {
    await alice.sends(text('chat', 'bob@localhost', '1'));
    stage.now += 1_000;
    await alice.sends(text('normal', 'bob@localhost', '2'));
    const early = stage.enters('bob/early');
    await early.sends('<presence><priority>-1</priority></presence>');
    expect(early.receives().filter((one) => one.startsWith('<message'))).toEqual([]);
    await early.sends('<presence/>');
    expect(early.receives().filter((one) => one.startsWith('<message'))).toEqual([
      '<message from="alice@localhost/a" to="bob@localhost" type="chat" id="1"><body>hi</body><delay xmlns="urn:xmpp:delay" from="localhost" stamp="2026-01-02T03:04:05Z"/></message>',
      '<message from="alice@localhost/a" to="bob@localhost" type="normal" id="2"><body>hi</body><delay xmlns="urn:xmpp:delay" from="localhost" stamp="2026-01-02T03:04:06Z"/></message>',
    ]);
    const late = stage.enters('bob/late');
    await late.sends('<presence/>');
    expect(late.receives().join()).not.toContain('<message');
  });

  it('is not kept when it means nothing later, or is not to be kept', async () => {
    const states = 'http://jabber.org/protocol/chatstates';
    const hints = 'urn:xmpp:hints';
    const kept = async () => (await stage.offline.list('bob@localhost')).length;
    const sends = (inner: string) =>
      alice.sends(`<message to="bob@localhost" type="chat">${inner}</message>`);
    await sends(`<composing xmlns="${states}"/><thread>t</thread>`);
    await sends(`<body>secret</body><no-store xmlns="${hints}"/>`);
    await sends('');
    expect(await kept()).toBe(0);
    await sends(`<composing xmlns="${states}"/><store xmlns="${hints}"/>`);
    await sends('<x xmlns="jabber:x:oob"><url>http://example.org</url></x>');
    expect(await kept()).toBe(2);
    expect(alice.receives()).toEqual([]);
  });

  it('is refused when too many wait', async () => {
    stage = new Stage(['alice', 'bob'], { offlineBounds: { maxMessages: 1, maxBytes: 10_000 } });
    alice = stage.enters('alice/a');
    await alice.sends(text('chat'));
    await alice.sends(text('chat'));
    expect(alice.receives()).toEqual([expect.stringContaining('<service-unavailable')]);
  });

  it('is given up after a while', async () => {
    await alice.sends(text('chat'));
    stage.now += 31 * 86_400_000;
    const bob = stage.enters('bob/b');
    await bob.sends('<presence/>');
    expect(bob.receives().join()).not.toContain('<message');
    await alice.sends(text('chat', 'alice@localhost'));
    stage.now += 31 * 86_400_000;
    expect(await stage.messaging.mailbox.expire()).toBe(1);
  });

  it('is not lost to somebody who comes while it is written to disk', async () => {
    const bob = stage.enters('bob/b');
    const append = stage.offline.append.bind(stage.offline);
    stage.offline.append = async (...args) => {
      await bob.sends('<presence/>');
      return append(...args);
    };
    await alice.sends(text('chat'));
    expect(bob.receives().filter((one) => one.startsWith('<message'))).toHaveLength(1);
  });
});
