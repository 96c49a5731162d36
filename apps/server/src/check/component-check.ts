import { connect, isIP } from 'node:net';
import type { Finding, FindingArea, FindingLevel } from '@waybill/admin-api';
import { childElements, Jid, NS, payload, type Stanza } from '@waybill/core';
import type { StreamhostEndpoint } from '@waybill/domain';
import type { RightsFinding } from '@waybill/features';
import type { AttachConfig } from '@waybill/platform';
import type { StanzaRouter } from '@waybill/routing';
import type { LinkProblemCode, LinkState } from '@waybill/stream';
import { WAYBILL } from '../called-as.js';
import { LATE, within } from './within.js';

/** What a check looks at. */
export interface CheckedComponent {
  readonly config: AttachConfig;
  readonly state: LinkState;
  readonly router: Pick<StanzaRouter, 'request'>;
  /** What clients are told of the relay; undefined while no server runs. */
  readonly endpoints: readonly StreamhostEndpoint[] | undefined;
  /** What the host server has shown so far; undefined while no server runs. */
  readonly mirror?: {
    readonly copies: number;
    readonly forged: number;
    readonly lastCopyAt: number | undefined;
  };
  /** When the host last asked about accounts that are kept here. */
  readonly accountsAskedAt?: number | undefined;
  /** Looks at our rights over the accounts of each host, where we administer them. */
  readonly rights?: () => Promise<readonly RightsFinding[]>;
  readonly now: number;
}

const PROBE_TIMEOUT_MS = 3_000;
const MAX_ITEMS = 30;

const USUAL_PORT = '5347';

/** How the host server is told of a change. */
const RELOAD = { prosody: 'systemctl restart prosody', ejabberd: 'ejabberdctl reload_config' };

/** What to do about a link that does not come about. */
export function linkFix(
  code: LinkProblemCode,
  { server, domain, address }: Pick<AttachConfig, 'server' | 'domain' | 'address'>,
): string {
  const snippet = `${WAYBILL} config snippet ${server} | paste it | ${RELOAD[server]}`;
  const port = address.slice(address.lastIndexOf(':') + 1);
  const correct = `correct attach address (${address})`;
  switch (code) {
    case 'wrong-secret':
    case 'unknown-host':
      return snippet;
    case 'conflict':
      return server === 'prosody'
        ? `stop the other component ${domain}, or: component_conflict_resolve = "kick_old"`
        : `stop the other component ${domain}`;
    case 'connection-refused':
      // Prosody opens its usual port by itself as soon as there is a component
      return server === 'prosody' && port !== USUAL_PORT
        ? `component_ports = { ${port} } in the global section, then: systemctl restart prosody; or ${correct}`
        : snippet;
    case 'no-secret':
      return `${snippet} (it makes the file where it is missing)`;
    case 'unreachable':
    case 'timeout':
      return `${correct}, or open the way there`;
    case 'bad-stream':
      return `${correct}: clients and other servers have ports of their own; components most often ${USUAL_PORT}`;
    case 'closed-by-host':
      return `see the log of ${server}; is ${address} its component port?`;
  }
}

type Say = (
  area: FindingArea,
  check: string,
  level: FindingLevel,
  text: string,
  fix?: string,
) => Finding;

const sayOf =
  (subject: string): Say =>
  (area, check, level, text, fix) => ({ area, check, subject, level, text, fix });

function checkLink({ config, state }: CheckedComponent, say: Say): Finding {
  const { address } = config;
  const { phase, problem, handshakeMs = 0 } = state;
  if (phase === 'linked') {
    const text = `${address}: accepted in ${String(handshakeMs)} ms`;
    return say('component', 'handshake', 'ok', text);
  }
  if (problem === undefined) return say('component', 'handshake', 'fail', `${address}: ${phase}`);
  return say('component', 'handshake', 'fail', problem.text, linkFix(problem.code, config));
}

function discoFix({ server, domain }: AttachConfig, host: string): string {
  return server === 'prosody'
    ? `in VirtualHost "${host}": disco_items = { { "${domain}", "File transfer" } }`
    : `modules: mod_disco: extra_domains: ["${domain}"]`;
}

async function ask(
  { config, router }: CheckedComponent,
  to: string,
  ns: string,
): Promise<Stanza | undefined> {
  const [from, target] = [Jid.parse(config.domain), Jid.parse(to)];
  if (!(from instanceof Jid) || !(target instanceof Jid)) return undefined;
  const asked = router.request(from, target, 'get', payload('query', ns));
  const reply = await within(PROBE_TIMEOUT_MS, asked);
  return reply === LATE || reply.type !== 'result' ? undefined : reply;
}

async function isProxy(checked: CheckedComponent, jid: string): Promise<boolean> {
  const info = await ask(checked, jid, NS.discoInfo);
  const query = info?.child(NS.discoInfo, 'query');
  if (query === undefined) return false;
  return childElements(query).some(
    (one) => one.attrs['category'] === 'proxy' && one.attrs['type'] === 'bytestreams',
  );
}

