import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecureContext } from 'node:tls';
import type { UploadService } from '@waybill/admin-api';
import { DiskUploadStore, UploadHttp, systemTicker, typeOfBytes } from '@waybill/bytes';
import { Jid } from '@waybill/core';
import {
  DEFAULT_UPLOAD_SETTINGS,
  UploadIntake,
  UploadJournal,
  UploadKeeper,
  UploadRegistrar,
  UploadState,
  UploadUrls,
  accountInPath,
  systemClock,
  type AccountDirectory,
  type Actor,
  type ExternalBackend,
  type LedgerClock,
  type QuotaWarning,
  type TransferLedger,
  type UploadDesk,
  type UploadNews,
  type UploadSettings,
} from '@waybill/domain';
import { loadVaultKeys, type Database } from '@waybill/persistence';
import { listenAddress, type Config, type Log, type Metrics } from '@waybill/platform';
import type { BoundListener } from '../control/contract.js';
import { listening } from './listen-fault.js';
import { StartFault } from './private-file.js';

const TIDY_MS = 30_000;
const SERVER: Actor = { kind: 'server' };
const SECOND_MS = 1_000;

export interface UploadWiring {
  readonly config: Config;
  readonly database: Database;
  readonly ledger: TransferLedger;
  readonly log: Log;
  /** Domains whose accounts may upload at a place (`standalone`, or an attachment's domain). */
  readonly domainsOf: (host: string) => readonly string[];
  /** Those that are kept here: what a removed one had uploaded goes with it. */
  readonly accounts?: Pick<AccountDirectory, 'observe'>;
  /** Tells an account that its quota is nearly used. */
  readonly onWarning?: (warning: QuotaWarning) => void;
  /** The machine's by default. */
  readonly clock?: LedgerClock;
}

const daysOrEver = (days: number) => (days === 0 ? undefined : days);

/** As JIDs are compared. @throws StartFault for one that is none */
function namesOf(key: 'allow' | 'deny', texts: readonly string[]): readonly string[] {
  return texts.map((text) => {
    const jid = Jid.parse(text);
    if (jid instanceof Jid && jid.resource === undefined) return jid.bare;
    throw new StartFault(`upload.${key}: "${text}" is neither an account nor a domain`);
  });
}

function settingsOf({ upload }: Config): UploadSettings {
  const { retentionDays } = upload;
  return {
    ...DEFAULT_UPLOAD_SETTINGS,
    quotas: {
      maxFileBytes: upload.maxFileBytes,
      bytesPerDay: upload.bytesPerDay,
      storedPerAccount: upload.storedPerAccount,
      storedPerDomain: upload.storedPerDomain,
      whenFull: upload.whenFull,
    },
    retention: {
      message: daysOrEver(retentionDays.message),
      profile: daysOrEver(retentionDays.profile),
      ephemeral: daysOrEver(retentionDays.ephemeral),
      permanent: daysOrEver(retentionDays.permanent),
    },
    access: { allow: namesOf('allow', upload.allow), deny: namesOf('deny', upload.deny) },
    block: { types: upload.blockTypes, extensions: upload.blockExtensions },
    slotTtlMs: upload.slotTtlSeconds * SECOND_MS,
    maxSlotsPerAccount: upload.maxSlotsPerAccount,
    maxSlots: upload.maxSlots,
    reserveBytes: upload.globalReserve,
  };
}

/** @throws StartFault when a secret cannot be read */
function externalsOf({ upload }: Config): readonly ExternalBackend[] {
  return upload.external.map(({ name, domain, secretFile, host }) => {
    try {
      const secret = readFileSync(secretFile, 'utf8').replace(/\r?\n$/, '');
      if (secret === '') throw new Error('the file is empty');
      const accountOf = (path: string) => accountInPath(path, domain);
      return { name, domain, secret, host: host ?? domain, accountOf };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new StartFault(`cannot read upload.external secretFile ${secretFile}: ${why}`);
    }
  });
}

function newsLog(log: Log): (news: UploadNews) => void {
  return (news) => {
    if (news.kind === 'refused') {
      const { refused, account } = news;
      log.info({ event: 'upload_refused', refused, account }, 'gave no slot');
      return;
    }
    const { id, account, host, sizeBytes: bytes } = news.upload;
    const more = news.kind === 'deleted' ? { rule: news.rule } : {};
    const reason = news.kind === 'put-failed' ? { reason: news.reason } : {};
    const event = `upload_${news.kind.replace('-', '_')}`;
    const level = news.kind === 'granted' || news.kind === 'lapsed' ? 'debug' : 'info';
    log[level]({ event, id, account, host, bytes, ...more, ...reason }, `upload ${news.kind}`);
  };
}

/** Everything that uploads need, from the slot to the disk. */
export class Uploads {
  private timer: NodeJS.Timeout | undefined;
  private readonly ignoreAccounts: (() => void) | undefined;
  private tidying = Promise.resolve();
  private http: UploadHttp | undefined;

  private constructor(
    private readonly wiring: UploadWiring,
    private readonly store: DiskUploadStore,
    private readonly state: UploadState,
    readonly keeper: UploadKeeper,
    private readonly intake: UploadIntake,
  ) {
    this.desk = new UploadRegistrar(state, keeper);
    this.ignoreAccounts = wiring.accounts?.observe(({ kind, jid }) => {
      if (kind !== 'removed') return;
      this.tidying = this.tidying.then(() => this.chore(() => keeper.removeOf(jid, SERVER)));
    });
  }

