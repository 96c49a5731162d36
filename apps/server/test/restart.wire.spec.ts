/** What is on disk when the process is gone from one instruction to the next, and when it is asked to stop. */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytestreamAddress } from '@waybill/domain';
import { makeSelfSigned } from '@waybill/stream';
import { socks5Connect } from '../src/bots/socks5-client.js';
import { XmppClient } from '../src/bots/xmpp-client.js';
import { oldClient } from './support/old-client.js';
import { Player } from './support/player.js';
import { ServerProcess } from './support/server-process.js';

const SID = 'restart-1';
const FILE = { name: 'big.bin', size: 1_000_000 };
const PASSWORD = 'correct horse battery staple';
const PHASES = ['offered', 'accepted', 'streamhosts', 'connected', 'streaming'] as const;
type Phase = (typeof PHASES)[number];

let server: ServerProcess;
let alice: Player;
let bob: Player;
let sockets: Socket[];
beforeEach(async () => {
  server = await ServerProcess.start();
  alice = await login('alice');
  bob = await login('bob');
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  alice.vanishes();
  bob.vanishes();
  await server.end();
});

async function login(name: string): Promise<Player> {
  await server.ask('accounts.add', { jid: `${name}@localhost`, password: PASSWORD });
  const port = server.port('c2s');
  const client = await XmppClient.connect({ host: '127.0.0.1', port, domain: 'localhost' });
  await client.login(name, PASSWORD, 'test');
  client.send('<presence/>');
  await client.next('its own presence', (element) => element.is('presence'));
  return new Player(client);
}

async function connectBoth(): Promise<[receiver: Socket, sender: Socket]> {
  const address = bytestreamAddress(SID, alice.jid, bob.jid);
  for (let i = 0; i < 2; i++) {
    const socket = await socks5Connect('127.0.0.1', server.port('streamhost'), address);
    // cut off by the kill, which is what is tested
    socket.on('error', () => socket.destroy());
    sockets.push(socket);
  }
  return sockets as [Socket, Socket];
}

/** Plays a transfer up to and including a phase. */
async function playTo(phase: Phase): Promise<void> {
  const reached = (one: Phase) => PHASES.indexOf(phase) >= PHASES.indexOf(one);
  alice.sends(oldClient.offer('i1', bob.jid, SID, FILE));
  await bob.receives(`<iq id='i1' type='set'><si/></iq>`);
  if (!reached('accepted')) return;
  bob.sends(oldClient.accept('i1', alice.jid, SID));
  await alice.receives(`<iq id='i1' type='result'/>`);
  if (!reached('streamhosts')) return;
  const proxy = { jid: 'proxy.localhost', host: '127.0.0.1', port: server.port('streamhost') };
  alice.sends(oldClient.streamhosts('i2', bob.jid, SID, [proxy]));
  await bob.receives(`<iq id='i2' type='set'><query/></iq>`);
  if (!reached('connected')) return;
  const [receiver, sender] = await connectBoth();
  bob.sends(oldClient.used('i2', alice.jid, 'proxy.localhost'));
  await alice.receives(`<iq id='i2' type='result'/>`);
  if (!reached('streaming')) return;
  alice.sends(oldClient.activate('i3', 'proxy.localhost', SID, bob.jid));
  await alice.receives(`<iq id='i3' type='result'/>`);
  sender.write(Buffer.alloc(FILE.size / 2, 'x'));
  await once(receiver, 'readable');
}

describe('a process that is killed', () => {
  it.each(PHASES)(
    'in the phase "%s" has lost no offer and leaves nothing running',
    async (phase) => {
      await playTo(phase);
      await server.signal('SIGKILL');
      await server.up();
      const { items } = await server.ask('transfers.list', { limit: 10 });
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({
        file: { name: FILE.name, size: FILE.size },
        sender: { fullJid: 'alice@localhost/test' },
        receiver: { fullJid: 'bob@localhost/test' },
        state: 'failed',
        reason: 'server-restarted',
      });
      expect(items[0]?.endedAt).not.toBeNull();
      expect((await server.ask('status', {})).liveTransfers).toBe(0);
      const { steps } = await server.ask('transfers.show', { id: items[0]?.id ?? '' });
      expect(steps[0]).toMatchObject({ kind: 'offered', seq: 0 });
      expect(steps[0]?.stanza).toContain(FILE.name);
    },
  );
});

describe('a process that is asked to', () => {
  it('stop tells its clients, ends transfers as server-shutdown, and says goodbye with 0', async () => {
    await playTo('streaming');
    const stopped = server.signal('SIGTERM');
    await alice.receives(`<error><system-shutdown/></error>`);
    await bob.receives(`<error><system-shutdown/></error>`);
    expect(await stopped).toBe(0);
    await server.up();
    const { items } = await server.ask('transfers.list', { limit: 10 });
    expect(items).toMatchObject([{ state: 'failed', reason: 'server-shutdown' }]);
    expect(items[0]?.bytes).toBeGreaterThan(0);
  });

  it('reload takes a new certificate into use, and keeps it when the next is bad', async () => {
    const folder = join(server.dataDir, 'tls');
    const pair = await makeSelfSigned(['localhost']);
    await writeFile(join(folder, 'private-key.pem'), pair.key);
    await writeFile(join(folder, 'certificate.pem'), pair.certificate);
    await server.nudge('SIGHUP', 'certificate_reloaded');
    await writeFile(join(folder, 'certificate.pem'), 'no certificate');
    await server.nudge('SIGHUP', 'certificate_refused');
    const certificate = String(pair.certificate);
    const port = server.port('c2s');
    const options = { host: '127.0.0.1', port, domain: 'localhost', certificate };
    const client = await XmppClient.connect(options);
    // refuses any other certificate
    await client.login('alice', PASSWORD, 'again');
    await client.end();
    await alice.isCaughtUp();
  });

  it('log to nobody, goes on', async () => {
    server.stopReading();
    (await login('carol')).vanishes();
    expect((await server.ask('status', {})).listeners).not.toHaveLength(0);
    expect(await server.signal('SIGTERM')).toBe(0);
  });

  it('run twice on one folder refuses the second', async () => {
    await expect(ServerProcess.start(server.dataDir)).rejects.toThrow('runs already');
    expect((await server.ask('status', {})).sessions).toBe(2);
  });
});
