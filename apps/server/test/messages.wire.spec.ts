import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Player } from './support/player.js';
import { PASSWORD, World } from './support/world.js';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.end());

describe('two clients', () => {
  it('log in over STARTTLS with SCRAM and talk', async () => {
    const alice = await world.login('alice');
    const bob = await world.login('bob');
    alice.sends(
      `<message to='${bob.jid}' type='chat' id='m1'><body>你好 &amp; hello</body></message>`,
    );
    await bob.receives(
      `<message from='alice@localhost/test' to='bob@localhost/test' type='chat' id='m1'>` +
        `<body>你好 &amp; hello</body></message>`,
    );
    await alice.leaves();
    await bob.leaves();
  });

  it('use each mechanism that is offered', async () => {
    await world.account('alice');
    const open = async () => {
      const client = await world.connect();
      const plain = await client.open();
      expect(plain.toString()).not.toContain('PLAIN');
      await client.startTls();
      return client;
    };
    const sha1 = await open();
    await sha1.authenticate('alice', PASSWORD, 'SCRAM-SHA-1');
    expect(await sha1.bind('sha1')).toBe('alice@localhost/sha1');
    const plain = await open();
    await plain.authenticatePlain('alice', PASSWORD);
    expect(await plain.bind('plain')).toBe('alice@localhost/plain');
    await sha1.end();
    await plain.end();
  });

  it('hear the same refusal for a wrong password and for an unknown name', async () => {
    await world.account('alice');
    const attempt = async (user: string) => {
      const client = await world.connect();
      await client.open();
      await client.startTls();
      const outcome = await client.authenticate(user, 'wrong password').catch(String);
      client.destroy();
      return outcome;
    };
    expect(await attempt('alice')).toBe(await attempt('nobody'));
    const lines = world.logLines.filter((line) => line.includes('evt=auth.fail'));
    expect(lines[0]).toMatch(
      / evt=auth\.fail ip=127\.0\.0\.1 via=c2s mech=scram-sha-256 reason=bad-credentials user="alice@localhost"/,
    );
    expect(lines).toHaveLength(2);
    expect(world.logLines.join('')).not.toContain('wrong password');
  });

  it('reach the port that speaks TLS from the first byte', async () => {
    const port = world.port('c2s-tls');
    const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
    socket.setEncoding('utf8');
    socket.write(
      `<stream:stream to='localhost' version='1.0' xmlns='jabber:client' ` +
        `xmlns:stream='http://etherx.jabber.org/streams'>`,
    );
    let read = '';
    for await (const chunk of socket as AsyncIterable<string>) {
      read += chunk;
      if (read.includes('</stream:features>')) break;
    }
    expect(read).toContain('SCRAM-SHA-256');
    socket.destroy();
  });

  it('keep a message for who is away', async () => {
    const alice = await world.login('alice');
    await world.account('bob');
    alice.sends(`<message to='bob@localhost' type='chat'><body>later</body></message>`);
    await alice.isCaughtUp();
    const client = await world.connect();
    await client.login('bob', PASSWORD);
    const bob = new Player(client);
    bob.sends('<presence/>');
    await bob.receives(
      `<message from='alice@localhost/test' type='chat'><body>later</body>` +
        `<delay xmlns='urn:xmpp:delay' from='localhost' stamp='*'/></message>`,
    );
    await alice.leaves();
    await bob.leaves();
  });

  it('are cut off when their account is removed', async () => {
    const alice = await world.login('alice');
    await world.ask('accounts.remove', { jid: 'alice@localhost' });
    await alice.receives(`<error><not-authorized/></error>`);
    await alice.isCutOff;
  });

  it('are ended by an operator, who sees them before', async () => {
    const alice = await world.login('alice');
    const { items } = await world.ask('sessions.list', {});
    expect(items).toMatchObject([
      { jid: 'alice@localhost/test', address: '127.0.0.1', mechanism: 'SCRAM-SHA-256' },
    ]);
    const { ended } = await world.ask('sessions.kick', { jid: 'alice@localhost' });
    expect(ended).toEqual(['alice@localhost/test']);
    await alice.receives(`<error><policy-violation/></error>`);
    await alice.isCutOff;
  });
});
