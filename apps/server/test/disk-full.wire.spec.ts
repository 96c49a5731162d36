/** A server whose disk is nearly full: no new transfers, and everything else as ever. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { XmppClient } from '../src/bots/xmpp-client.js';
import { Player } from './support/player.js';
import { ServerProcess } from './support/server-process.js';

const PASSWORD = 'correct horse battery staple';
const SI = 'http://jabber.org/protocol/si';
const OFFER = `<si xmlns='${SI}' id='s1' profile='${SI}/profile/file-transfer'>
  <file xmlns='${SI}/profile/file-transfer' name='a.bin' size='10'/>
  <feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='form'>
    <field var='stream-method' type='list-single'>
      <option><value>http://jabber.org/protocol/ibb</value></option>
    </field></x></feature></si>`;

async function login(server: ServerProcess, name: string): Promise<Player> {
  await server.ask('accounts.add', { jid: `${name}@localhost`, password: PASSWORD });
  const port = server.port('c2s');
  const client = await XmppClient.connect({ host: '127.0.0.1', port, domain: 'localhost' });
  await client.login(name, PASSWORD, 'test');
  client.send('<presence/>');
  await client.next('its own presence', (element) => element.is('presence'));
  return new Player(client);
}

const isRoot = process.getuid?.() === 0;

it.skipIf(!isRoot)(
  'with less than 128 MiB left, offers wait and messages go (needs root, to mount a small disk)',
  async () => {
    const disk = await mkdtemp(join(tmpdir(), 'waybill-small-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100m', 'waybill', disk]);
    try {
      const dataDir = join(disk, 'data');
      await mkdir(dataDir);
      const server = await ServerProcess.start(dataDir);
      const alice = await login(server, 'alice');
      const bob = await login(server, 'bob');
      alice.sends(`<iq type='set' id='o1' to='${bob.jid}'>${OFFER}</iq>`);
      await alice.receives(
        `<iq id='o1' type='error'><error type='wait'><resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`,
      );
      alice.sends(`<message to='${bob.jid}' type='chat' id='m1'><body>still here</body></message>`);
      await bob.receives(`<message id='m1'><body>still here</body></message>`);
      expect((await server.ask('transfers.list', { limit: 10 })).items).toEqual([]);
      expect(server.events.some((line) => line.includes('"disk_full"'))).toBe(true);
      alice.vanishes();
      bob.vanishes();
      await server.end();
    } finally {
      execFileSync('umount', ['-l', disk]);
      await rm(disk, { recursive: true });
    }
  },
);
