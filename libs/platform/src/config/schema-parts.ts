import { isIP } from 'node:net';
import { z } from 'zod';
import { isListenAddress } from './listen-address.js';

/** An address and a port that something listens at. */
export const listen = (fallback: string) =>
  z
    .string()
    .refine(
      isListenAddress,
      'write an address and a port, such as 0.0.0.0:5222 or [::]:5222; *:5222 for all',
    )
    .default(fallback);
/** The same, or `off`. */
export const optionalListen = (fallback: string) =>
  z
    .union([
      z.literal('off'),
      z.string().refine(isListenAddress, 'write an address and a port, or off'),
    ])
    .default(fallback);
/** A whole number. */
export const count = (fallback: number, minimum = 1) =>
  z.number().int().min(minimum).max(Number.MAX_SAFE_INTEGER).default(fallback);
/** A mapping that may be left out; its keys then have their defaults. */
export const section = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape).prefault({} as never);

/** An IP address, or a network of them. */
export const network = z.string().refine((text) => {
  const [address = '', prefix, ...rest] = text.split('/');
  const widest = { 4: 32, 6: 128 }[isIP(address)];
  if (widest === undefined || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= widest);
}, 'write an address or a network, such as 192.168.0.0/16');

export const domain = z
  .string()
  .regex(/^[^\s@/]+$/, 'write a domain name, such as example.org')
  .describe('An XMPP domain');
