import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const BIN = fileURLToPath(new URL('../../../server/bin/waybill.mjs', import.meta.url));

const SEED = fileURLToPath(new URL('../../../../bench/ledger/seed.mjs', import.meta.url));

/** Ports as the server says them when it is ready. */
interface Ports {
  readonly c2s: number;
  readonly http: number;
  readonly streamhost: number;
  readonly upload: number;
}

export interface ServerOptions {
  /** `key=value`, beside those that every test wants. */
  readonly settings?: readonly string[];
  /** Transfers of the past year between twenty users, made up by the bench's generator. */
  readonly transfers?: number;
}

/** The built server in a process of its own, on its own data and free ports. */
export class Server {
  private child: ChildProcess | undefined;
  private ports: Ports = { c2s: 0, http: 0, streamhost: 0, upload: 0 };
  /** `/setup#…`, as it was printed. */
  setupLink = '';

  private constructor(
    private readonly dataDir: string,
    private readonly settings: readonly string[],
  ) {}

  /** Starts a server on data of its own. */
  static async start({ settings = [], transfers = 0 }: ServerOptions = {}): Promise<Server> {
    const dataDir = await mkdtemp(join(tmpdir(), 'waybill-dashboard-'));
    if (transfers > 0) {
      const many = [String(transfers), '20', '1', String(Date.now())];
      await promisify(execFile)(process.execPath, [SEED, dataDir, ...many]);
    }
    const server = new Server(dataDir, settings);
    await server.up();
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${String(this.ports.http)}`;
  }

  get databaseFile(): string {
    return join(this.dataDir, 'waybill.db');
  }

  get chatPort(): number {
    return this.ports.c2s;
  }

  get streamhostPort(): number {
    return this.ports.streamhost;
  }

  /** Where files are put and fetched. */
  get uploadOrigin(): string {
    return `http://127.0.0.1:${String(this.ports.upload)}`;
  }

  /** Starts it, or starts it again on the ports it had. */
  async up(): Promise<void> {
    const settings = [
      `dataDir=${this.dataDir}`,
      `standalone.listen=127.0.0.1:${String(this.ports.c2s)}`,
      'standalone.listenTls=off',
      `streamhost.listen=127.0.0.1:${String(this.ports.streamhost)}`,
      `upload.listen=127.0.0.1:${String(this.ports.upload)}`,
      'upload.tls=off',
      'streamhost.advertise=127.0.0.1',
      `http.listen=127.0.0.1:${String(this.ports.http)}`,
      'log.format=json',
      'limits.auth.scramIterations=4096',
      ...this.settings,
    ];
    const { PATH } = process.env;
    this.child = spawn(
      process.execPath,
      [BIN, 'serve', ...settings.flatMap((one) => ['--set', one])],
      {
        cwd: this.dataDir,
        env: { PATH, NODE_ENV: 'production' },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    await this.ready(this.child);
  }

  /** Ends it as an operator would; its data stay. */
  async down(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }

  async end(): Promise<void> {
    await this.down();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private ready(child: ChildProcess): Promise<void> {
    return new Promise((resolve, reject) => {
      if (child.stderr === null) {
        reject(new Error('no output'));
        return;
      }
      const said: string[] = [];
      createInterface({ input: child.stderr }).on('line', (line) => {
        said.push(line);
        this.setupLink = /https?:\S+(\/setup#\S+)/u.exec(line)?.[1] ?? this.setupLink;
        if (!line.includes('"server_ready"')) return;
        const { c2s, http, streamhost, upload } = JSON.parse(line) as Ports;
        this.ports = { c2s, http, streamhost, upload };
        resolve();
      });
      child.once('exit', () => {
        reject(new Error(said.join('\n')));
      });
    });
  }
}
