import { isIP } from 'node:net';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

const LOOPBACK_NAMES = new Set(['localhost', 'localhost.localdomain', '127.0.0.1', '::1']);
// what containers and virtual machines of this host see of it: nobody else can reach it
const VIRTUAL = /^(docker|br-|virbr|veth|vmnet|vboxnet|lxcbr|lxdbr|cni|podman)/;

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Takes the IPv4 address out of its IPv6 form, as dual-stack listeners report it. */
export function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}

/** An address and a port as people write them, an IPv6 address in brackets (RFC 3986 §3.2.2). */
export function hostAndPort({
  host,
  port,
}: {
  readonly host: string;
  readonly port: number;
}): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/**
 * What stands for one network in a limit per address: an IPv4 address, or the /64 of an IPv6 address, of which
 * every home has a whole one.
 */
export function addressBlock(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  const all = [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  return `${all.slice(0, 4).join(':')}::/64`;
}

/**
 * The addresses under which clients can reach a listener of ours, for operators who configured none: every address
 * of the host that is not loopback or link-local, physical interfaces first, IPv4 before IPv6. On a LAN the receiver
 * thus reaches our streamhost without any proxy on the internet.
 * @param listenHosts what is listened on; `0.0.0.0` and `::` stand for all
 * @param domains loopback is added where one of them is this machine itself, or nothing else is there
 */
export function usableAddresses(
  listenHosts: readonly string[],
  domains: readonly string[],
  interfaces: Interfaces = networkInterfaces(),
): readonly string[] {
  const anywhere = {
    4: listenHosts.includes('0.0.0.0') || listenHosts.includes('::'),
    6: listenHosts.includes('::'),
  };
  const found = Object.entries(interfaces)
    .flatMap(([name, infos]) => (infos ?? []).map((info) => ({ name, info })))
    .filter(({ info }) => !info.internal && !isLinkLocal(info.address))
    .filter(
      ({ info }) => anywhere[info.family === 'IPv4' ? 4 : 6] || listenHosts.includes(info.address),
    )
    .sort((a, b) => rank(a) - rank(b))
    .map(({ info }) => info.address);
  const named = listenHosts.filter((host) => isIP(host) === 0 || isLoopback(host));
  const result = [...new Set([...found, ...named])];
  const local = domains.some(
    (domain) => LOOPBACK_NAMES.has(domain) || domain.endsWith('.localhost'),
  );
  if (anywhere[4] && (local || result.length === 0)) result.push('127.0.0.1');
  return [...new Set(result)];
}

function rank({ name, info }: { name: string; info: NetworkInterfaceInfo }): number {
  return (VIRTUAL.test(name) ? 2 : 0) + (info.family === 'IPv4' ? 0 : 1);
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^127\./.test(address);
}

/** RFC 3927 §2.1, RFC 4291 §2.5.6: these mean something on one link only, and a client cannot name the link. */
function isLinkLocal(address: string): boolean {
  return /^169\.254\./.test(address) || /^fe[89ab]/i.test(address);
}
