import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ControlClient } from '../../src/control/control-client.js';
import type { BoundListener, Params, Result, Verb } from '../../src/control/contract.js';
import { ControlFault } from '../../src/control/protocol.js';

const BIN = fileURLToPath(new URL('../../bin/waybill.mjs', import.meta.url));
const SETTINGS = [
  'standalone.listen=127.0.0.1:0',
  'standalone.listenTls=off',
  'streamhost.listen=127.0.0.1:0',
  'upload.listen=127.0.0.1:0',
  'upload.tls=off',
  'streamhost.advertise=127.0.0.1',
  'http.listen=off',
  'log.format=json',
  'limits.auth.scramIterations=4096',
];

/** The built server in a process of its own, which can be killed and started again on the same data. */
export class ServerProcess {
  private child!: ChildProcess;
  private control!: ControlClient;
  private bound: readonly BoundListener[] = [];
  readonly events: string[] = [];
  private onLine: (line: string) => void = () => undefined;

  private constructor(readonly dataDir: string) {}

  /** @param dataDir left out: a new folder */
  static async start(dataDir?: string): Promise<ServerProcess> {
    const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'waybill-process-')));
    const server = new ServerProcess(folder);
    await server.up();
    return server;
  }

  async up(): Promise<void> {
    const set = [...SETTINGS, `dataDir=${this.dataDir}`].flatMap((one) => ['--set', one]);
    const { PATH } = process.env;
    this.child = spawn(process.execPath, [BIN, 'serve', ...set], {
      cwd: this.dataDir,
      env: { PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await this.ready();
    const control = await ControlClient.open(join(this.dataDir, 'control.sock'));
    if (control === undefined) throw new Error('nobody answers at the control socket');
    this.control = control;
    this.bound = (await this.ask('status', {})).listeners;
  }

  port(name: BoundListener['name']): number {
    return this.bound.find((one) => one.name === name)?.port ?? 0;
  }

  async ask<V extends Verb>(verb: V, params: Params<V>): Promise<Result<V>> {
    const result = await this.control.call(verb, params);
    if (result instanceof ControlFault) throw new Error(`${verb}: ${result.message}`);
    return result;
  }

  /** Sends a signal that it survives, and waits for the line of the log that follows. */
  async nudge(signal: NodeJS.Signals, event: string): Promise<void> {
    const told = new Promise<void>((resolve) => {
      this.onLine = (line) => {
        if (line.includes(`"${event}"`)) resolve();
      };
    });
    this.child.kill(signal);
    await told;
  }

  /** Goes away from its log, as a pipe's other end does that was stopped. */
  stopReading(): void {
    this.child.stderr?.destroy();
  }

  /** @returns its exit code; null when the signal ended it */
  async signal(signal: NodeJS.Signals): Promise<number | null> {
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  }

  async end(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null)
      await this.signal('SIGKILL');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      const { stderr } = this.child;
      if (stderr === null) return reject(new Error('no output'));
      const lines = createInterface({ input: stderr });
      lines.on('line', (line) => {
        this.events.push(line);
        this.onLine(line);
        if (line.includes('"server_ready"')) resolve();
      });
      this.child.once('exit', () => reject(new Error(this.events.join('\n'))));
    });
  }
}
