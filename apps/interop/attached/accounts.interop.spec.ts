import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer } from '../support/client-peer.js';
import { EjabberdServer } from '../support/ejabberd.js';
import { NAMES, type HostServer } from '../support/kit.js';
import { missing, programs, type Program } from '../support/programs.js';
import { ProsodyServer } from '../support/prosody.js';
import { WaybillServer } from '../support/waybill.js';

const ANN = 'ann@localhost';
const OPERATOR = { name: 'root', password: 'a long operator password' };
const FIRST = 'p:w &+ é<"1"> x';
const SECOND = 'another: & + ü one';

interface Kind {
  readonly name: string;
  readonly server: 'prosody' | 'ejabberd';
  readonly needs: Program;
  readonly start: () => Promise<HostServer>;
  /** Locks are the host's own; elsewhere they replace the password. */
  readonly locks: boolean;
  readonly lists: boolean;
}

const kinds: readonly Kind[] = [
  {
    name: 'Prosody with mod_firewall',
    server: 'prosody',
    needs: programs.prosody,
    start: () => ProsodyServer.start({ kit: 'firewall' }),
    locks: false,
    lists: false,
  },
  {
    name: 'Prosody with the companion module',
    server: 'prosody',
    needs: programs.prosody,
    start: () => ProsodyServer.start({ kit: 'companion' }),
    locks: true,
    lists: true,
  },
  {
    name: 'ejabberd',
    server: 'ejabberd',
    needs: programs.ejabberdctl,
    start: () => EjabberdServer.start(),
    locks: false,
    lists: true,
  },
];

