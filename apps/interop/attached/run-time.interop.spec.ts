/** Host servers that are attached while Waybill runs, as the dashboard's wizard does it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EjabberdServer } from '../support/ejabberd.js';
import { NAMES, type HostServer } from '../support/kit.js';
import { missing, programs } from '../support/programs.js';
import { ProsodyServer } from '../support/prosody.js';
import { WaybillServer } from '../support/waybill.js';

const OPERATOR = { name: 'root', password: 'long enough it is' };
const kinds = [
  {
    server: 'prosody',
    needs: programs.prosody,
    start: (): Promise<HostServer> => ProsodyServer.start({ kit: 'companion' }),
  },
  {
    server: 'ejabberd',
    needs: programs.ejabberdctl,
    start: (): Promise<HostServer> => EjabberdServer.start(),
  },
] as const;

interface Attachment {
  readonly phase: string;
  readonly problem: { readonly code: string; readonly fix: string } | null;
}
interface Finding {
  readonly check: string;
  readonly level: string;
  readonly text: string;
}

describe.each(kinds)('$server, attached while Waybill runs', (kind) => {
  const lacking = missing(kind.needs);
  describe.skipIf(lacking !== '')(`by the API${lacking}`, () => {
    let host: HostServer;
    let waybill: WaybillServer;
    let cookie = '';
    const one = `/attachments/${NAMES.component}`;

    beforeAll(async () => {
      host = await kind.start();
      waybill = await WaybillServer.start(
        `admin: { user: ${OPERATOR.name}, password: '${OPERATOR.password}' }`,
      );
      const login = await call('POST', '/login', OPERATOR);
      cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    });
    afterAll(async () => {
      await waybill.stop();
      await host.stop();
    });

    function call(method: string, path: string, body?: object): Promise<Response> {
      return fetch(`http://127.0.0.1:${String(waybill.port('http'))}/api/v1${path}`, {
        method,
        headers: { 'X-Waybill-CSRF': '1', 'Content-Type': 'application/json', Cookie: cookie },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    }

    /** The only attachment, as soon as it is as wanted. */
    async function attachment(wanted: (item: Attachment) => boolean): Promise<Attachment> {
      const deadline = Date.now() + 60_000;
      let seen: unknown;
      while (Date.now() < deadline) {
        const list = (await (await call('GET', '/attachments')).json()) as { items: Attachment[] };
        const [item] = (seen = list.items);
        if (item !== undefined && wanted(item)) return item;
      }
      throw new Error(`not as wanted: ${JSON.stringify(seen)}`);
    }

    it('is told that its secret differs, with the line to paste', async () => {
      const added = await call('POST', '/attachments', {
        domain: NAMES.component,
        server: kind.server,
        address: `127.0.0.1:${String(host.componentPort)}`,
        hosts: [NAMES.host],
      });
      expect(added.status).toBe(201);
      const { problem } = await attachment((item) => item.problem !== null);
      expect(problem?.code).toBe('wrong-secret');
      expect(problem?.fix).toContain(`waybill config snippet ${kind.server}`);
    });

    it('goes live with the right one, and all checks pass', async () => {
      const secrets = join(waybill.dataDir, 'secrets');
      await mkdir(secrets, { recursive: true });
      await writeFile(join(secrets, NAMES.component), NAMES.secret, { mode: 0o600 });
      await attachment(({ phase }) => phase === 'linked');
      const { items } = (await (await call('POST', `${one}/check`)).json()) as { items: Finding[] };
      expect(items.filter(({ level }) => level === 'fail')).toEqual([]);
      const ofCheck = (name: string) => items.find(({ check }) => check === name);
      expect(ofCheck('disco')?.level).toBe('ok');
      expect(ofCheck('transfer')?.text).toMatch(/SHA-256 equal, agreed through the host server/);
    });

    it('carries ten megabytes, which stand in the record', async () => {
      const sent = await call('POST', '/test-transfer', {
        domain: NAMES.component,
        bytes: 10 * 1024 * 1024,
      });
      const proven = (await sent.json()) as { transferId: string };
      expect(proven).toMatchObject({ bytes: 10 * 1024 * 1024, routed: true });
      expect(await waybill.cli('transfers', 'show', proven.transferId)).toMatchObject({
        host: NAMES.component,
        visibility: 'full',
        path: 'relayed',
      });
    });

    it('is there after a restart, and gone when it is removed', async () => {
      await waybill.kill();
      await waybill.restart();
      await attachment(({ phase }) => phase === 'linked');
      expect((await call('DELETE', one)).status).toBe(204);
      expect(await (await call('GET', '/attachments')).json()).toEqual({ items: [] });
    });
  });
});
