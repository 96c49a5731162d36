import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePorts } from './ports.js';

const BIN = fileURLToPath(new URL('../../server/bin/waybill.mjs', import.meta.url));
const STANDALONE = "standalone: { listen: '127.0.0.1:0', listenTls: '127.0.0.1:0' }";
const LINK_DEADLINE_MS = 20_000;
const run = promisify(execFile);

interface Listener {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** The real server in a process of its own, on loopback ports that were free, with its data in a new folder. */
export class WaybillServer {
  private constructor(
    readonly dataDir: string,
    private readonly configFile: string,
    private process: ChildProcess,
  ) {}

  private listeners: readonly Listener[] = [];
  private output = '';
  /** All that it has printed. */
  log = '';

  /**
   * @param settings added to the configuration file, as YAML
   * @param standalone its section of that file: listens on free ports by default
   * @param external upload services of other servers that leave their files to it
   */
  static async start(
    settings = '',
    standalone = STANDALONE,
    external: readonly object[] = [],
  ): Promise<WaybillServer> {
    const dataDir = await mkdtemp(join(tmpdir(), 'waybill-interop-'));
    const configFile = join(dataDir, 'waybill.yml');
    const [upload = 0] = await freePorts(1);
    const lines = [
      `dataDir: ${dataDir}`,
      standalone,
      `upload: ${JSON.stringify({ listen: `127.0.0.1:${upload}`, publicUrl: `https://localhost:${upload}`, tls: 'on', external })}`,
      "streamhost: { listen: '127.0.0.1:0', advertise: ['127.0.0.1'] }",
      "http: { listen: '127.0.0.1:0' }",
    ];
    await writeFile(configFile, `${lines.join('\n')}\n${settings}\n`);
    const server = new WaybillServer(dataDir, configFile, WaybillServer.spawn(configFile));
    await server.ready();
    return server;
  }

  private static spawn(configFile: string): ChildProcess {
    return spawn(process.execPath, [BIN, 'serve', '--config', configFile], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Port of a listener: `c2s`, `c2s-tls`, `streamhost` or `http`. */
  port(name: string): number {
    const listener = this.listeners.find((l) => l.name === name);
    if (listener === undefined) throw new Error(`no listener ${name}`);
    return listener.port;
  }

  /** The certificate that the server made for itself. */
  get caFile(): string {
    return join(this.dataDir, 'tls', 'certificate.pem');
  }

  /** Runs `waybill … --json` against this server. @throws when it exits with another code than 0 */
  async cli(...args: readonly string[]): Promise<unknown> {
    const all = [BIN, ...args, '--config', this.configFile, '--json'];
    const { stdout } = await run(process.execPath, all);
    return stdout.trim() === '' ? undefined : (JSON.parse(stdout) as unknown);
  }

  /** Waits until its attachment is linked to its host server. */
  async linked(): Promise<void> {
    const deadline = Date.now() + LINK_DEADLINE_MS;
    let status: unknown;
    while (Date.now() < deadline) {
      status = await this.cli('status');
      if (JSON.stringify(status).includes('"phase":"linked"')) return;
    }
    throw new Error(`no link: ${JSON.stringify(status)}`);
  }

  /** Adds an account with a password. */
  addAccount(jid: string, password: string): Promise<void> {
    return this.withPassword('adduser', jid, password);
  }

  /** Gives an account another password. */
  setPassword(jid: string, password: string): Promise<void> {
    return this.withPassword('passwd', jid, password);
  }

  private async withPassword(command: string, jid: string, password: string): Promise<void> {
    const args = [BIN, command, jid, '--password-stdin', '--config', this.configFile];
    const running = run(process.execPath, args);
    running.child.stdin?.end(password);
    await running;
  }

  /** Ends it in good order. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Ends it as a power cut would. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** Starts it again on the same data. */
  async restart(): Promise<void> {
    this.process = WaybillServer.spawn(this.configFile);
    await this.ready();
  }

  private end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null)
      return Promise.resolve();
    return new Promise((resolve) => {
      this.process.once('exit', () => resolve());
      this.process.kill(signal);
    });
  }

  /** Waits for the line that says all listeners are up, then asks for their ports. */
  private async ready(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = (chunk: Buffer) => {
        this.log += chunk.toString();
        this.output = (this.output + chunk.toString()).slice(-16_000);
        if (this.output.includes('server_ready')) resolve();
      };
      this.process.stdout?.on('data', look);
      this.process.stderr?.on('data', look);
      this.process.once('exit', (code) => {
        reject(new Error(`the server ended with ${String(code)}:\n${this.output}`));
      });
    });
    this.output = '';
    const status = (await this.cli('status')) as { readonly listeners: readonly Listener[] };
    this.listeners = status.listeners;
  }
}
