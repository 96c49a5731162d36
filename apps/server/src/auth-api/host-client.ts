import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '@waybill/platform';
import { writePrivate } from '../wiring/private-file.js';

/** A host server that may ask about the accounts that are kept here for it. */
export interface HostClient {
  /** What it signs in with: the component's domain, or the host's where there is no component. */
  readonly name: string;
  readonly hosts: ReadonlySet<string>;
  readonly token: string;
}

type KeptHosts = Pick<Config, 'attach' | 'authApi' | 'dataDir'>;

/** Who may ask, and about which hosts; without the tokens. */
export function keptHosts({ attach, authApi }: Pick<KeptHosts, 'attach' | 'authApi'>): readonly {
  readonly name: string;
  readonly hosts: readonly string[];
}[] {
  const attached = attach
    .filter(({ accounts }) => accounts === 'kept-here')
    .map(({ domain, hosts }) => ({ name: domain, hosts }));
  return [...attached, ...authApi.hosts.map((host) => ({ name: host, hosts: [host] }))];
}

/** Where the token of a host server is kept. */
export const tokenFile = (dataDir: string, name: string): string =>
  join(dataDir, 'secrets', `auth-${name}`);

/** The token of a host server, made where there is none. */
export async function hostToken(dataDir: string, name: string): Promise<string> {
  const file = tokenFile(dataDir, name);
  await writePrivate(file, `${randomBytes(24).toString('base64url')}\n`);
  return (await readFile(file, 'utf8')).trim();
}

/** Everybody who may ask, with tokens. */
export function hostClients(config: KeptHosts): Promise<readonly HostClient[]> {
  return Promise.all(
    keptHosts(config).map(async ({ name, hosts }) => ({
      name,
      hosts: new Set(hosts),
      token: await hostToken(config.dataDir, name),
    })),
  );
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Who signs in with this header. @see RFC 7617 */
export function clientOf(
  authorization: string | undefined,
  clients: readonly HostClient[],
): HostClient | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const given = digest(Buffer.from(encoded, 'base64').toString());
  return clients.find(({ name, token }) => timingSafeEqual(given, digest(`${name}:${token}`)));
}
