/** Accounts kept here for a host server that was attached while Waybill ran, without a restart. */
import { readFile, writeFile } from 'node:fs/promises';
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

const OPERATOR = { name: 'root', password: 'long enough it is' };

interface Status {
  readonly listeners: readonly { readonly name: string; readonly port: number }[];
  readonly attachments: readonly { readonly phase: string }[];
}
interface Finding {
  readonly check: string;
  readonly level: string;
}

interface Kind {
  readonly name: string;
  readonly server: 'prosody' | 'ejabberd';
  readonly needs: Program;
  /** The start itself registers alice and bob on the host. */
  readonly registers?: boolean;
  readonly start: (url: string, tokenFile: string) => Promise<HostServer>;
}

const kinds: readonly Kind[] = [
  {
    name: 'Prosody by mod_auth_waybill',
    server: 'prosody',
    needs: programs.prosody,
    start: async (url, tokenFile) =>
      ProsodyServer.start({
        kit: 'companion',
        accounts: kit('prosody/accounts-kept-here.cfg.lua', [
          ['http://127.0.0.1:8082/auth', url],
          ['NAME', NAMES.component],
          ['TOKEN', (await readFile(tokenFile, 'utf8')).trim()],
        ]),
      }),
  },
  {
    name: 'ejabberd by waybill-extauth',
    server: 'ejabberd',
    needs: programs.ejabberdctl,
    registers: true,
    start: (url, tokenFile) =>
      EjabberdServer.start(
        kit('ejabberd/accounts-kept-here.yml', [
          ['/usr/bin/node', process.execPath],
          ['/opt/waybill/apps/server/bin/waybill-extauth.mjs', BRIDGE],
          ['http://127.0.0.1:8082/auth', url],
          ['NAME', NAMES.component],
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

    let cookie = '';

    beforeAll(async () => {
      waybill = await WaybillServer.start(
        `authApi: { listen: '127.0.0.1:0' }\nadmin: { user: ${OPERATOR.name}, password: '${OPERATOR.password}' }`,
      );
      const login = await call('POST', '/login', OPERATOR);
      cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
      // the host asks for its accounts as soon as it is up, so it is attached before
      const added = await call('POST', '/attachments', {
        domain: NAMES.component,
        server: kind.server,
        address: '127.0.0.1:1',
        hosts: [NAMES.host],
        accounts: 'kept-here',
      });
      expect(added.status).toBe(201);
      const secrets = join(waybill.dataDir, 'secrets');
      await writeFile(join(secrets, NAMES.component), NAMES.secret);
      const { listeners } = await status();
      const port = listeners.find(({ name }) => name === 'auth-api')?.port ?? 0;
      const url = `http://127.0.0.1:${String(port)}/auth`;
      host = await kind.start(url, join(secrets, `auth-${NAMES.component}`));
      const address = `127.0.0.1:${String(host.componentPort)}`;
      await call('PATCH', `/attachments/${NAMES.component}`, { address });
      await linked();
      await waybill.addAccount(JID, PASSWORD);
    });
    afterAll(async () => {
      await host.stop();
      await waybill.stop();
    });

    function call(method: string, path: string, body?: object): Promise<Response> {
      return fetch(`http://127.0.0.1:${String(waybill.port('http'))}/api/v1${path}`, {
        method,
        headers: { 'X-Waybill-CSRF': '1', 'Content-Type': 'application/json', Cookie: cookie },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    }

    async function status(): Promise<Status> {
      return (await waybill.cli('status')) as Status;
    }

    async function linked(): Promise<void> {
      const deadline = Date.now() + 60_000;
      while ((await status()).attachments[0]?.phase !== 'linked') {
        if (Date.now() > deadline) throw new Error('the link does not come up');
      }
    }

    async function online(password: string): Promise<ClientPeer> {
      const at = { port: host.c2sPort, caFile: host.caFile };
      return ClientPeer.slixmpp(`${JID}/slix`, password, at).online();
    }

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

    it('finds the right to end sessions', async () => {
      const answer = await call('POST', `/attachments/${NAMES.component}/check`);
      const { items } = (await answer.json()) as { items: Finding[] };
      for (const name of ['account-rights', 'accounts-asked']) {
        expect(items.find(({ check }) => check === name)).toMatchObject({ level: 'ok' });
      }
    });

    it('ends open sessions by a lock, a new password and a removal in the dashboard', async () => {
      const path = `/users/${encodeURIComponent(JID)}`;
      let peer = await online(PASSWORD);
      expect((await call('POST', `${path}/lock`, {})).status).toBe(200);
      await peer.event('disconnected');
      peer.kill();
      await call('POST', `${path}/unlock`);

      peer = await online(PASSWORD);
      const other = { password: 'by an operator: 密码' };
      expect((await call('POST', `${path}/password`, other)).status).toBe(200);
      await peer.event('disconnected');
      peer.kill();

      peer = await online(other.password);
      expect((await call('DELETE', path)).status).toBe(204);
      await peer.event('disconnected');
      peer.kill();
      expect(await logsIn(other.password)).toBe(false);
      await waybill.addAccount(JID, PASSWORD);
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
