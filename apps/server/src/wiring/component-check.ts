import { connect } from 'node:net';
import { Jid, NS, payload, childElements } from '@waybill/core';
import type { StreamhostEndpoint } from '@waybill/domain';
import type { AttachConfig } from '@waybill/platform';
import type { StanzaRouter } from '@waybill/routing';
import type { LinkProblemCode, LinkState } from '@waybill/stream';
import type { CheckFinding } from '../control/contract.js';

/** What a check looks at. */
export interface CheckedComponent {
  readonly config: AttachConfig;
  readonly state: LinkState;
  readonly router: Pick<StanzaRouter, 'request'>;
  /** What clients are told of the relay; undefined while no server runs. */
  readonly endpoints: readonly StreamhostEndpoint[] | undefined;
}

const PROBE_TIMEOUT_MS = 3_000;

/** How the host server is told of a change. */
const RELOAD = { prosody: 'prosodyctl reload', ejabberd: 'ejabberdctl reload_config' } as const;

function linkFix(code: LinkProblemCode, { server, domain, address }: AttachConfig): string {
  const snippet = `waybill config snippet ${server} | paste it | ${RELOAD[server]}`;
  const port = address.slice(address.lastIndexOf(':') + 1);
  switch (code) {
    case 'wrong-secret':
    case 'unknown-host':
      return snippet;
    case 'conflict':
      return server === 'prosody'
        ? `stop the other component ${domain}, or: component_conflict_resolve = "kick_old"`
        : `stop the other component ${domain}`;
    case 'connection-refused':
      return server === 'prosody'
        ? `component_ports = { ${port} } in the global section, then: systemctl restart prosody`
        : snippet;
    case 'no-secret':
      return `${snippet} (it makes the file where it is missing)`;
    case 'unreachable':
    case 'timeout':
      return `correct attach address (${address}), or open the way there`;
    case 'closed-by-host':
    case 'bad-stream':
      return `see the log of ${server}`;
  }
}

function checkLink({ config, state }: CheckedComponent): CheckFinding {
  const { domain, address } = config;
  const { phase, problem, handshakeMs = 0 } = state;
  const head = { domain, check: 'handshake' } as const;
  if (phase === 'linked') {
    return { ...head, ok: true, text: `${address}: accepted in ${String(handshakeMs)} ms` };
  }
  if (problem === undefined) return { ...head, ok: false, text: `${address}: ${phase}` };
  return { ...head, ok: false, text: problem.text, fix: linkFix(problem.code, config) };
}

function discoFix({ server, domain }: AttachConfig, host: string): string {
  return server === 'prosody'
    ? `in VirtualHost "${host}": disco_items = { { "${domain}", "File transfer" } }`
    : `modules: mod_disco: extra_domains: ["${domain}"]`;
}

/** Clients find services in the items of their own server. @see XEP-0030 §4 */
async function checkDisco(checked: CheckedComponent, host: string): Promise<CheckFinding> {
  const { config, router } = checked;
  const { domain } = config;
  const head = { domain, check: 'disco' } as const;
  const [from, to] = [Jid.parse(domain), Jid.parse(host)];
  if (!(from instanceof Jid) || !(to instanceof Jid)) {
    return { ...head, ok: false, text: `${domain}, ${host}: not both are domain names` };
  }
  const reply = await router.request(from, to, 'get', payload('query', NS.discoItems));
  const query = reply.child(NS.discoItems, 'query');
  if (reply.type !== 'result' || query === undefined) {
    const text = `${host} does not tell its services`;
    const needed =
      config.server === 'prosody' ? '"disco" in modules_enabled' : 'mod_disco among its modules';
    const fix = `is ${host} a virtual host of that server, with ${needed}?`;
    return { ...head, ok: false, text, fix };
  }
  if (childElements(query).some((item) => item.attrs['jid'] === domain)) {
    return { ...head, ok: true, text: `${host} lists ${domain}: clients find it` };
  }
  const text = `${host} does not list ${domain}: clients do not find it`;
  return { ...head, ok: false, text, fix: discoFix(config, host) };
}

/** Whether a streamhost that takes connections without a login answers there. @see RFC 1928 §3 */
function answersSocks5({ host, port }: StreamhostEndpoint): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (fault: string | undefined) => {
      socket.destroy();
      resolve(fault);
    };
    socket.setTimeout(PROBE_TIMEOUT_MS, () => settle('no answer'));
    socket.once('error', (error) => settle(error.message));
    socket.once('close', () => settle('closed the connection'));
    socket.once('connect', () => socket.write(Buffer.of(5, 1, 0)));
    socket.once('data', (data) => settle(data[0] === 5 ? undefined : 'no SOCKS5 proxy'));
  });
}

async function checkProxy(
  { domain }: AttachConfig,
  endpoint: StreamhostEndpoint,
): Promise<CheckFinding> {
  const head = { domain, check: 'proxy' } as const;
  const place = `${endpoint.host} port ${String(endpoint.port)}`;
  const fault = await answersSocks5(endpoint);
  if (fault === undefined)
    return { ...head, ok: true, text: `${place} answers, from this machine` };
  const fix = `open tcp/${String(endpoint.port)} there, or set streamhost.advertise`;
  return { ...head, ok: false, text: `${place}: ${fault}`, fix };
}

/** Looks at everything that a transfer over this component needs, in the order in which it is needed. */
export async function checkComponent(checked: CheckedComponent): Promise<readonly CheckFinding[]> {
  const { config, endpoints } = checked;
  const { domain, hosts } = config;
  const link = checkLink(checked);
  const findings = [link];
  if (link.ok) findings.push(...(await Promise.all(hosts.map((one) => checkDisco(checked, one)))));
  if (endpoints === undefined) {
    const text = 'no server runs, so the relay does not listen';
    findings.push({ domain, check: 'proxy', ok: false, text, fix: 'waybill serve' });
  } else if (endpoints.length === 0) {
    const text = 'the relay is off, or has no address that clients could reach';
    findings.push({ domain, check: 'proxy', ok: false, text, fix: 'set streamhost.advertise' });
  } else {
    findings.push(...(await Promise.all(endpoints.map((one) => checkProxy(config, one)))));
  }
  return findings;
}
