import type { Config } from '@waybill/platform';
import { listenAddress } from '@waybill/platform';
import type { LinkGiven } from '../control/access-contract.js';
import { CommandFailure, type Invocation } from './command.js';

function baseOf({ http }: Config): string {
  if (http.publicUrl !== undefined) return http.publicUrl.replace(/\/$/, '');
  const place = listenAddress(http.listen);
  const host = place?.host ?? '127.0.0.1';
  const everywhere = host === '0.0.0.0' || host === '::';
  const shown = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${shown}:${place?.port ?? 8080}`;
}

/** The whole link, where the dashboard is by this configuration. */
export function wholeLink(invocation: Invocation, { path }: LinkGiven): string | CommandFailure {
  const loaded = invocation.config();
  return loaded instanceof CommandFailure ? loaded : baseOf(loaded.config) + path;
}
