import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdminHttp, type AdminPorts, type AdminSettings } from '@waybill/admin-api';
import { listenAddress, type Config, type Log } from '@waybill/platform';
import type { BoundListener } from '../control/contract.js';
import { dashboardFolder, dashboardPages, inlineScriptHashes } from '../http/dashboard-pages.js';
import { WAYBILL } from '../called-as.js';
import { VERSION } from '../version.js';
import { listening } from './listen-fault.js';

/** Dashboard and API, up. */
export interface HttpSide {
  readonly listener: BoundListener;
  close(): Promise<void>;
}

/** What is known of this run of the server. */
export interface ServerFacts {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly demo: boolean;
}

function settingsOf(
  config: Config,
  folder: string | undefined,
  { startedAt, demo }: ServerFacts,
): AdminSettings {
  const { publicUrl, trustedProxies, metricsFrom } = config.http;
  return {
    version: VERSION,
    command: WAYBILL,
    domains: config.standalone.domains,
    publicUrl,
    trustedProxies,
    metricsFrom,
    scriptHashes: folder === undefined ? [] : inlineScriptHashes(folder),
    notFoundPage: folder === undefined ? undefined : join(folder, '404.html'),
    startedAt,
    demo,
  };
}

function listen(server: Server, host: string | undefined, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

/**
 * Opens dashboard and API where they are wanted.
 * @throws StartFault when the port cannot be had
 */
export async function openHttp(
  config: Config,
  ports: AdminPorts,
  facts: ServerFacts,
  log: Log,
): Promise<HttpSide | undefined> {
  const place = listenAddress(config.http.listen);
  if (place === undefined) return undefined;
  const folder = dashboardFolder();
  if (folder === undefined) {
    log.warn({ event: 'dashboard_missing' }, 'the dashboard is not built: serving the API only');
  }
  const pages = folder === undefined ? undefined : dashboardPages(folder);
  const app = await createAdminHttp(ports, settingsOf(config, folder, facts), pages);
  const server = app.getHttpServer();
  const { address, port } = await listening('http.listen', place, () =>
    listen(server, place.host, place.port),
  );
  return {
    listener: { name: 'http', address, port },
    close: async () => {
      const closed = app.close();
      // live views stay open by themselves
      server.closeAllConnections();
      await closed;
    },
  };
}
