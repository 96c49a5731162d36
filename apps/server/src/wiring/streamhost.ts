import { networkInterfaces } from 'node:os';
import { SocksStreamhost, type AdvertisedAddress, type ListenAddress } from '@waybill/bytes';
import type { BytestreamRegistry } from '@waybill/domain';
import { listenAddress, parseListenAddress, type Config, type Log } from '@waybill/platform';

/** `203.0.113.9`, `[2001:db8::1]:7777`, `files.example.org`, `2001:db8::1` as an address to tell clients. */
export function advertised(text: string): AdvertisedAddress {
  const withPort = parseListenAddress(text);
  if (withPort?.host !== undefined) return { host: withPort.host, port: withPort.port };
  return { host: text.replace(/^\[(.*)\]$/, '$1') };
}

/** Every address: IPv6 and IPv4 on one socket, or IPv4 alone where the system knows nothing else. */
function everywhere(): string {
  const addresses = Object.values(networkInterfaces()).flat();
  return addresses.some((one) => one?.family === 'IPv6') ? '::' : '0.0.0.0';
}

function places(config: Config): readonly ListenAddress[] {
  const place = listenAddress(config.streamhost.listen);
  return place === undefined ? [] : [{ host: place.host ?? everywhere(), port: place.port }];
}

/** The relay as configured; not listening yet. */
export function makeStreamhost(
  config: Config,
  registry: BytestreamRegistry,
  log: Log,
): SocksStreamhost {
  const { advertise, hash, bytesPerSecond, bytesPerSecondPerAccount } = config.streamhost;
  const rate = (value: number) => (value === 0 ? undefined : value);
  return new SocksStreamhost(
    {
      listen: places(config),
      advertise: advertise.map(advertised),
      domains: config.standalone.domains,
      hash,
      limits: {
        ...config.limits.streamhost,
        bytesPerSecond: rate(bytesPerSecond),
        accountBytesPerSecond: rate(bytesPerSecondPerAccount),
      },
      log: {
        debug: (fields, text) => log.debug({ event: 'streamhost', ...fields }, text),
        info: (fields, text) => log.info({ event: 'streamhost', ...fields }, text),
        warn: (fields, text) => log.warn({ event: 'streamhost', ...fields }, text),
      },
    },
    registry,
  );
}
