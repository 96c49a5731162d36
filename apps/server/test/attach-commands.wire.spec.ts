/** How an operator attaches Waybill to a host server, and finds out what does not work. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeComponentHost, type AttachedComponent } from '@waybill/stream/testing';
import { runCommandLine } from '../src/commands/run.js';
import { FakeTerminal } from './support/fake-terminal.js';
import { World } from './support/world.js';

const DOMAIN = 'files.example.org';
const SECRET = 'sé"cret';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'waybill-attach-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function waybill(args: string, ...settings: string[]) {
  const terminal = new FakeTerminal();
  const set = [`dataDir=${dataDir}`, ...settings].flatMap((one) => ['--set', one]);
  const code = await runCommandLine([...args.split(' '), ...set], terminal, {});
  return { code, output: terminal.output, errors: terminal.errors };
}

const attach = (more: object) =>
  `attach=${JSON.stringify([{ domain: DOMAIN, server: 'prosody', address: '127.0.0.1:5347', hosts: ['example.org'], ...more }])}`;

describe('waybill config snippet', () => {
  it.each(['prosody', 'ejabberd'])(
    'proposes a first attachment to %s, with a secret',
    async (server) => {
      const { code, output } = await waybill(`config snippet ${server} --host chat.example.net`);
      expect(code).toBe(0);
      const file = join(dataDir, 'secrets', 'files.chat.example.net');
      const secret = (await readFile(file, 'utf8')).trim();
      expect(secret).toMatch(/^[\w-]{32}$/);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(output).toContain(`"${secret}"`);
      expect(output).not.toContain('example.org');
      expect(output).toContain(`standalone:\n  enabled: false`);
      expect(output).toContain(`server: ${server}`);
      expect(output).toContain(`secretFile: ${JSON.stringify(file)}`);
      // the secret stays what it is
      expect((await waybill(`config snippet ${server} --host chat.example.net`)).output).toBe(
        output,
      );
    },
  );

  it('takes the configured names, quotes for the language, and lists a domain that stands elsewhere', async () => {
    const lua = await waybill(
      'config snippet prosody',
      attach({ secret: SECRET, hosts: ['a.org'] }),
    );
    expect(lua.output).toContain(`Component "${DOMAIN}"\n    component_secret = "sé\\"cret"`);
    expect(lua.output).toContain(`disco_items = { { "${DOMAIN}", "File transfer" } }`);
    const yaml = await waybill(
      'config snippet ejabberd',
      attach({ secret: SECRET, server: 'ejabberd' }),
    );
    expect(yaml.output).toContain(`"${DOMAIN}":\n        password: "sé\\"cret"`);
    expect(yaml.output).toContain(`mod_service_log:\n        loggers:\n          - "${DOMAIN}"`);
    expect(yaml.output).not.toContain('extra_domains');
  });

  it('writes the files where it is told, for nobody else to read', async () => {
    const folder = join(dataDir, 'kit');
    const { code } = await waybill(
      `config snippet prosody --mirror rules --to ${folder}`,
      attach({ secret: SECRET }),
    );
    expect(code).toBe(0);
    expect(await readFile(join(folder, 'waybill.pfw'), 'utf8')).toContain(`FORWARD=${DOMAIN}`);
    const settings = join(folder, 'waybill.cfg.lua');
    expect(await readFile(settings, 'utf8')).toContain('"sé\\"cret"');
    expect((await stat(settings)).mode & 0o777).toBe(0o600);
  });

  it('knows no other servers, and no other ways to see', async () => {
    expect(await waybill('config snippet openfire')).toMatchObject({ code: 2 });
    expect(await waybill('config snippet prosody --mirror all')).toMatchObject({ code: 2 });
  });
});

describe('waybill check component', () => {
  let host: FakeComponentHost;
  beforeEach(async () => {
    host = new FakeComponentHost(DOMAIN, SECRET);
    await host.up();
  });
  afterEach(() => host.down());

  const here = (more: object = { secret: SECRET }) =>
    attach({ address: `127.0.0.1:${String(host.port)}`, ...more });

  /** Plays a virtual host that lists these services. */
  async function lists(component: AttachedComponent, ...domains: string[]): Promise<void> {
    const [, id] = await component.receives(
      /<iq[^>]*to="example.org"[^>]*id="([^"]*)"[^>]*><query xmlns="[^"]*disco#items"/s,
    );
    const items = domains.map((one) => `<item jid='${one}'/>`).join('');
    component.sends(
      `<iq type='result' from='example.org' to='${DOMAIN}' id='${id ?? ''}'>` +
        `<query xmlns='http://jabber.org/protocol/disco#items'>${items}</query></iq>`,
    );
  }

  /** Plays a virtual host that says something of itself. */
  async function tells(component: AttachedComponent, about: string): Promise<void> {
    const [, id] = await component.receives(
      /<iq[^>]*to="example.org"[^>]*id="([^"]*)"[^>]*><query xmlns="[^"]*disco#info"/s,
    );
    component.sends(
      `<iq type='result' from='example.org' to='${DOMAIN}' id='${id ?? ''}'>` +
        `<query xmlns='http://jabber.org/protocol/disco#info'>${about}</query></iq>`,
    );
  }

  it('has nothing to check where nothing is attached', async () => {
    expect(await waybill('check component')).toMatchObject({ code: 1 });
  });

  it('connects by itself where no server runs', async () => {
    const checked = waybill('check component', here());
    await lists(await host.component(), 'other.example.org', DOMAIN);
    const { code, output } = await checked;
    expect(code).toBe(1);
    expect(output).toMatch(/component +ok +handshake .*accepted/);
    expect(output).toMatch(/component +ok +disco /);
    expect(output).toMatch(/proxy +FAIL .*no server runs/);
  });

  it('names cause and remedy of a refused handshake', async () => {
    const { code, output } = await waybill('check component', here({ secret: 'hush' }));
    expect(code).toBe(1);
    expect(output).toMatch(/component +FAIL handshake .*another secret for files.example.org/);
    expect(output).toContain('fix: npx waybill config snippet prosody');
    expect(output).not.toContain('hush');
    host.welcome = 'host-unknown';
    const unknown = await waybill('check component', here());
    expect(unknown.output).toContain(`no component "${DOMAIN}"`);
    await host.down();
    const down = await waybill('check component', here());
    expect(down.output).toContain('nothing listens');
    expect(down.output).toContain(`fix: component_ports = { ${String(host.port)} }`);
  });

  it('asks the running server, over the link that is there', async () => {
    const world = await World.start(here());
    try {
      const component = await host.component();
      component.sends(
        `<iq type='get' from='example.org' to='${DOMAIN}' id='up'><ping xmlns='urn:xmpp:ping'/></iq>`,
      );
      await component.receives(/<iq[^>]*id="up"[^>]*>/);
      const checked = waybill('check component', `dataDir=${world.dataDir}`, here());
      await lists(component, DOMAIN);
      const { code, output } = await checked;
      expect(output).toMatch(/proxy +ok .*127\.0\.0\.1 port \d+ answers/);
      expect(output).toMatch(/handshake files.example.org/);
      expect(output).toMatch(
        /WARN mirroring files.example.org: no file .* or example.org does not show us any/,
      );
      expect(output).toMatch(
        /transfer files.example.org: 1 MiB .* SHA-256 equal, agreed past the host/,
      );
      expect(output).toContain('0 problems');
      expect(code).toBe(0);
      const again = waybill('check component', `dataDir=${world.dataDir}`, here());
      await lists(component, 'other.example.org');
      await tells(component, `<feature var='urn:waybill:mirror:0'/>`);
      expect(await again).toMatchObject({ code: 1 });
      expect((await again).output).toMatch(/ok +mirroring .*: example.org has mod_waybill/);
      expect((await again).output).toContain('fix: in VirtualHost "example.org": disco_items');
      const status = await waybill('status', `dataDir=${world.dataDir}`);
      expect(status.output).toMatch(/component +files.example.org at prosody .*: linked/);
    } finally {
      await world.end();
    }
  });

  it('tells a host server from the other kind', async () => {
    const world = await World.start(here());
    try {
      const component = await host.component();
      const checked = waybill('check component', `dataDir=${world.dataDir}`, here());
      await lists(component, DOMAIN);
      await tells(component, `<identity category='server' type='im' name='ejabberd'/>`);
      const { code, output } = await checked;
      expect(output).toMatch(/FAIL mirroring .*: example.org says that it is ejabberd, and is/);
      expect(output).toContain('fix: server: ejabberd in the attachment');
      expect(code).toBe(1);
    } finally {
      await world.end();
    }
  });
});
