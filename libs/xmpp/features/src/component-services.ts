import type { Assembly, Feature } from '@waybill/routing';
import { entityTime } from './entity-time/entity-time.feature.js';
import { lastActivity } from './last-activity/last-activity.feature.js';
import { ping } from './ping/ping.feature.js';
import { serviceDiscovery } from './service-discovery/service-discovery.feature.js';
import { softwareVersion } from './software-version/software-version.feature.js';

export interface ComponentServicesOptions {
  readonly assembly: Assembly;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly software: { readonly name: string; readonly version: string };
}

/** What every service answers, for a domain whose accounts are somebody else's. */
export function componentServices(options: ComponentServicesOptions): readonly Feature[] {
  const { assembly, now, software } = options;
  const nobody = { sharesPresence: () => Promise.resolve(false) };
  return [
    serviceDiscovery({ catalogue: assembly, rosters: nobody, registry: assembly.registry }),
    ping(),
    softwareVersion(software),
    lastActivity({
      accounts: { find: () => Promise.resolve(undefined) },
      rosters: nobody,
      registry: assembly.registry,
      now,
      startedAt: now(),
    }),
    entityTime(now),
  ];
}
