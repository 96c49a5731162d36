import { StreamError, type Jid } from '@waybill/core';
import {
  RosterBook,
  type AccountDirectory,
  type OfflineBounds,
  type OfflineStore,
  type PrivateStore,
  type RosterLimits,
  type RosterStore,
  type VcardStore,
} from '@waybill/domain';
import type { Assembly, Feature, Logger } from '@waybill/routing';
import { entityTime } from './entity-time/entity-time.feature.js';
import {
  inBandRegistration,
  type InBandRegistration,
} from './in-band-registration/in-band-registration.feature.js';
import { lastActivity } from './last-activity/last-activity.feature.js';
import { messages } from './messages/messages.feature.js';
import { OfflineMailbox } from './messages/offline-mailbox.js';
import { ping } from './ping/ping.feature.js';
import { presence } from './presence/presence.feature.js';
import { privateStorage } from './private-storage/private-storage.feature.js';
import { leaveRosters, roster } from './roster/roster.feature.js';
import { serviceDiscovery } from './service-discovery/service-discovery.feature.js';
import { softwareVersion } from './software-version/software-version.feature.js';
import { vcard } from './vcard/vcard.feature.js';

export interface MessagingStores {
  readonly rosters: RosterStore;
  readonly offline: OfflineStore;
  readonly vcards: VcardStore;
  readonly privateData: PrivateStore;
}

export interface InstantMessagingOptions {
  readonly assembly: Assembly;
  readonly stores: MessagingStores;
  readonly accounts: AccountDirectory;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly software: { readonly name: string; readonly version: string };
  /** Whether somebody without an account may make one in band. */
  readonly allowRegistration: boolean;
  readonly rosterLimits?: RosterLimits;
  readonly offlineBounds?: OfflineBounds;
  /** 30 days by default. */
  readonly offlineMaxAgeMs?: number;
}

/** The features of an instant messaging server, ready to be mounted on its domains. */
export interface InstantMessaging {
  /** For a domain with accounts. */
  readonly accountFeatures: readonly Feature[];
  /** For a domain that is a service, beside what the service does. */
  readonly serviceFeatures: readonly Feature[];
  readonly registration: InBandRegistration;
  readonly rosters: RosterBook;
  readonly mailbox: OfflineMailbox;
  /** Stops listening to changes of accounts. */
  close(): void;
}

const OFFLINE_BOUNDS: OfflineBounds = { maxMessages: 100, maxBytes: 1024 * 1024 };
const OFFLINE_MAX_AGE_MS = 30 * 86_400_000;

/** Makes the features of RFC 6121 and what clients expect beside them. They are not mounted yet. */
export function instantMessaging(options: InstantMessagingOptions): InstantMessaging {
  const { assembly, stores, accounts, now } = options;
  const { registry, router } = assembly;
  const rosters = new RosterBook(stores.rosters, options.rosterLimits);
  const mailbox = new OfflineMailbox({
    store: stores.offline,
    registry,
    log: options.log,
    now,
    bounds: options.offlineBounds ?? OFFLINE_BOUNDS,
    maxAgeMs: options.offlineMaxAgeMs ?? OFFLINE_MAX_AGE_MS,
  });
  const sayGoodbye = (account: Jid) => leaveRosters({ rosters, registry, router }, account);
  const registration = inBandRegistration({
    accounts,
    registry,
    allowCreation: options.allowRegistration,
    sayGoodbye,
  });
  const serviceFeatures = [
    serviceDiscovery({ catalogue: assembly, rosters, registry }),
    ping(),
    softwareVersion(options.software),
    lastActivity({ accounts, rosters, registry, now, startedAt: now() }),
    entityTime(now),
  ];
  return {
    serviceFeatures,
    accountFeatures: [
      ...serviceFeatures,
      roster({ rosters, registry, router }),
      presence({
        rosters,
        registry,
        router,
        accounts,
        now,
        onReachable: (session) => mailbox.empty(session),
      }),
      messages({ registry, accounts, mailbox }),
      vcard({ store: stores.vcards, rosters }),
      privateStorage({ store: stores.privateData }),
      registration,
    ],
    registration,
    rosters,
    mailbox,
    close: endSessionsOf(options, rosters),
  };
}

/**
 * A locked or removed account has no sessions, an ended legacy sign-in none that were made by it; a removed account
 * has no contacts either.
 */
function endSessionsOf(
  { accounts, assembly, log }: InstantMessagingOptions,
  rosters: RosterBook,
): () => void {
  return accounts.observe(({ kind, jid }) => {
    if (kind !== 'locked' && kind !== 'removed' && kind !== 'legacy-sign-in-ended') return;
    // the answer to the request that removes an account leaves first (XEP-0077 §3.2)
    setImmediate(() => {
      for (const session of assembly.registry.of(jid)) {
        const { mechanism } = session.facts;
        if (kind === 'legacy-sign-in-ended' && mechanism !== 'iq-auth-digest') continue;
        session.close(new StreamError('not-authorized', 'the right to sign in has ended'));
      }
      if (kind === 'removed') {
        rosters.clear(jid).catch((error: unknown) => {
          log.error({ event: 'roster_clear_failed', jid, err: error }, 'a roster stays behind');
        });
      }
    });
  });
}
