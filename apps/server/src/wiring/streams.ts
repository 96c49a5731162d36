import type { Authenticator } from '@waybill/domain';
import type { Config, Log } from '@waybill/platform';
import { listenAddress } from '@waybill/platform';
import type { Assembly } from '@waybill/routing';
import { C2sListener, Networks, type Certificates } from '@waybill/stream';
import type { BoundListener } from '../control/contract.js';
import { listening } from './listen-fault.js';

export interface StreamParts {
  readonly assembly: Assembly;
  readonly authenticator: Authenticator;
  readonly certificates: Certificates;
  readonly config: Config;
  readonly log: Log;
}

/** The client side as configured; not listening yet. */
export function makeC2s({
  assembly,
  authenticator,
  certificates,
  config,
  log,
}: StreamParts): C2sListener {
  const { standalone, limits } = config;
  return new C2sListener({
    host: assembly,
    authenticator,
    certificates,
    log,
    policy: {
      limits: limits.c2s,
      requireTls: standalone.requireTls,
      allowPlaintext: standalone.allowPlaintext,
      legacyAuth: {
        ...standalone.legacyAuth,
        cleartextFrom: new Networks(standalone.legacyAuth.cleartextFrom),
      },
      attemptsPerStream: limits.auth.attemptsPerStream,
      maxSessionsPerAccount: standalone.maxSessionsPerAccount,
      streamFeatures: assembly.features.flatMap((one) => one.negotiation?.advertise ?? []),
    },
  });
}

/** Opens the client ports. @throws StartFault when one cannot be had */
export async function openC2s(
  listener: C2sListener,
  config: Config,
): Promise<readonly BoundListener[]> {
  const bound: BoundListener[] = [];
  const places = [
    ['c2s', 'standalone.listen', listenAddress(config.standalone.listen)],
    ['c2s-tls', 'standalone.listenTls', listenAddress(config.standalone.listenTls)],
  ] as const;
  for (const [name, key, place] of places) {
    if (place === undefined) continue;
    const directTls = name === 'c2s-tls';
    const { address, port } = await listening(key, place, () =>
      listener.listen({ ...place, directTls }),
    );
    bound.push({ name, address, port });
  }
  return bound;
}
