import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AttachConfig, Config } from '@waybill/platform';
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
function keptHosts(
  attach: readonly AttachConfig[],
  authApi: Config['authApi'],
): readonly {
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

/** Whose accounts are kept here, and which host servers may ask about them, while attachments come and go. */
export class HostClients {
  private attach: readonly AttachConfig[];
  private known: readonly HostClient[] = [];
  private readonly asked = new Map<string, number>();

  constructor(
    private readonly config: KeptHosts,
    private readonly now: () => number = Date.now,
  ) {
    this.attach = config.attach;
  }

  /** The domains of hosts whose accounts are kept here. */
  get domains(): readonly string[] {
    return this.kept.flatMap(({ hosts }) => hosts);
  }

  /** Everybody who may ask, as of the last `load`. */
  get all(): readonly HostClient[] {
    return this.known;
  }

  /**
   * Takes these attachments for all that there are. Makes a token for who has none; who is not among them may not ask
   * any more.
   */
  async load(attach: readonly AttachConfig[] = this.attach): Promise<void> {
    this.attach = attach;
    this.known = await Promise.all(
      this.kept.map(async ({ name, hosts }) => ({
        name,
        hosts: new Set(hosts),
        token: await hostToken(this.config.dataDir, name),
      })),
    );
  }

  /** A client has asked, and was who it says. */
  noteAsked({ name }: HostClient): void {
    this.asked.set(name, this.now());
  }

  /** When a client asked last, epoch milliseconds; undefined before its first question since the start. */
  askedAt(name: string): number | undefined {
    return this.asked.get(name);
  }

  private get kept() {
    return keptHosts(this.attach, this.config.authApi);
  }
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
