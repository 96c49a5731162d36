import type { SettingView } from '@waybill/admin-api';
import type { SocksStreamhost } from '@waybill/bytes';
import { BytestreamBook, StoreFault, TransferLedger, type QuotaWarning } from '@waybill/domain';
import type { InstantMessaging } from '@waybill/features';
import type { Config, Log, Metrics, Origin } from '@waybill/platform';
import { Assembly } from '@waybill/routing';
import type { C2sListener } from '@waybill/stream';
import { openCertificates, type ServerCertificates } from '../wiring/certificates.js';
import { DiskWatch } from '../wiring/disk-watch.js';
import { mountFeatures, proxyDomainOf, transferControl } from '../wiring/messaging.js';
import { ReportingAuthenticator } from '../wiring/reporting-authenticator.js';
import { makeMetrics } from '../wiring/server-metrics.js';
import type { Storage } from '../wiring/storage.js';
import { makeStreamhost } from '../wiring/streamhost.js';
import { makeC2s } from '../wiring/streams.js';
import { tellQuota, uploadServiceOf } from '../wiring/upload-service.js';
import { Uploads } from '../wiring/uploads.js';
import { Attachments } from './attached.js';

const MINUTE_MS = 60_000;

/** What is made before anything listens. */
export interface ServerParts {
  readonly config: Config;
  readonly settings: readonly SettingView[];
  readonly attachOrigins: ReadonlyMap<string, Origin>;
  readonly demo: boolean;
  readonly log: Log;
  readonly startedAt: number;
  readonly storage: Storage;
  readonly metrics: Metrics;
  readonly disk: DiskWatch;
  readonly assembly: Assembly;
  readonly ledger: TransferLedger;
  readonly streamhost: SocksStreamhost;
  /** Undefined where they are switched off. */
  readonly uploads: Uploads | undefined;
  readonly chat: InstantMessaging;
  readonly tls: ServerCertificates;
  readonly c2s: C2sListener;
  readonly attachments: Attachments;
}

/** Makes them all; nothing listens yet. */
export async function makeParts(
  config: Config,
  log: Log,
  storage: Storage,
): Promise<Omit<ServerParts, 'settings' | 'attachOrigins' | 'demo'>> {
  const metrics = makeMetrics(storage.database);
  const assembly = new Assembly({ log });
  const { transfers } = config.limits;
  const disk = new DiskWatch(config.dataDir, log);
  const ledger = new TransferLedger(storage.database.transfers, {
    control: transferControl(assembly, log),
    hasSpace: () => disk.hasSpace,
    limits: {
      maxOpen: transfers.maxOpen,
      maxOpenPerSender: transfers.maxOpenPerSender,
      maxStanzaBytes: transfers.maxStanzaBytes,
      offerTimeoutMs: transfers.offerTimeoutMinutes * MINUTE_MS,
      startTimeoutMs: transfers.startTimeoutMinutes * MINUTE_MS,
    },
    onFault: (err) => {
      log.error({ event: 'ledger_failed', err }, 'the ledger could not write');
      if (err instanceof StoreFault && err.code === 'disk-full') disk.giveUpBallast();
    },
  });
  const book = new BytestreamBook({
    ledger,
    // the two know each other; the book asks only once the streamhost is there
    get streamhost() {
      return streamhost;
    },
    // a host server that mirrors nothing announces nothing either
    get acceptUnknown() {
      return attachments.size > 0;
    },
    mayUse: (requester) => attachments.mayRelay(requester),
  });
  const streamhost: SocksStreamhost = makeStreamhost(config, book, log);
  const now = Date.now;
  const proxyDomains = new Set(config.standalone.domains.map(proxyDomainOf));
  const domainsOf = (host: string): readonly string[] =>
    host === 'standalone'
      ? config.standalone.domains
      : ([...attachments].find((one) => one.config.domain === host)?.config.hosts ?? []);
  const { accounts, database } = storage;
  const onWarning = (warning: QuotaWarning) => {
    const attachment = attachments.find(warning.host);
    const service = attachment === undefined ? uploadServiceOf(warning.account) : warning.host;
    tellQuota(attachment?.assembly ?? assembly, service, warning, log);
  };
  const kept = { config, database, accounts, ledger, log };
  const uploads = await Uploads.make({ ...kept, domainsOf, onWarning });
  const shares = { config, log, ledger, book, streamhost, proxyDomains, desk: uploads?.desk, now };
  const chat = mountFeatures({ ...shares, assembly, storage });
  const tls = await openCertificates(config, log);
  const { certificates } = tls;
  const authenticator = new ReportingAuthenticator(storage.authenticator, log, metrics);
  const c2s = makeC2s({ assembly, authenticator, certificates, config, log });
  const { audit, hostAccounts } = storage.database;
  const attachments: Attachments = new Attachments({ ...shares, audit, hostAccounts });
  const shared = { config, log, startedAt: now(), storage, metrics, ledger, streamhost, uploads };
  return { ...shared, disk, assembly, chat, tls, c2s, attachments };
}
