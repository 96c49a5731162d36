import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ACCOUNTS,
  filesOf,
  folderWithCertificate,
  HostProcess,
  kit,
  kitFolder,
  NAMES,
  type HostServer,
} from './kit.js';
import { freePorts } from './ports.js';
import { programs } from './programs.js';

/** Which of the shipped kits is included; with `forceRelay` its one switch is turned on. */
export interface ProsodyKit {
  readonly kit: 'firewall' | 'companion' | 'none';
  readonly forceRelay?: boolean;
  /** A second file to include, about its accounts. */
  readonly accounts?: string;
}

/** Debian's Prosody, from a folder of its own. */
export class ProsodyServer implements HostServer {
  private constructor(
    private readonly folder: string,
    readonly c2sPort: number,
    readonly componentPort: number,
    private process: HostProcess,
  ) {}

  static async start(which: ProsodyKit): Promise<ProsodyServer> {
    const folder = folderWithCertificate('prosody');
    const [c2s = 0, component = 0] = await freePorts(2);
    writeFileSync(join(folder, 'waybill.pfw'), kit('prosody/waybill.pfw'));
    writeFileSync(join(folder, 'waybill.cfg.lua'), included(which, folder));
    writeFileSync(join(folder, 'accounts.cfg.lua'), which.accounts ?? '');
    writeFileSync(join(folder, 'prosody.cfg.lua'), configuration(folder, c2s, component));
    const accounts = join(folder, 'data', NAMES.host, 'accounts');
    mkdirSync(accounts, { recursive: true });
    for (const { name, password } of ACCOUNTS) {
      writeFileSync(join(accounts, `${name}.dat`), `return { ["password"] = "${password}" };\n`);
    }
    const server = new ProsodyServer(folder, c2s, component, spawnIn(folder));
    await server.process.listening(which.kit === 'none' ? [c2s] : [c2s, component]);
    return server;
  }

  get caFile(): string {
    return join(this.folder, 'cert.pem');
  }

  /** Stops it as a crash would, and starts it again on the same data. */
  async restart(): Promise<void> {
    await this.process.stop();
    this.process = spawnIn(this.folder);
    await this.process.listening([this.c2sPort, this.componentPort]);
  }

  async removeKit(): Promise<void> {
    writeFileSync(join(this.folder, 'waybill.cfg.lua'), '');
    await rm(join(this.folder, 'waybill.pfw'));
    await this.process.stop('SIGTERM');
    this.process = spawnIn(this.folder);
    // without a component there is no listener for one
    await this.process.listening([this.c2sPort]);
  }

  kept(): readonly string[] {
    return filesOf(join(this.folder, 'data'));
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function spawnIn(folder: string): HostProcess {
  const program = programs.prosody.path ?? 'prosody';
  return new HostProcess(program, ['-F', '--config', join(folder, 'prosody.cfg.lua')], folder, {});
}

function included({ kit: which, forceRelay = false }: ProsodyKit, folder: string): string {
  if (which === 'none') return '';
  if (which === 'firewall') {
    return kit('prosody/waybill.cfg.lua', [
      ['/etc/prosody/waybill.pfw', join(folder, 'waybill.pfw')],
    ]);
  }
  const relay = `waybill_force_relay = ${String(forceRelay)}`;
  return kit('prosody/waybill-companion.cfg.lua', [['waybill_force_relay = false', relay]]);
}

function configuration(folder: string, c2s: number, component: number): string {
  return `
run_as_root = true
pidfile = "${folder}/prosody.pid"
data_path = "${folder}/data"
log = { warn = "*console" }
plugin_paths = { "${kitFolder('prosody')}" }
interfaces = { "127.0.0.1" }
modules_enabled = { "roster"; "saslauth"; "tls"; "disco"; "ping" }
modules_disabled = { "s2s" }
c2s_ports = { ${c2s} }
component_ports = { ${component} }
component_interfaces = { "127.0.0.1" }
authentication = "internal_plain"
ssl = { key = "${folder}/key.pem"; certificate = "${folder}/cert.pem" }
VirtualHost "${NAMES.host}"
Include("${folder}/waybill.cfg.lua")
Include("${folder}/accounts.cfg.lua")
`;
}
