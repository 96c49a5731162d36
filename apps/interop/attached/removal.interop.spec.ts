/** What a host server's users notice while Waybill is away or does not read, and after it is gone: nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer } from '../support/client-peer.js';
import { EjabberdServer } from '../support/ejabberd.js';
import { ACCOUNTS, NAMES, type HostServer } from '../support/kit.js';
import { missing, programs } from '../support/programs.js';
import { ProsodyServer } from '../support/prosody.js';
import { RawComponent } from '../support/raw-component.js';

const ALICE = 'alice@localhost/slix';
const BOB = 'bob@localhost/slix';
const [alicesAccount, bobsAccount] = ACCOUNTS;
const SIZE = 50_001;
const MANY = 10_000;

const kinds = [
  {
    name: 'Prosody with the companion module',
    needs: programs.prosody,
    start: (): Promise<HostServer> => ProsodyServer.start({ kit: 'companion' }),
    startAlone: (): Promise<HostServer> => ProsodyServer.start({ kit: 'none' }),
    isSilent: true,
  },
  {
    name: 'Prosody with mod_firewall',
    needs: programs.prosody,
    start: (): Promise<HostServer> => ProsodyServer.start({ kit: 'firewall' }),
    startAlone: (): Promise<HostServer> => ProsodyServer.start({ kit: 'none' }),
    // mod_firewall sends its copies in the sender's name: the sender hears that nobody took them
    isSilent: false,
  },
  {
    name: 'ejabberd',
    needs: programs.ejabberdctl,
    start: (): Promise<HostServer> => EjabberdServer.start(),
    startAlone: (): Promise<HostServer> => EjabberdServer.startAlone(),
    isSilent: true,
  },
] as const;

describe.each(kinds)('users of $name', (kind) => {
  const lacking = missing(programs.python, kind.needs);
  describe.skipIf(lacking !== '')(`are not disturbed${lacking}`, () => {
    let host: HostServer;
    let alice: ClientPeer;
    let bob: ClientPeer;

    async function signIn(to: HostServer): Promise<void> {
      const at = { port: to.c2sPort, caFile: to.caFile };
      alice = await ClientPeer.slixmpp(ALICE, alicesAccount.password, at).online();
      bob = await ClientPeer.slixmpp(BOB, bobsAccount.password, at).online();
      await alice.do('presence');
      await bob.do('presence');
    }

    function signOut(): void {
      alice.kill();
      bob.kill();
    }

    /** What a client can see of the server. */
    async function surface(): Promise<object> {
      const info = (await alice.do('info', { of: NAMES.host })) as { readonly features: unknown };
      return { ...info, items: await alice.do('items', { of: NAMES.host }) };
    }

    async function sendsFiles(): Promise<void> {
      for (const way of ['direct', 'ibb']) {
        const args = { to: BOB, name: `${way}.bin`, way, size: SIZE };
        const { sha256 } = (await alice.do('send', args)) as { readonly sha256: string };
        expect(await bob.event('received')).toMatchObject({ size: SIZE, sha256 });
      }
    }

    beforeAll(async () => {
      host = await kind.start();
      await signIn(host);
    });
    afterAll(async () => {
      signOut();
      await host.stop();
    });

    it('while Waybill is away', async () => {
      await sendsFiles();
      await bob.do('message', { to: ALICE, body: 'the last word' });
      await alice.event((line) => line.event === 'message' && line['body'] === 'the last word');
      const heard = alice.pending('message').filter((line) => line['type'] === 'error');
      expect(heard.length > 0).toBe(!kind.isSilent);
    });

    it('while Waybill does not read', async () => {
      const deaf = await RawComponent.connect(host.componentPort, NAMES.component, NAMES.secret);
      deaf.stopReading();
      await alice.do('flood', { to: BOB, count: MANY });
      const last = `flood ${String(MANY - 1)}`;
      await bob.event((line) => line.event === 'message' && line['body'] === last);
      await sendsFiles();
      expect(await alice.do('ping', { to: NAMES.host })).toBe(true);
      deaf.end();
    });

    it('once Waybill is removed, and the server is as it was before', async () => {
      signOut();
      await host.removeKit();
      await signIn(host);
      await sendsFiles();
      const [left, kept] = [await surface(), host.kept()];
      signOut();
      const alone = await kind.startAlone();
      try {
        await signIn(alone);
        await sendsFiles();
        expect(left).toEqual(await surface());
        expect(kept).toEqual(alone.kept());
      } finally {
        signOut();
        await alone.stop();
        await signIn(host);
      }
    });
  });
});
