import { isIP } from 'node:net';

/** Where a server listens. */
export interface ListenAddress {
  /** IP address or host name; undefined: every address, IPv6 and IPv4. */
  readonly host: string | undefined;
  /** 0: a free port of the system's choice. */
  readonly port: number;
}

const SHAPE = /^(?:\[(?<v6>[0-9a-f:.]+)\]|(?<host>[^\s:[\]/]+)):(?<port>\d{1,5})$/i;

/** Reads `0.0.0.0:5222`, `[::]:5222`, `name:5222` or `*:5222`. @returns undefined for anything else */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const { v6, host, port } = SHAPE.exec(text)?.groups ?? {};
  if (port === undefined || Number(port) > 65_535) return undefined;
  if (v6 !== undefined) return isIP(v6) === 6 ? { host: v6, port: Number(port) } : undefined;
  return { host: host === '*' ? undefined : host, port: Number(port) };
}

export function isListenAddress(text: string): boolean {
  return parseListenAddress(text) !== undefined;
}

/**
 * The address of a value that the schema has checked.
 * @returns undefined for `off`
 */
export function listenAddress(value: string): ListenAddress | undefined {
  return value === 'off' ? undefined : parseListenAddress(value);
}
