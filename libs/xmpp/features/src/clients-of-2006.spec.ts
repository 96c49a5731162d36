import { describe, expect, it } from 'vitest';
import { Stage } from './testing/stage.js';

// What agsXMPP sends after its login by jabber:iq:auth, as recorded from the library
describe('a client of 2006', () => {
  it('asks for agents, takes its roster, and refuses pushes without harm', async () => {
    const stage = new Stage(['alice', 'bob']);
    const alice = stage.enters('alice/MiniClient-A', 'iq-auth-digest');
    const bob = stage.enters('bob/MiniClient-B', 'iq-auth-digest');
    await alice.sends(
      '<iq id="1" type="get" to="localhost"><query xmlns="jabber:iq:agents"/></iq>',
    );
    await alice.sends('<iq id="2" type="get"><query xmlns="jabber:iq:roster"/></iq>');
    expect(alice.receives()).toEqual([
      expect.stringMatching(/type="error" id="1".*code="503".*<service-unavailable/),
      '<iq from="alice@localhost" to="alice@localhost/MiniClient-A" type="result" id="2"><query xmlns="jabber:iq:roster"/></iq>',
    ]);
    await alice.sends('<presence><status/><priority>5</priority></presence>');
    await bob.comes('<presence><status/><priority>5</priority></presence>');
    alice.receives();
    await alice.sends(
      '<iq id="3" type="set"><query xmlns="jabber:iq:roster"><item jid="bob@localhost" name="Other B"><group>Interop</group></item></query></iq>',
    );
    const [push, result] = alice.receives();
    expect(push).toContain('name="Other B" subscription="none"><group>Interop</group></item>');
    expect(result).toContain('type="result" id="3"');
    await alice.sends(
      '<iq id="3" type="error" from="alice@localhost/MiniClient-A" to="alice@localhost"><error type="cancel"><service-unavailable xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>',
    );
    expect(alice.receives()).toEqual([]);
  });

  it('offers a file to a bare JID and is answered at its own', async () => {
    const stage = new Stage(['send', 'receive']);
    const sender = stage.enters('send/MiniClient', 'iq-auth-digest');
    const receiver = stage.enters('receive/MiniClient', 'iq-auth-digest');
    for (const one of [sender, receiver]) {
      await one.comes('<presence><show>chat</show><priority>0</priority></presence>');
    }
    const si = '<si xmlns="http://jabber.org/protocol/si" id="b3b5"/>';
    await sender.sends(`<iq id="agsXMPP_6" to="Receive@localhost" type="set">${si}</iq>`);
    expect(receiver.receives()).toEqual([
      `<iq from="send@localhost/MiniClient" to="receive@localhost/MiniClient" id="agsXMPP_6" type="set">${si}</iq>`,
    ]);
    await receiver.sends(`<iq to="Send@localhost" type="result" id="agsXMPP_6">${si}</iq>`);
    expect(sender.receives()).toEqual([
      `<iq from="receive@localhost/MiniClient" to="send@localhost/MiniClient" type="result" id="agsXMPP_6">${si}</iq>`,
    ]);
    await receiver.vanishes();
    await sender.sends(`<iq id="agsXMPP_7" to="Receive@localhost" type="set">${si}</iq>`);
    expect(sender.receives()).toEqual([expect.stringContaining('<service-unavailable')]);
  });
});
