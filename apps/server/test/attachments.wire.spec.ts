/** Attachments that come and go while the server runs, seen from the API and from the host server. */
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '@waybill/platform';
import { FakeComponentHost } from '@waybill/stream/testing';
import { World } from './support/world.js';

const DOMAIN = 'files.example.org';
const CSRF = { 'X-Waybill-CSRF': '1', 'Content-Type': 'application/json' };

let world: World;
let cookie = '';
beforeEach(async () => {
  world = await World.start(
    'http.listen=127.0.0.1:0',
    'admin.user=root',
    'admin.password=long enough it is',
  );
  const answer = await call('POST', '/login', { name: 'root', password: 'long enough it is' });
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterEach(() => world.end());

function call(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`http://127.0.0.1:${String(world.port('http'))}/api/v1${path}`, {
    method,
    headers: { ...CSRF, Cookie: cookie },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

interface Item {
  readonly phase: string;
  readonly origin: string;
  readonly problem: { readonly code: string; readonly fix: string } | null;
}

const wish = (port: number) => ({
  domain: DOMAIN,
  server: 'prosody',
  address: `127.0.0.1:${String(port)}`,
  hosts: ['example.org'],
});

/** The only attachment, as soon as it is as wanted. */
async function attachment(wanted: (item: Item) => boolean): Promise<Item> {
  for (;;) {
    const { items } = (await (await call('GET', '/attachments')).json()) as { items: Item[] };
    const [item] = items;
    if (item !== undefined && wanted(item)) return item;
  }
}

describe('an attachment made through the API', () => {
  it('gets a secret, connects, carries a megabyte, survives a restart and is removed', async () => {
    // a host that is not there yet: the secret is known only once it has been made
    const scout = new FakeComponentHost(DOMAIN, '');
    await scout.up();
    const { port } = scout;
    await scout.down();
    expect((await call('POST', '/attachments', wish(port))).status).toBe(201);
    expect((await call('POST', '/attachments', wish(port))).status).toBe(409);
    const lost = await attachment(({ problem }) => problem !== null);
    expect(lost).toMatchObject({ origin: 'dashboard', problem: { code: 'connection-refused' } });
    expect(lost.problem?.fix).toContain(`component_ports = { ${String(port)} }`);

    const file = join(world.dataDir, 'secrets', DOMAIN);
    const secret = (await readFile(file, 'utf8')).trim();
    expect(secret).toMatch(/^[\w-]{32}$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const snippet = await (await call('GET', `/attachments/${DOMAIN}/snippet`)).text();
    expect(snippet).toContain(secret);
    expect(world.logLines.join('\n')).not.toContain(secret);

    const host = new FakeComponentHost(DOMAIN, secret);
    host.port = port;
    await host.up();
    try {
      const component = await host.component();
      await attachment(({ phase }) => phase === 'linked');
      const proven = await call('POST', '/test-transfer', { domain: DOMAIN, bytes: 1_048_576 });
      expect(await proven.json()).toMatchObject({
        bytes: 1_048_576,
        routed: false,
        transferId: expect.any(String),
      });
      expect(await world.ended()).toMatchObject({
        host: DOMAIN,
        bytes: 1_048_576,
        state: 'completed',
      });

      const loaded = loadConfig({
        cwd: world.dataDir,
        env: {},
        overrides: [`dataDir=${world.dataDir}`],
      });
      expect(loaded).toMatchObject({ config: { attach: [{ domain: DOMAIN }] } });

      expect((await call('DELETE', `/attachments/${DOMAIN}`)).status).toBe(204);
      await component.receives(/<\/stream:stream>/);
      expect(await (await call('GET', '/attachments')).json()).toEqual({ items: [] });
      expect(await readdir(join(world.dataDir, 'secrets'))).toEqual([]);
    } finally {
      await host.down();
    }
  });

  it('is refused where its names are none', async () => {
    for (const domain of ['..', 'a/b', 'Files.example.org', 'localhost']) {
      expect((await call('POST', '/attachments', { ...wish(1), domain })).status).toBe(422);
    }
    const two = await call('POST', '/attachments', { ...wish(1), links: 2 });
    expect(await two.json()).toMatchObject({ detail: expect.stringContaining('only ejabberd') });
  });

  it('shows the server whole on the health page, and sends bytes here as well', async () => {
    const report = (await (await call('GET', '/health')).json()) as {
      findings: readonly { area: string; level: string }[];
    };
    const areas = report.findings.map(({ area }) => area);
    expect([...new Set(areas)]).toEqual([
      'config',
      'perms',
      'db',
      'certs',
      'proxy',
      'upload',
      'exposure',
    ]);
    expect(report.findings.filter(({ level }) => level === 'fail')).toEqual([]);
    const proven = await call('POST', '/test-transfer', { bytes: 100_000 });
    expect(await proven.json()).toMatchObject({
      bytes: 100_000,
      routed: true,
      transferId: expect.any(String),
    });
  });
});