/** Clients find services in the items of their own server. @see XEP-0030 §4 */
async function checkDisco(
  checked: CheckedComponent,
  host: string,
  say: Say,
): Promise<readonly Finding[]> {
  const { config } = checked;
  const { domain, server } = config;
  const items = await ask(checked, host, NS.discoItems);
  const query = items?.child(NS.discoItems, 'query');
  if (query === undefined) {
    const needed = server === 'prosody' ? '"disco" in modules_enabled' : 'mod_disco in its modules';
    const fix = `is ${host} a virtual host of that server, with ${needed}?`;
    return [say('component', 'disco', 'fail', `${host} does not tell its services`, fix)];
  }
  const listed = childElements(query)
    .map((item) => String(item.attrs['jid']))
    .slice(0, MAX_ITEMS);
  const others = listed.filter((jid) => jid !== domain);
  const found = await Promise.all(others.map((jid) => isProxy(checked, jid)));
  const rivals = others.filter((_, index) => found[index]);
  const findings = rivals.map((jid) =>
    say(
      'component',
      'two-proxies',
      'warn',
      `${host} offers another proxy, ${jid}: clients may take that one, which records nothing`,
      server === 'prosody' ? `remove Component "${jid}" "proxy65"` : 'remove mod_proxy65',
    ),
  );
  if (listed.includes(domain)) {
    const text = `${host} lists ${domain}: clients find it`;
    return [say('component', 'disco', 'ok', text), ...findings];
  }
  const text = `${host} does not list ${domain}: clients do not find it`;
  return [say('component', 'disco', 'fail', text, discoFix(config, host)), ...findings];
}

/** What a virtual host says of itself. */
interface HostFacts {
  /** Our companion module for Prosody, which says so. */
  readonly companion: boolean;
  /** The name of its identity; both host servers give their own. @see XEP-0030 §3.1 */
  readonly software: string | undefined;
}

async function factsOf(checked: CheckedComponent, host: string): Promise<HostFacts> {
  const info = await ask(checked, host, NS.discoInfo);
  const query = info?.child(NS.discoInfo, 'query');
  const about = query === undefined ? [] : childElements(query);
  const identity = about.find(({ attrs }) => attrs['category'] === 'server')?.attrs;
  return {
    companion: about.some(({ attrs }) => attrs['var'] === NS.mirrorNote),
    software: identity?.['name'] as string | undefined,
  };
}

const SERVERS = ['prosody', 'ejabberd'] as const;

/** Another kit than that of the host server does nothing there, or keeps it from starting. */
function mistaken({ software }: HostFacts, server: AttachConfig['server']) {
  const said = software?.toLowerCase();
  return SERVERS.find((one) => one === said && one !== server);
}

const SHOWN_BY: Readonly<Record<AttachConfig['server'], (host: string) => string>> = {
  prosody: (host) =>
    `"waybill" (or "firewall") in modules_enabled of VirtualHost "${host}", of which only one list counts`,
  ejabberd: (host) => `mod_service_log among the modules of "${host}"`,
};

/**
 * Only users of the host cause copies, and a check does not play users on somebody's server: so this tells what has
 * been seen, and what could be.
 */
async function checkMirroring(checked: CheckedComponent, say: Say): Promise<Finding[]> {
  const { mirror, config, state, now } = checked;
  if (mirror === undefined) return [];
  if (mirror.lastCopyAt !== undefined) {
    const seconds = Math.round((now - mirror.lastCopyAt) / 1000);
    const text = `${String(mirror.copies)} copies so far, the last ${String(seconds)} s ago`;
    return [say('component', 'mirroring', 'ok', text)];
  }
  const minutes = Math.round((now - state.since) / 60_000);
  const since = `no file was negotiated since the link came up ${String(minutes)} min ago`;
  const { server, hosts } = config;
  const facts = await Promise.all(
    hosts.map(async (host) => ({ host, ...(await factsOf(checked, host)) })),
  );
  for (const fact of facts) {
    const other = mistaken(fact, server);
    if (other === undefined) continue;
    const text = `${fact.host} says that it is ${other}, and is attached as ${server}`;
    const fix = `server: ${other} in the attachment, and the files of: ${WAYBILL} config snippet ${other}`;
    return [say('component', 'mirroring', 'fail', text, fix)];
  }
  const unclear = facts.filter(({ companion }) => !companion).map(({ host }) => host);
  if (unclear.length === 0) {
    return [say('component', 'mirroring', 'ok', `${hosts.join(', ')} has mod_waybill; ${since}`)];
  }
  const forged =
    mirror.forged === 0
      ? ''
      : `; ${String(mirror.forged)} copies came from hosts that attach does not name (forged_forward in the log)`;
  const text = `${since}, or ${unclear.join(', ')} does not show us any${forged}`;
  const fix = `have somebody send a file; if this stays: ${SHOWN_BY[server](unclear[0] ?? '')}`;
  return [say('component', 'mirroring', 'warn', text, fix)];
}

