import type { AdminPorts, ReadinessPart, SettingView } from '@waybill/admin-api';
import { systemClock } from '@waybill/domain';
import { listenAddress, type Config, type Log, type Origin } from '@waybill/platform';
import type { Feature } from '@waybill/routing';
import type { BoundListener, ServerStatus } from '../control/contract.js';
import { ControlServer } from '../control/control-server.js';
import { ControlFault } from '../control/protocol.js';
import { controlSocketPath } from '../control/socket-path.js';
import type { VerbTable } from '../control/verb-table.js';
import { Backups } from '../backup/backups.js';
import { accessVerbs } from '../control/verbs/access.js';
import { accountVerbs } from '../control/verbs/accounts.js';
import { attachmentVerbs } from '../control/verbs/attachments.js';
import { backupVerbs } from '../control/verbs/backup.js';
import { healthVerbs } from '../control/verbs/health.js';
import { withHostAccounts } from '../control/verbs/host-accounts.js';
import { operatorVerbs } from '../control/verbs/operators.js';
import { sessionVerbs } from '../control/verbs/sessions.js';
import { uploadVerbs } from '../control/verbs/uploads.js';
import { statusVerbs } from '../control/verbs/status.js';
import {
  removeStrayTestAccounts,
  testAccountVerbs,
  type BotEntrance,
} from '../control/verbs/test-accounts.js';
import { transferVerbs } from '../control/verbs/transfers.js';
import { VERSION } from '../version.js';
import { makeParts, type ServerParts } from './server-parts.js';
import { AuthApiSide } from '../wiring/auth-api.js';
import { Checkup } from '../check/checkup.js';
import { proveStandalone } from '../check/standalone-proof.js';
import { uploadProofOf } from '../check/upload-check.js';
import { RunningAttachments } from '../wiring/running-attachments.js';
import { RegistryChatSessions } from '../wiring/chat-sessions.js';
import { HostSessionEndings } from '../wiring/host-session-endings.js';
import { Housekeeping } from '../wiring/housekeeping.js';
import { openHttp } from '../wiring/http.js';
import { endLegacySessions } from '../wiring/legacy-sessions.js';
import { listening } from '../wiring/listen-fault.js';
import { proxyDomainOf } from '../wiring/messaging.js';
import { StartFault } from '../wiring/private-file.js';
import { watchServer } from '../wiring/server-metrics.js';
import { bootstrapOperator, openStorage } from '../wiring/storage.js';
import { openC2s } from '../wiring/streams.js';
import { TransferReporter } from '../wiring/transfer-reporter.js';

const SECOND_MS = 1_000;
/** Time for clients to say goodbye. */
const DRAIN_MS = 5 * SECOND_MS;

export interface StandaloneOptions {
  readonly config: Config;
  readonly log: Log;
  /** Every setting with where its value comes from, for the dashboard; none if left out. */
  readonly settings?: readonly SettingView[];
  /** Where each attachment stands; in a file if left out. */
  readonly attachOrigins?: ReadonlyMap<string, Origin>;
  /** Marks everything as a demonstration. */
  readonly demo?: boolean;
  /** Whether pending migrations run; true if left out. */
  readonly migrate?: boolean;
}

/** The server that clients log in to, with everything that belongs to it. */
export class StandaloneServer {
  /** What ends each part that was started, in order of starting. */
  private readonly endings: (() => Promise<void> | void)[] = [];
  private readonly bound: BoundListener[] = [];
  private stopping: Promise<void> | undefined;

  private readonly checkup: Checkup;
  private readonly authApi: AuthApiSide;
  private readonly desk: RunningAttachments;
  private readonly backups: Backups;

  private constructor(private readonly parts: ServerParts) {
    const { storage, config, settings, tls, attachments, streamhost, ledger, log } = parts;
    const { database } = storage;
    this.backups = new Backups({ database, config, settings, now: Date.now, log });
    this.authApi = new AuthApiSide(parts, (listener) => this.bound.push(listener));
    this.checkup = new Checkup({
      config,
      attachments,
      streamhost,
      ledger,
      given: settings.filter(({ source }) => source !== 'default').length,
      databaseKind: storage.database.kind,
      ping: () => storage.database.ping(),
      certificate: () => tls.current(),
      now: Date.now,
      uploadProof: () => uploadProofOf(parts.uploads?.desk, config, attachments),
      accountsAskedAt: (domain) => storage.hostClients.askedAt(domain),
      testHere: (bytes) =>
        proveStandalone(storage.accounts, ledger, () => this.botEntrance(), bytes),
    });
    this.desk = this.makeDesk();
  }

  /**
   * Brings the server up; nothing is left running when that fails.
   * @throws StartFault or StoreFault with a sentence for the operator
   */
  static async start(options: StandaloneOptions): Promise<StandaloneServer> {
    const { config, log } = options;
    const storage = await openStorage({
      config,
      log,
      now: Date.now,
      migrate: options.migrate ?? true,
    });
    let server: StandaloneServer | undefined;
    try {
      server = new StandaloneServer({
        ...(await makeParts(config, log, storage)),
        settings: options.settings ?? [],
        attachOrigins: options.attachOrigins ?? new Map(),
        demo: options.demo ?? false,
      });
      await server.open();
      return server;
    } catch (error) {
      if (server === undefined) await storage.close();
      else await server.stop();
      throw error;
    }
  }

