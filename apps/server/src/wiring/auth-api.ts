import { setTimeout as pause } from 'node:timers/promises';
import {
  listenAddress,
  type AttachConfig,
  type Config,
  type Log,
  type Metrics,
} from '@waybill/platform';
import { AuthApi } from '../auth-api/auth-api.js';
import { AuthDesk } from '../auth-api/auth-desk.js';
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

/**
 * The API for host servers, open while accounts of one are kept here. Attachments come and go, one after the other.
 */
export class AuthApiSide {
  private api: AuthApi | undefined;

  constructor(
    private readonly wiring: AuthApiWiring,
    /** Told of the port, once it is open. */
    private readonly opened: (listener: BoundListener) => void,
  ) {}

  /**
   * Answers for these attachments from now on; those of the configuration if they are left out.
   * @throws StartFault when the port cannot be had
   */
  async serve(attach?: readonly AttachConfig[]): Promise<void> {
    const { config, storage } = this.wiring;
    const { hostClients } = storage;
    await hostClients.load(attach);
    const place = listenAddress(config.authApi.listen);
    if (this.api !== undefined || hostClients.all.length === 0 || place === undefined) return;
    const api = this.make();
    const { address, port } = await listening('authApi.listen', place, () => api.listen(place));
    this.api = api;
    if (!/^(127\.|::1$)/.test(address)) {
      this.wiring.log.warn(
        { event: 'auth_api_exposed', address },
        'passwords come in clear text: keep authApi.listen on loopback or behind a TLS proxy',
      );
    }
    this.opened({ name: 'auth-api', address, port });
  }

  async close(): Promise<void> {
    await this.api?.close();
  }

  private make(): AuthApi {
    const { storage, log, metrics } = this.wiring;
    const { accounts, hostAuthenticator, hostClients } = storage;
    const authenticator = new ReportingAuthenticator(hostAuthenticator, log, metrics, 'http-auth');
    const desk = new AuthDesk({ accounts, authenticator, pause: (ms) => pause(ms) });
    return new AuthApi({ desk, clients: hostClients, log });
  }
}
