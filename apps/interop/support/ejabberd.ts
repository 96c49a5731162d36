import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ACCOUNTS,
  filesOf,
  folderWithCertificate,
  HostProcess,
  kit,
  NAMES,
  type HostServer,
} from './kit.js';
import { freePorts } from './ports.js';

/** Debian's ejabberd, from a folder of its own. */
export class EjabberdServer implements HostServer {
  private constructor(
    private readonly folder: string,
    readonly c2sPort: number,
    readonly componentPort: number,
    private readonly apiPort: number,
    private process: HostProcess,
  ) {}

  /**
   * @param accounts a second file to include, about its accounts
   * @param more further component domains, whose stanzas are then spread over all links (`global_routes`)
   */
  static start(accounts = '', more: readonly string[] = []): Promise<EjabberdServer> {
    return EjabberdServer.startWith(accounts, more, true);
  }

  /** The same without our kit. */
  static startAlone(): Promise<EjabberdServer> {
    return EjabberdServer.startWith('', [], false);
  }

  private static async startWith(
    accounts: string,
    more: readonly string[],
    withKit: boolean,
  ): Promise<EjabberdServer> {
    const folder = folderWithCertificate('ejabberd');
    mkdirSync(join(folder, 'db'));
    const [c2s = 0, component = 0, api = 0] = await freePorts(3);
    const pem = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(folder, name), 'utf8'));
    writeFileSync(join(folder, 'both.pem'), pem.join(''));
    // the port is a name like any other: two tests must not meet at 5347
    const shipped = kit('ejabberd/waybill.yml', [
      ['port: 5347', `port: ${component}`],
      ...spread(more),
    ]);
    writeFileSync(join(folder, 'waybill.yml'), withKit ? shipped : '');
    writeFileSync(join(folder, 'accounts.yml'), accounts);
    writeFileSync(join(folder, 'ejabberd.yml'), configuration(folder, c2s, api));
    const server = new EjabberdServer(folder, c2s, component, api, spawnIn(folder));
    await server.process.listening(withKit ? [c2s, component, api] : [c2s, api]);
    for (const { name: user, password } of ACCOUNTS) {
      const response = await fetch(`http://127.0.0.1:${api}/api/register`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user, host: NAMES.host, password }),
      });
      if (!response.ok) throw new Error(`no account ${user}: ${await response.text()}`);
    }
    return server;
  }

  get caFile(): string {
    return join(this.folder, 'cert.pem');
  }

  async restart(): Promise<void> {
    await this.process.stop();
    this.process = spawnIn(this.folder);
    await this.process.listening([this.c2sPort, this.componentPort]);
  }

  async removeKit(): Promise<void> {
    writeFileSync(join(this.folder, 'waybill.yml'), '');
    await this.process.stop('SIGTERM');
    this.process = spawnIn(this.folder);
    await this.process.listening([this.c2sPort, this.apiPort]);
  }

  kept(): readonly string[] {
    const tables = filesOf(join(this.folder, 'db')).filter((name) => /^[a-z_0-9]+\.D/.test(name));
    return [...new Set(tables.map((name) => name.replace(/\.\w+$/, '')))];
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function spread(more: readonly string[]): readonly (readonly [string, string])[] {
  if (more.length === 0) return [];
  const password = `        password: "${NAMES.secret}"\n`;
  const entries = more.map((domain) => `      "${domain}":\n${password}`).join('');
  return [
    ['global_routes: false', 'global_routes: true'],
    [password, password + entries],
  ];
}

function spawnIn(folder: string): HostProcess {
  const quiet = ['+sbwt', 'none', '+sbwtdcpu', 'none', '+sbwtdio', 'none'];
  const database = ['-mnesia', 'dir', `"${join(folder, 'db')}"`];
  return new HostProcess('erl', ['-noinput', ...quiet, ...database, '-s', 'ejabberd'], folder, {
    ERL_LIBS: '/usr/lib/x86_64-linux-gnu',
    EJABBERD_CONFIG_PATH: join(folder, 'ejabberd.yml'),
    EJABBERD_LOG_PATH: join(folder, 'ejabberd.log'),
    EJABBERD_PID_PATH: join(folder, 'pid'),
    ERL_CRASH_DUMP: join(folder, 'crash'),
    HOME: folder,
  });
}

function configuration(folder: string, c2s: number, api: number): string {
  return `
hosts: ["${NAMES.host}"]
loglevel: warning
certfiles: ["${folder}/both.pem"]
auth_method: internal
# as Debian ships them: what the kit adds has to go with that
acl: { admin: { user: ["root@${NAMES.host}"] }, local: { user_regexp: "" } }
access_rules: { c2s: { allow: all }, local: { allow: local }, configure: { allow: admin } }
api_permissions: { local: { who: { ip: 127.0.0.0/8 }, what: ["*"] } }
include_config_file: ["${folder}/waybill.yml", "${folder}/accounts.yml"]
listen:
  - { port: ${c2s}, ip: "127.0.0.1", module: ejabberd_c2s, access: c2s, starttls: true }
  - { port: ${api}, ip: "127.0.0.1", module: ejabberd_http, request_handlers: { /api: mod_http_api } }
modules:
  mod_adhoc: {}
  mod_configure: {}
  mod_disco: {}
  mod_last: {}
  mod_ping: {}
  mod_roster: {}
  mod_admin_extra: {}
`;
}
