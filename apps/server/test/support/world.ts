import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, loadConfig, type Log } from '@waybill/platform';
import { XmppClient } from '../../src/bots/xmpp-client.js';
import { ControlClient } from '../../src/control/control-client.js';
import type { BoundListener, Params, Result, Verb } from '../../src/control/contract.js';
import { ControlFault } from '../../src/control/protocol.js';
import type { TransferDetailView, TransferView } from '../../src/control/views.js';
import { StandaloneServer } from '../../src/modes/standalone.js';
import { Player } from './player.js';

export const PASSWORD = 'correct horse battery staple';
const LOOPBACK = [
  'standalone.listen=127.0.0.1:0',
  'standalone.listenTls=127.0.0.1:0',
  'streamhost.listen=127.0.0.1:0',
  'upload.listen=127.0.0.1:0',
  'streamhost.advertise=127.0.0.1',
  'http.listen=off',
  'limits.auth.scramIterations=4096',
];

/** A server with its database in a folder of its own, and somebody who may do everything there. */
export class World {
  readonly logLines: string[] = [];
  server!: StandaloneServer;
  control!: ControlClient;

  private constructor(
    readonly dataDir: string,
    private readonly settings: readonly string[],
  ) {}

  /** @param settings `key=value`, over ports of the system's choice on loopback */
  static async start(...settings: readonly string[]): Promise<World> {
    const world = new World(await mkdtemp(join(tmpdir(), 'waybill-wire-')), settings);
    await world.up();
    return world;
  }

  /** Starts the server on the data that is there. */
  async up(): Promise<void> {
    const overrides = [...LOOPBACK, ...this.settings, `dataDir=${this.dataDir}`];
    const loaded = loadConfig({ cwd: this.dataDir, env: {}, overrides });
    if (!('config' in loaded)) throw new Error(JSON.stringify(loaded));
    this.server = await StandaloneServer.start({ config: loaded.config, log: this.log() });
    const control = await ControlClient.open(join(this.dataDir, 'control.sock'));
    if (control === undefined) throw new Error('nobody answers at the control socket');
    this.control = control;
  }

  async down(): Promise<void> {
    await this.control.close();
    await this.server.stop();
  }

  async end(): Promise<void> {
    await this.down();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  port(name: BoundListener['name']): number {
    const listener = this.server.listeners.find((one) => one.name === name);
    if (listener === undefined) throw new Error(`no listener ${name}`);
    return listener.port;
  }

  async ask<V extends Verb>(verb: V, params: Params<V>): Promise<Result<V>> {
    const result = await this.control.call(verb, params);
    if (result instanceof ControlFault) throw new Error(`${verb}: ${result.message}`);
    return result;
  }

  /** Adds an account of the domain localhost, with the password of all. */
  async account(name: string): Promise<void> {
    await this.ask('accounts.add', { jid: `${name}@localhost`, password: PASSWORD });
  }

  /** Lets it log in by digest. @returns the secret for that */
  async legacySignIn(name: string): Promise<string> {
    const enabled = await this.ask('accounts.legacy', { jid: `${name}@localhost`, enable: true });
    return enabled.secret ?? '';
  }

  /** A connection; nothing has been said on it. */
  connect(): Promise<XmppClient> {
    return XmppClient.connect({ host: '127.0.0.1', port: this.port('c2s'), domain: 'localhost' });
  }

  /** A client of today: account, STARTTLS, SCRAM, resource, available. */
  async login(name: string, resource = 'test'): Promise<Player> {
    await this.account(name);
    const client = await this.connect();
    await client.login(name, PASSWORD, resource);
    client.send('<presence/>');
    await client.next('its own presence', (element) => element.is('presence'));
    return new Player(client);
  }

  /** A client of 2006: no stream version, digest login, available. */
  async loginOld(name: string, resource: string): Promise<Player> {
    await this.account(name.toLowerCase());
    const secret = await this.legacySignIn(name.toLowerCase());
    const client = await this.connect();
    await client.openLegacy();
    const reply = await client.loginDigest(name, secret, resource);
    if (reply.attrs['type'] !== 'result') throw new Error(`login refused: ${reply.toString()}`);
    client.send('<presence><show>chat</show><priority>0</priority></presence>');
    await client.next('its own presence', (element) => element.is('presence'));
    return new Player(client);
  }

  /** The only transfer there is, as soon as it is as `wanted`, with its timeline. */
  async transfer(wanted: (transfer: TransferView) => boolean): Promise<TransferDetailView> {
    const watcher = await ControlClient.open(join(this.dataDir, 'control.sock'));
    if (watcher === undefined) throw new Error('nobody answers at the control socket');
    try {
      const seen = new Promise<TransferView>((resolve) => {
        const look = ({ items }: { readonly items: readonly TransferView[] }) => {
          const found = items.find(wanted);
          if (found !== undefined) resolve(found);
        };
        void watcher.call('transfers.watch', {}, look);
        // it may be so already, and so quiet for ever
        void this.ask('transfers.list', { limit: 10 }).then(look);
      });
      const { id } = await seen;
      return await this.ask('transfers.show', { id });
    } finally {
      await watcher.close();
    }
  }

  /** The only transfer, when nothing more can happen to it. */
  ended(): Promise<TransferDetailView> {
    return this.transfer(({ endedAt }) => endedAt !== null);
  }

  private log(): Log {
    return createLog('debug', 'logfmt', { write: (line: string) => this.logLines.push(line) });
  }
}
