import { BytestreamBook, type TransferLedger, type UploadDesk } from '@waybill/domain';
import {
  StanzaTransferControl,
  bytestreamProxy,
  forcedRelay,
  inBandBytestreams,
  instantMessaging,
  jingleFileTransfer,
  outOfBandData,
  siFileTransfer,
  socks5Bytestreams,
  transferSessions,
  type InstantMessaging,
} from '@waybill/features';
import type { SocksStreamhost } from '@waybill/bytes';
import { ROSTER_LIMITS } from '@waybill/domain';
import type { Config, Log } from '@waybill/platform';
import type { Assembly, Feature } from '@waybill/routing';
import { VERSION } from '../version.js';
import type { Storage } from './storage.js';
import { isUpload, uploadDomainOf, uploadObserver, uploadService } from './upload-service.js';

const DAY_MS = 86_400_000;

/** What the ledger is called where several servers share it. */
const HOST = 'standalone';

/** Name of the proxy below a domain. */
export const proxyDomainOf = (domain: string): string => `proxy.${domain}`;

/** What the features of file transfer share, whichever way their stanzas come. */
export interface TransferParts {
  readonly ledger: TransferLedger;
  readonly book: BytestreamBook;
  readonly streamhost: SocksStreamhost;
  /** Every domain at which our own proxy answers, whichever way it is reached. */
  readonly proxyDomains: ReadonlySet<string>;
  /** Undefined where uploads are switched off. */
  readonly desk: UploadDesk | undefined;
  readonly config: Config;
  readonly log: Log;
  readonly now: () => number;
}

export interface MessagingParts extends TransferParts {
  readonly assembly: Assembly;
  readonly storage: Storage;
}

/** Everything that answers or watches stanzas, mounted on the domains of a standalone server. */
export function mountFeatures(parts: MessagingParts): InstantMessaging {
  const { assembly, config } = parts;
  const chat = chatFeatures(parts);
  const { domains } = config.standalone;
  const transfers = [
    // first: the record says what was passed on
    ...(config.streamhost.forceRelay ? [forcedRelay(parts.proxyDomains)] : []),
    ...transferFeatures(parts, HOST),
    transferSessions(parts.ledger),
  ];
  for (const domain of domains) {
    assembly.mount({
      domain,
      accounts: true,
      identities: [{ category: 'server', type: 'im', name: 'Waybill' }],
      features: [...chat.accountFeatures, ...transfers],
    });
    mountUploads(parts, chat, domain);
    if (config.streamhost.listen === 'off') continue;
    assembly.mount({
      domain: proxyDomainOf(domain),
      accounts: false,
      features: [...chat.serviceFeatures, proxyFeature(parts, { host: HOST, domains })],
    });
  }
  return chat;
}

/** The upload service of a domain: for the accounts of all domains here, as the relay is. */
function mountUploads(
  { assembly, config, desk }: MessagingParts,
  chat: InstantMessaging,
  domain: string,
): void {
  if (desk === undefined) return;
  const place = { host: HOST, domains: config.standalone.domains, registry: assembly.registry };
  assembly.mount({
    domain: uploadDomainOf(domain),
    accounts: false,
    features: [...chat.serviceFeatures, uploadService(desk, place)],
  });
}

function chatFeatures({ assembly, storage, config, log, now }: MessagingParts): InstantMessaging {
  const { messaging } = config.limits;
  const { database } = storage;
  return instantMessaging({
    assembly,
    stores: {
      rosters: database.rosters,
      offline: database.offline,
      vcards: database.vcards,
      privateData: database.privateXml,
    },
    accounts: storage.accounts,
    log,
    now,
    software: { name: 'Waybill', version: VERSION },
    // accounts are made by operators; clients change their password and leave (XEP-0077 §3.2, §3.3)
    allowRegistration: false,
    rosterLimits: {
      ...ROSTER_LIMITS,
      maxItems: messaging.maxRosterItems,
      maxPending: messaging.maxPendingSubscriptions,
    },
    offlineBounds: {
      maxMessages: messaging.maxOfflineMessages,
      maxBytes: messaging.maxOfflineBytes,
    },
    offlineMaxAgeMs: messaging.offlineDays * DAY_MS,
  });
}

/** The observers of every negotiation. @param host what the ledger calls the place they are seen at */
export function transferFeatures(
  { ledger, book, proxyDomains, desk, log }: TransferParts,
  host: string,
): readonly Feature[] {
  return [
    siFileTransfer({ ledger, host }),
    socks5Bytestreams({ ledger, book, proxyDomains }),
    inBandBytestreams({ ledger }),
    jingleFileTransfer({ ledger, book, proxyDomains, host }),
    outOfBandData({ ledger, host, isRecorded: desk && isUpload(desk) }),
    ...(desk === undefined ? [] : [uploadObserver(desk, log)]),
  ];
}

/** What one place offers of the relay. */
export interface ProxyPlace {
  readonly host: string;
  /** Domains whose accounts may use it. */
  readonly domains: readonly string[];
  /** Bots of ours that may use it as well, by bare JID. */
  readonly guests?: ReadonlySet<string> | undefined;
  readonly name?: string | undefined;
  readonly instance?: string | undefined;
  readonly onMisrouted?: (instance: string) => void;
}

/** The relay as a service. */
export function proxyFeature(
  { book, streamhost, now }: TransferParts,
  { domains, guests, ...place }: ProxyPlace,
): Feature {
  const ours = new Set(domains);
  return bytestreamProxy({
    ...place,
    book,
    streamhost,
    now,
    mayUse: ({ local, domain, bare }) =>
      local !== undefined && (ours.has(domain) || guests?.has(bare) === true),
  });
}

/** Tells clients what an operator decided, in the words of their protocol. */
export function transferControl(assembly: Assembly, log: Log): StanzaTransferControl {
  return new StanzaTransferControl((stanza) => {
    Promise.resolve(assembly.router.route(stanza)).catch((err: unknown) =>
      log.error({ event: 'cancel_not_told', err }, 'a client was not told of a cancelled transfer'),
    );
  });
}
