import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer } from '../support/client-peer.js';
import { EjabberdServer } from '../support/ejabberd.js';
import { kit, NAMES, type HostServer } from '../support/kit.js';
import { missing, programs, type Program } from '../support/programs.js';
import { ProsodyServer } from '../support/prosody.js';
import { WaybillServer } from '../support/waybill.js';

const PASSWORD = 'a b&c=d+e:f é 100%';
const JID = `carol@${NAMES.host}`;
const BRIDGE = fileURLToPath(new URL('../../server/bin/waybill-extauth.mjs', import.meta.url));

interface Kind {
  readonly name: string;
  readonly needs: Program;
  /** The start itself registers alice and bob on the host. */
  readonly registers?: boolean;
  readonly start: (url: string, tokenFile: string) => Promise<HostServer>;
}

const kinds: readonly Kind[] = [
  {
    name: 'Prosody by mod_auth_waybill',
    needs: programs.prosody,
    start: async (url, tokenFile) =>
      ProsodyServer.start({
        kit: 'companion',
        accounts: kit('prosody/accounts-kept-here.cfg.lua', [
          ['http://127.0.0.1:8082/auth', url],
          ['NAME', NAMES.host],
          ['TOKEN', (await readFile(tokenFile, 'utf8')).trim()],
        ]),
      }),
  },
  {
    name: 'ejabberd by waybill-extauth',
    needs: programs.ejabberdctl,
    registers: true,
    start: (url, tokenFile) =>
      EjabberdServer.start(
        kit('ejabberd/accounts-kept-here.yml', [
          ['/usr/bin/node', process.execPath],
          ['/opt/waybill/apps/server/bin/waybill-extauth.mjs', BRIDGE],
          ['http://127.0.0.1:8082/auth', url],
          ['NAME', NAMES.host],
          ['/etc/ejabberd/waybill.token', tokenFile],
        ]),
      ),
  },
];

describe.each(kinds)('accounts kept here, on $name', (kind) => {
  const lacking = missing(programs.python, kind.needs);
  describe.skipIf(lacking !== '')(`for slixmpp${lacking}`, () => {
    let waybill: WaybillServer;
    let host: HostServer;

    beforeAll(async () => {
      waybill = await WaybillServer.start(
        `authApi: { listen: '127.0.0.1:0', hosts: [${NAMES.host}] }`,
      );
      const url = `http://127.0.0.1:${String(waybill.port('auth-api'))}/auth`;
      host = await kind.start(url, join(waybill.dataDir, 'secrets', `auth-${NAMES.host}`));
      await waybill.addAccount(JID, PASSWORD);
    });
    afterAll(async () => {
      await host.stop();
      await waybill.stop();
    });

    async function logsIn(password: string): Promise<boolean> {
      const at = { port: host.c2sPort, caFile: host.caFile };
      const peer = ClientPeer.slixmpp(`${JID}/slix`, password, at);
      try {
        await peer.online();
        return true;
      } catch {
        return false;
      } finally {
        peer.kill();
      }
    }

    if (kind.registers === true) {
      it('keeps what is registered on the host', async () => {
        const listed = JSON.stringify(await waybill.cli('users', 'list'));
        expect(listed).toContain('alice@localhost');
        expect(listed).toContain('bob@localhost');
      });
    }

    it('lets an account of ours log in, with any password there is', async () => {
      expect(await logsIn(PASSWORD)).toBe(true);
    });

    it('refuses a wrong password', async () => {
      expect(await logsIn('another password')).toBe(false);
    });

    it('refuses an account that is locked here, until it is unlocked', async () => {
      await waybill.cli('users', 'lock', JID);
      expect(await logsIn(PASSWORD)).toBe(false);
      await waybill.cli('users', 'unlock', JID);
      expect(await logsIn(PASSWORD)).toBe(true);
    });

    it('takes a new password at once, and no removed account', async () => {
      await waybill.setPassword(JID, 'changed: 新密码 & more');
      expect(await logsIn(PASSWORD)).toBe(false);
      expect(await logsIn('changed: 新密码 & more')).toBe(true);
      await waybill.cli('deluser', JID);
      expect(await logsIn('changed: 新密码 & more')).toBe(false);
    });
  });
});