describe.each(kinds)('accounts on $name', (kind) => {
  const lacking = missing(programs.python, kind.needs);
  describe.skipIf(lacking !== '')(`managed from here${lacking}`, () => {
    let host: HostServer;
    let waybill: WaybillServer;
    let cookie = '';

    beforeAll(async () => {
      host = await kind.start();
      waybill = await WaybillServer.start(
        [
          `admin: { user: ${OPERATOR.name}, password: ${OPERATOR.password} }`,
          'attach:',
          `  - domain: ${NAMES.component}`,
          `    server: ${kind.server}`,
          `    address: 127.0.0.1:${host.componentPort}`,
          `    secret: ${NAMES.secret}`,
          `    hosts: [${NAMES.host}]`,
          '    accounts: managed-there',
        ].join('\n'),
        'standalone: { enabled: false }',
      );
      const signedIn = await call('POST', '/login', OPERATOR);
      cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
      await waybill.linked();
    });

    afterAll(async () => {
      await waybill.stop();
      await host.stop();
    });

    function call(method: string, path: string, body?: unknown): Promise<Response> {
      return fetch(`http://127.0.0.1:${waybill.port('http')}/api/v1${path}`, {
        method,
        headers: { 'X-Waybill-CSRF': '1', 'Content-Type': 'application/json', cookie },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    }

    async function answer(method: string, path: string, body?: unknown): Promise<unknown> {
      const response = await call(method, path, body);
      const text = await response.text();
      return { ...(text === '' ? {} : (JSON.parse(text) as object)), http: response.status };
    }

    const login = (password: string) =>
      ClientPeer.slixmpp(`${ANN}/slix`, password, {
        port: host.c2sPort,
        caFile: host.caFile,
      }).online();
    const user = (rest = '') => `/users/${encodeURIComponent(ANN)}${rest}`;

    it('says what can be done, and why the rest cannot', async () => {
      const not = 'not-offered';
      expect(await answer('GET', '/hosts')).toMatchObject({
        items: [
          {
            host: NAMES.host,
            attachment: NAMES.component,
            mode: 'managed-there',
            can: {
              list: kind.lists ? null : not,
              add: null,
              remove: null,
              password: null,
              lock: null,
              unlock: kind.locks ? null : 'unlock-needs-password',
              endSessions: null,
              lastSeen: kind.server === 'ejabberd' ? null : not,
              statistics: null,
            },
          },
        ],
      });
    });

    it('adds an account, whose client logs in', async () => {
      const added = await answer('POST', '/users', { jid: ANN, password: FIRST, note: '合同' });
      expect(added).toMatchObject({ http: 201, user: { jid: ANN, mode: 'managed-there' } });
      const ann = await login(FIRST);
      expect(await answer('GET', user())).toMatchObject({
        note: '合同',
        online: true,
        statistics: { resources: ['slix'] },
      });
      const again = await answer('POST', '/users', { jid: ANN, password: FIRST });
      expect(again).toMatchObject({ http: 409, type: 'urn:waybill:problem:account-exists' });
      ann.kill();
    });

    it('lists the accounts, or says why not', async () => {
      const list = await answer('GET', `/users?host=${NAMES.host}&q=ann`);
      expect(list).toMatchObject(
        kind.lists
          ? { http: 200, items: [{ jid: ANN, status: 'active' }], total: { count: 1 } }
          : { http: 409, type: 'urn:waybill:problem:host-cannot', reason: 'not-offered' },
      );
    });

    it('does the same from the command line', async () => {
      await waybill.addAccount('carl@localhost', SECOND);
      const listing = waybill.cli('users', 'list', '--host', NAMES.host);
      if (kind.lists) {
        expect(JSON.stringify(await listing)).toContain('carl@localhost');
      } else {
        await expect(listing).rejects.toThrow();
      }
      expect(await waybill.cli('deluser', 'carl@localhost')).toEqual({ jid: 'carl@localhost' });
      await expect(waybill.cli('deluser', 'carl@localhost')).rejects.toThrow();
    });

    it('locks it: its session ends, and its client is refused', async () => {
      const ann = await login(FIRST);
      const locked = await answer('POST', user('/lock'), { reason: 'lost telephone' });
      expect(locked).toMatchObject({ http: 200, jid: ANN, lockedReason: 'lost telephone' });
      await ann.event('disconnected');
      ann.kill();
      await expect(login(FIRST)).rejects.toThrow('failed-auth');
      expect(await answer('GET', user())).toMatchObject({
        jid: ANN,
        lockedReason: 'lost telephone',
      });
    });

    it('unlocks it where the host has a lock, and says what to do where not', async () => {
      const unlocked = await answer('POST', user('/unlock'));
      if (!kind.locks) {
        expect(unlocked).toMatchObject({ http: 409, reason: 'unlock-needs-password' });
        return;
      }
      expect(unlocked).toMatchObject({ http: 200, lockedReason: null });
      (await login(FIRST)).kill();
    });

    it('gives it another password, which its client logs in with, and not with the old one', async () => {
      expect(await answer('POST', user('/password'), { password: SECOND })).toMatchObject({
        http: 200,
        password: null,
      });
      (await login(SECOND)).kill();
      await expect(login(FIRST)).rejects.toThrow('failed-auth');
      expect(await answer('GET', user())).toMatchObject({ lockedReason: null });
    });

    it('removes it: it is gone', async () => {
      expect(await answer('DELETE', user())).toMatchObject({ http: 204 });
      await expect(login(SECOND)).rejects.toThrow('failed-auth');
      expect(await answer('DELETE', user())).toMatchObject({ http: 404 });
      expect(await answer('POST', user('/password'), { password: SECOND })).toMatchObject({
        http: 404,
      });
    });

    it('answers at once what concerns a host that is away', async () => {
      await host.stop();
      const deadline = Date.now() + 20_000;
      let status = '';
      while (!status.includes('"phase":"waiting"') && Date.now() < deadline) {
        status = JSON.stringify(await waybill.cli('status'));
      }
      expect(await answer('GET', `/users?host=${NAMES.host}`)).toMatchObject({
        http: 503,
        type: 'urn:waybill:problem:host-unreachable',
      });
      expect(await answer('GET', '/hosts')).toMatchObject({
        items: [{ can: { list: 'unreachable', add: 'unreachable' } }],
      });
    });
  });
});
