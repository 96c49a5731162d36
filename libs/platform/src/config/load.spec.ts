import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAttachments } from './attachments-file.js';
import type { ConfigProblem } from './layers.js';
import { describeProblems, loadConfig, type ConfigSources, type LoadedConfig } from './load.js';
import { showConfig } from './show.js';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'waybill-config-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);
const load = (more: Partial<ConfigSources> = {}) => loadConfig({ cwd, env: {}, ...more });
function good(more: Partial<ConfigSources> = {}): LoadedConfig {
  const loaded = load(more);
  if ('config' in loaded) return loaded;
  throw new Error(describeProblems(loaded));
}
function bad(more: Partial<ConfigSources> = {}): readonly ConfigProblem[] {
  const loaded = load(more);
  if ('config' in loaded) throw new Error('the configuration was accepted');
  return loaded;
}

describe('configuration', () => {
  it('needs no file: alone for localhost, usual ports, data below the working directory', () => {
    const { config, files } = good();
    expect(config.standalone).toMatchObject({
      domains: ['localhost'],
      listen: '*:5222',
      listenTls: '*:5223',
      legacyAuth: { digest: true, plaintext: false },
    });
    expect(config.streamhost.listen).toBe('*:7777');
    expect(config.http.listen).toBe('127.0.0.1:8080');
    expect(config.dataDir).toBe(join(cwd, 'data'));
    expect(files).toEqual([]);
  });

  it('lets drop-ins override the file, the environment both, and the command line all', () => {
    write('waybill.yml', 'log:\n  level: warn\n  format: json\nhttp:\n  listen: 127.0.0.1:1\n');
    mkdirSync(join(cwd, 'waybill.d'));
    write('waybill.d/20-b.yml', 'http:\n  listen: 127.0.0.1:3\n');
    write('waybill.d/10-a.yml', 'http:\n  listen: 127.0.0.1:2\n');
    expect(good().config.http.listen).toBe('127.0.0.1:3');
    const env = { WAYBILL_HTTP__LISTEN: '127.0.0.1:4', WAYBILL_LOG__LEVEL: 'debug' };
    expect(good({ env }).config.http.listen).toBe('127.0.0.1:4');
    const all = good({ env, overrides: ['http.listen=127.0.0.1:5'] });
    expect(all.config.http.listen).toBe('127.0.0.1:5');
    expect(all.config.log).toMatchObject({ level: 'debug', format: 'json' });
    expect(all.origins.get('log.format')).toEqual({
      source: 'file',
      where: `${join(cwd, 'waybill.yml')}:3`,
    });
    expect(all.origins.get('log.level')?.where).toBe('WAYBILL_LOG__LEVEL');
  });

  it('refuses an unknown key, with its line and the key that was meant', () => {
    write('waybill.yml', 'dataDir: ./d\nstandalone:\n  domians: [example.org]\n');
    expect(bad()).toEqual([
      {
        message: 'unknown key "standalone.domians"',
        where: `${join(cwd, 'waybill.yml')}:3`,
        fix: 'did you mean "standalone.domains"?',
      },
    ]);
  });

  it('finds the home of a key that stands in the wrong section', () => {
    write('waybill.yml', 'maxStanzaBytes: 20000\n');
    expect(bad()[0]?.fix).toBe('did you mean "limits.c2s.maxStanzaBytes"?');
  });

  it('names what a value should have been', () => {
    write('waybill.yml', 'http:\n  listen: 8080\nlimits:\n  c2s:\n    maxStanzaBytes: 10\n');
    const problems = bad();
    expect(problems.map(({ where }) => where.split(':').at(-1))).toEqual(['2', '5']);
    expect(describeProblems(problems)).toContain('the default is "127.0.0.1:8080"');
  });

  it.each(['10.0.0.0/33', '::/129', '10.0.0/8', 'localhost', '10.0.0.0/8/8', '10.0.0.0/'])(
    'does not take %s for a network',
    (text) => {
      write('waybill.yml', `standalone: { legacyAuth: { cleartextFrom: ['${text}'] } }`);
      expect(bad()[0]?.message).toContain('write an address or a network');
    },
  );

  it('reports broken YAML by its line instead of failing', () => {
    write('waybill.yml', 'http: {\n  listen: [\n');
    expect(bad()[0]?.where).toMatch(/waybill\.yml:\d+$/);
    write('waybill.yml', '- a list\n');
    expect(bad()[0]?.message).toBe('the file does not hold settings');
  });

  it('takes an empty section for one that says nothing', () => {
    write('waybill.yml', '# nothing yet\nlimits:\n');
    expect(good().config.limits.c2s.maxStanzaBytes).toBe(262_144);
  });

  it('wants a named file to be there', () => {
    expect(bad({ file: 'other.yml' })[0]?.message).toBe('there is no such settings file');
  });

  it('takes relative paths from the folder of the file they stand in', () => {
    mkdirSync(join(cwd, 'etc'));
    write('etc/waybill.yml', 'dataDir: ./data\ndatabase:\n  url: sqlite:./x.db\n');
    const { config } = good({ file: 'etc/waybill.yml' });
    expect(config.dataDir).toBe(join(cwd, 'etc/data'));
    expect(config.database.url).toBe(`sqlite:${join(cwd, 'etc/x.db')}`);
  });

  it('reads lists, numbers, flags and secrets in files from the environment', () => {
    write('secret', 'correct horse\n');
    const { config } = good({
      env: {
        WAYBILL_STANDALONE__DOMAINS: 'a.example, b.example',
        WAYBILL_LIMITS__C2S__MAX_STANZA_BYTES: '20000',
        WAYBILL_STREAMHOST__HASH: 'yes',
        WAYBILL_ADMIN_USER: 'root',
        WAYBILL_ADMIN_PASSWORD_FILE: join(cwd, 'secret'),
      },
    });
    expect(config.standalone.domains).toEqual(['a.example', 'b.example']);
    expect(config.limits.c2s.maxStanzaBytes).toBe(20_000);
    expect(config.streamhost.hash).toBe(true);
    expect(config.admin).toEqual({ user: 'root', password: 'correct horse' });
  });

  it('refuses an unknown variable but not those that Kubernetes sets by itself', () => {
    expect(bad({ env: { WAYBILL_HTTP__LISTN: 'x' } })[0]?.fix).toBe(
      'did you mean WAYBILL_HTTP__LISTEN?',
    );
    good({ env: { WAYBILL_SERVICE_HOST: '10.0.0.1', WAYBILL_PORT_5222_TCP: 'tcp://10.0.0.1' } });
  });

  it('is not fooled by keys that objects have by themselves', () => {
    write('waybill.yml', '__proto__:\n  polluted: true\nconstructor:\n  prototype:\n    x: 1\n');
    expect(bad().length).toBeGreaterThan(0);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('wants certificate and key together', () => {
    expect(bad({ overrides: ['standalone.certificateFile=c.pem'] })[0]?.message).toBe(
      'standalone.privateKeyFile is missing',
    );
  });

  it('shows every setting with its origin, passwords masked', () => {
    const env = { WAYBILL_DATABASE__URL: 'postgres://waybill:hush@db/waybill' };
    const shown = showConfig(good({ env }));
    expect(shown.find(({ path }) => path === 'database.url')).toMatchObject({
      value: 'postgres://waybill:********@db/waybill',
      source: 'environment',
      where: 'WAYBILL_DATABASE__URL',
    });
    expect(shown.every(({ description }) => description !== '')).toBe(true);
  });

  describe('attachments', () => {
    const FILES = `attach:
  - domain: files.example.org
    server: prosody
    address: 127.0.0.1:5347
    secretFile: ./secrets/component
    hosts: [example.org]
`;

    it('stand beside the standalone server, and find their secret from the folder of the file', () => {
      write('waybill.yml', FILES);
      const { config } = good();
      expect(config.attach).toEqual([
        {
          domain: 'files.example.org',
          server: 'prosody',
          address: '127.0.0.1:5347',
          secretFile: join(cwd, 'secrets', 'component'),
          hosts: ['example.org'],
          accounts: 'none',
          links: 1,
        },
      ]);
      expect(config.standalone.domains).toEqual(['localhost']);
    });

    it('of the dashboard are one more layer, and stop the start where a file has the same domain', async () => {
      write('waybill.yml', FILES.replaceAll('files.example.org', 'one.example.org'));
      mkdirSync(join(cwd, 'data'));
      const base = { server: 'ejabberd', address: '127.0.0.1:5347', secretFile: '/s' } as const;
      const two = { ...base, domain: 'two.example.org', hosts: ['x.org'], links: 3 };
      await writeAttachments(join(cwd, 'data'), [{ ...two, accounts: 'none' }]);
      const loaded = good();
      expect(loaded.config.attach.map(({ domain, links }) => [domain, links])).toEqual([
        ['one.example.org', 1],
        ['two.example.org', 3],
      ]);
      expect(loaded.attachOrigins.get('one.example.org')?.source).toBe('file');
      expect(loaded.attachOrigins.get('two.example.org')?.source).toBe('dashboard');
      write('waybill.yml', FILES.replaceAll('files.example.org', 'two.example.org'));
      expect(bad()[0]?.message).toMatch(/two.example.org is attached in .*waybill.yml.* dashboard/);
      writeFileSync(join(cwd, 'data', 'attachments.yml'), 'dataDir: elsewhere');
      expect(bad()[0]?.message).toContain('something else than the attachments');
    });

    it('take several links from ejabberd alone', () => {
      write('waybill.yml', `${FILES}    links: 2\n`);
      expect(bad()[0]?.message).toContain('only ejabberd');
    });

    it('can be all there is', () => {
      write('waybill.yml', `${FILES}standalone:\n  enabled: false\n`);
      expect(good().config.standalone.domains).toEqual([]);
      write('waybill.yml', 'standalone:\n  enabled: false\n');
      expect(bad()[0]?.message).toContain('nothing to serve');
    });

    it.each(['none', 'managed-there', 'kept-here'] as const)('keep accounts: %s', (accounts) => {
      write('waybill.yml', `${FILES}    accounts: ${accounts}\n`);
      expect(good().config.attach[0]?.accounts).toBe(accounts);
    });

    it('refuse an unknown place for accounts, two secrets, none, and the same domain twice', () => {
      write('waybill.yml', `${FILES}    accounts: elsewhere\n`);
      expect(bad()[0]?.message).toContain('accounts');
      write('waybill.yml', `${FILES}    secret: x\n`);
      expect(bad()[0]?.message).toContain('either secretFile or secret');
      write('waybill.yml', FILES.replace('    secretFile: ./secrets/component\n', ''));
      expect(bad()[0]?.message).toContain('either secretFile or secret');
      write('waybill.yml', FILES + FILES.replace('attach:\n', ''));
      expect(bad()[0]?.message).toContain('can be attached once');
    });

    it('are written as JSON on the command line, and never show their secret', () => {
      const one = {
        domain: 'files.example.org',
        server: 'ejabberd',
        address: '[::1]:5347',
        secret: 'hush',
        hosts: ['example.org'],
      };
      const loaded = good({ overrides: [`attach=${JSON.stringify([one])}`] });
      expect(loaded.config.attach[0]?.secret).toBe('hush');
      expect(JSON.stringify(showConfig(loaded))).not.toContain('hush');
    });
  });
});