const ASKED_BY: Readonly<Record<AttachConfig['server'], string>> = {
  prosody:
    'authentication = "waybill" in the VirtualHost, and mod_auth_waybill.lua in plugin_paths',
  ejabberd:
    'may the user ejabberd read waybill.token and Waybill’s folder? extauth in ejabberd.log says',
};

/** Accounts that are kept here are of use only where the host server asks about them. */
function checkAsked(
  { config, accountsAskedAt, mirror, now }: CheckedComponent,
  say: Say,
): Finding[] {
  // only a running server is asked
  if (config.accounts !== 'kept-here' || mirror === undefined) return [];
  if (accountsAskedAt !== undefined) {
    const seconds = Math.round((now - accountsAskedAt) / 1000);
    const text = `the host asked about an account ${String(seconds)} s ago`;
    return [say('component', 'accounts-asked', 'ok', text)];
  }
  const text =
    'the host has asked about no account since the start: nobody has logged in there, or it asks elsewhere';
  const fix = `log in once; if this stays: ${ASKED_BY[config.server]}`;
  return [say('component', 'accounts-asked', 'warn', text, fix)];
}

const SOCKET_FAULTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  EHOSTUNREACH: 'no way there from this machine',
  ENETUNREACH: 'no way there from this machine',
  ENOTFOUND: 'no such name',
};

/** Whether a streamhost that takes connections without a login answers there. @see RFC 1928 §3 */
function answersSocks5({ host, port }: StreamhostEndpoint): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (fault: string | undefined) => {
      socket.destroy();
      resolve(fault);
    };
    const timer = setTimeout(() => settle('no answer'), PROBE_TIMEOUT_MS);
    socket.once('error', (error: NodeJS.ErrnoException) =>
      settle(SOCKET_FAULTS[error.code ?? ''] ?? error.message),
    );
    socket.once('close', () => {
      clearTimeout(timer);
      settle('closed the connection');
    });
    socket.once('connect', () => socket.write(Buffer.of(5, 1, 0)));
    socket.once('data', (data) => settle(data[0] === 5 ? undefined : 'no SOCKS5 proxy'));
  });
}

/** Addresses that nobody outside of one network reaches. @see RFC 1918, RFC 6598, RFC 4193, RFC 4291 §2.5.6 */
export function isPrivateAddress(host: string): boolean {
  if (isIP(host) === 4) {
    return /^(10|127|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
      host,
    );
  }
  return isIP(host) === 6 ? /^(::1$|f[cd]|fe[89ab])/i.test(host) : host === 'localhost';
}

async function checkEndpoint(endpoint: StreamhostEndpoint): Promise<Finding> {
  const place = `${endpoint.host} port ${String(endpoint.port)}`;
  const say = sayOf(endpoint.host);
  const fault = await answersSocks5(endpoint);
  if (fault === undefined)
    return say('proxy', 'reachable', 'ok', `${place} answers, from this machine`);
  const fix = `open tcp/${String(endpoint.port)} there, or set streamhost.advertise`;
  return say('proxy', 'reachable', 'fail', `${place}: ${fault}`, fix);
}

/** Whether the relay answers wherever clients are sent. */
export async function checkProxy(
  endpoints: readonly StreamhostEndpoint[] | undefined,
): Promise<readonly Finding[]> {
  const at = { area: 'proxy', check: 'reachable', level: 'fail', where: 'streamhost' } as const;
  if (endpoints === undefined) {
    return [
      { ...at, text: 'no server runs, so the relay does not listen', fix: `${WAYBILL} serve` },
    ];
  }
  if (endpoints.length === 0) {
    const text = 'the relay is off, or has no address that clients could reach';
    return [{ ...at, text, fix: 'set streamhost.listen and streamhost.advertise' }];
  }
  const findings = await Promise.all(endpoints.map(checkEndpoint));
  if (!endpoints.every(({ host }) => isPrivateAddress(host))) return findings;
  const places = endpoints.map(({ host }) => host).join(', ');
  findings.push({
    area: 'proxy',
    check: 'private-address',
    level: 'warn',
    where: 'streamhost.advertise',
    text: `only private addresses are advertised (${places}): users elsewhere do not reach them`,
    fix: 'streamhost: { advertise: [YOUR-PUBLIC-ADDRESS] }',
  });
  return findings;
}

/** Looks at everything that a transfer over this component needs, in the order in which it is needed. */
export async function checkComponent(checked: CheckedComponent): Promise<readonly Finding[]> {
  const { domain, hosts } = checked.config;
  const say = sayOf(domain);
  const link = checkLink(checked, say);
  if (link.level !== 'ok') return [link];
  const disco = await Promise.all(hosts.map((one) => checkDisco(checked, one, say)));
  const rights = (await checked.rights?.()) ?? [];
  const accounts = rights.map(({ ok, text, fix }) =>
    say('component', 'account-rights', ok ? 'ok' : 'fail', text, fix),
  );
  const mirroring = await checkMirroring(checked, say);
  return [link, ...disco.flat(), ...mirroring, ...accounts, ...checkAsked(checked, say)];
}