  /** Every open port. */
  get listeners(): readonly BoundListener[] {
    return this.bound;
  }

  /** Everything that is mounted. */
  get features(): readonly Feature[] {
    return [...this.parts.assembly.features, ...this.parts.attachments.features];
  }

  /** What is mounted on attachments. */
  get attachedFeatures(): readonly Feature[] {
    return this.parts.attachments.features;
  }

  async status(): Promise<ServerStatus> {
    const { config, assembly, storage, ledger, startedAt, attachments } = this.parts;
    return {
      version: VERSION,
      pid: process.pid,
      startedAt: new Date(startedAt).toISOString(),
      domains: config.standalone.domains,
      attachments: attachments.status(),
      listeners: this.bound,
      database: storage.database.kind,
      dataDir: config.dataDir,
      sessions: assembly.registry.size,
      accounts: await storage.accounts.count(),
      liveTransfers: ledger.live().length,
      setupNeeded: (await storage.database.operators.count()) === 0,
    };
  }

  /** A new setup link for the console, while nobody can sign in to the dashboard. */
  async setupLink(): Promise<string | undefined> {
    const http = this.bound.find(({ name }) => name === 'http');
    if (http === undefined) return undefined;
    const token = await this.parts.storage.setup.issue();
    if (token === undefined) return undefined;
    const host = /^(::|0\.0\.0\.0)$/.test(http.address) ? 'localhost' : http.address;
    const local = `http://${host.includes(':') ? `[${host}]` : host}:${http.port}`;
    const base = this.parts.config.http.publicUrl?.replace(/\/$/, '') ?? local;
    return `${base}/setup#${token}`;
  }

  /** The server's own certificate, PEM. */
  certificate(): Promise<string> {
    return this.parts.tls.current();
  }

  /** Gives an operator another password, for a start that knows none of before. */
  async setOperatorPassword(name: string, password: string): Promise<void> {
    const { database, operators } = this.parts.storage;
    const known = await database.operators.findByName(name);
    if (known !== undefined) {
      await operators.setPassword(known.operator.id, password, { kind: 'server' });
    }
  }

  /** Takes new certificates into use; the old ones stay when the new ones are bad. */
  async reload(): Promise<void> {
    const { log, tls } = this.parts;
    try {
      await tls.certificates.reload();
      log.info({ event: 'certificate_reloaded' }, 'certificates reloaded');
    } catch (err) {
      log.error({ event: 'certificate_refused', err }, 'the old certificate stays in use');
    }
  }

  /**
   * Ends everything in order: relays end as `server-shutdown` and are recorded, clients are told `system-shutdown`,
   * the database is closed last. Safe to repeat.
   */
  stop(): Promise<void> {
    this.stopping ??= this.end();
    return this.stopping;
  }

  private async end(): Promise<void> {
    for (const ending of this.endings.reverse()) {
      try {
        await ending();
      } catch (err) {
        this.parts.log.error({ event: 'stop_failed', err }, 'a part did not end in order');
      }
    }
    await this.parts.storage.close();
  }

  private async open(): Promise<void> {
    const { config, log, storage, ledger, assembly, streamhost, c2s, metrics, chat } = this.parts;
    const { attachments, disk } = this.parts;
    this.endings.push(() => disk.stop());
    await disk.start(metrics);
    const fault = await bootstrapOperator(config, storage, log);
    if (fault !== undefined) throw new StartFault(`admin.user, admin.password: ${fault.text}`);
    await removeStrayTestAccounts(storage.accounts);
    const settled = await ledger.recover(await this.parts.uploads?.openSlotIds());
    if (settled > 0) {
      log.warn(
        { event: 'ledger_recovered', transfers: settled },
        'ended what the last stop left open',
      );
    }
    const reporter = new TransferReporter(log, metrics, config.log.fileNames);
    this.endings.push(
      reporter.follow(ledger),
      () => assembly.close(),
      () => chat.close(),
    );
    watchServer(metrics, {
      database: storage.database,
      retention: storage.retention,
      registry: assembly.registry,
      ledger,
      streamhost,
    });
    this.endings.push(endLegacySessions(storage.accounts, assembly.registry));
    const endings = new HostSessionEndings({ accounts: storage.accounts, attachments, log });
    this.endings.push(() => endings.close());
    // ends in reverse: relays first, then the ledger, and clients last of these three
    this.endings.push(() => c2s.close(DRAIN_MS));
    this.endings.push(() => ledger.close());
    await this.openStreamhost();
    await this.openUploads();
    if (config.standalone.enabled) this.bound.push(...(await openC2s(c2s, config)));
    attachments.watch(metrics);
    attachments.start();
    this.endings.push(() => attachments.stop());
    this.endings.push(() => this.authApi.close());
    await this.authApi.serve();
    const http = await openHttp(config, this.adminPorts(), this.parts, log);
    if (http !== undefined) {
      this.endings.push(() => http.close());
      this.bound.push(http.listener);
    }
    await this.openControl();
    const chores = new Housekeeping(storage, chat, this.backups, log);
    chores.start();
    this.endings.push(() => chores.stop());
  }