  readonly desk: UploadDesk;

  /**
   * Makes the parts; nothing listens yet.
   * @returns undefined where uploads are switched off
   * @throws StartFault, UploadStoreFault
   */
  static async make(wiring: UploadWiring): Promise<Uploads | undefined> {
    const { config, database, ledger, log, domainsOf } = wiring;
    const place = listenAddress(config.upload.listen);
    if (place === undefined) return undefined;
    const [signing, ...others] = await loadVaultKeys(join(config.dataDir, 'keys', 'upload.key'));
    const externals = externalsOf(config);
    const store = await DiskUploadStore.open(
      config.upload.folder ?? join(config.dataDir, 'uploads'),
    );
    const onFault = (err: unknown) =>
      log.error({ event: 'upload_failed', err }, 'an upload could not be recorded');
    const state = new UploadState({
      register: database.uploads,
      store,
      journal: new UploadJournal(ledger, onFault),
      urls: new UploadUrls(baseUrl(config, place.port), signing, others),
      settings: settingsOf(config),
      clock: wiring.clock ?? systemClock,
      mayUpload: (requester: Jid, host) =>
        requester.local !== undefined && domainsOf(host).includes(requester.domain),
      typeOf: typeOfBytes,
      onWarning: (warning) => {
        const { account, usedBytes, maxBytes } = warning;
        const event = 'upload_quota_warning';
        log.info({ event, account, usedBytes, maxBytes }, 'a quota is nearly used');
        wiring.onWarning?.(warning);
      },
      onNews: newsLog(log),
      onFault,
    });
    for (const upload of await database.uploads.openSlots()) state.slots.add(upload);
    const intake = new UploadIntake(state, externals);
    return new Uploads(wiring, store, state, new UploadKeeper(state), intake);
  }

  /** Transfers of slots that a restart did not end. */
  async openSlotIds(): Promise<ReadonlySet<string>> {
    return new Set((await this.wiring.database.uploads.openSlots()).map(({ id }) => id));
  }

  /**
   * Opens the listener, and looks after files from now on.
   * @param secureContext the certificate of the moment
   * @throws StartFault when the port cannot be had
   */
  async open(secureContext: () => SecureContext): Promise<BoundListener> {
    const { config, log } = this.wiring;
    const { upload } = config;
    const place = listenAddress(upload.listen);
    if (place === undefined) throw new TypeError('uploads are switched off');
    const isTls = upload.tls === 'on' || (upload.tls === 'auto' && upload.publicUrl === undefined);
    const http = new UploadHttp(
      {
        listen: { host: place.host, port: place.port },
        secureContext: isTls ? secureContext : undefined,
        trustedProxies: upload.trustedProxies,
        headSeconds: upload.headSeconds,
        idleSeconds: upload.idleSeconds,
        minBytesPerSecond: upload.minBytesPerSecond,
        slowSeconds: upload.slowSeconds,
        maxConnections: upload.maxConnections,
        maxConnectionsPerAddress: upload.maxConnectionsPerAddress,
        onFault: (err) => log.error({ event: 'upload_http_failed', err }, 'a request failed'),
      },
      this.intake,
      this.store,
      systemTicker,
    );
    const { address, port } = await listening('upload.listen', place, () => http.listen());
    this.http = http;
    this.state.parts.urls.base = baseUrl(config, port);
    await this.collect();
    this.timer = setInterval(() => {
      this.tidying = this.tidying.then(() => this.chore(() => this.keeper.tidy()));
    }, TIDY_MS).unref();
    return { name: 'upload', address, port };
  }

  /** What operators can ask and change. */
  service(): UploadService {
    const { quotas, reserveBytes } = this.state.parts.settings;
    const freeBytes = () => this.store.freeBytes();
    return { keeper: this.keeper, quotas, reserveBytes, freeBytes };
  }

  watch(metrics: Metrics): void {
    metrics.watch(
      'upload_slots_open',
      'Slots that wait for their file',
      () => this.state.slots.size,
    );
    metrics.watch('upload_connections', 'Connections to the upload listener', () => {
      return this.http?.connections ?? 0;
    });
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.ignoreAccounts?.();
    await this.tidying;
    await this.http?.close();
    await this.intake.flush();
    await this.store.close();
  }

  /** What goes on beside requests: nobody waits for it, and it fails for the log. */
  private async chore(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (err) {
      this.wiring.log.error({ event: 'chore_failed', chore: 'uploads', err }, 'a chore failed');
    }
  }

  /** A crash between disk and database leaves files that no upload has. */
  private async collect(): Promise<void> {
    const { files, bytes } = await this.keeper.collect();
    if (files === 0) return;
    const event = 'upload_orphans_deleted';
    this.wiring.log.warn({ event, files, bytes }, 'deleted files that the last stop left over');
  }
}

function baseUrl({ upload, standalone, attach }: Config, port: number): string {
  if (upload.publicUrl !== undefined) return upload.publicUrl.replace(/\/+$/, '');
  const domain = standalone.enabled ? standalone.domains[0] : attach[0]?.domain;
  return `https://${domain ?? 'localhost'}:${port}`;
}
