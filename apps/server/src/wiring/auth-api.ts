import { setTimeout as pause } from 'node:timers/promises';
import { listenAddress, type Config, type Log, type Metrics } from '@waybill/platform';
import { AuthApi } from '../auth-api/auth-api.js';
import { AuthDesk } from '../auth-api/auth-desk.js';
import { hostClients } from '../auth-api/host-client.js';
import type { BoundListener } from '../control/contract.js';
import { listening } from './listen-fault.js';
import { ReportingAuthenticator } from './reporting-authenticator.js';
import type { Storage } from './storage.js';

export interface AuthApiWiring {
  readonly config: Config;
  readonly storage: Storage;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** The API for host servers, up. */
export interface AuthApiSide {
  readonly listener: BoundListener;
  close(): Promise<void>;
}

/**
 * Opens the API for host servers, where accounts of one are kept here. Its tokens are made at the first start.
 * @throws StartFault when the port cannot be had
 */
export async function openAuthApi({
  config,
  storage,
  log,
  metrics,
}: AuthApiWiring): Promise<AuthApiSide | undefined> {
  const clients = await hostClients(config);
  const place = listenAddress(config.authApi.listen);
  if (clients.length === 0 || place === undefined) return undefined;
  const { accounts, hostAuthenticator } = storage;
  const authenticator = new ReportingAuthenticator(hostAuthenticator, log, metrics, 'http-auth');
  const desk = new AuthDesk({ accounts, authenticator, pause: (ms) => pause(ms) });
  const api = new AuthApi({ desk, clients, log });
  const { address, port } = await listening('authApi.listen', place, () => api.listen(place));
  if (!/^(127\.|::1$)/.test(address)) {
    log.warn(
      { event: 'auth_api_exposed', address },
      'passwords come in clear text: keep authApi.listen on loopback or behind a TLS proxy',
    );
  }
  return { listener: { name: 'auth-api', address, port }, close: () => api.close() };
}