  private async openUploads(): Promise<void> {
    const { uploads, tls, metrics } = this.parts;
    if (uploads === undefined) return;
    this.endings.push(() => uploads.close());
    this.bound.push(await uploads.open(() => tls.certificates.current));
    uploads.watch(metrics);
  }

  private async openStreamhost(): Promise<void> {
    const { config, streamhost } = this.parts;
    const place = listenAddress(config.streamhost.listen);
    if (place === undefined) return;
    await listening('streamhost.listen', place, () => streamhost.open());
    this.endings.push(() => streamhost.close());
    for (const { host, port } of streamhost.addresses) {
      this.bound.push({ name: 'streamhost', address: host, port });
    }
  }

  private async openControl(): Promise<void> {
    const { config, log } = this.parts;
    const path = controlSocketPath(config.dataDir);
    if (path instanceof ControlFault) throw new StartFault(path.message);
    const control = new ControlServer(this.verbs(), log);
    await control.listen(path);
    this.endings.push(() => control.close());
  }

  private verbs(): VerbTable {
    const { storage, ledger, attachments } = this.parts;
    const { accounts, operators, database } = storage;
    const verbs = {
      ...statusVerbs(() => this.status()),
      ...healthVerbs(this.checkup),
      ...attachmentVerbs(this.desk),
      ...accountVerbs(accounts),
      ...operatorVerbs(operators),
      ...accessVerbs({ ...storage, domains: this.parts.config.standalone.domains }),
      ...sessionVerbs(this.adminPorts()),
      ...backupVerbs(this.backups),
      ...uploadVerbs(this.parts.uploads?.keeper, database.uploads),
      ...transferVerbs(ledger, database.transfers),
      ...testAccountVerbs(accounts, () => this.botEntrance()),
    };
    return withHostAccounts(verbs, () => attachments.hosts());
  }

  /** Where this machine reaches its own client port. */
  private async botEntrance(): Promise<BotEntrance | ControlFault> {
    const { config, tls } = this.parts;
    const c2s = this.bound.find(({ name }) => name === 'c2s');
    const [domain] = config.standalone.domains;
    if (c2s === undefined || domain === undefined) {
      return new ControlFault('not-listening', 'the client port is not open');
    }
    const everywhere: Readonly<Record<string, string>> = { '::': '::1', '0.0.0.0': '127.0.0.1' };
    const host = everywhere[c2s.address] ?? c2s.address;
    return { domain, host, port: c2s.port, certificate: await tls.current() };
  }

  private adminPorts(): AdminPorts {
    const { storage, ledger, assembly, streamhost, log, metrics, attachments } = this.parts;
    const { database } = storage;
    return {
      accounts: storage.accounts,
      signIns: database.signIns,
      operators: database.operators,
      operatorDirectory: storage.operators,
      operatorSessions: database.operatorSessions,
      secondFactors: storage.secondFactors,
      keys: storage.keys,
      links: storage.links,
      savedViews: database.savedViews,
      hosts: () => attachments.hosts(),
      transfers: database.transfers,
      statistics: database.statistics,
      transferRetention: storage.retention,
      uploads: { register: database.uploads, service: this.parts.uploads?.service() },
      rosters: database.rosters,
      settings: () => this.parts.settings,
      ledger,
      sessions: new RegistryChatSessions(assembly.registry),
      streamhost,
      attachments: this.desk,
      health: this.checkup,
      audit: database.audit,
      clock: systemClock,
      log,
      metrics,
      readiness: () => this.readiness(),
    };
  }

  private makeDesk(): RunningAttachments {
    const { attachments, attachOrigins, config, storage } = this.parts;
    const { domains } = config.standalone;
    const places = [...attachOrigins].map(([domain, { source }]) => [
      domain,
      source === 'dashboard' || source === 'environment' ? source : 'file',
    ]);
    return new RunningAttachments({
      attachments,
      checkup: this.checkup,
      authApi: this.authApi,
      config,
      origins: new Map(places as [string, 'dashboard' | 'environment' | 'file'][]),
      ownDomains: [...domains, ...domains.map(proxyDomainOf)],
      audit: storage.database.audit,
      now: Date.now,
    });
  }

  private async readiness(): Promise<readonly ReadinessPart[]> {
    const { storage, ledger, config, attachments } = this.parts;
    const database = await storage.database.ping().then(
      () => ({ part: 'database', ok: !ledger.figures.failing }),
      (error: Error) => ({ part: 'database', ok: false, detail: error.message }),
    );
    const isUp = (wanted: BoundListener['name']) => this.bound.some(({ name }) => name === wanted);
    const off = config.streamhost.listen === 'off';
    return [
      database,
      ...(config.standalone.enabled ? [{ part: 'c2s', ok: isUp('c2s') }] : []),
      ...attachments.readiness(),
      { part: 'streamhost', ok: off || isUp('streamhost'), ...(off && { detail: 'off' }) },
    ];
  }
}
